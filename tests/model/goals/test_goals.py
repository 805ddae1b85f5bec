"""Goals: what is wanted is served by facts, adds what they say, and never costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import (
    Cluster,
    GoalError,
    Goals,
    Member,
    PartnerRecommender,
    Partnership,
    Profile,
    Registry,
)
from matcher.model.goals.grounds import CONSORTIUM, OWN, WIDER, Grounds
from tests.toy import VOCABULARY, only

PARTNERSHIPS = (
    Partnership(id="running", acronym="RUN", end="2028", target_markets=("JP",)),
    Partnership(id="over", acronym="OVER", end="2016-11", target_markets=("JP",)),
    Partnership(id="asia", acronym="ASIA", target_markets=("ASEAN",)),
    Partnership(id="club", acronym="CLUB", kind="network", target_markets=("JP",)),
)
CLUSTERS = {
    "says": {"target_markets": ("JP",)},
    "runs": {"in": "running"},
    "ran": {"in": "over"},
    "both": {"target_markets": ("JP",), "in": "over"},
    "club": {"in": "club"},
    "none": {},
}


def registry() -> Registry:
    """Clusters that go to Japan in every way, and one of which nothing is known."""
    clusters = tuple(
        Cluster(id=id, name=id, target_markets=told.get("target_markets", ()))  # type: ignore[arg-type]
        for id, told in sorted(CLUSTERS.items())
    )
    members = tuple(
        Member(partnership=str(told["in"]), cluster=id)
        for id, told in sorted(CLUSTERS.items())
        if "in" in told
    )
    return Registry(clusters, PARTNERSHIPS, members, VOCABULARY, as_of="2026-11-28")


@pytest.mark.parametrize(
    ("cluster", "value", "how"),
    [
        ("says", OWN, "says so itself"),
        ("runs", CONSORTIUM, "with RUN until 2028"),
        ("ran", CONSORTIUM / 2, "with OVER until 2016"),  # over for ten years
        ("both", OWN, "says so itself"),
        ("club", WIDER, "with CLUB"),
        ("none", 0.0, "not recorded"),
    ],
)
def test_a_market_is_served_by_its_best_ground(
    cluster: str, value: float, how: str
) -> None:
    facts = registry()
    ground = Grounds(facts).of("markets", "JP", facts.index[cluster])
    assert (ground.value, ground.how) == (pytest.approx(value), how)
    assert ground.label == "Japan"


def test_a_region_serves_its_countries_in_part_and_back() -> None:
    facts = Registry(
        (
            Cluster(id="country", name="C", target_markets=("VN",)),
            Cluster(id="region", name="R", target_markets=("ASEAN",)),
        ),
        (),
        (),
        VOCABULARY,
    )
    grounds = Grounds(facts)
    assert grounds.values("markets", "VN").tolist() == [OWN, WIDER]
    assert grounds.values("markets", "ASEAN").tolist() == [WIDER, OWN]
    assert grounds.of("markets", "VN", 1).how == (
        "by Association of Southeast Asian Nations, says so itself"
    )
    assert grounds.of("markets", "VN", 1).via == "ASEAN"


def test_every_cluster_is_valued_as_it_is_explained(
    recommender: PartnerRecommender,
) -> None:
    """All at once by arrays, and one by one by what is told of it."""
    grounds = Grounds(recommender.registry)
    everybody = range(len(recommender.registry.clusters))
    for goal, codes in {
        "markets": ("JP", "BR", "ASEAN", "US", "AF"),
        "activities": ("food-processing", "photonics", "textile"),
        "countries": ("PT", "FR"),
        "experience": ("1", "3"),
    }.items():
        for code in codes:
            told = [grounds.of(goal, code, row).value for row in everybody]
            assert grounds.values(goal, code).tolist() == told


def test_serving_a_goal_whole_is_worth_the_step_from_fair_to_very_strong(
    recommender: PartnerRecommender,
) -> None:
    found = recommender.explain(
        "valorial", "inovcluster", goals=Goals(countries=["PT"])
    )
    assert found.parts["goal"] == recommender.scorer.goal_weight
    again = recommender.reweighted({"shared_sectors": 0}).explain(
        "valorial",
        "inovcluster",
        goals=Goals(countries=["PT"], factors={"countries": 2}),
    )
    assert again.parts["goal"] == 2 * found.parts["goal"]


codes = st.lists(st.sampled_from(["JP", "BR", "US", "ASEAN", "ZA"]), max_size=3)
wanted = st.builds(
    Goals,
    markets=codes,
    sectors=st.lists(st.sampled_from(["textile", "food-processing"]), max_size=2),
    technologies=st.lists(st.sampled_from(["photonics", "iot"]), max_size=2),
    countries=st.lists(st.sampled_from(["PT", "FR", "DE"]), max_size=2),
    experience=st.integers(0, 4),
    factors=st.dictionaries(
        st.sampled_from(["markets", "activities", "countries", "experience"]),
        st.sampled_from([0.0, 0.5, 2.0]),
    ),
)


@settings(max_examples=25)
@given(goals=wanted, asker=st.sampled_from(["inovcluster", "adpack-g1"]))
def test_contributions_with_goals_add_up_and_goals_never_cost(
    goals: Goals, asker: str, recommender: PartnerRecommender
) -> None:
    for found in recommender.answer(asker, k=3, goals=goals).suggestions:
        total = found.intercept + sum(c.contribution for c in found.contributions)
        assert total == pytest.approx(found.score, abs=1e-9)
        assert found.score >= found.affinity - 1e-9
        for one in found.contributions:
            parts = one.baseline + sum(code.contribution for code in one.codes)
            assert parts == pytest.approx(one.contribution, abs=1e-9)


@settings(max_examples=15)
@given(goals=wanted)
def test_with_goals_off_all_is_affinity(
    goals: Goals, recommender: PartnerRecommender
) -> None:
    off = dict.fromkeys(["markets", "activities", "countries", "experience"], 0.0)
    silent = recommender.suggest("inovcluster", goals=replace(goals, factors=off))
    assert silent == recommender.suggest("inovcluster")


def test_a_goal_that_nobody_serves_changes_no_order(
    recommender: PartnerRecommender,
) -> None:
    nobody = next(
        code
        for code in sorted(recommender.registry.vocabulary.markets)
        if not recommender.scorer.grounds.values("markets", code).any()
    )
    asked = recommender.suggest("inovcluster", k=500, goals=Goals(markets=[nobody]))
    plain = recommender.suggest("inovcluster", k=500)
    assert [(s.cluster.id, s.score) for s in asked] == [
        (s.cluster.id, s.score) for s in plain
    ]


@settings(max_examples=25)
@given(
    own=codes,
    teams=st.lists(st.sampled_from(PARTNERSHIPS), max_size=3, unique=True),
    more=st.sampled_from([*PARTNERSHIPS, "JP", "BR", "ASEAN"]),
)
def test_more_evidence_never_lowers_what_a_goal_adds(
    own: list[str], teams: list[Partnership], more: Partnership | str
) -> None:
    def added(own: list[str], teams: list[Partnership]) -> float:
        clusters = (
            Cluster(id="a", name="A"),
            Cluster(id="b", name="B", target_markets=tuple(own)),
        )
        members = tuple(Member(partnership=p.id, cluster="b") for p in set(teams))
        ordered = tuple(sorted(members, key=lambda m: m.partnership))
        facts = Registry(
            clusters, PARTNERSHIPS, ordered, VOCABULARY, as_of="2026-11-28"
        )
        asked = PartnerRecommender().fit(facts, only("shared_sectors"))
        return asked.explain("a", "b", goals=Goals(markets=["JP", "BR", "VN"])).parts[
            "goal"
        ]

    before = added(own, teams)
    after = (
        added([*own, more], teams)
        if isinstance(more, str)
        else added(own, [*teams, more])
    )
    assert after >= before - 1e-12


def test_a_visitor_wants_their_own_markets_and_a_cluster_nothing(
    recommender: PartnerRecommender,
) -> None:
    visitor = Profile(sectors=["food-processing"], target_markets=["JP", "BR"])
    asked = recommender.suggest(visitor)
    assert asked == recommender.suggest(visitor, goals=Goals(markets=["JP", "BR"]))
    assert all(len(found.grounds) == 2 for found in asked)
    silent = recommender.suggest(visitor, goals=Goals())
    assert [one.affinity for one in silent] == [one.score for one in silent]
    cluster = recommender.registry.cluster("inovcluster")
    assert not any(one.grounds for one in recommender.suggest("inovcluster"))
    assert recommender.suggest(cluster) == recommender.suggest("inovcluster")  # type: ignore[arg-type]


def test_what_must_be_served_holds_back_who_falls_short(
    recommender: PartnerRecommender,
) -> None:
    goals = Goals(markets=["JP", "BR"], countries=["FR", "DE"], must=["markets"])
    found = recommender.answer("inovcluster", k=20, goals=goals)
    assert found.suggestions
    assert all(g.value > 0 for s in found.suggestions for g in s.grounds[:2])
    lacking = [left for left in found.left_out if left.filter == "must"]
    assert lacking
    assert all(left.reason.startswith("it does not go to ") for left in lacking)
    both = replace(goals, must=("countries", "markets"))
    countries = {
        s.cluster.country for s in recommender.suggest("inovcluster", goals=both)
    }
    assert countries == {"FR", "DE"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"markets": "JP"}, "markets"),
        ({"sectors": ["no-such-sector"]}, "sectors"),
        ({"countries": ["JPN"]}, "countries"),
        ({"markets": ["FR"]}, "markets"),
        ({"experience": -1}, "experience"),
        ({"experience": True}, "experience"),
        ({"experience": 1.5}, "experience"),
        ({"factors": {"markets": -1}}, "factors"),
        ({"factors": {"markets": float("nan")}}, "factors"),
        ({"factors": {"market": 1}}, "factors"),
        ({"factors": None}, "factors"),
        ({"factors": "markets"}, "factors"),
        ({"factors": {3: 1}}, "factors"),
        ({"must": ["market"]}, "must"),
        ({"must": "markets"}, "must"),
        ({"must": ["experience"]}, "must"),
        ({"must": ["activities", "markets"], "sectors": ["textile"]}, "must"),
    ],
)
def test_what_cannot_be_wanted_is_told_by_field(
    given: dict[str, Any], field: str
) -> None:
    with pytest.raises(GoalError) as told:
        Goals(**given).checked(VOCABULARY)
    assert list(told.value.faults) == [field]


@pytest.mark.parametrize("given", ["JP", {"markets": ["JP"]}, 3, float("nan")])
def test_what_is_made_of_no_goals_is_refused(
    given: Any, recommender: PartnerRecommender
) -> None:
    with pytest.raises(GoalError, match="goals: .* is not made of Goals, as Goals"):
        recommender.suggest("inovcluster", goals=given)


def test_words_are_read_as_the_most_apt_code(recommender: PartnerRecommender) -> None:
    words = Goals(markets=["Japan", "Brasil"], sectors=["packaging"])
    codes = Goals(markets=["JP", "BR"], sectors=["paper-packaging"])
    assert words.read(recommender.registry) == codes
    asked = recommender.suggest("inovcluster", k=3, goals=words)
    assert asked == recommender.suggest("inovcluster", k=3, goals=codes)
    with pytest.raises(GoalError, match="markets: no market 'Atlantis'"):
        recommender.suggest("inovcluster", goals=Goals(markets=["Atlantis"]))


def test_percentile_and_strength_are_those_of_affinity(
    recommender: PartnerRecommender,
) -> None:
    plain = {s.cluster.id: s for s in recommender.suggest("inovcluster", k=500)}
    asked = recommender.suggest("inovcluster", k=500, goals=Goals(markets=["JP"]))
    for found in asked:
        same = plain[found.cluster.id]
        assert found.percentile == same.percentile
        assert (found.strength, found.their_rank) == (same.strength, same.their_rank)
    assert np.all(np.diff([found.score for found in asked]) <= 0)
