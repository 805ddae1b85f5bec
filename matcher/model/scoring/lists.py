"""Lists: the scores that clusters give to all, and who stands where in them.

In: signal values and weights. Out: scores, ranks in any list, and how scores lie among
those of all pairs; what is asked for again is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.arrays import FloatArray, IntArray, Span, spans_of
from matcher.model.learning.weights import SignalWeights
from matcher.model.past import Past
from matcher.model.scoring.ranks import Ranks, RecentLists, fit_in_memory, ranks_among
from matcher.model.scoring.strength import Strengths, rows_to_stand_for_all
from matcher.model.signals import Encoding
from matcher.model.values import pair_scores, pair_values

DECIMALS = 10
"""Scores are rounded so far, so that equal profiles tie whatever the order of sums."""

PAIRS_AT_ONCE = 1 << 18
"""Pairs that are scored at once: 72 bytes each, and as much again for contributions."""

_AT_HAND = "_lists_at_hand"
"""Where a scorer of few clusters has all lists, until the first who needs all again."""


class ListsOfAll:
    """The lists of all clusters of a registry, by what was learnt from it."""

    if TYPE_CHECKING:
        past: Past
        weights: SignalWeights

        @property
        def encodings(self) -> tuple[Encoding, ...]:
            """Of all clusters, one for each dense signal."""

    def log_odds(self, values: FloatArray) -> FloatArray:
        """Scores from signal values, rounded to `DECIMALS`."""
        return np.round(self.weights.log_odds(values), DECIMALS)

    def _spans(self, n_rows: int) -> list[Span]:
        return spans_of(n_rows, PAIRS_AT_ONCE // max(len(self.past.arrays), 1))

    def values_of(self, rows: IntArray) -> FloatArray:
        """Signals of some clusters with all; NaN where undefined.

        Returns
        -------
        float array of shape (n_rows, n_clusters, n_signals)
        """
        return pair_values(self.past, self.encodings, rows)

    def lists_of(self, rows: IntArray) -> FloatArray:
        """Scores that some clusters give to all; nobody stands in their own list.

        Returns
        -------
        float array of shape (n_rows, n_clusters)
            ``-inf`` for the cluster itself.
        """
        scores = np.empty((len(rows), len(self.past.arrays)))
        learnt = self.past, self.encodings, self.weights
        for span in self._spans(len(rows)):
            scores[slice(*span)] = pair_scores(*learnt, rows[slice(*span)])
        scores[np.arange(len(rows)), rows] = -np.inf
        return np.round(scores, DECIMALS)

    def ranks_between(
        self, owners: IntArray, others: IntArray, *, shared: bool = False
    ) -> IntArray:
        """Ranks of some clusters in the lists of others, from 1, ties by id.

        Parameters
        ----------
        owners : int array of shape (n_owners,)
            Whose lists; nobody stands in their own.
        others : int array of shape (n_others,)
            Whose ranks.
        shared : bool
            Whether equals share the lowest of their places instead.

        Returns
        -------
        int array of shape (n_owners, n_others)
        """
        if not fit_in_memory(len(self.past.arrays)):
            return ranks_among(self.lists_of(owners), others, shared=shared)
        kept = self.all_ranks
        return (kept.shared_between if shared else kept.between)(owners, others)

    def ranks_of_visitor(
        self, owners: IntArray, scores: FloatArray, without: Sequence[int] = ()
    ) -> IntArray:
        """Ranks in the lists of some clusters for who is in nobody's list yet.

        Parameters
        ----------
        owners : int array of shape (n_owners,)
        scores : float array of shape (n_owners,)
            What they would give the visitor, who stands before its equals.
        without : sequence of int
            In whose place the visitor stands.
        """
        lists = self._lists_asked_for.of(owners.tolist(), self.lists_of)
        given, gone = zip(lists, scores, strict=True), np.array(without, np.intp)
        n_before = [(one > x).sum() - (one[gone] > x).sum() for one, x in given]
        return np.array(n_before, np.intp) + 1

    @cached_property
    def _lists_asked_for(self) -> RecentLists:
        return RecentLists(len(self.past.arrays))

    @cached_property
    def all_ranks(self) -> Ranks:
        """Of all clusters in all lists, in memory."""
        lists = self.__dict__.pop(_AT_HAND, None)
        return self._ranked(self._lists_to_rank if lists is None else lists.__getitem__)

    def _ranked(self, lists_of: Callable[[IntArray], FloatArray]) -> Ranks:
        found = Ranks(len(self.past.arrays))
        found.work_out(lists_of)
        return found

    def all_lists(self) -> FloatArray:
        """As `lists_of` all clusters, for who keeps them; they are ranked with it."""
        kept = self.__dict__
        lists: FloatArray | None = kept.pop(_AT_HAND, None)
        if lists is None:
            lists = self.lists_of(np.arange(len(self.past.arrays)))
        if "all_ranks" not in kept:
            kept["all_ranks"] = self._ranked(lists.__getitem__)
        return lists

    def row_blocks(self) -> Iterator[IntArray]:
        """Rows of all clusters, as many at a time as `PAIRS_AT_ONCE` allows."""
        return (np.arange(*span) for span in self._spans(len(self.past.arrays)))

    def _lists_to_rank(self, rows: IntArray) -> FloatArray:
        """Lists as from `lists_of`; those that stand for all tell strengths as well."""
        lists = self.lists_of(rows)
        if np.array_equal(rows, rows_to_stand_for_all(len(self.past.arrays))):
            self.__dict__["strengths"] = self._strengths(lists, rows)
        return lists

    @cached_property
    def strengths(self) -> Strengths:
        """How scores lie among all pairs of the registry."""
        n_clusters = len(self.past.arrays)
        rows = rows_to_stand_for_all(n_clusters)
        lists = self.lists_of(rows)
        if len(rows) == n_clusters and "all_ranks" not in self.__dict__:
            self.__dict__[_AT_HAND] = lists  # who asks for words asks for ranks next
        return self._strengths(lists, rows)

    def _strengths(self, lists: FloatArray, rows: IntArray) -> Strengths:
        return Strengths.of(lists, rows, round(self.weights.intercept, DECIMALS))
