"""Pairs and what each signal adds to their scores.

In: a fitted `Scorer`, perhaps profiles of another registry, and pairs that somebody
chose and scored. Out: `PairBlock`, in which every score is opened. Sums run in a fixed
order, so a pair has the same numbers in whatever block it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray, spans_of
from matcher.model.encoding import ProfileArrays
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import HISTORY_SIGNALS, SIGNALS
from matcher.model.values import history_known
from matcher.pairs.memory import MEMORY
from matcher.pairs.search.exact import inner_products
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import Vectors, encoded_profiles

PAIRS_AT_ONCE = 4096
"""Most pairs in a block: more are no quicker."""


class Pairs(NamedTuple):
    """Some pairs with their scores and ranks, one a row.

    Parameters
    ----------
    left, right : int arrays of shape (n_pairs,)
        Rows of clusters; `left` ascending.
    score : float array of shape (n_pairs,)
        Log-odds.
    left_rank, right_rank : int arrays of shape (n_pairs,)
        Rank of right in left's list, and of left in right's list, from 1; 0 where it
        does not stand in the list.
    """

    left: IntArray
    right: IntArray
    score: FloatArray
    left_rank: IntArray
    right_rank: IntArray

    def take(self, chosen: slice | BoolArray) -> Pairs:
        """Some of the pairs."""
        return Pairs._make(column[chosen] for column in self)


@dataclass(frozen=True)
class PairBlock:
    """Some pairs of clusters, each once, with `left` before `right` in id order.

    Parameters
    ----------
    left, right, score, left_rank, right_rank : arrays of shape (n_pairs,)
        As in `Pairs`.
    contributions : float array of shape (n_pairs, n_signals)
        In the order of the signals; with the intercept they add up to the score. It
        has no columns where scores are not opened.
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

    def of_kind(self, kind: str) -> FloatArray:
        """Log-odds that the signals of one kind add together."""
        total = np.zeros(len(self.left))
        for column, known in enumerate(self.kinds):
            if known == kind:
                total += self.contributions[:, column]
        return total


@dataclass(frozen=True)
class Opener:
    """Opens the scores of pairs, a block at a time.

    Parameters
    ----------
    scorer : Scorer
    others : ProfileArrays, optional
        Where the right sides come from another registry: its profiles. They share no
        past with anybody.
    contributions : bool
        Whether scores are opened at all.
    min_score : float
        Pairs with a lower score are left out.
    memory : int
        Bytes that a block may take.
    """

    scorer: Scorer
    others: ProfileArrays | None = None
    contributions: bool = True
    min_score: float = -np.inf
    memory: int = MEMORY

    def blocks(self, found: Iterable[Pairs]) -> Iterator[PairBlock]:
        """The pairs whose score is high enough, opened, a block at a time."""
        kept = (pairs.take(pairs.score >= self.min_score) for pairs in found)
        n_at_once = max(min(self.memory // self._bytes_per_pair, PAIRS_AT_ONCE), 1)
        for pairs in _gathered(kept, n_at_once):
            for span in spans_of(len(pairs.left), n_at_once):
                yield self._block(pairs.take(slice(*span)))

    @cached_property
    def _bytes_per_pair(self) -> int:
        """What one pair takes on its way into a table, at most and roughly."""
        if not self.contributions:
            return 2000
        _, rights, signal_of = self._encoded
        n_stored = len(rights.values) // max(rights.n_rows, 1) + 1
        return 2000 + 100 * n_stored + 8 * len(signal_of)

    def _block(self, pairs: Pairs) -> PairBlock:
        intercept = self.scorer.weights.intercept
        if not self.contributions:
            return PairBlock(*pairs, np.empty((len(pairs.left), 0)), (), intercept)
        kinds = tuple(signal.kind for signal in SIGNALS)
        dense, history = self._dense(pairs), self._history(pairs)
        opened = np.hstack([dense, history]) + 0.0  # never -0.0
        return PairBlock(*pairs, opened, kinds, intercept)

    @cached_property
    def _encoded(self) -> tuple[SparseRows, SparseRows, IntArray]:
        """Left and right encodings, and the dense signal of each of their columns."""
        past, signals = self.scorer.past, self.scorer.signals

        def encoded(arrays: ProfileArrays) -> Vectors:
            # History has columns of its own there, which nobody uses here.
            return encoded_profiles(self.scorer, arrays)

        ours = encoded(past.arrays)
        theirs = ours if self.others is None else encoded(self.others)
        nothing = past.arrays.rows([])
        widths = [signal.encode(nothing).left.shape[1] + 1 for signal in signals]
        return ours.left, theirs.right, np.repeat(np.arange(len(widths)), widths)

    def _dense(self, pairs: Pairs) -> FloatArray:
        lefts, rights, signal_of = self._encoded
        rows, position = np.unique(pairs.left, return_inverse=True)
        written_out = lefts.take(rows).dense(len(signal_of))
        met = rights.take(pairs.right)
        factors = written_out[position[met.row_of_each], met.columns]
        return inner_products(met, factors, signal_of)

    def _history(self, pairs: Pairs) -> FloatArray:
        past, learnt = self.scorer.past, self.scorer.weights
        n_dense = len(self.scorer.signals)
        weights, references = learnt.weights[n_dense:], learnt.references[n_dense:]
        values = np.zeros((len(pairs.left), len(weights)))
        if self.others is not None:
            return values
        known = history_known(past)
        both = known[pairs.left] & known[pairs.right]
        for row in np.unique(pairs.left[both.any(axis=1)]).tolist():
            of_row = slice(*np.searchsorted(pairs.left, [row, row + 1]))
            others = pairs.right[of_row].tolist()
            for column, signal in enumerate(HISTORY_SIGNALS):
                found = signal.values(past, row)
                values[of_row, column] = [found.get(other, 0.0) for other in others]
        return np.where(both, (values - references) * weights, 0.0)


def _gathered(found: Iterable[Pairs], n_pairs: int) -> Iterator[Pairs]:
    """The same pairs, so many or more at a time."""
    waiting = list[Pairs]()
    n_waiting = 0
    for pairs in found:
        waiting.append(pairs)
        n_waiting += len(pairs.left)
        if n_waiting >= n_pairs:
            yield Pairs._make(map(np.concatenate, zip(*waiting, strict=True)))
            waiting, n_waiting = [], 0
    if n_waiting:
        yield Pairs._make(map(np.concatenate, zip(*waiting, strict=True)))
