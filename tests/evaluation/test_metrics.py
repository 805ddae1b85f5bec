"""Metrics by hand, against an independent library, and as means over all orders."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from random import Random

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import AP, RR, R, Success, nDCG

from matcher.arrays import BoolArray, FloatArray
from matcher.evaluation.levels import Levels
from matcher.evaluation.metrics import (
    average_precision,
    coverage,
    gini,
    hit,
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
Metric = Callable[[Levels], float]


def in_order(*right: int, n: int = 5) -> Levels:
    """Candidates that all differ; those at these places, from 1, are right."""
    is_right = np.isin(np.arange(1, n + 1), right)
    return Levels.of(-np.arange(float(n)), is_right)


def test_a_list_that_starts_with_all_true_partners_is_perfect() -> None:
    for metric in OURS.values():
        assert metric(in_order(1, 2)) == 1.0


def test_true_partners_at_the_second_and_fourth_place() -> None:
    found = in_order(2, 4)
    gain, ideal = 1 / np.log2(3) + 1 / np.log2(5), 1 + 1 / np.log2(3)
    assert ndcg(found) == pytest.approx(gain / ideal, abs=1e-15)
    assert reciprocal_rank(found) == 1 / 2
    assert average_precision(found) == (1 / 2 + 2 / 4) / 2
    assert recall(found, k=3) == 1 / 2
    assert hit(found, k=1) == 0.0
    assert hit(found, k=2) == 1.0


@pytest.mark.parametrize("metric", OURS.values())
def test_nothing_to_find_is_undefined(metric: Metric) -> None:
    assert np.isnan(metric(in_order()))
    assert np.isnan(metric(in_order(n=0)))


@pytest.mark.parametrize("metric", [ndcg, recall, hit])
def test_nothing_found_in_the_first_ten_is_zero(metric: Metric) -> None:
    assert metric(in_order(11, 12, n=12)) == 0.0


def test_more_true_partners_than_places_cannot_all_be_recalled() -> None:
    everyone = in_order(*range(1, 21), n=20)
    assert recall(everyone) == 1 / 2
    assert ndcg(everyone) == 1.0


@pytest.mark.slow
def test_metrics_agree_with_an_independent_library() -> None:
    generator = np.random.default_rng(0)
    cases = {str(number): _random_case(generator) for number in range(3000)}
    run = {
        name: {str(doc): score for doc, score in enumerate(scores.tolist())}
        for name, (scores, _) in cases.items()
    }
    truth = {
        name: {str(doc): 1 for doc in np.flatnonzero(right)}
        for name, (_, right) in cases.items()
    }
    found = list(ir_measures.iter_calc(OURS, truth, run))
    assert len(found) == len(OURS) * len(cases)
    for theirs in found:
        ours = OURS[theirs.measure](Levels.of(*cases[theirs.query_id]))
        assert ours == pytest.approx(theirs.value, abs=1e-12), theirs


def _random_case(generator: np.random.Generator) -> tuple[FloatArray, BoolArray]:
    """A list of 1 to 50, all of which differ; any of them right, but not none."""
    n = int(generator.integers(1, 51))
    right = generator.random(n) < 0.3
    right[generator.integers(n)] = True
    return generator.permutation(n).astype(float), right


# The slow and obvious way: read a list from the top, in every order of its equals.


def slow_ndcg(right: list[bool]) -> float:
    ideal = sum(1 / np.log2(place + 2) for place in range(min(sum(right), 10)))
    gain = sum(
        1 / np.log2(at + 2) for at, is_right in enumerate(right[:10]) if is_right
    )
    return float(gain / ideal)


def slow_recall(right: list[bool]) -> float:
    return sum(right[:10]) / sum(right)


def slow_reciprocal_rank(right: list[bool]) -> float:
    return 1 / (right.index(True) + 1)


def slow_average_precision(right: list[bool]) -> float:
    places = [place for place, is_right in enumerate(right, 1) if is_right]
    return sum(n / place for n, place in enumerate(places, 1)) / len(places)


def slow_hit(right: list[bool]) -> float:
    return float(any(right[:10]))


SLOW: dict[Metric, Callable[[list[bool]], float]] = {
    ndcg: slow_ndcg,
    recall: slow_recall,
    reciprocal_rank: slow_reciprocal_rank,
    average_precision: slow_average_precision,
    hit: slow_hit,
}


def read_down(scores: list[float], right: list[bool], order: list[int]) -> list[bool]:
    """What is right, by score and then in an order of candidates."""
    ranking = sorted(order, key=lambda candidate: -scores[candidate])
    return [right[candidate] for candidate in ranking]


@pytest.mark.slow
@pytest.mark.parametrize("metric", OURS.values())
@given(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=6),
    st.integers(0, 9),
)
def test_a_metric_is_its_mean_over_all_orders_of_equals(
    metric: Metric, candidates: list[tuple[int, bool]], n_before: int
) -> None:
    """Some stand before all of them, so that places 1 to 10 and later are met."""
    scores = [9.0 - n for n in range(n_before)] + [float(s) for s, _ in candidates]
    scores = [s + 10.0 * (n < n_before) for n, s in enumerate(scores)]
    right = [False] * n_before + [is_right for _, is_right in candidates]
    if not any(right):
        right[-1] = True
    first = list(range(n_before))
    slow = [
        SLOW[metric](read_down(scores, right, first + list(order)))
        for order in permutations(range(n_before, len(scores)))
    ]
    fast = metric(Levels.of(np.array(scores), np.array(right)))
    assert fast == pytest.approx(np.mean(slow), abs=1e-12)


@pytest.mark.parametrize("metric", OURS.values())
@pytest.mark.parametrize("n_values", [1, 3, 12])
def test_a_metric_is_its_mean_over_many_shuffles_of_long_lists(
    metric: Metric, n_values: int
) -> None:
    generator = np.random.default_rng(n_values)
    scores = generator.integers(n_values, size=60).astype(float)
    right = generator.random(60) < 0.1
    slow = [
        SLOW[metric](read_down(scores.tolist(), right.tolist(), order.tolist()))
        for order in (generator.permutation(60) for _ in range(4000))
    ]
    chance = 4 * np.std(slow) / np.sqrt(len(slow)) + 1e-12
    assert metric(Levels.of(scores, right)) == pytest.approx(np.mean(slow), abs=chance)


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=80),
    st.randoms(use_true_random=False),
)
def test_no_order_of_candidates_changes_a_metric(
    values: list[int], random: Random
) -> None:
    """Nor do scores that differ by rounding alone."""
    right = [random.random() < 0.2 for _ in values]
    order = random.sample(range(len(values)), len(values))
    noise = [random.uniform(-1e-11, 1e-11) for _ in values]
    one = Levels.of(np.array(values, dtype=float), np.array(right))
    other = Levels.of(
        np.array([values[at] + noise[at] for at in order]),
        np.array([right[at] for at in order]),
    )
    for metric in OURS.values():
        np.testing.assert_array_equal(metric(one), metric(other))
    assert one.n_tied_at(10) == other.n_tied_at(10)


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


def test_coverage_is_the_share_that_is_expected_in_any_list() -> None:
    lists = np.array([[1.0, 0.5, 0.0, 0.5], [1.0, 0.5, 0.0, 0.0]])
    assert coverage(lists) == (1 + 3 / 4 + 0 + 1 / 2) / 4
