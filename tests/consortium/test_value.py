"""What was worked out for a consortium is taken again for parts of it, unchanged."""

from __future__ import annotations

import numpy as np

from matcher import Goals, PartnerRecommender
from matcher.consortium.value import MOST_KEPT, Valuation

JAPAN = Goals(markets=["JP"])


def test_parts_of_a_consortium_are_worth_the_same_whatever_was_asked_before(
    recommender: PartnerRecommender,
) -> None:
    pairs, random = recommender._pair_parts, np.random.default_rng(0)
    valuation = Valuation(pairs, JAPAN)
    for _ in range(20):
        rows = sorted(random.choice(438, 9, replace=False).tolist())
        some = sorted(random.choice(rows, 4, replace=False).tolist())
        for members in (rows, some, rows[:2], rows[1:]):
            assert valuation.parts(members) == Valuation(pairs, JAPAN).parts(members)


def test_pairs_that_are_kept_are_those_of_a_fresh_valuation(
    recommender: PartnerRecommender,
) -> None:
    pairs, random = recommender._pair_parts, np.random.default_rng(0)
    valuation = Valuation(pairs, JAPAN)
    for n in (0, 1, 3, MOST_KEPT, MOST_KEPT + 1, 2):
        rows = random.choice(438, n, replace=False)
        found = valuation.of_pairs(rows)
        assert np.array_equal(found, Valuation(pairs, JAPAN).of_pairs(rows))
        found[:] = 0.0  # it is the asker's own
        others = valuation.of_pairs(rows, np.arange(438))
        assert np.array_equal(valuation.of_pairs(rows), others)


def test_another_question_is_valued_by_itself(recommender: PartnerRecommender) -> None:
    pairs = recommender._pair_parts
    first = Valuation.at_hand(pairs, JAPAN, {})
    assert Valuation.at_hand(pairs, Goals(markets=["JP"]), {}) is first
    for goals, factors in ((Goals(), {}), (JAPAN, {"goals": 2.0})):
        other = Valuation.at_hand(pairs, goals, factors)
        assert (other.goals, other.factors) == (goals, factors)
