"""Ranks are places in lists, the same in memory, in a store and counted one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring import ranks
from matcher.model.scoring.ranks import (
    Ranks,
    Store,
    lowest_places,
    places_by_id,
    ranks_among,
)
from matcher.model.values import ranked
from matcher.pairs.checkpoint import Checkpoint

SCORES = np.array(
    [
        [-np.inf, 2.0, 3.0, 2.0, 1.0],
        [1.0, -np.inf, 3.0, 2.0, 1.0],
        [3.0, 3.0, -np.inf, 1.0, 1.0],
        [0.0, 5.0, 5.0, -np.inf, 0.0],
        [1.0, 1.0, 1.0, 1.0, -np.inf],
    ]
)
RANKS = [
    [5, 2, 1, 3, 4],
    [3, 5, 1, 2, 4],
    [1, 2, 5, 3, 4],
    [3, 1, 2, 5, 4],
    [1, 2, 3, 4, 5],
]
LOWEST = [
    [5, 3, 1, 3, 4],
    [4, 5, 1, 2, 4],
    [2, 2, 5, 4, 4],
    [4, 2, 2, 5, 4],
    [4, 4, 4, 4, 5],
]


def lists_of(rows: IntArray) -> FloatArray:
    return SCORES[rows]


def ranks_in(store: Store | None, memory: int = 10**9) -> Ranks:
    found = Ranks(5, store, memory)
    found.work_out(lists_of)
    return found


@pytest.mark.parametrize("memory", [1, 50, 10**9])
@pytest.mark.parametrize("n_at_once", [1, 7, 10, 1000])
def test_ranks_by_hand_with_ties_by_id(
    n_at_once: int, memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranks, "RANKS_IN_PIECE", n_at_once)
    monkeypatch.setattr(ranks, "SCORES_AT_ONCE", n_at_once)
    owners, others = np.array([3, 0]), np.array([4, 1, 2])
    for store in (None, Checkpoint(tmp_path)):
        found = ranks_in(store, memory)
        assert [found.in_list_of(row).tolist() for row in range(5)] == RANKS
        for row in (0, 1, 4, 2, 3):
            assert found.of(row).tolist() == [ranked[row] for ranked in RANKS]
        between = np.array(RANKS)[np.ix_(owners, others)]
        np.testing.assert_array_equal(found.between(owners, others), between)


def test_ranks_counted_are_ranks_sorted() -> None:
    assert ranks_among(SCORES, np.arange(5)).tolist() == RANKS
    assert ranks_among(SCORES[[2]], np.array([4, 0])).tolist() == [[4, 1]]


def test_equals_share_the_lowest_of_their_places() -> None:
    everyone, found = np.arange(5), Ranks(5)
    found.work_out(lists_of)
    assert found.shared_between(everyone, everyone).tolist() == LOWEST
    assert ranks_among(SCORES, everyone, shared=True).tolist() == LOWEST


@given(arrays(float, (4, 9), elements=st.sampled_from([-1.0, 0.0, 0.5, 2.0])))
def test_the_lowest_place_is_that_of_the_last_of_all_equals(scores: FloatArray) -> None:
    order = ranked(scores)
    places, shared = places_by_id(order), lowest_places(scores, order)
    for row in range(len(scores)):
        for score in np.unique(scores[row]):
            equal = scores[row] == score
            assert set(shared[row, equal]) == {places[row, equal].max()}


def test_ranks_in_a_store_are_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranks, "RANKS_IN_PIECE", 10)
    store, told = Checkpoint(tmp_path), list[int]()
    ranks_in(store)
    names = [f"ranks-{start:09d}.int" for start in (0, 2, 4)]
    assert sorted(path.name for path in tmp_path.glob("ranks-*")) == names
    store.path(names[1]).unlink()
    again = Ranks(5, Checkpoint(tmp_path))  # as a run that goes on does
    assert again.missing == [(2, 4)]
    again.work_out(lists_of, told.append)
    assert told == [2]
    assert again.in_list_of(3).tolist() == RANKS[3]


@pytest.mark.parametrize("n", [0, 1])
def test_few_have_ranks_too(n: int) -> None:
    found = Ranks(n)
    found.work_out(lambda rows: np.full((len(rows), n), -np.inf))
    nobody = np.zeros(0, np.intp)
    assert found.between(nobody, nobody).shape == (0, 0)
    assert [found.in_list_of(row).tolist() for row in range(n)] == [[1]] * n


@pytest.mark.slow
@given(st.lists(st.lists(st.integers(0, 19), max_size=6), max_size=30))
def test_lists_that_are_kept_are_bounded_in_bytes_and_right(
    asked: list[list[int]],
) -> None:
    scores = np.random.default_rng(0).random((20, 20))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "MOST_BYTES_OF_LISTS", 3 * scores[0].nbytes)
        lists = ranks.RecentLists(20)
    for rows in asked:
        found = lists.of(rows, lambda new: scores[new])
        assert len(found) == len(rows)
        for row, one in zip(rows, found, strict=True):
            np.testing.assert_array_equal(one, scores[row])
        assert lists.n_bytes <= 3 * scores[0].nbytes


def test_the_lists_asked_for_last_are_kept() -> None:
    worked_out: list[int] = []

    def lists_of(rows: IntArray) -> FloatArray:
        worked_out.extend(rows.tolist())
        return np.zeros((len(rows), 4))

    kept = ranks.RecentLists(4)
    for rows in ([0, 1], [1, 2], [0, 1, 2, 2]):
        kept.of(rows, lists_of)
    assert worked_out == [0, 1, 2]
    many = ranks.RecentLists(ranks.MOST_IN_MEMORY + 1)
    many.of([0], lists_of)
    assert many.n_bytes == 0
