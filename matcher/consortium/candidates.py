"""Candidates: who is searched where there are many, and what the rest could be part of.

In: an `Asked` and who may be a member. Out: a `Field`: the most promising, as many as
fit in memory as pairs, and for each size a bound of every consortium that somebody else
is in, so that the gap stays true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray, spans_of
from matcher.consortium.asked import Asked
from matcher.consortium.constraints import (
    AtLeast,
    Constraint,
    Distinct,
    ForEach,
    demands,
)
from matcher.consortium.search.bounds import COUNTED_EACH, bounds_of, halves
from matcher.consortium.search.demands import Way
from matcher.consortium.value import ROWS_AT_ONCE

MOST_SEARCHED = 2_000
"""So many candidates are searched at most: their pairs take 32 MB."""

MOST_COMPARED = 6_000
"""Up to so many the rest are bounded by all their pairs, in 144 MB; of more by the
strongest of each."""

MOST_OF_MORE = 600
"""So many candidates of more than these are searched, for an answer within a second."""

MOST_OF_A_RULE = 100
"""So many of those that a rule needs are searched at least, if there are."""

MOST_OF_A_GROUP = 5
"""Likewise of each group."""

ROUNDING = 1e-4
"""Pairs of many are held in single precision: bounds are as much higher."""


@dataclass(frozen=True, eq=False)
class Field:
    """Everybody who may be a member, by what they can be part of.

    Parameters
    ----------
    asked : Asked
    may : bool array of shape (n_clusters,)
        Who may be a member; those who have to be may.
    """

    asked: Asked
    may: BoolArray

    @cached_property
    def rows(self) -> IntArray:
        """Rows of who is searched, in rising order."""
        everybody = np.flatnonzero(self.may)
        many = len(self._others) > MOST_COMPARED
        n_searched = MOST_OF_MORE if many else MOST_SEARCHED
        if len(everybody) <= n_searched:
            return everybody
        least, most = self.asked.sizes
        promise = np.max([self._most(n) for n in range(least, most + 1)], axis=0)
        close = self._close + self._gains.sum(axis=0)
        chosen = np.zeros(len(self.may), bool)
        chosen[list(self.asked.locked)] = True
        for some, n_some in self._needed():
            chosen[_first(promise, np.flatnonzero(some & self.may))[:n_some]] = True
        by_promise, by_closeness = (_first(w, everybody) for w in (promise, close))
        for pair in zip(by_closeness, by_promise, strict=True):
            if chosen.sum() >= n_searched:
                break
            chosen[list(pair)] = True
        return np.flatnonzero(chosen)

    def rest(self, size: int) -> float:
        """No consortium of a size with anybody who is not searched is worth more."""
        left_out = self.may.copy()
        left_out[self.rows] = False
        return float(self._most(size)[left_out].max()) if left_out.any() else -inf

    def _most(self, size: int) -> FloatArray:
        """What each can be part of at most; ``-inf`` of who cannot."""
        kept = self._kept
        if size not in kept:
            some = self._others
            most = np.full(len(self.may), -inf)
            if 0 < size - len(self.asked.locked) <= len(some):
                few = len(some) <= MOST_COMPARED
                most[some] = (self._by_pairs if few else self._by_strongest)(size)
            kept[size] = most + self._so_far(size)
        return kept[size]

    @cached_property
    def _kept(self) -> dict[int, FloatArray]:
        return {}

    @cached_property
    def _others(self) -> IntArray:
        """Who may join."""
        free = self.may.copy()
        free[list(self.asked.locked)] = False
        return np.flatnonzero(free)

    def _so_far(self, size: int) -> float:
        """What those are worth who have to be members."""
        among = self._linked[:, list(self.asked.locked)].sum() / 2
        served = self.asked.valuation.worth @ self._served_already
        return float(among / _n_pairs(size) + served)

    def _by_pairs(self, size: int) -> FloatArray:
        """Bounds as those of the search, by all pairs."""
        some, room = self._others, size - len(self.asked.locked)
        linked = self._close[some] / _n_pairs(size)
        gains = self._gains[:, some]
        ways = self._ways(size)
        if room == 1:
            return np.asarray(linked + gains.sum(axis=0))
        spans = [np.arange(*span) for span in spans_of(len(some), ROWS_AT_ONCE)]

        def others(rows: IntArray) -> FloatArray:
            found = self._pairs[rows].astype(float) / _n_pairs(size)
            found[np.arange(len(rows)), rows] = -inf
            return found

        half = np.concatenate([halves(others(rows), room) for rows in spans])
        most = [
            bounds_of(rows, others(rows), half, linked, gains, room, ways)
            for rows in spans
        ]
        return np.concatenate(most) + ROUNDING

    def _ways(self, size: int) -> list[Way]:
        """Of whom some are needed, where that can be told."""
        locked, room = list(self.asked.locked), size - len(self.asked.locked)
        everybody = np.arange(len(self.may))
        asked = self.asked
        found = [
            demand.way(locked, self._others, room)
            for demand in demands(asked.constraints, everybody, size, asked.strict)
        ]
        return [way for way in found if way]

    @cached_property
    def _pairs(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        some = self._others
        pairs = np.empty((len(some), len(some)), np.float32)
        for span in spans_of(len(some), ROWS_AT_ONCE):
            rows = slice(*span)
            pairs[rows] = self.asked.valuation.of_pairs(some[rows])[:, some]
        return pairs

    def _by_strongest(self, size: int) -> FloatArray:
        """Bounds by the highest affinities of each: no other pair is looked at."""
        valuation, room = self.asked.valuation, size - len(self.asked.locked)
        strongest = valuation.pairs.strongest[:, : room - 1]
        half = valuation.most_of_pairs(strongest).sum(axis=1) / 2
        added = (self._close + half) / _n_pairs(size)
        added = (added + COUNTED_EACH[0] * self._gains.sum(axis=0))[self._others]
        together = float(self._gains.max(axis=1, initial=0.0).sum())
        best = float(np.sort(added)[::-1][: room - 1].sum())
        return np.asarray(added + best + (1 - COUNTED_EACH[0]) * together)

    @cached_property
    def _linked(self) -> FloatArray:
        rows = np.array(self.asked.locked, np.intp)
        return self.asked.valuation.of_pairs(rows)

    @property
    def _close(self) -> FloatArray:
        """What each adds with those who have to be members, before the mean."""
        return np.asarray(self._linked.sum(axis=0))

    @cached_property
    def _served_already(self) -> FloatArray:
        served = self.asked.valuation.served[:, list(self.asked.locked)]
        return np.asarray(served.max(axis=1, initial=0.0))

    @cached_property
    def _gains(self) -> FloatArray:
        valuation = self.asked.valuation
        gains = np.maximum(valuation.served - self._served_already[:, None], 0.0)
        return valuation.worth[:, None] * gains * self.may

    def _needed(self) -> Iterator[tuple[BoolArray, int]]:
        """Of whom some are searched whatever they promise: a rule may need them."""
        for rule in self.asked.rules:
            yield from _needed(rule, doubt=not self.asked.strict)


def _n_pairs(size: int) -> float:
    return max(size * (size - 1) / 2, 1)


def _first(worth: FloatArray, rows: IntArray) -> IntArray:
    """Some rows, the most worth first, ties by id."""
    return rows[np.argsort(-worth[rows], kind="stable")]


def _needed(rule: Constraint, doubt: bool) -> Iterator[tuple[BoolArray, int]]:
    if isinstance(rule, AtLeast):
        yield rule.mask.resolved(doubt), MOST_OF_A_RULE
    elif isinstance(rule, Distinct):
        for some in rule.groups.inside.T:
            yield some, MOST_OF_A_GROUP
    elif isinstance(rule, ForEach):
        for some in rule.groups.inside.T:
            yield some & rule.mask.resolved(doubt), MOST_OF_A_GROUP
