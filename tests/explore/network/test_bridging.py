"""Who could bridge two partnerships, by hand where ties of the past are the score."""

from __future__ import annotations

import pytest

from matcher import (
    Cluster,
    FilterError,
    Member,
    PartnerRecommender,
    Partnership,
    Registry,
    UnknownPartnership,
)
from matcher.explore.network.bridging import bridges
from tests.toy import VOCABULARY, only

TEAMS = {"ab": "abx", "cd": "cdx", "ac": "ac", "be": "be", "de": "de"}


def team_registry(teams: dict[str, str]) -> Registry:
    letters = sorted({*"abcdefgx"})
    return Registry(
        tuple(Cluster(id=letter, name=letter.upper()) for letter in letters),
        tuple(Partnership(id=name, acronym=name.upper()) for name in teams),
        tuple(
            Member(partnership=name, cluster=letter)
            for name, team in teams.items()
            for letter in team
        ),
        VOCABULARY,
    )


@pytest.fixture(scope="module")
def by_ties() -> PartnerRecommender:
    return PartnerRecommender().fit(team_registry(TEAMS), only("already_partners"))


def places(
    recommender: PartnerRecommender, left: str, right: str
) -> list[tuple[str, int, int]]:
    """Each bridge with its two places; 0 for a member."""
    return [
        (
            bridge.cluster.id,
            bridge.left.rank if bridge.left else 0,
            bridge.right.rank if bridge.right else 0,
        )
        for bridge in bridges(recommender, left, right, k=10)
    ]


def test_members_of_both_come_first_then_by_the_weaker_end(
    by_ties: PartnerRecommender,
) -> None:
    found = places(by_ties, "ab", "cd")
    assert found[0] == ("x", 0, 0)
    worse = [max(left, right) for _, left, right in found]
    assert worse == sorted(worse)
    # Each has a partner on the other side, e one on either, f and g nobody.
    assert {cluster for cluster, *_ in found[:6]} == {*"abcdex"}
    assert [cluster for cluster, *_ in found[6:]] == ["f", "g"]
    ranks = {s.cluster.id: s.rank for s in by_ties.complete("cd", k=10)}
    assert {c: r for c, left, r in found if not left and c != "x"} == {
        "a": ranks["a"],
        "b": ranks["b"],
    }


def test_each_end_is_the_suggestion_of_its_list(by_ties: PartnerRecommender) -> None:
    for bridge in bridges(by_ties, "ab", "cd"):
        for partnership, end in (("ab", bridge.left), ("cd", bridge.right)):
            if end:
                assert end == by_ties.explain(partnership, bridge.cluster.id)
            else:
                members = by_ties.registry.members_of[partnership]
                assert bridge.cluster.id in members


def test_both_ways_round_it_is_the_same_list(recommender: PartnerRecommender) -> None:
    there = bridges(recommender, "adpack2-g2", "nf4-g2")
    back = bridges(recommender, "nf4-g2", "adpack2-g2")
    assert [b.cluster.id for b in there] == [b.cluster.id for b in back]
    assert [b.left for b in there] == [b.right for b in back]
    assert [b.rank for b in there] == [1, 2, 3, 4, 5]


def test_as_many_as_asked_for_and_no_more_than_there_are(
    by_ties: PartnerRecommender,
) -> None:
    assert len(bridges(by_ties, "ab", "cd", k=2)) == 2
    assert len(bridges(by_ties, "ab", "cd", k=99)) == len(by_ties.registry.clusters)
    assert bridges(by_ties, "ab", "cd", k=0) == []
    with pytest.raises(FilterError):
        bridges(by_ties, "ab", "cd", k=-1)


def test_two_that_exist_are_needed(by_ties: PartnerRecommender) -> None:
    with pytest.raises(FilterError, match="'ab' stands on both sides; choose two"):
        bridges(by_ties, "ab", "ab")
    with pytest.raises(UnknownPartnership):
        bridges(by_ties, "ab", "nobody")


def test_partnerships_without_known_members_have_bridges_too(
    recommender: PartnerRecommender,
) -> None:
    members_of = recommender.registry.members_of
    bare = next(p for p, members in members_of.items() if not members)
    found = bridges(recommender, bare, "nf4-g2")
    assert len(found) == 5
    assert all(bridge.left for bridge in found)


def test_json_says_who_is_a_member_and_why_the_others(
    by_ties: PartnerRecommender,
) -> None:
    first, second = bridges(by_ties, "ab", "cd", k=2)
    assert first.to_dict() == {
        "rank": 1,
        "cluster": {"id": "x", "name": "X", "country": ""},
        "left": {"member": True},
        "right": {"member": True},
    }
    ends = [second.to_dict()["left"], second.to_dict()["right"]]
    (outside,) = (end for end in ends if not end["member"])
    assert outside["reasons"] == list((second.left or second.right).reasons)  # type: ignore[union-attr]
