"""What would raise a score: exactly, never down, and what cannot be said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import (
    Cluster,
    FilterError,
    Goals,
    PartnerRecommender,
    Profile,
    ProfileError,
    UnknownCluster,
)
from matcher.explore.improve import LEAST_GAIN, what_would_raise
from matcher.model.learning.weights import SignalWeights
from tests.toy import block_registry, only, registry_of


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


PAIRS = (
    ("inovcluster", "valorial"),
    ("aei-textils", "photonics-bw"),
    ("foodvalley-nl", "packaging-cluster"),
    ("rail-alliance", "aerospace-valley"),
)


def test_one_market_more_is_worth_what_the_scorer_says() -> None:
    clusters = [
        Cluster(id="a", name="A", target_markets=("BR",)),
        Cluster(id="b", name="B", target_markets=("BR", "JP")),
        Cluster(id="c", name="C", target_markets=("BR", "JP")),
    ]
    recommender = PartnerRecommender().fit(
        registry_of(*clusters), only("shared_markets")
    )
    found = what_would_raise(recommender, "a", "b")
    assert [(i.field, i.code, i.label) for i in found.improvements] == [
        ("target_markets", "JP", "Japan")
    ]
    assert found.improvements[0].score == recommender.explain("c", "b").score
    assert found.improvements[0].gain == pytest.approx(
        recommender.explain("c", "b").score - recommender.explain("a", "b").score
    )
    assert found.together == found.improvements[0].score
    assert found.left_unknown == ("country", "sectors", "technologies", "focus")


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_each_gain_is_that_of_the_profile_with_the_code(
    recommender: PartnerRecommender, left: str, right: str
) -> None:
    # A description has no history, so that a profile with the code can be asked for.
    cluster = recommender.registry.cluster(left)
    profile = Profile(
        country=cluster.country,
        sectors=cluster.sectors,
        technologies=cluster.technologies,
        target_markets=cluster.target_markets,
        focus=cluster.focus,
    )
    found = what_would_raise(recommender, profile, right, k=100)
    assert found.score == recommender.explain(profile, right, goals=Goals()).score
    for improvement in found.improvements:
        codes = getattr(profile, improvement.field)
        wider = replace(profile, **{improvement.field: (*codes, improvement.code)})
        score = recommender.explain(wider, right, goals=Goals()).score
        assert improvement.score == pytest.approx(score, abs=1e-9)
        assert improvement.gain == pytest.approx(score - found.score, abs=1e-9)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_of_a_cluster_history_and_markets_stay_as_they_are(
    recommender: PartnerRecommender, left: str, right: str
) -> None:
    found = what_would_raise(recommender, left, right)
    assert found.score == recommender.explain(left, right).score
    held = recommender.registry.markets_of(left)
    named = {i.code for i in found.improvements if i.field == "target_markets"}
    assert not named & set(held)
    gains = [i.gain for i in found.improvements]
    assert len(gains) <= 5
    assert gains == sorted(gains, reverse=True)
    assert all(gain >= LEAST_GAIN for gain in gains)


def test_the_cluster_and_its_id_ask_the_same(recommender: PartnerRecommender) -> None:
    cluster = recommender.registry.cluster("inovcluster")
    assert what_would_raise(recommender, cluster, "valorial") == what_would_raise(
        recommender, "inovcluster", "valorial"
    )


def test_a_code_that_lowers_is_counted_and_not_shown() -> None:
    registry = registry_of(
        Cluster(id="a", name="A", target_markets=("BR",), sectors=("textile",)),
        Cluster(id="b", name="B", target_markets=("BR", "JP"), sectors=("textile",)),
    )
    weights = only("shared_markets")
    against = SignalWeights(0.0, -weights.weights, np.zeros(len(weights.weights)))
    recommender = PartnerRecommender().fit(registry, against)
    found = what_would_raise(recommender, "a", "b")
    assert found.n_missing == 1
    assert found.improvements == ()
    assert found.together == found.score


def test_what_the_other_side_lacks_is_named_too(toy: PartnerRecommender) -> None:
    found = what_would_raise(toy, Profile(sectors=("textile",)), "cloth-0")
    assert found.left_unknown == ("country", "technologies", "target_markets", "focus")
    assert found.right_unknown == ()
    assert found.n_missing == 3
    named = {i.code for i in found.improvements}
    assert named
    assert named < {"apparel", "smart-textiles", "TR"}, "what adds too little is not"


def test_fellows_with_one_profile_have_nothing_to_add(toy: PartnerRecommender) -> None:
    found = what_would_raise(toy, "food-0", "food-1")
    assert (found.n_missing, found.improvements) == (0, ())
    assert found.to_dict()["improvements"] == []


def test_what_counts_less_raises_less(recommender: PartnerRecommender) -> None:
    left, right = "inovcluster", "valorial"
    plain = what_would_raise(recommender, left, right)
    none = recommender.reweighted(
        {
            "shared_sectors": 0,
            "shared_technologies": 0,
            "similar_focus": 0,
            "related_activities": 0,
        }
    )
    assert {i.field for i in plain.improvements} == {"sectors"}
    assert what_would_raise(none, left, right).improvements == ()


def test_as_many_as_asked_for(toy: PartnerRecommender) -> None:
    asked = Profile(focus="dairy")
    assert len(what_would_raise(toy, asked, "food-0", k=2).improvements) == 2
    assert what_would_raise(toy, asked, "food-0", k=0).improvements == ()


def test_what_cannot_be_asked_is_refused(toy: PartnerRecommender) -> None:
    with pytest.raises(UnknownCluster):
        what_would_raise(toy, "food-0", "nobody")
    with pytest.raises(ProfileError):
        what_would_raise(toy, Profile(sectors=("nonsense",)), "food-0")
    with pytest.raises(FilterError):
        what_would_raise(toy, "food-0", "food-0")
