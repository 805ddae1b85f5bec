"""What is searched: the best consortium of one size among some candidates.

In: arrays over the candidates, numbered in order of their ids. Out: `Problem`, and
`Outcome`, what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.consortium.search.demands import Demand

TIE = 1e-9
"""The last by id is worth so much less than the first: of equals those win that stand
first in order of ids, by the sum of their places. Smaller differences count as none."""


class Outcome(NamedTuple):
    """What a search found.

    Parameters
    ----------
    members : tuple of int or None
        In rising order; None if it found nobody.
    worth : float
        Of the members; ``-inf`` without.
    bound : float
        No consortium is worth more.
    n_nodes : int
        How far it searched.
    """

    members: tuple[int, ...] | None
    worth: float
    bound: float
    n_nodes: int = 0


@dataclass(frozen=True, eq=False)
class Problem:
    """The best consortium of one size.

    Parameters
    ----------
    pairs : float array of shape (n, n)
        What two together are worth before the mean; symmetric, 0 on the diagonal.
    served : float array of shape (n_wanted, n)
        How well each serves each wanted thing.
    wanted : float array of shape (n_wanted,)
        What serving each whole is worth; never below 0.
    size : int
    locked : tuple of int
        Who has to be a member.
    demands : sequence of Demand
    rest : float
        No consortium with anybody who is not among them is worth more.
    """

    pairs: FloatArray
    served: FloatArray
    wanted: FloatArray
    size: int
    locked: tuple[int, ...] = ()
    demands: Sequence[Demand] = ()
    rest: float = -inf

    @cached_property
    def scaled(self) -> FloatArray:
        """What two together add to the mean over all pairs."""
        return self.pairs / max(self.size * (self.size - 1) // 2, 1)

    @cached_property
    def alone(self) -> FloatArray:
        """What each adds by itself: that it stands before its equals."""
        n = len(self.pairs)
        return -TIE * np.arange(n) / max(n, 1)

    @cached_property
    def free(self) -> FloatArray:
        """The same of those who may join the locked alone."""
        return self.scaled.take(self.others, 0).take(self.others, 1)

    @cached_property
    def promise(self) -> FloatArray:
        """What each of those brings, at most half of it with others who may join."""
        n_best = min(self.size - len(self.locked), len(self.others)) - 1
        worth: FloatArray = self.wanted @ self.served[:, self.others]
        worth += self.scaled[:, self.others][[*self.locked]].sum(axis=0)
        if n_best > 0:
            best = np.partition(self.free, -n_best, axis=1)[:, -n_best:]
            worth += best.sum(axis=1) / 2
        return worth

    @cached_property
    def others(self) -> IntArray:
        """Who may join the locked."""
        free = np.ones(len(self.pairs), bool)
        free[list(self.locked)] = False
        return np.flatnonzero(free)

    def asking(self, demands: Sequence[Demand]) -> Problem:
        """The same with more demands."""
        other = replace(self, demands=[*self.demands, *demands])
        kept = ("scaled", "free", "promise", "alone", "others")  # ask for nothing
        other.__dict__.update({name: getattr(self, name) for name in kept})
        return other

    def worth(self, members: Sequence[int]) -> float:
        """What some are worth, whether or not they meet the demands."""
        chosen = sorted(members)
        of_pairs = self.scaled.take(chosen, 0).take(chosen, 1).sum() / 2
        served = self.served[:, chosen].max(axis=1)
        return float(of_pairs + self.alone[chosen].sum() + self.wanted @ served)

    def meets(self, members: Sequence[int], joining: IntArray) -> np.ndarray:
        """Whether all demands hold, for each of many ways to join."""
        held = np.ones(len(joining), bool)
        for demand in self.demands:
            held &= demand.holds(members, joining)
        return held
