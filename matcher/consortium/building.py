"""Building: the best consortia that were asked for, one after the other.

In: an `Asked`. Out: rows of members with the proof, or `NoConsortium` with what
conflicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

import numpy as np

from matcher.arrays import BoolArray, IntArray
from matcher.consortium.asked import Asked
from matcher.consortium.candidates import Field
from matcher.consortium.conflicts import NoConsortium, refusal
from matcher.consortium.constraints import allowed, demands
from matcher.consortium.possible import possible
from matcher.consortium.search.demands import Count
from matcher.consortium.search.exact import LEAST_GAIN, anybody, search
from matcher.consortium.search.greedy import greedy, swapped
from matcher.consortium.search.problem import Problem

APART = 2
"""So many members of each are not in any other that is proposed."""


class Built(NamedTuple):
    """Members that were found.

    Parameters
    ----------
    members : tuple of int
        Rows, in rising order.
    proven : bool
        Whether none that was asked for is worth more.
    gap : float
        So much more one may be worth that was not looked at.
    """

    members: tuple[int, ...]
    proven: bool
    gap: float


def build(asked: Asked, k: int, most_nodes: float = inf) -> Iterator[Built]:
    """The best consortium, then the best that is apart from it, and so on.

    Parameters
    ----------
    asked : Asked
    k : int
        At most so many.
    most_nodes : float
        How far to search for each.

    Raises
    ------
    NoConsortium
        If there is none at all.
    """
    problems, rows = _problems(asked)
    done: list[tuple[int, ...]] = []
    while len(done) < k:
        apart = [_apart_from(problem, done) for problem in problems]
        found = _best([problem for problem in apart if problem], most_nodes)
        if found is None and not done:
            raise _nothing(asked, most_nodes)
        if found is None:
            return
        done.append(found.members)
        yield found._replace(members=tuple(rows[list(found.members)].tolist()))


def _nothing(asked: Asked, most_nodes: float) -> NoConsortium:
    if possible(asked):
        told = f"none was found within {most_nodes:,.0f} nodes; raise node_limit"
        return NoConsortium(told)
    return refusal(asked)


def _problems(asked: Asked) -> tuple[list[Problem], IntArray]:
    """One for each size, and the rows of their candidates."""
    may = allowed(asked.constraints, len(asked.registry.clusters), asked.strict)
    if not may[list(asked.locked)].all():
        raise refusal(asked)
    field = Field(asked, may)
    rows = field.rows
    pairs = asked.valuation.among(rows)
    served = asked.valuation.served[:, rows]
    locked = tuple(np.searchsorted(rows, asked.locked).tolist())
    sizes = range(asked.sizes[0], min(asked.sizes[1], len(rows)) + 1)
    problems = [
        Problem(
            pairs,
            served,
            asked.valuation.worth,
            size,
            locked,
            demands(asked.constraints, rows, size, asked.strict),
            field.rest(size),
        )
        for size in sizes
    ]
    return problems, rows


def _apart_from(problem: Problem, done: Sequence[tuple[int, ...]]) -> Problem | None:
    """The same, apart from all that were proposed; None if it cannot be."""
    more = []
    for members in done:
        outside: BoolArray = np.ones(len(problem.pairs), bool)
        outside[list(members)] = False
        least = problem.size - min(problem.size, len(members)) + APART
        if least > problem.size - len(problem.locked):
            return None
        more.append(Count(outside, least))
    return problem.asking(more)


def _best(problems: Sequence[Problem], most_nodes: float) -> Built | None:
    """The best of any size, with the proof."""
    begun = [(problem, _at_once(problem)) for problem in problems]
    best, worth, bound = None, -inf, -inf
    for problem, members in begun:
        if members and problem.worth(members) > worth + LEAST_GAIN:
            best, worth = members, problem.worth(members)
    for problem, _ in sorted(begun, key=_promise):
        found = search(problem, most_nodes, worth)
        most_nodes = max(most_nodes - found.n_nodes, 0)
        bound = max(bound, found.bound, problem.rest)
        if found.members:
            best, worth = found.members, found.worth
    if best is None:
        return None
    gap = bound - worth
    return Built(best, gap <= 0, max(gap, 0.0))


def _promise(begun: tuple[Problem, tuple[int, ...] | None]) -> tuple[float, int]:
    problem, members = begun
    return -problem.worth(members) if members else inf, problem.size


def _at_once(problem: Problem) -> tuple[int, ...] | None:
    """A good one to begin from; any where the greedy way leads to none."""
    members = greedy(problem)
    if members is None:
        members = anybody(problem, MOST_TO_BEGIN).members
        members = members and swapped(problem, members)
    return members


MOST_TO_BEGIN = 200
"""How far to search for anybody at all where the greedy way leads nowhere."""
