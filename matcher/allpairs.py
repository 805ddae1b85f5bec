"""Exact best partners of every cluster, and every pair, in tiles.

In: a fitted `Scorer`. Out: arrays of the best k for each cluster, or blocks of all
pairs with their ranks from both sides and their contributions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.encoding import FloatArray, IntArray
from matcher.scoring import Scorer
from matcher.values import ranked


@dataclass(frozen=True)
class PairBlock:
    """Some pairs of clusters, each once, with `left` before `right` in id order.

    Parameters
    ----------
    left, right : int arrays of shape (n_pairs,)
        Rows of clusters.
    score : float array of shape (n_pairs,)
        Log-odds.
    left_rank, right_rank : int arrays of shape (n_pairs,)
        Place of right in left's list, and of left in right's, from 1.
    contributions : float array of shape (n_pairs, n_signals)
        In the order of the signals; with the intercept they add up to the score.
    kinds : tuple of str
        Kind of each signal.
    intercept : float
        The same for every pair.
    """

    left: IntArray
    right: IntArray
    score: FloatArray
    left_rank: IntArray
    right_rank: IntArray
    contributions: FloatArray
    kinds: tuple[str, ...]
    intercept: float

    def _part(self, kind: str) -> FloatArray:
        columns = [column for column, k in enumerate(self.kinds) if k == kind]
        return np.asarray(self.contributions[:, columns].sum(axis=1))

    @property
    def alike(self) -> FloatArray:
        """Log-odds from what both sides have."""
        return self._part("alike")

    @property
    def complementary(self) -> FloatArray:
        """Log-odds from what one side adds to the other."""
        return self._part("complementary")

    @property
    def history(self) -> FloatArray:
        """Log-odds from past partnerships."""
        return self._part("history")


def best_pairs(scorer: Scorer, k: int) -> tuple[IntArray, FloatArray]:
    """The best k of every cluster, never itself, ties by id.

    Returns
    -------
    indices : int array of shape (n_clusters, min(k, n_clusters - 1))
    scores : float array of the same shape
    """
    n_clusters = len(scorer.past.arrays)
    n_kept = max(min(k, n_clusters - 1), 0)
    indices = np.empty((n_clusters, n_kept), dtype=np.intp)
    scores = np.empty((n_clusters, n_kept))
    for rows in scorer.row_blocks():
        block = scorer.lists_of(rows)
        order = ranked(block)[:, :n_kept]
        indices[rows] = order
        scores[rows] = np.take_along_axis(block, order, axis=1)
    return indices, scores


def pair_blocks(scorer: Scorer) -> Iterator[PairBlock]:
    """Every pair once, in id order, with ranks from both sides."""
    places = scorer.all_places
    kinds = tuple(signal.kind for signal in scorer.all_signals)
    for rows in scorer.row_blocks():
        values = scorer.values_of(rows)
        scores = scorer.log_odds(values)
        contributions = scorer.weights.contributions(values)
        place, right = np.nonzero(np.arange(scores.shape[1]) > rows[:, None])
        left = rows[place]
        yield PairBlock(
            left,
            right,
            scores[place, right],
            places[left, right].astype(np.intp) + 1,
            places[right, left].astype(np.intp) + 1,
            contributions[place, right],
            kinds,
            scorer.weights.intercept,
        )
