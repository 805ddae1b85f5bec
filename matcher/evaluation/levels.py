"""Candidates of equal score stand on one level, and no order among them is better.

In: scores of candidates, and which are right. Out: `Levels`, from which metrics are
expected values over all orders of equals, so that no name decides; and the chance that
each candidate stands in the first k.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.scoring.lists import DECIMALS

TOLERANCE = 1.5 * 10.0**-DECIMALS
"""Scores no further apart than this are equal. The same terms summed in another order
differ by about 1e-14, which rounding to `DECIMALS` may turn into one step, never two;
what really differs (counts, cosines, weighted signals) does so by far more."""


@dataclass(frozen=True)
class Levels:
    """Candidates by score, the best level first.

    Parameters
    ----------
    before : int array of shape (n_levels,)
        How many candidates have a higher score.
    sizes : int array of shape (n_levels,)
        How many have this one.
    right : int array of shape (n_levels,)
        How many of these are right.
    """

    before: IntArray
    sizes: IntArray
    right: IntArray

    @classmethod
    def of(cls, scores: FloatArray, right: BoolArray) -> Self:
        """Sort candidates into levels.

        Parameters
        ----------
        scores : float array of shape (n_candidates,)
            Higher is better; `TOLERANCE` says which are equal.
        right : bool array of shape (n_candidates,)
        """
        order, before, sizes = _sorted(scores)
        n_right = np.concatenate([[0], np.cumsum(right[order])])
        return cls(before, sizes, n_right[before + sizes] - n_right[before])

    @cached_property
    def n_right(self) -> int:
        """How many candidates are right."""
        return int(self.right.sum())

    @cached_property
    def holding(self) -> list[tuple[int, int, int]]:
        """``before``, size and ``right`` of the levels that hold any right one."""
        holds = np.flatnonzero(self.right)
        columns = (self.before, self.sizes, self.right)
        before, sizes, right = (column[holds].tolist() for column in columns)
        return list(zip(before, sizes, right, strict=True))

    def n_tied_at(self, k: int) -> int:
        """How many candidates have just the score of place k, itself included.

        1 where place k is decided by the score alone; 0 with fewer than k candidates.
        """
        holds = (self.before < k) & (k <= self.before + self.sizes)
        return int(self.sizes[holds].sum())


def chances_of_first(scores: FloatArray, k: int) -> FloatArray:
    """Chance that each candidate stands in the first k, over all orders of equals.

    Parameters
    ----------
    scores : float array of shape (n_candidates,)
    k : int
    """
    order, before, sizes = _sorted(scores)
    chances = np.empty(len(scores))
    chances[order] = np.repeat(np.clip(k - before, 0, sizes) / sizes, sizes)
    return chances


def first_of_best(values: Sequence[float]) -> int:
    """Position of the highest value, the first of its equals; 0 if undefined."""
    highest = max(values) - TOLERANCE
    return next((at for at, value in enumerate(values) if value >= highest), 0)


def _sorted(scores: FloatArray) -> tuple[IntArray, IntArray, IntArray]:
    """Candidates from best to worst, where each level starts, and how many it has."""
    order = np.argsort(-scores)
    falling = scores[order]
    starts = np.flatnonzero(falling[:-1] - falling[1:] > TOLERANCE) + 1
    before = np.concatenate([[0], starts]) if len(scores) else starts
    return order, before, np.diff(before, append=len(scores))
