"""An order of rows in which groups show, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.explore.synergies.seriation import seriation


def test_a_shuffled_line_is_put_in_line() -> None:
    """Likeness falls with distance; the line is found whatever the start."""
    places = np.array([3, 0, 5, 1, 4, 2])
    likeness = -np.abs(places[:, None] - places[None, :]).astype(float)
    found = places[seriation(likeness)]
    assert found.tolist() in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0])


def test_of_two_directions_the_smaller_index_comes_first() -> None:
    likeness = np.array([[0, 1, 5], [1, 0, 4], [5, 4, 0]], dtype=float)
    assert seriation(likeness).tolist() == [0, 2, 1]


def test_groups_stay_together() -> None:
    groups = np.array([0, 1, 2, 0, 1, 2, 0])
    likeness = (groups[:, None] == groups[None, :]).astype(float)
    found = groups[seriation(likeness)].tolist()
    changes = sum(a != b for a, b in zip(found, found[1:], strict=False))
    assert changes == 2


def test_unknown_likeness_is_the_least() -> None:
    likeness = np.array([[0, np.nan, 2], [np.nan, 0, 1], [2, 1, 0]])
    assert seriation(likeness).tolist() == [0, 2, 1]


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_where_nothing_is_known_all_stand_once(n: int) -> None:
    found = seriation(np.full((n, n), np.nan))
    assert sorted(found.tolist()) == list(range(n))
    np.testing.assert_array_equal(found, seriation(np.full((n, n), np.nan)))


def test_rounding_errors_do_not_turn_the_order() -> None:
    random = np.random.default_rng(7)
    likeness = np.round(random.random((12, 12)), 2)
    likeness += likeness.T
    noise = 1e-13 * random.standard_normal((12, 12))
    expected = seriation(likeness)
    np.testing.assert_array_equal(seriation(likeness + noise + noise.T), expected)
