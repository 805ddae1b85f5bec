"""Who is equal stands on one level, and is as likely to be shown as the others."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.levels import (
    TOLERANCE,
    Levels,
    chances_of_first,
    first_of_best,
)
from matcher.model.scoring.lists import DECIMALS


def test_levels_by_hand() -> None:
    right = np.array([True, False, True, True, False])
    found = Levels.of(np.array([1.0, 3.0, 1.0, 2.0, 1.0]), right)
    assert found.before.tolist() == [0, 1, 2]
    assert found.sizes.tolist() == [1, 1, 3]
    assert found.right.tolist() == [0, 1, 2]
    assert found.n_right == 3
    assert found.holding == [(1, 1, 1), (2, 3, 2)]


def test_one_step_of_rounding_is_no_difference_and_two_are() -> None:
    step, right = 10.0**-DECIMALS, np.zeros(2, dtype=bool)
    assert step < TOLERANCE < 2 * step
    for n_steps, sizes in ((0, [2]), (1, [2]), (2, [1, 1])):
        found = Levels.of(np.round([0.3, 0.3 + n_steps * step], DECIMALS), right)
        assert found.sizes.tolist() == sizes


def test_sums_in_another_order_are_equal() -> None:
    generator = np.random.default_rng(0)
    terms = generator.normal(size=9) * 20
    sums = np.array([sum(generator.permutation(terms)) for _ in range(1000)])
    assert len(np.unique(sums)) > 1
    assert Levels.of(sums, np.zeros(1000, dtype=bool)).sizes.tolist() == [1000]


@pytest.mark.parametrize(
    ("scores", "k", "n_tied"),
    [
        ([5.0, 4.0, 3.0], 2, 1),
        ([3.0, 5.0, 3.0, 3.0], 2, 3),
        ([5.0, 5.0, 1.0], 3, 1),
        ([2.0, 2.0], 2, 2),
        ([2.0, 2.0], 3, 0),
        ([], 1, 0),
    ],
)
def test_ties_are_counted_at_place_k(scores: list[float], k: int, n_tied: int) -> None:
    found = Levels.of(np.array(scores), np.zeros(len(scores), dtype=bool))
    assert found.n_tied_at(k) == n_tied


@given(
    st.lists(st.sampled_from([0.0, 0.5, 2.0]), min_size=1, max_size=6),
    st.integers(1, 7),
)
def test_the_chance_to_be_shown_is_the_share_of_orders(
    scores: list[float], k: int
) -> None:
    shown = np.zeros(len(scores))
    orders = list(permutations(range(len(scores))))
    for order in orders:
        ranking = sorted(order, key=lambda candidate: -scores[candidate])
        shown[ranking[:k]] += 1
    found = chances_of_first(np.array(scores), k)
    np.testing.assert_allclose(found, shown / len(orders))


def test_the_first_of_equals_is_the_best() -> None:
    assert first_of_best([0.1, 0.3 - 1e-15, 0.3]) == 1
    assert first_of_best([0.3, 0.1, 0.3]) == 0
    assert first_of_best([np.nan, np.nan]) == 0
