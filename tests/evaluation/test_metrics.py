"""Metrics by hand, and against an independent library on thousands of rankings."""

from __future__ import annotations

from collections.abc import Callable

import ir_measures
import numpy as np
import pytest
from ir_measures import AP, RR, R, Success, nDCG

from matcher.arrays import IntArray
from matcher.evaluation.metrics import (
    average_precision,
    coverage,
    gini,
    hit,
    n_tied_at,
    ndcg,
    recall,
    reciprocal_rank,
)

OURS = {
    nDCG @ 10: ndcg,
    R @ 10: recall,
    RR: reciprocal_rank,
    AP: average_precision,
    Success @ 10: hit,
}
RANKING = np.array([4, 2, 0, 3, 1])


def test_a_list_that_starts_with_all_true_partners_is_perfect() -> None:
    relevant = np.array([2, 4])
    for metric in OURS.values():
        assert metric(RANKING, relevant) == 1.0


def test_true_partners_at_the_second_and_fourth_place() -> None:
    relevant = np.array([2, 3])
    gain, ideal = 1 / np.log2(3) + 1 / np.log2(5), 1 + 1 / np.log2(3)
    assert ndcg(RANKING, relevant) == pytest.approx(gain / ideal, abs=1e-15)
    assert reciprocal_rank(RANKING, relevant) == 1 / 2
    assert average_precision(RANKING, relevant) == (1 / 2 + 2 / 4) / 2
    assert recall(RANKING, relevant, k=3) == 1 / 2
    assert hit(RANKING, relevant, k=1) == 0.0
    assert hit(RANKING, relevant, k=2) == 1.0


def test_one_that_is_not_ranked_counts_as_not_found() -> None:
    relevant = np.array([4, 99])
    assert average_precision(RANKING, relevant) == 1 / 2
    assert recall(RANKING, relevant) == 1 / 2
    assert ndcg(RANKING, relevant) == pytest.approx(1 / (1 + 1 / np.log2(3)))


@pytest.mark.parametrize("metric", OURS.values())
def test_nothing_found_is_zero_and_nothing_to_find_is_undefined(
    metric: Callable[[IntArray, IntArray], float],
) -> None:
    assert metric(RANKING, np.array([99])) == 0.0
    assert np.isnan(metric(RANKING, np.array([], dtype=int)))


def test_more_true_partners_than_places_cannot_all_be_recalled() -> None:
    everyone = np.arange(20)
    assert recall(everyone, everyone) == 1 / 2
    assert ndcg(everyone, everyone) == 1.0


def test_metrics_agree_with_an_independent_library() -> None:
    generator = np.random.default_rng(0)
    cases = {str(number): _random_case(generator) for number in range(3000)}
    run = {
        name: {str(doc): float(-place) for place, doc in enumerate(ranking)}
        for name, (ranking, _) in cases.items()
    }
    truth = {
        name: {str(doc): 1 for doc in relevant} for name, (_, relevant) in cases.items()
    }
    found = list(ir_measures.iter_calc(OURS, truth, run))
    assert len(found) == len(OURS) * len(cases)
    for theirs in found:
        ours = OURS[theirs.measure](*cases[theirs.query_id])
        assert ours == pytest.approx(theirs.value, abs=1e-12), theirs


def _random_case(generator: np.random.Generator) -> tuple[IntArray, IntArray]:
    """A list of 1 to 40, and 1 to 15 that are right, some of which it lacks."""
    everyone = generator.permutation(50)
    relevant = generator.choice(50, generator.integers(1, 16), replace=False)
    return everyone[: generator.integers(1, 41)], relevant


def test_gini_is_half_the_mean_difference_over_the_mean() -> None:
    generator = np.random.default_rng(0)
    for _ in range(200):
        exposures = generator.integers(0, 9, generator.integers(1, 30)).astype(float)
        exposures[0] += 1
        differences = [abs(a - b) for a in exposures for b in exposures]
        expected = np.mean(differences) / 2 / exposures.mean()
        assert gini(exposures) == pytest.approx(expected, abs=1e-12)


def test_gini_knows_the_fair_the_unfair_and_the_empty_list() -> None:
    assert gini(np.full(5, 3.0)) == pytest.approx(0.0, abs=1e-15)
    assert gini(np.array([0.0, 0.0, 0.0, 7.0])) == 3 / 4
    assert np.isnan(gini(np.zeros(3)))


def test_coverage_is_the_share_that_is_shown_at_all() -> None:
    assert coverage(np.array([0.0, 1.0, 5.0, 0.0])) == 1 / 2


@pytest.mark.parametrize(
    ("scores", "k", "n_tied"),
    [
        ([5.0, 4.0, 3.0], 2, 1),
        ([3.0, 5.0, 3.0, 3.0], 2, 3),
        ([5.0, 5.0, 1.0], 3, 1),
        ([2.0, 2.0], 2, 2),
        ([2.0, 2.0], 3, 0),
    ],
)
def test_ties_are_counted_at_place_k(scores: list[float], k: int, n_tied: int) -> None:
    assert n_tied_at(np.array(scores), k) == n_tied
