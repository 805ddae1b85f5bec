"""Overlap of lists and shares of pairs, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.explore.synergies.overlap import indicator, overlap, seriation, share_below

ALONE = {code: (code,) for code in "abcd"}


def test_an_indicator_has_a_column_for_each_code_in_order() -> None:
    found = indicator([("c", "a"), (), ("b",)])
    np.testing.assert_array_equal(found, [[1, 0, 1], [0, 0, 0], [0, 1, 0]])
    assert indicator([]).shape == (0, 0)
    assert indicator([(), ()]).shape == (2, 0)


def test_without_wider_codes_it_is_the_jaccard_index() -> None:
    found = overlap([("a", "b"), ("b", "c"), ("d",), ()], ALONE)
    np.testing.assert_allclose(found[0], [1, 1 / 3, 0, np.nan])
    np.testing.assert_allclose(found[3], [np.nan] * 4)


def test_more_lets_many_in_common_count_more_than_one() -> None:
    one, two = ("a",), ("a", "b")
    found = overlap([one, one, two, two], ALONE, more=1.0)
    assert found[0, 1] == pytest.approx(1 / 2)
    assert found[2, 3] == pytest.approx(2 / 3)


def test_codes_that_share_what_they_are_in_count_half() -> None:
    within = {"region": ("a", "b"), "a": ("a",), "b": ("b",), "c": ("c",)}
    found = overlap([("region",), ("a",), ("a", "b"), ("region", "a")], within)
    assert found[0, 1] == pytest.approx(0.5 / 1.5)
    # The region counts 1/2, both countries 1/2 each: the mean of both sides is 3/4.
    assert found[0, 2] == pytest.approx(0.75 / 2.25)
    # "a" is on both sides, the region meets it: (1.5 + 1) / 2.
    assert found[1, 3] == pytest.approx(1.25 / 1.75)
    np.testing.assert_array_equal(found, found.T)
    np.testing.assert_allclose(np.diagonal(found), 1)


def test_a_share_counts_the_other_pairs_that_are_lower() -> None:
    values = np.array([[9, 0, 3], [0, 9, 1], [3, 1, 9]], dtype=float)
    expected = [[1, 0, 1], [0, 1, 0.5], [1, 0.5, 1]]
    np.testing.assert_allclose(share_below(values, values), expected)


def test_equal_values_have_equal_shares_and_unknown_none() -> None:
    values = np.array([[0, 2, np.nan], [2, 0, 2], [np.nan, 2, 0]])
    found = share_below(values, values)
    assert found[0, 1] == found[1, 2] == 0
    assert np.isnan(found[0, 2])


@pytest.mark.parametrize(("value", "share"), [(0.3, 1.0), (0.0, 0.0)])
def test_the_only_pair_is_the_highest_if_it_is_anything(
    value: float, share: float
) -> None:
    values = np.array([[0, value], [value, 0]])
    assert share_below(values, values)[0, 1] == share


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
