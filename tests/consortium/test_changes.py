"""What becomes of a consortium when one member is swapped, or one joins."""

from __future__ import annotations

from typing import Any

import pytest

from matcher import FilterError, Goals, NoConsortium, PartnerRecommender
from matcher.consortium.changes import Change
from tests.toy import block_registry, only

JAPAN = Goals(markets=["JP", "BR"])
TEAM = ["chips-0", "food-0", "space-1"]


@pytest.fixture(scope="module")
def blocks() -> PartnerRecommender:
    """Four blocks of three: two of each were together."""
    return PartnerRecommender().fit(block_registry(3, 2), only("shared_sectors"))


def _team(change: Change, ids: list[str]) -> list[str]:
    return [i for i in ids if not change.out or i != change.out.id] + [change.into.id]


@pytest.mark.parametrize(
    "asked", [{}, {"goals": JAPAN}, {"least_countries": 2, "exclude": ["cloth-0"]}]
)
def test_no_swap_is_better_than_the_first(
    blocks: PartnerRecommender, asked: dict[str, Any]
) -> None:
    valued = {k: v for k, v in asked.items() if k != "exclude"}
    found = blocks.consortium_changes(TEAM, 2, start="food-0", **asked)
    assert [*found.swaps] == ["chips-0", "space-1"]  # who asks stays
    before = blocks.consortium_value(TEAM, start="food-0", **valued)
    for out, swaps in found.swaps.items():
        gains = {}
        for one in blocks.registry.clusters:
            if one.id in (*TEAM, *asked.get("exclude", ())):
                continue
            ids = [one.id if i == out else i for i in TEAM]
            after = blocks.consortium_value(ids, start="food-0", **valued)
            if {rule.state for rule in after.rules} <= {"met"}:
                gains[one.id] = after.value - before.value
        best = sorted(gains, key=lambda one: (-round(gains[one], 9), one))[:2]
        assert [one.into.id for one in swaps] == best
        for one in swaps:
            assert one.gain == pytest.approx(gains[one.into.id], abs=1e-9)


def test_the_next_member_lessens_the_largest_gap(blocks: PartnerRecommender) -> None:
    team = ["food-0", "food-1"]
    found = blocks.consortium_changes(team, goals=JAPAN)
    assert found.gap is not None
    assert (found.gap.words, found.gap.goal) == ("Japan", "markets")
    assert [one.into.id for one in found.joining] == ["space-2", "space-0", "space-1"]
    first = found.joining[0]
    assert {"Japan", "Spain"} <= {*first.brings}
    assert first.loses == ()
    told = found.to_dict()
    assert told["joining"][0]["into"] == "space-2"
    assert (told["joining"][0]["out"], told["gap"]["goal"]) == (None, "markets")
    assert blocks.consortium_changes(team).gap is None


@pytest.mark.parametrize(
    ("rules", "words", "into"),
    [
        ("countries >= 3", "countries >= 3", {2}),
        ("countries >= 4", "countries >= 4", {2}),  # one alone is not enough
        ("members >= 1 in sector textile", "members >= 1 in sector textile", {0, 1, 2}),
    ],
)
def test_a_rule_that_is_not_met_comes_before_what_is_wanted(
    blocks: PartnerRecommender, rules: str, words: str, into: set[int]
) -> None:
    wished: dict[str, Any] = {"goals": JAPAN, "rules": rules}
    found = blocks.consortium_changes(["food-0", "food-1"], 20, **wished)
    assert found.gap is not None
    assert (found.gap.words, found.gap.goal) == (words, "")
    assert {int(one.into.id[-1]) for one in found.joining} == into


def test_a_change_breaks_no_rule_that_holds(blocks: PartnerRecommender) -> None:
    team = ["food-0", "food-1", "space-2"]
    rules = "countries >= 3; members <= 3"
    found = blocks.consortium_changes(team, 20, goals=JAPAN, rules=rules)
    assert found.joining == ()
    assert {one.into.country for one in found.swaps["space-2"]} == {"ES"}
    assert {one.into.country for one in found.swaps["food-1"]} == {"FR"}
    kept = blocks.consortium_value(team, rules=rules)
    assert {rule.state for rule in kept.rules} == {"met"}


def test_what_a_swap_brings_and_loses_is_named(blocks: PartnerRecommender) -> None:
    found = blocks.consortium_changes(TEAM, 20, goals=JAPAN)
    swaps = {one.into.id: one for one in found.swaps["space-1"]}
    assert swaps["cloth-2"].brings == ("Spain",)
    assert swaps["cloth-2"].loses == ("France", "Japan")
    assert swaps["space-2"].loses == ("France",)
    assert {*_team(swaps["space-2"], TEAM)} == {"chips-0", "food-0", "space-2"}


def test_who_asks_is_among_the_members_that_are_named(
    blocks: PartnerRecommender,
) -> None:
    told = "^start: space-2 asks and is no member; name it as one, or leave it out"
    for tell in (blocks.consortium_value, blocks.consortium_changes):
        with pytest.raises(FilterError, match=told):
            tell(TEAM, start=["food-0", "space-2"])


@pytest.mark.parametrize("name", ["size", "node_limit"])
def test_what_is_for_proposals_is_refused_of_members_that_are_named(
    blocks: PartnerRecommender, name: str
) -> None:
    with pytest.raises(FilterError, match=f"^{name} is for what is proposed; of memb"):
        blocks.consortium_changes(TEAM, **{name: 4})


def test_what_gives_way_is_told_to_programs(blocks: PartnerRecommender) -> None:
    with pytest.raises(NoConsortium) as caught:
        blocks.consortia("food-0", size=2, history="new", least_countries=3)
    reliefs = {one.option: one for one in caught.value.conflict.reliefs}
    assert reliefs["size"].number == 3
    assert reliefs["least_countries"].rule == "members from at least 3 countries"
    asked: dict[str, Any] = {"must": ["food-1"], "rules": "theme textile", "size": 2}
    with pytest.raises(NoConsortium) as caught:
        blocks.consortia("food-0", **asked)
    found = {
        (r.option, r.rule, r.number, r.member) for r in caught.value.conflict.reliefs
    }
    assert found == {
        ("size", "", 3, ""),
        ("", "theme textile", None, ""),
        ("must", "", None, "food-1"),
    }
