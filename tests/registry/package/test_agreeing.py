"""Rows that contradict others are named, whatever they say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import Fault
from matcher.registry.package.agreeing import find_contradictions
from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES, Rows
from tests.registry.package.copies import change
from tests.registry.package.tiny import TINY, write_package


def test_every_member_of_a_circle_of_successors_is_named(shipped: Path) -> None:
    heir = "systematic-paris-region"
    change(shipped, "clusters", heir, status="merged", successor="opticsvalley")
    faults = check_package(shipped)
    assert [fault.value for fault in faults] == [heir, "opticsvalley"]
    assert all(f"opticsvalley -> {heir} -> optics" in f.problem for f in faults)


@pytest.mark.slow
def test_without_a_date_of_the_facts_nothing_is_too_late(shipped: Path) -> None:
    change(shipped, "clusters", "biomastec", founded="2027")
    path = shipped / "datapackage.json"
    told = json.loads(path.read_bytes())
    assert len(check_package(shipped)) == 1
    path.write_text(json.dumps({**told, "as_of": "2027"}))
    assert check_package(shipped) == ()
    path.write_text(json.dumps({**told, "as_of": ""}))
    assert check_package(shipped) == ()


@pytest.mark.slow
def test_a_row_with_a_cell_too_few_is_the_one_fault(shipped: Path) -> None:
    for table, key in (
        ("clusters", "energy-cluster-denmark,"),  # another's successor, with facts
        ("partnerships", "silicon-europe,"),
        ("members", "silicon-europe,aepi,"),
    ):
        path = shipped / f"{table}.csv"
        sound = path.read_text(encoding="utf-8")
        start = sound.index(f"\n{key}") + 1
        end = sound.index("\n", start)
        cut = sound[: sound.rindex(",", start, end)] + sound[end:]
        path.write_text(cut, encoding="utf-8")
        (fault,) = check_package(shipped)
        assert fault.file == path.name
        assert "cells where the header has" in fault.problem
        path.write_text(sound, encoding="utf-8")


def test_an_empty_line_is_the_one_fault_of_its_table(shipped: Path) -> None:
    for table in ("clusters", "members", "partnerships"):
        with (shipped / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
    faults = check_package(shipped)
    assert [fault.problem[:18] for fault in faults] == ["this line is empty"] * 3


WORDS = st.sampled_from(
    ["", "a", "b", "a;b", "A", "2016", "2016-13", "2030", "merged", "agreement", "a b",
     "a 2016", "member", "since", "founded", "consortium", "high", "https://a.example"]
)  # fmt: skip


@given(st.data())
def test_whatever_the_cells_say_faults_are_told_and_nothing_breaks(
    data: st.DataObject,
) -> None:
    tables = {}
    for name in ("clusters", "partnerships", "members", "evidence", "calls"):
        table, n_rows = TABLES[name], data.draw(st.integers(0, 3))
        rows = st.lists(WORDS, min_size=n_rows, max_size=n_rows)
        columns = {c.name: data.draw(rows) for c in table.columns if n_rows}
        tables[name] = Rows(table, columns, range(2, 2 + n_rows))
    for fault in find_contradictions(tables, "2026-11-28"):
        rows = tables[fault.file.removesuffix(".csv")]
        cell = rows.column(fault.column)[fault.line - 2]
        assert fault.value in (cell, *cell.split(";"))
        assert fault.problem


def clusters_of(followed: Sequence[int | None]) -> Rows:
    """Clusters a, b, c and so on, each with the number of its successor."""
    ids = [chr(ord("a") + number) for number in range(len(followed))]
    empty = [""] * len(ids)
    columns = {
        "id": ids,
        "name": [id.upper() for id in ids],
        "short_name": empty,
        "aliases": empty,
        "successor": ["" if n is None else ids[n] for n in followed],
        "status": ["merged"] * len(ids),
    }
    return Rows(TABLES["clusters"], columns, range(2, 2 + len(ids)))


def faults_of(clusters: Rows) -> list[Fault]:
    unread = {name: Rows(TABLES[name]) for name in ("members", "partnerships")}
    return [*find_contradictions({"clusters": clusters, **unread}, "")]


@st.composite
def followers(draw: st.DrawFn) -> list[int | None]:
    n = draw(st.integers(1, 8))
    one = st.none() | st.integers(0, n - 1)
    return draw(st.lists(one, min_size=n, max_size=n))


@given(followers())
def test_who_comes_back_to_itself_is_in_a_circle_and_nobody_else(
    followed: list[int | None],
) -> None:
    def comes_back(start: int) -> bool:
        at: int | None = start
        for _ in followed:
            at = None if at is None else followed[at]
            if at == start:
                return True
        return False

    named = [fault.line - 2 for fault in faults_of(clusters_of(followed))]
    assert named == [n for n in range(len(followed)) if comes_back(n)]


@pytest.mark.slow
def test_a_long_line_of_successors_is_walked_once() -> None:
    n = 20_000
    ids = [f"c{number}" for number in range(n)]
    rows = clusters_of([None] * n)
    columns = {**rows.columns, "id": ids, "name": ids, "successor": [*ids[1:], ids[0]]}
    faults = faults_of(Rows(rows.table, columns, rows.lines))
    assert len(faults) == n
    assert len(faults[0].problem) < 200


@pytest.mark.parametrize(("old", "new"), [("true", "false"), ("false", "true")])
def test_some_countries_are_in_the_european_union_and_some_are_not(
    old: str, new: str, tmp_path: Path
) -> None:
    changed = TINY["countries.csv"].replace(f",{old},", f",{new},")
    texts = {"regions": "code,label,countries\n", "countries": changed}
    found = check_package(write_package(tmp_path, **texts))
    told = [fault for fault in found if fault.file == "countries.csv"]
    assert [(fault.line, fault.column) for fault in told] == [(0, "eu")]
    assert "markets are the countries outside it" in told[0].problem


@pytest.mark.parametrize("id", ["weavers", "bakers"])
def test_ids_are_unique_over_clusters_and_partnerships(id: str, tmp_path: Path) -> None:
    folder = write_package(
        tmp_path,
        partnerships=TINY["partnerships.csv"].replace("loom-g1", id),
        members=TINY["members.csv"].replace("loom-g1", id),
    )
    (fault,) = check_package(folder)
    line = 2 if id == "weavers" else 3
    assert (fault.file, fault.line, fault.column, fault.value) == (
        "partnerships.csv", 2, "id", id,
    )  # fmt: skip
    assert f"the id of a cluster too (clusters.csv line {line})" in fault.problem
