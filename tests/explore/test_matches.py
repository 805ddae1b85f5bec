"""Pairs and consortia for one market are the recommender's own, among those there."""

from __future__ import annotations

import math

import pytest

from matcher import PartnerRecommender, Registry
from matcher.explore.markets.presence import Markets
from matcher.explore.matches import best_completions, best_new_pairs
from tests.explore.trade import FOOD, cluster, partnership
from tests.explore.trade import registry as registry_of
from tests.toy import only


def fitted(home: Registry) -> PartnerRecommender:
    return PartnerRecommender().fit(home, only("shared_sectors"))


def test_a_new_pair_goes_there_and_was_never_together() -> None:
    home = registry_of(
        [
            cluster("a", FOOD, "BR"),
            cluster("b", FOOD, "BR"),
            cluster("c", "textile", "BR"),
            cluster("d", FOOD, "IN"),
            cluster("e", FOOD, "LATAM"),
            cluster("f", FOOD, "BR"),
        ],
        [partnership("p", FOOD, "BR")],
        {"p": "a b"},
    )
    found = best_new_pairs(fitted(home), Markets(home), "BR")
    assert [(pair.left.id, pair.suggestion.cluster.id) for pair in found] == [
        ("a", "f"),
        ("b", "f"),
        ("a", "c"),
        ("b", "c"),
        ("c", "f"),
    ]
    assert best_new_pairs(fitted(home), Markets(home), "BR", k=2) == found[:2]


@pytest.mark.slow
def test_pairs_equal_a_slow_search(recommender: PartnerRecommender) -> None:
    registry = recommender.registry
    markets = Markets(registry)
    here = [p.id for p in markets.clusters("BR") if p.by_name]
    indices, scores = recommender.top_pairs(10**6)
    past = registry.partnerships_of
    slow = [
        (-score, left, right)
        for left in here
        for row in [registry.index[left]]
        for other, score in zip(indices[row], scores[row], strict=True)
        for right in [registry.clusters[other].id]
        if left < right and right in here and not {*past[left]} & {*past[right]}
    ]
    found = best_new_pairs(recommender, markets, "BR", k=12)
    assert [
        (-p.suggestion.score, p.left.id, p.suggestion.cluster.id) for p in found
    ] == sorted(slow)[:12]
    for pair in found:
        explained = recommender.explain(pair.left.id, pair.suggestion.cluster.id)
        assert pair.suggestion == explained


def test_blocks_of_clusters_give_the_same_pairs(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    markets = Markets(recommender.registry)
    whole = best_new_pairs(recommender, markets, "US", k=6)
    monkeypatch.setattr("matcher.explore.matches.BLOCK", 7)
    assert best_new_pairs(recommender, markets, "US", k=6) == whole


def test_a_consortium_is_completed_with_somebody_new_who_goes_there(
    recommender: PartnerRecommender,
) -> None:
    registry = recommender.registry
    found = best_completions(recommender, Markets(registry), "BR", k=4)
    scores = [one.suggestion.score for one in found]
    assert scores == sorted(scores, reverse=True)
    for one in found:
        assert "BR" in one.partnership.target_markets
        assert not one.suggestion.known_partner
        best = recommender.complete(
            one.partnership.id, k=1, markets=["BR"], new_partners_only=True
        )
        assert best == [one.suggestion]
        assert math.isfinite(one.suggestion.score)


def test_where_nobody_goes_there_is_nobody_to_bring_together() -> None:
    home = registry_of([cluster("a", FOOD, "BR"), cluster("b", FOOD)], [], {})
    recommender, markets = fitted(home), Markets(home)
    assert best_new_pairs(recommender, markets, "BR") == []
    assert best_new_pairs(recommender, markets, "JP") == []
    assert best_completions(recommender, markets, "BR") == []
    alone = registry_of([cluster("a", FOOD)], [partnership("p", FOOD, "BR")], {})
    assert best_completions(fitted(alone), Markets(alone), "BR") == []
