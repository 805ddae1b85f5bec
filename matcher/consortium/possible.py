"""Possible: whether any consortium can be what is asked for.

In: an `Asked`. Out: some members that can, whatever they are worth; or that none can.
"""

from __future__ import annotations

import numpy as np

from matcher.arrays import IntArray
from matcher.consortium.asked import Asked
from matcher.consortium.search.demands import allowed, demands
from matcher.consortium.search.exact import anybody
from matcher.consortium.search.problem import Problem

MOST_NODES = 2_000
"""How far to search whether something is possible."""

FEW_RULES = 20
"""Of more rules each step takes longer: it is searched as much less far."""


def possible(asked: Asked) -> bool:
    """Whether it is not found out that no consortium can be what is asked for."""
    return somebody(asked) is not None


def surely_possible(asked: Asked) -> bool:
    """Whether a consortium is found that is what is asked for."""
    return bool(somebody(asked))


def somebody(asked: Asked) -> tuple[int, ...] | None:
    """Members of one that is what is asked for.

    Parameters
    ----------
    asked : Asked

    Returns
    -------
    tuple of int or None
        Rows; empty where it is not found out, None where it is that nobody can be.
    """
    n = len(asked.registry.clusters)
    may = allowed(asked.constraints, n, asked.strict)
    if not may[list(asked.locked)].all():
        return None
    everybody = np.flatnonzero(may)
    n_nodes = MOST_NODES * FEW_RULES // max(FEW_RULES, len(asked.constraints))
    for size in range(asked.sizes[0], min(asked.sizes[1], len(everybody)) + 1):
        rows = _some_of_each_kind(asked, everybody, size)
        locked = tuple(np.searchsorted(rows, asked.locked).tolist())
        wanted = demands(asked.constraints, rows, size, asked.strict)
        # Nothing is worth anything here.
        pairs, none = np.zeros((len(rows), len(rows))), np.zeros((0, len(rows)))
        problem = Problem(pairs, none, none[:, 0], size, locked, wanted)
        found = anybody(problem, n_nodes)
        if found.bound > -np.inf:
            return tuple(rows[list(found.members or ())].tolist())
    return None


def _some_of_each_kind(asked: Asked, rows: IntArray, size: int) -> IntArray:
    """Rows of as many as a consortium can have of those whom the rules tell apart."""
    each = demands(asked.constraints, rows, size, asked.strict)
    if not each:
        kinds = np.zeros(len(rows), np.intp)
    else:
        facts = np.hstack([demand.facts for demand in each])
        kinds = np.unique(facts, axis=0, return_inverse=True)[1].reshape(-1)
    order = np.argsort(kinds, kind="stable")
    begins = np.searchsorted(kinds[order], kinds[order])
    kept = np.isin(rows, asked.locked)
    kept[order[np.arange(len(rows)) - begins < size]] = True
    return rows[kept]
