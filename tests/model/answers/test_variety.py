"""Variety: the best that differ, by laws and against a slow version."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import Goals, PartnerRecommender, Profile
from matcher.model.answers.variety import VarietyCost, likeness, varied

ASKERS = ("inovcluster", "adpack-g1", Profile(sectors=("food-processing",)))


@pytest.mark.parametrize("query", ASKERS)
def test_without_it_nothing_changes(
    recommender: PartnerRecommender, query: str | Profile
) -> None:
    assert recommender.answer(query, variety=False) == recommender.answer(query)
    assert recommender.answer(query).variety is None


@pytest.mark.parametrize("query", ASKERS)
def test_the_best_stays_first_and_alone_where_one_is_asked_for(
    recommender: PartnerRecommender, query: str | Profile
) -> None:
    best = recommender.answer(query, k=1)
    alone = recommender.answer(query, k=1, variety=True)
    assert alone.suggestions == best.suggestions
    assert alone.variety
    assert alone.variety.steps == 0
    many = recommender.answer(query, k=10, variety=True)
    assert many.suggestions[0] == best.suggestions[0]


def test_the_set_is_the_same_when_all_fit(recommender: PartnerRecommender) -> None:
    plain = recommender.answer("inovcluster", k=1000, countries=["PT"])
    mixed = recommender.answer("inovcluster", k=1000, countries=["PT"], variety=True)
    ids = [{s.cluster.id for s in found.suggestions} for found in (plain, mixed)]
    assert ids[0] == ids[1]
    assert mixed.variety
    assert mixed.variety.steps == pytest.approx(0, abs=1e-9)


def test_those_shown_are_less_alike_and_the_cost_is_what_is_given_up(
    recommender: PartnerRecommender,
) -> None:
    scorer, index = recommender.scorer, recommender.registry.index
    plain = recommender.answer("inovcluster")
    mixed = recommender.answer("inovcluster", variety=True)
    means = []
    for found in (plain, mixed):
        like = likeness(scorer, [index[s.cluster.id] for s in found.suggestions])
        means.append(like[np.triu_indices(len(like), 1)].mean())
    assert means[1] < means[0]
    scores = [np.mean([s.score for s in f.suggestions]) for f in (plain, mixed)]
    shares = [np.mean([s.percentile for s in f.suggestions]) for f in (plain, mixed)]
    assert mixed.variety
    assert mixed.variety.steps == pytest.approx(
        (scores[0] - scores[1]) / scorer.goal_weight
    )
    assert mixed.variety.percentile == pytest.approx(shares[1])
    assert mixed.variety.instead_of == pytest.approx(shares[0])
    assert mixed.known_partners == plain.known_partners
    assert [s.rank for s in mixed.suggestions] == [*range(1, 11)]


def test_goals_and_filters_hold_with_it(recommender: PartnerRecommender) -> None:
    goals = Goals(markets=("JP",), must=("markets",))
    found = recommender.answer(
        "inovcluster", goals=goals, countries=["FR", "ES"], variety=True
    ).suggestions
    assert found
    assert {s.cluster.country for s in found} <= {"FR", "ES"}
    assert all(s.parts["goal"] > 0 for s in found)


def test_it_chooses_as_the_slow_version_does(recommender: PartnerRecommender) -> None:
    scorer = recommender.scorer
    rows = [*range(40)]
    scores = np.linspace(2.0, -2.0, 40)
    like, step = likeness(scorer, rows), scorer.goal_weight
    expected = [0]
    while len(expected) < 12:
        left = [row for row in rows if row not in expected]
        worth = [scores[r] / step - max(like[r, e] for e in expected) for r in left]
        expected.append(left[worth.index(max(worth))])
    assert varied(scorer, rows, scores, 12) == expected
    assert varied(scorer, [], np.array([]), 12) == []


def test_likeness_is_a_share_and_the_same_both_ways(
    recommender: PartnerRecommender,
) -> None:
    like = likeness(recommender.scorer, [*range(60)])
    assert like.min() >= 0
    assert like.max() <= 1 + 1e-9
    np.testing.assert_allclose(like, like.T, atol=1e-12)


def test_the_cost_is_told_in_words() -> None:
    cost = VarietyCost.of(2.0, [(1.0, 98.0)], [(0.4, 97.0)])
    assert cost.in_words == (
        "costs 0.30 of the step from fair to very strong: "
        "mean percentile 97 instead of 98"
    )
    assert VarietyCost.of(0.0, [], []).steps == 0
