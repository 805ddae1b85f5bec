"""Facts and the rows that say the same, or otherwise."""

from __future__ import annotations

import pytest

from matcher import Cluster, Fact, Partnership, Registry, columns_of, values_of

WEAVERS = Cluster(
    id="weavers",
    name="Weavers",
    aliases=("Looms", "Spinners"),
    sectors=("textile",),
    members=12,
)


def fact(field: str, value: str) -> Fact:
    page = "https://a.example/weavers"
    return Fact(id="weavers", field=field, value=value, source=page, confidence="high")


@pytest.mark.parametrize(
    ("field", "value", "stands"),
    [
        ("name", "Weavers", True),
        ("name", "weavers", False),
        ("aliases", "Looms", True),
        ("aliases", "Looms;Spinners", False),
        ("members", "12", True),
        ("members", "120", False),
        ("city", "", False),
        ("member", "weavers", False),
    ],
)
def test_a_fact_stands_in_its_row_value_by_value(
    field: str, value: str, stands: bool
) -> None:
    assert fact(field, value).stands_in(WEAVERS) is stands


def test_zero_is_a_value_and_an_empty_cell_is_none() -> None:
    nobody = Cluster(id="a", name="A", members=0)
    assert values_of(nobody, "members") == ("0",)
    assert values_of(nobody, "sme_members") == ()
    assert values_of(Partnership(id="p", acronym="P"), "generation") == ()


def test_a_shipped_fact_stands_in_its_row_or_says_why_not(registry: Registry) -> None:
    records: dict[str, Cluster | Partnership] = {
        record.id: record for record in (*registry.clusters, *registry.partnerships)
    }
    for id, facts in registry.evidence.items():
        columns = {column.name for column in columns_of(type(records[id]))}
        for told in facts:
            if told.field in columns and not told.stands_in(records[id]):
                assert told.note, told
