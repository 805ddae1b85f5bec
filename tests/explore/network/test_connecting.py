"""Who connects two activities: by hand first, then on the shipped registry."""

from __future__ import annotations

from math import sqrt

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
from matcher.explore.activities import Activities, Activity
from matcher.explore.network.connecting import Tie, bridges, connectors
from tests.toy import VOCABULARY, only

LIGHT = Activity("technologies", "photonics")
HEALTH = Activity("ecosystems", "health")


def toy() -> Registry:
    """Works in light: l1, l2, both. In health: h1, h2, both. Neither: plain, far.

    plain was with l1 and h1 in one partnership, and with h2 in another.
    """
    light, health = ("photonics",), ("medical-devices",)
    clusters = (
        Cluster(id="both", name="Both", sectors=health, technologies=light),
        Cluster(id="far", name="Far"),
        Cluster(id="h1", name="H1", sectors=health),
        Cluster(id="h2", name="H2", sectors=health),
        Cluster(id="l1", name="L1", technologies=light),
        Cluster(id="l2", name="L2", technologies=light),
        Cluster(id="plain", name="Plain"),
    )
    teams = {"one": ("h1", "l1", "plain"), "two": ("h2", "plain"), "three": ("far",)}
    return Registry(
        clusters,
        tuple(Partnership(id=team, acronym=team) for team in teams),
        tuple(
            Member(partnership=team, cluster=cluster)
            for team, inside in teams.items()
            for cluster in inside
        ),
        VOCABULARY,
    )


def test_a_tie_by_hand() -> None:
    assert Tie(True, ()).strength == 1
    assert Tie(False, ("a",)).strength == 0.5
    assert Tie(True, ("a", "b", "c")).strength == 1.75
    assert Tie(False, ()).strength == 0


def test_who_works_in_both_or_has_partners_in_both_connects() -> None:
    found = connectors(toy(), LIGHT, HEALTH)
    assert [(c.cluster.id, round(c.strength, 4)) for c in found] == [
        ("both", 1.0),
        ("h1", round(sqrt(0.5 * 1), 4)),
        ("l1", round(sqrt(1 * 0.5), 4)),
        ("plain", round(sqrt(1 / 2 * 2 / 3), 4)),
    ]
    assert [c.rank for c in found] == [1, 2, 3, 4]


def test_introductions_are_pairs_that_were_never_partners() -> None:
    plain = connectors(toy(), LIGHT, HEALTH)[-1]
    assert plain.left.partners == ("l1",)
    assert plain.right.partners == ("h1", "h2")
    # l1 and h1 met in partnership one; l1 and h2 never did.
    assert plain.n_introductions == 1


def around(*partners: str, of: Cluster) -> Registry:
    """The toy registry, and one cluster more that was with each of these partners."""
    plain = toy()
    return Registry(
        (*plain.clusters, of),
        (*plain.partnerships, *(Partnership(id=f"x-{p}", acronym=p) for p in partners)),
        (
            *plain.members,
            *(
                Member(partnership=f"x-{p}", cluster=inside)
                for p in partners
                for inside in (p, of.id)
            ),
        ),
        VOCABULARY,
    )


@pytest.mark.parametrize(
    ("partners", "ties"),
    [
        (["both"], None),
        (["both", "l1"], (("l1",), ("both",))),
        (["both", "h1"], (("both",), ("h1",))),
        (["both", "h1", "h2", "l1"], (("both", "l1"), ("h1", "h2"))),
        (["l1"], None),
    ],
)
def test_a_partner_in_both_counts_on_one_side_only(
    partners: list[str], ties: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    registry = around(*partners, of=Cluster(id="new", name="New"))
    found = {c.cluster.id: c for c in connectors(registry, LIGHT, HEALTH)}
    new = found.get("new")
    assert (new and (new.left.partners, new.right.partners)) == ties


def test_who_works_in_one_needs_a_partner_in_the_other() -> None:
    new = Cluster(id="new", name="New", technologies=("photonics",))
    for partner, connects in (("l1", False), ("h1", True), ("both", True)):
        found = connectors(around(partner, of=new), LIGHT, HEALTH)
        assert ("new" in {c.cluster.id for c in found}) == connects


def test_equal_strength_goes_by_introductions() -> None:
    new = Cluster(id="zzz", name="New")
    found = connectors(around("l2", "h1", "h2", of=new), LIGHT, HEALTH)
    assert found[-2].strength == found[-1].strength
    assert [(c.cluster.id, c.n_introductions) for c in found[-2:]] == [
        ("zzz", 2),
        ("plain", 1),
    ]


def test_turning_the_question_round_turns_the_ties() -> None:
    there = connectors(toy(), LIGHT, HEALTH)
    back = connectors(toy(), HEALTH, LIGHT)
    assert [(c.cluster.id, c.left, c.right, c.n_introductions) for c in there] == [
        (c.cluster.id, c.right, c.left, c.n_introductions) for c in back
    ]


def test_the_same_activity_twice_is_refused() -> None:
    with pytest.raises(FilterError) as refused:
        connectors(toy(), LIGHT, LIGHT)
    assert str(refused.value) == "'Photonics' stands on both sides; choose two"


def test_nobody_connects_what_nobody_does() -> None:
    assert connectors(toy(), LIGHT, Activity("sectors", "tobacco")) == []


def test_photonics_and_health_on_the_shipped_registry(registry: Registry) -> None:
    activities = Activities(registry.vocabulary)
    found = connectors(registry, LIGHT, HEALTH)
    strengths = [connector.strength for connector in found]
    assert strengths == sorted(strengths, reverse=True)
    assert all(0 < strength < 2 for strength in strengths)
    for connector in found:
        for tie, (kind, code) in ((connector.left, LIGHT), (connector.right, HEALTH)):
            cluster = connector.cluster
            assert tie.works_in_it == (code in activities.of(cluster, kind))
            for partner in tie.partners:
                assert code in activities.of(registry.cluster(partner), kind)
                together = {*registry.partnerships_of[cluster.id]}
                assert together & {*registry.partnerships_of[partner]}
        assert not {*connector.left.partners} & {*connector.right.partners}
    own = [c.cluster.id for c in found if c.left.works_in_it and c.right.works_in_it]
    assert found[0].cluster.id in own


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
