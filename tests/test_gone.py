"""Merged and dissolved organisations are proposed to nobody, and still answered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import PartnerRecommender, Profile, Registry
from matcher.explore.activities import Activities
from matcher.explore.markets.presence import Markets
from matcher.explore.markets.prospects import Prospects
from matcher.explore.markets.reach import Reach
from matcher.explore.matches import best_completions, best_new_pairs
from matcher.explore.network.connecting import bridges, connectors
from matcher.pairs.engines.threads import Threads
from matcher.pairs.export.question import PairQuestion, pairs_asked
from matcher.registry.filters import Filters
from tests.toy import block_registry

EVERYBODY = 10_000


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    """A member of food-g1 has merged, and who fits it best as well."""
    known = block_registry()
    fates = {"food-0": ("merged", "food-1"), "food-4": ("dissolved", "")}
    clusters = []
    for one in known.clusters:
        status, successor = fates.get(one.id, ("", ""))
        clusters.append(replace(one, status=status, successor=successor))
    return PartnerRecommender().fit(replace(known, clusters=tuple(clusters)))


def gone_of(registry: Registry) -> set[str]:
    return {cluster.id for cluster in registry.clusters if cluster.is_gone}


def chosen(recommender: PartnerRecommender, *, include_gone: bool) -> set[str]:
    """All clusters that stand in anybody's list, however far down."""
    rows, _ = recommender.top_pairs(EVERYBODY, include_gone=include_gone)
    everyone = [cluster.id for cluster in recommender.registry.clusters]
    return {everyone[row] for row in np.unique(rows[rows >= 0])}


def test_a_toy_of_two_that_are_gone(toy: PartnerRecommender) -> None:
    assert gone_of(toy.registry) == {"food-0", "food-4"}
    best = [s.cluster.id for s in toy.suggest("food-1", k=3)]
    assert best == ["food-2", "food-3", "food-5"]
    assert [s.cluster.id for s in toy.complete("food-g1", k=1)] == ["food-5"]
    everybody = {s.cluster.id for s in toy.suggest("food-1", k=5, include_gone=True)}
    assert everybody == {f"food-{number}" for number in (0, 2, 3, 4, 5)}


def test_who_is_left_out_is_named_with_what_became_of_it(
    toy: PartnerRecommender,
) -> None:
    told = {
        held.suggestion.cluster.id: (held.filter, held.reason)
        for held in toy.answer("food-1", k=5).left_out
    }
    assert told == {
        "food-0": ("include_gone", "it has merged into Food 1"),
        "food-4": ("include_gone", "it is dissolved"),
    }


def test_who_is_gone_is_answered_as_ever(toy: PartnerRecommender) -> None:
    before = PartnerRecommender().fit(block_registry()).suggest("food-0", k=30)
    now = toy.suggest("food-0", k=30, include_gone=True)
    assert [(s.cluster.id, s.score) for s in now] == [
        (s.cluster.id, s.score) for s in before
    ]
    assert toy.explain("food-1", "food-0").known_partner


@pytest.mark.slow
@pytest.mark.parametrize("which", ["toy", "recommender"])
def test_who_is_gone_is_in_no_list(which: str, request: pytest.FixtureRequest) -> None:
    recommender: PartnerRecommender = request.getfixturevalue(which)
    registry = recommender.registry
    everyone, gone = set(registry.index), gone_of(registry)
    assert gone
    assert chosen(recommender, include_gone=False) == everyone - gone
    assert chosen(recommender, include_gone=True) == everyone
    described = Profile(sectors=("food-processing",), target_markets=("BR",))
    for query in (*list(registry.members_of)[::6], described):
        best = recommender.answer(query, k=20).suggestions
        assert not gone & {one.cluster.id for one in best}, query


@pytest.mark.parametrize("which", ["toy", "recommender"])
def test_no_market_waits_for_who_is_gone(
    which: str, request: pytest.FixtureRequest
) -> None:
    recommender: PartnerRecommender = request.getfixturevalue(which)
    gone, markets = gone_of(recommender.registry), Markets(recommender.registry)
    reach = Reach(markets)
    prospects = Prospects(reach)
    for market in markets.codes[:4]:
        pairs = best_new_pairs(recommender, markets, market, k=20)
        completions = best_completions(recommender, markets, market, k=20)
        found = [
            *(pair.left.id for pair in pairs),
            *(pair.suggestion.cluster.id for pair in pairs),
            *(one.suggestion.cluster.id for one in completions),
            *(
                one.id
                for activity in reach.active("sectors")
                for one in prospects.clusters(activity, market, EVERYBODY)
            ),
        ]
        assert not gone.intersection(found), market


def test_who_is_gone_bridges_nothing(
    toy: PartnerRecommender, recommender: PartnerRecommender
) -> None:
    assert {b.cluster.id for b in bridges(toy, "food-g1", "space-g1", EVERYBODY)} == {
        cluster.id for cluster in toy.registry.clusters if not cluster.is_gone
    }
    registry = recommender.registry
    gone, find = gone_of(registry), Activities(registry.vocabulary).find
    opticsvalley = registry.cluster("opticsvalley")
    assert opticsvalley.is_gone
    assert {"laser", "cloud-software"} <= {*opticsvalley.technologies}
    found = connectors(registry, find("laser"), find("cloud-software"))
    assert found
    assert not gone & {one.cluster.id for one in found}


def test_no_pair_of_the_best_has_who_is_gone(recommender: PartnerRecommender) -> None:
    registry = recommender.registry
    rows = {registry.index[id] for id in gone_of(registry)}

    def in_pairs(**options: bool) -> set[int]:
        question = PairQuestion(top=5, filters=Filters.of(options, registry))
        source, _ = pairs_asked(recommender.scorer, question, Threads(1))
        source.prepare()
        blocks = [b for span in source.spans for b in source.blocks(*span)]
        sides = [side for block in blocks for side in (block.left, block.right)]
        return {int(row) for row in np.concatenate(sides)}

    assert not in_pairs() & rows
    assert in_pairs(include_gone=True) >= rows


def test_every_pair_is_still_scored(toy: PartnerRecommender) -> None:
    n_clusters = len(toy.registry.clusters)
    n_pairs = sum(len(block.left) for block in toy.pair_blocks())
    assert n_pairs == n_clusters * (n_clusters - 1) // 2
