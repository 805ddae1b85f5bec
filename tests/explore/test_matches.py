"""Pairs and consortia for one market are the recommender's own, among those there."""

from __future__ import annotations

import math

import pytest

from matcher import PartnerRecommender, Registry
from matcher.explore.markets.presence import Markets
from matcher.explore.matches import (
    MOST_CLUSTERS,
    best_completions,
    best_new_pairs,
    clusters_there,
    most_completed,
    partnerships_there,
)
from matcher.model.scoring.agreement import SHORTLIST
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


def test_of_many_clusters_those_in_most_partnerships_are_paired(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    markets, teams = Markets(recommender.registry), recommender.registry.partnerships_of
    there = clusters_there(markets, "US")
    assert min(len(teams[one]) for one in there[:9]) >= max(
        len(teams[one]) for one in there[9:]
    )
    monkeypatch.setattr("matcher.explore.matches.MOST_CLUSTERS", 9)
    found = best_new_pairs(recommender, markets, "US", k=100)
    paired = {pair.left.id for pair in found}
    paired |= {pair.suggestion.cluster.id for pair in found}
    assert found
    assert paired <= {*there[:9]}


def test_of_many_partnerships_those_with_most_members_are_completed(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    markets, members = Markets(recommender.registry), recommender.registry.members_of
    there = partnerships_there(markets, "US")
    assert [len(members[one]) for one in there] == sorted(
        (len(members[one]) for one in there), reverse=True
    )
    n_clusters = len(recommender.registry.clusters)
    monkeypatch.setattr(
        "matcher.explore.matches.PAIRS_RANKED", 3 * SHORTLIST * n_clusters
    )
    assert most_completed(n_clusters) == 3
    found = best_completions(recommender, markets, "US", k=100)
    assert {one.partnership.id for one in found} == {*there[:3]}


def test_the_shipped_registry_is_looked_at_whole(
    recommender: PartnerRecommender,
) -> None:
    markets, most = Markets(recommender.registry), most_completed(438)
    for market in markets.codes:
        assert len(clusters_there(markets, market)) <= MOST_CLUSTERS
        assert len(partnerships_there(markets, market)) <= most


def test_a_consortium_is_completed_with_somebody_new_who_goes_there(
    recommender: PartnerRecommender,
) -> None:
    registry = recommender.registry
    found = best_completions(recommender, Markets(registry), "BR", k=9)
    order = [
        (not one.partnership.may_be_joined(registry.as_of), -one.suggestion.score)
        for one in found
    ]
    assert order == sorted(order)
    assert {over for over, _ in order} == {False, True}
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
