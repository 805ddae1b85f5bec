"""A sheet lists what there is to say, and tells its evidence."""

from __future__ import annotations

import pytest

from matcher import Member
from matcher_web.facts.sheet import Sheet, make_sheet
from matcher_web.facts.words import OF_CLUSTERS
from matcher_web.snapshot import Snapshot
from tests.web.facts.evidence import A, B, C


@pytest.fixture
def sheet(snapshot: Snapshot) -> Sheet:
    cluster = snapshot.registry.cluster("food-0")
    return make_sheet(snapshot, cluster, OF_CLUSTERS, {"markets": ["BR", "JP"]})


def test_only_what_is_recorded_or_expected_is_listed(sheet: Sheet) -> None:
    assert [fact.name for fact in sheet.listed] == [
        "name",
        "organisation_type",
        "country",
        "city",
        "members",
        "sectors",
        "technologies",
        "target_markets",
        "markets",
        "website",
    ]
    assert [said.text for said in sheet["markets"].values] == ["Brazil", "Japan"]


def test_json_says_what_each_page_says(sheet: Sheet) -> None:
    told = sheet.to_dict()
    assert told["city"] == [
        {
            "value": "Porto",
            "source": B,
            "confidence": "medium",
            "year": None,
            "note": "",
        }
    ]
    assert [one["value"] for one in told["sectors"]] == [
        "food-processing",
        "food-processing",
        "livestock",
    ]


NONE: dict[str, list[str]] = {"markets": []}


def made(snapshot: Snapshot, members: tuple[Member, ...] = ()) -> Sheet:
    cluster = snapshot.registry.cluster("food-0")
    return make_sheet(snapshot, cluster, OF_CLUSTERS, NONE, members)


def numbers(sheet: Sheet, field: str) -> list[list[int]]:
    return [[s.number for s in said.sources] for said in sheet[field].values]


def test_pages_are_numbered_in_the_order_of_the_facts(snapshot: Snapshot) -> None:
    found = made(snapshot)
    assert [(page.number, page.address) for page in found.pages] == [
        (1, A),
        (2, B),
        (3, C),
    ]
    assert numbers(found, "country") == [[1]]
    assert numbers(found, "city") == [[2]]
    assert numbers(found, "sectors") == [[2, 3], [2]]
    assert numbers(found, "technologies") == [[]]


def test_other_pages_are_those_that_no_fact_refers_to(snapshot: Snapshot) -> None:
    assert made(snapshot).others == ("https://d.example/",)


def test_one_page_that_states_it_makes_a_fact_certain(snapshot: Snapshot) -> None:
    found = made(snapshot)
    assert [said.value for said in found["sectors"].certain] == ["food-processing"]
    assert [said.value for said in found["sectors"].doubtful] == ["livestock"]
    assert [said.certain for said in found["city"].values] == [False]
    assert found.has_doubts


def test_what_has_no_evidence_rests_on_the_entry_and_is_no_doubt(
    snapshot: Snapshot,
) -> None:
    other = snapshot.registry.cluster("space-0")
    found = make_sheet(snapshot, other, OF_CLUSTERS, NONE)
    assert not found.has_doubts
    assert found.pages == ()
    assert found.to_dict() == {}


def test_a_count_stands_with_its_year(snapshot: Snapshot) -> None:
    (said,) = made(snapshot)["members"].values
    assert (said.value, said.text) == ("250", "250 in 2017")


def test_a_page_that_disagrees_is_shown_with_the_reason(snapshot: Snapshot) -> None:
    name = made(snapshot)["name"]
    assert [said.text for said in name.values] == ["Food 0"]
    assert not name.values[0].sources
    (other,) = name.otherwise
    assert (other.text, other.note) == ("Meals", "the name of before")
    assert [source.address for source in other.sources] == [A]


def test_a_membership_has_the_pages_of_its_date_too(snapshot: Snapshot) -> None:
    member = snapshot.registry.members[0]
    assert (member.partnership, member.cluster) == ("chips-g1", "chips-0")
    food = next(m for m in snapshot.registry.members if m.cluster == "food-0")
    found = made(snapshot, (food,))
    said = found.memberships["food-g1", "food-0"]
    assert [source.address for source in said.sources] == [C, B]
    assert not said.certain
