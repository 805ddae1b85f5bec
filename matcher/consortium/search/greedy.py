"""A good consortium at once: the best next member, then the best swaps.

In: a `Problem`. Out: members that meet its demands, or None where that way leads to
none. It is the fast answer, the yardstick of the search, and where that starts from.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.consortium.search.problem import Problem

N_FIRST = 8
"""So many first choices are tried where the search begins from nobody."""

LEAST_GAIN = 1e-9
"""Swaps that gain less are not made, so that they end."""


def greedy(problem: Problem) -> tuple[int, ...] | None:
    """Members chosen one after the other, and swapped while that gains.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    tuple of int or None
        In rising order. Nobody can be swapped for another with gain.
    """
    grown = filter(None, (_grown(problem, first) for first in _firsts(problem)))
    # Half of them come to the same members, in another order.
    done = {swapped(problem, one) for one in {tuple(sorted(some)) for some in grown}}
    return max(sorted(done), key=problem.worth, default=None)


def _firsts(problem: Problem) -> list[list[int]]:
    """From whom to begin: the locked, and each of some who are promising with them."""
    locked, room = [*problem.locked], problem.size - len(problem.locked)
    others = problem.others
    if room < 1 or not len(others):
        return [locked]
    first = others[np.argsort(-problem.promise, kind="stable")[:N_FIRST]].tolist()
    grown = [[*locked, one] for one in first]
    return [locked, *grown] if locked else grown


def _grown(problem: Problem, members: list[int]) -> list[int] | None:
    """Some members with the best next one, again and again."""
    others = _beside(problem, members)
    while len(members) < problem.size:
        room = problem.size - len(members)
        may = np.ones(len(others), bool)
        for demand in problem.demands:
            way = demand.way(members, others, room)
            if way is None:
                return None
            if way.open_to is not None:
                may &= way.open_to
            if way.needed is not None and way.n_needed >= room:
                may &= way.needed
        if not may.any():
            return None
        added = np.where(may, _with(problem, members, others), -inf)
        one = int(others[np.argmax(added)])
        members, others = [*members, one], others[others != one]
    kept = problem.meets(members, np.zeros((1, 0), np.intp))
    return members if kept.all() else None


def _beside(problem: Problem, members: Sequence[int]) -> IntArray:
    """Everybody else."""
    free: BoolArray = np.ones(len(problem.pairs), bool)
    free[members] = False
    return np.flatnonzero(free)


def _with(problem: Problem, members: Sequence[int], others: IntArray) -> FloatArray:
    """What some members are worth with each of the others, beyond their own pairs."""
    chosen = np.array(members, np.intp)
    linked = problem.scaled[chosen].sum(axis=0)[others] + problem.alone[others]
    if not len(problem.wanted):
        return np.asarray(linked)
    served = problem.served[:, chosen].max(axis=1)[:, None]
    best = np.maximum(problem.served[:, others], served)
    return np.asarray(linked + problem.wanted @ best)


def swapped(problem: Problem, members: Sequence[int]) -> tuple[int, ...]:
    """The same members after the best swap, again and again, while that gains."""
    chosen, worth = sorted(members), problem.worth(members)
    while True:
        best, after = worth + LEAST_GAIN, None
        for out in sorted(set(chosen) - set(problem.locked)):
            rest = [one for one in chosen if one != out]
            others, worths = swaps(problem, rest)
            held = problem.meets(rest, others[:, None])
            worths = np.where(held, worths, -inf)
            one = int(np.argmax(worths))
            if worths[one] > best:
                best, after = float(worths[one]), sorted([*rest, int(others[one])])
        if after is None:
            return tuple(chosen)
        chosen, worth = after, best


def swaps(problem: Problem, rest: Sequence[int]) -> tuple[IntArray, FloatArray]:
    """Everybody who could complete all members but one, and the worth with each."""
    chosen, others = list(rest), _beside(problem, rest)
    inner = problem.scaled.take(chosen, 0).take(chosen, 1).sum() / 2
    inner += problem.alone[chosen].sum()
    return others, inner + _with(problem, chosen, others)
