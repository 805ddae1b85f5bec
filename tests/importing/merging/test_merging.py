"""What rows say, in the records of a registry: united, replaced, left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher import Cluster, Member, Partnership, Registry
from tests.importing.rows import cluster, importing, member, partnership
from tests.toy import VOCABULARY

EVIDENCE = """id,field,value,source,confidence,year,note
weavers,members,30,https://a.eu,high,,
weavers,members,40,https://b.eu,high,,the row follows a.eu
weavers,city,Lyon,https://a.eu,high,,
"""
KNOWN = Registry(
    (
        Cluster(id="weavers", name="Weavers", country="FR", city="Lyon", members=30,
                sectors=("textile",), target_markets=("JP",), aliases=("Tisserands",)),
        Cluster(id="spinners", name="Spinners", country="IT"),
    ),
    (Partnership(id="silk-g1", acronym="SILK", generation=1, start="2016"),
     Partnership(id="silk-g2", acronym="SILK", generation=2, start="2018")),
    (Member(partnership="silk-g1", cluster="weavers", role="coordinator"),),
    VOCABULARY,
    aside={"evidence": EVIDENCE},
)  # fmt: skip


def changes(found) -> dict[tuple[str, str], tuple[str, str]]:  # type: ignore[no-untyped-def]
    told = found.merged.changes
    return {(one.id, one.field): (one.before, one.after) for one in told}


def test_lists_are_united_and_single_values_replaced() -> None:
    found = importing(
        cluster("Weavers", target_markets=("BR",), city="Paris", focus="Silk."),
        known=KNOWN,
    )
    weavers = found.registry.cluster("weavers")
    assert weavers.target_markets == ("BR", "JP")
    assert (weavers.city, weavers.focus, weavers.members) == ("Paris", "Silk.", 30)
    assert changes(found) == {
        ("weavers", "target_markets"): ("JP", "BR;JP"),
        ("weavers", "city"): ("Lyon", "Paris"),
        ("weavers", "focus"): ("", "Silk."),
    }


def test_what_says_the_same_changes_nothing() -> None:
    found = importing(
        cluster("WEAVERS", city="LYON", members=30, sectors=("textile",)), known=KNOWN
    )
    assert not found.merged.changes
    assert found.registry == KNOWN


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("Bavaria", "Bayern", "Bavaria"),
        ("Munich (Bavaria)", "Freistaat Bayern", "Munich (Bavaria)"),
        ("Bavaria", "Munich (Bavaria)", "Munich (Bavaria)"),
        ("Bavaria", "Saxony", "Saxony"),
    ],
)
def test_a_region_in_another_language_is_the_same(
    before: str, said: str, after: str
) -> None:
    weavers = replace(KNOWN.cluster("weavers"), region=before)
    known = replace(KNOWN, clusters=(weavers,), partnerships=(), members=())
    found = importing(cluster("Weavers", region=said), known=known)
    assert found.registry.cluster("weavers").region == after


def test_evidence_that_then_contradicts_is_taken_out_and_told() -> None:
    found = importing(cluster("Weavers", members=40, city="Paris"), known=KNOWN)
    gone = [(fact.field, fact.value) for fact in found.merged.evidence]
    assert gone == [("members", "30"), ("city", "Lyon")]
    (left,) = found.registry.records_aside("evidence")
    assert (left.value, left.note) == ("40", "")


def test_evidence_is_left_as_it_stands_where_nothing_contradicts() -> None:
    found = importing(cluster("Weavers", target_markets=("BR",)), known=KNOWN)
    assert found.registry.aside == KNOWN.aside


def test_rows_that_contradict_each_other_are_a_doubt_whatever_their_order() -> None:
    rows = [cluster("New", n, members=m) for n, m in enumerate((20, 50, 50, 30))]
    for order in (rows, rows[::-1]):
        found = importing(*order)
        assert found.registry.cluster("new").members == 50
        (doubt,) = found.remarks("doubt")
        assert (doubt.chosen, doubt.alternatives) == ("50", ("20", "30"))


def test_a_row_with_its_id_may_rename_it() -> None:
    found = importing(cluster("Lyon Weavers", id="weavers"), known=KNOWN)
    weavers = found.registry.cluster("weavers")
    assert weavers.name == "Lyon Weavers"
    assert weavers.aliases == ("Tisserands", "Weavers")
    again = importing(cluster("Lyon Weavers", id="weavers"), known=found.registry)
    assert not again.merged.changes


def test_a_name_that_another_has_is_not_taken() -> None:
    row = cluster("Weavers", aliases=("Spinners", "Novelty"))
    found = importing(row, known=KNOWN)
    assert found.registry.cluster("weavers").aliases == ("Novelty", "Tisserands")
    (unread,) = found.remarks("unread")
    assert (unread.value, unread.place.column) == ("Spinners", "aliases")


def test_who_carries_on_is_given_by_its_id() -> None:
    found = importing(
        cluster("Old Weavers", status="merged", successor="WEAVERS"), known=KNOWN
    )
    assert found.registry.cluster("old-weavers").successor == "weavers"
    assert not found.remarks("unread")


def test_what_the_checks_would_refuse_is_left_out_alone() -> None:
    found = importing(
        cluster("New", members=5, sme_members=9, city="Gent"),
        partnership("NEW4U", 2, start="2020", end="2019", members=("Weavers",)),
        cluster("Mixed Механика and Мechanics", 3),
        known=KNOWN,
    )
    new = found.registry.cluster("new")
    assert (new.members, new.sme_members, new.city) == (5, None, "Gent")
    assert found.registry.partnership("new4u").end == ""
    assert found.registry.members_of["new4u"] == ("weavers",)
    told = {(one.place.row, one.place.column) for one in found.remarks("unread")}
    assert told == {(1, "sme_members"), (2, "end"), (3, "")}


# partnerships and members


def test_a_partnership_comes_in_with_its_members() -> None:
    found = importing(
        partnership("NEW4U", generation=3, members=("Weavers", "Nobody Known"),
                    coordinator="Spinners"),
        known=KNOWN,
    )  # fmt: skip
    roles = {
        m.cluster: m.role for m in found.registry.members if m.partnership[0] == "n"
    }
    assert roles == {"weavers": "partner", "nobody-known": "partner",
                     "spinners": "coordinator"}  # fmt: skip
    assert found.registry.partnership("new4u-g3").generation == 3
    (note,) = found.remarks("note")
    assert note.value == "Nobody Known"


def test_partnerships_of_one_acronym_are_told_apart() -> None:
    found = importing(
        partnership("SILK", generation=2, sme_count=100),
        partnership("SILK", 2, generation=3),
        member("SILK", "Weavers", 3),
        known=KNOWN,
    )
    assert found.registry.partnership("silk-g2").sme_count == 100
    assert "silk-g3" in found.registry.members_of
    (unread,) = found.remarks("unread")
    assert unread.alternatives == ("silk-g1", "silk-g2", "silk-g3")


def test_another_coordinator_takes_the_place_of_the_former() -> None:
    found = importing(
        member("silk-g1", "Spinners", role="coordinator", since="2017"), known=KNOWN
    )
    roles = {one.cluster: (one.role, one.since) for one in found.registry.members}
    assert roles == {"spinners": ("coordinator", "2017"), "weavers": ("partner", "")}
    assert ("silk-g1 weavers", "role") in changes(found)


def test_the_same_membership_twice_is_one() -> None:
    rows = [
        member("NEW4U", "Weavers", 1),
        member("new4u", "WEAVERS", 2, role="partner"),
    ]
    found = importing(*rows, known=KNOWN)
    assert found.registry.members_of["new4u"] == ("weavers",)


def test_a_third_party_of_an_agreement_is_left_out() -> None:
    agreed = Partnership(id="pact", acronym="PACT", kind="agreement")
    pair = tuple(
        Member(partnership="pact", cluster=id) for id in ("weavers", "spinners")
    )
    known = replace(KNOWN, partnerships=(agreed,), members=pair)
    found = importing(member("PACT", "Third"), known=known)
    assert {*found.registry.members} == {*pair}
    assert [one.place.row for one in found.remarks("unread")] == [1]


@pytest.mark.parametrize("row", [cluster(""), partnership(""), member("", "Weavers")])
def test_a_row_without_a_name_is_not_read(row) -> None:  # type: ignore[no-untyped-def]
    found = importing(row, known=KNOWN)
    assert found.registry == KNOWN
    assert len(found.remarks("unread")) == 1
