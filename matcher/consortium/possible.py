"""Possible: whether any consortium can be what is asked for.

In: an `Asked`. Out: some members that can, whatever they are worth; or that none can.
"""

from __future__ import annotations

import numpy as np

from matcher.arrays import IntArray
from matcher.consortium.asked import Asked
from matcher.consortium.constraints import allowed, demands
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
    places = _places(_kinds(asked, everybody))
    n_nodes = MOST_NODES * FEW_RULES // max(FEW_RULES, len(asked.constraints))
    for size in range(asked.sizes[0], min(asked.sizes[1], len(everybody)) + 1):
        kept = np.isin(everybody, asked.locked) | (places < size)
        rows = everybody[kept]
        locked = tuple(np.searchsorted(rows, asked.locked).tolist())
        wanted = demands(asked.constraints, rows, size, asked.strict)
        # Nothing is worth anything here.
        pairs, none = np.zeros((len(rows), len(rows))), np.zeros((0, len(rows)))
        problem = Problem(pairs, none, none[:, 0], size, locked, wanted)
        found = anybody(problem, n_nodes)
        if found.bound > -np.inf:
            return tuple(rows[list(found.members or ())].tolist())
    return None


def _kinds(asked: Asked, rows: IntArray) -> IntArray:
    """A number for each of some, the same for all whom no rule tells apart."""
    each = demands(asked.constraints, rows, asked.sizes[1], asked.strict)
    if not each or not len(rows):
        return np.zeros(len(rows), np.intp)
    facts = np.packbits(np.hstack([demand.facts for demand in each]), axis=1)
    whole = np.ascontiguousarray(facts).view(f"V{facts.shape[1]}")
    return np.unique(whole, return_inverse=True)[1].reshape(-1)


def _places(kinds: IntArray) -> IntArray:
    """The how manieth of its kind each is, from 0: more than all are never needed."""
    order = np.argsort(kinds, kind="stable")
    places = np.empty(len(kinds), np.intp)
    begins = np.searchsorted(kinds[order], kinds[order])
    places[order] = np.arange(len(kinds)) - begins
    return places
