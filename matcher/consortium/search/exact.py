"""Branch and bound: the best consortium of one size, and the proof.

In: a `Problem`, the worth to exceed and how far to search. Out: an `Outcome`. Each step
drops who cannot be in a better consortium than the best one known, takes the most
promising of whom is needed, searches all consortia with it, and then goes on without
it. Few enough consortia are all tried at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import comb, inf
from typing import NamedTuple

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.consortium.search.bounds import bounds
from matcher.consortium.search.demands import Way, helping
from matcher.consortium.search.problem import TIE, Outcome, Problem

ALL_AT_ONCE = 3_000
"""So few ways to complete a consortium are tried without any bound."""

PAIRS_OF_A_NODE = 40_000
"""A node with more pairs among those who may join counts as several."""

LEAST_GAIN = TIE / 1e4
"""A smaller difference is noise of sums."""


class _Others(NamedTuple):
    """Who may join, and what they add."""

    rows: IntArray
    linked: FloatArray
    pairs: FloatArray

    def only(self, kept: np.ndarray) -> _Others:
        if kept.all():
            return self
        return _Others(
            self.rows[kept],
            self.linked[kept],
            self.pairs.compress(kept, 0).compress(kept, 1),
        )

    def joined_by(self, one: int) -> _Others:
        """The others once one of them is a member."""
        left = self.only(np.arange(len(self.rows)) != one)
        with_it = np.delete(self.pairs[one], one)
        return left._replace(linked=left.linked + with_it)


@dataclass(eq=False)
class _Search:
    """A search on its way.

    Parameters
    ----------
    problem : Problem
    best : float
        Worth of the best one known.
    most_nodes : float
    any_will_do : bool
        Whether to stop at the first that meets the demands.
    """

    problem: Problem
    best: float
    most_nodes: float
    any_will_do: bool = False
    found: tuple[int, ...] | None = None
    n_nodes: int = 0
    stopped: bool = False
    unseen: float = -inf

    def run(self) -> Outcome:
        problem = self.problem
        locked, rows = np.array(problem.locked, np.intp), problem.others
        scaled = problem.scaled
        linked = scaled[np.ix_(locked, rows)].sum(axis=0) + problem.alone[rows]
        worth = float(scaled[np.ix_(locked, locked)].sum() / 2)
        worth += float(problem.alone[locked].sum())
        served = problem.served[:, locked].max(axis=1, initial=0.0)
        others = _Others(rows, linked, problem.free)
        self._visit([*problem.locked], worth, served, others)
        bound = max(self.best, self.unseen) if self.stopped else self.best
        return Outcome(self.found, self.best, bound, self.n_nodes)

    def _visit(
        self, members: list[int], worth: float, served: FloatArray, others: _Others
    ) -> None:
        """Search all completions of some members."""
        problem, room = self.problem, self.problem.size - len(members)
        so_far = worth + float(problem.wanted @ served)
        if room == 0:
            self._try(members, so_far, np.zeros((1, 0), np.intp), np.zeros(1))
            return
        while True:
            ways = self._ways(members, others.rows, room)
            if ways is None:
                return
            open_to = [way.open_to for way in ways if way.open_to is not None]
            if open_to and not np.all(open_to):
                others = others.only(np.all(open_to, axis=0))
                continue
            n_others = len(others.rows)
            if self.any_will_do:
                most = helping(ways, n_others).astype(float)
            else:
                gains = problem.served[:, others.rows] - served[:, None]
                gains = problem.wanted[:, None] * np.maximum(gains, 0.0)
                most = so_far + bounds(others.pairs, others.linked, gains, room, ways)
            self.n_nodes += 1 + n_others**2 // PAIRS_OF_A_NODE
            if self.n_nodes > self.most_nodes:
                self._stop(float(most.max()))
                return
            kept = most > self.best + LEAST_GAIN
            n_kept = int(kept.sum())
            if n_kept < room:
                return
            others, most = others.only(kept), most[kept]
            if comb(n_kept, room) <= ALL_AT_ONCE:
                self._try_all(members, so_far, served, others, room)
                return
            if n_kept < 0.9 * n_others:
                continue  # with fewer others the bounds are lower
            if (
                n_kept < n_others
                and (ways := self._ways(members, others.rows, room)) is None
            ):
                return
            one = _most_promising(most, ways)
            self._visit(
                [*members, int(others.rows[one])],
                worth + float(others.linked[one]),
                np.maximum(served, problem.served[:, others.rows[one]]),
                others.joined_by(one),
            )
            if self.stopped:
                self._stop(float(most.max()))
                return
            others = others.only(np.arange(n_kept) != one)

    def _ways(
        self, members: Sequence[int], others: IntArray, room: int
    ) -> list[Way] | None:
        """How each demand can be met; None if not all of them can, as far as counts."""
        if len(others) < room:
            return None
        ways = []
        for demand in self.problem.demands:
            way = demand.way(members, others, room)
            if way is None:
                return None
            ways.append(way)
        n_needed = sum(way.n_needed for way in ways if way.needed is not None)
        most_helping = np.sort(helping(ways, len(others)))[::-1][:room]
        return ways if most_helping.sum() >= n_needed else None

    def _try_all(
        self,
        members: list[int],
        so_far: float,
        served: FloatArray,
        others: _Others,
        room: int,
    ) -> None:
        """Every completion at once."""
        problem, chosen = self.problem, self._choices(len(others.rows), room)
        added = others.linked[chosen].sum(axis=1)
        for left, right in combinations(range(room), 2):
            added += others.pairs[chosen[:, left], chosen[:, right]]
        for worth, values, now in zip(
            problem.wanted, problem.served[:, others.rows], served, strict=True
        ):
            added += worth * np.maximum(values[chosen].max(axis=1) - now, 0.0)
        self._try(members, so_far, others.rows[chosen], added)

    def _try(
        self, members: list[int], so_far: float, joining: IntArray, added: FloatArray
    ) -> None:
        better = np.flatnonzero(so_far + added > self.best + LEAST_GAIN)
        better = better[self.problem.meets(members, joining[better])]
        if not len(better):
            return
        best = int(better[np.argmax(added[better])])
        self.best = so_far + float(added[best])
        self.found = tuple(sorted([*members, *joining[best].tolist()]))
        if self.any_will_do:
            self._stop(self.best)

    def _choices(self, n: int, room: int) -> IntArray:
        """All ways to choose so many of some."""
        kept = self._kept_choices
        if (n, room) not in kept:
            every = [*combinations(range(n), room)]
            kept[n, room] = np.array(every, np.intp).reshape(-1, room)
        return kept[n, room]

    @cached_property
    def _kept_choices(self) -> dict[tuple[int, int], IntArray]:
        return {}

    def _stop(self, unseen: float) -> None:
        self.stopped, self.unseen = True, max(self.unseen, unseen)


def _most_promising(most: FloatArray, ways: Sequence[Way]) -> int:
    """Of the fewest of whom some are needed, who can be part of most."""
    needed = [way.needed for way in ways if way.needed is not None]
    if not needed:
        return int(np.argmax(most))
    fewest = min(needed, key=lambda some: int(some.sum()))
    return int(np.argmax(np.where(fewest, most, -inf)))


def search(
    problem: Problem,
    most_nodes: float = inf,
    best: float = -inf,
) -> Outcome:
    """The best consortium that is worth more than what is known already.

    Parameters
    ----------
    problem : Problem
    most_nodes : float
        How far to search: so many sets of who may still join are bounded. A limit of
        nodes, not of time, so that the same question has the same answer.
    best : float
        Worth that counts as found already.
    """
    return _Search(problem, best, most_nodes).run()


def anybody(problem: Problem, most_nodes: float = inf) -> Outcome:
    """The first consortium found that meets the demands, whatever it is worth.

    Where it found nobody, the bound tells why: ``-inf`` if there is none.
    """
    nothing = replace(
        problem,
        pairs=np.zeros_like(problem.pairs),
        served=problem.served[:0],
        wanted=problem.wanted[:0],
    )
    return _Search(nothing, -inf, most_nodes, any_will_do=True).run()
