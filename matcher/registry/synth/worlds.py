"""Worlds: who of a drawn registry resembles whom of the real one.

The real registry is repeated as often as it takes. Each repetition is a world; in it,
every real record has one look-alike, or none in the last. In: numbers of records and
real teams. Out: rows of look-alikes, alone and in teams.
"""

from __future__ import annotations

import numpy as np

from matcher.arrays import IntArray
from matcher.registry.registry import Registry
from matcher.registry.synth.resampling import Kin, draw_below

MOVE = 0.1
"""How likely a cluster leaves its former partners from one generation to the next."""

_TRIES = 20  # kin that are asked to stand in for a member, before the team goes without


def worlds_of(n: int, n_real: int, random: np.random.Generator) -> IntArray:
    """Which row of a new table resembles which real one.

    Returns
    -------
    int array of shape (n_worlds, n_real)
        Rows from 0 to below `n`, each once; -1 where the last world has no look-alike.
    """
    n_worlds = -(-n // max(n_real, 1))
    rows = random.random((n_worlds, n_real)).argsort(axis=1)
    rows += n_real * np.arange(n_worlds)[:, None]
    return np.where(rows < n, rows, -1)


def origins_of(worlds: IntArray, n: int) -> IntArray:
    """The real row that each new one resembles; shape (n,)."""
    there = worlds >= 0
    origins = np.empty(n, dtype=np.int64)
    origins[worlds[there]] = np.nonzero(there)[1]
    return origins


def successors_of(worlds: IntArray, registry: Registry) -> dict[int, int]:
    """The new row of who carries on the work of each new cluster that is gone.

    A look-alike of the real successor in the same world, else in the first one, which
    is whole unless it is the only one. Nobody where the real registry has none.
    """
    found: dict[int, int] = {}
    for row, cluster in enumerate(registry.clusters):
        heir = registry.index.get(cluster.successor)
        if heir is None:
            continue
        gone, heirs = worlds[:, row], worlds[:, heir]
        heirs = np.where(heirs < 0, worlds[:1, heir], heirs)
        known = (gone >= 0) & (heirs >= 0)
        found |= zip(gone[known].tolist(), heirs[known].tolist(), strict=True)
    return found


def look_alikes(
    origins: IntArray,
    chosen: IntArray,
    worlds: IntArray,
    kin: Kin,
    random: np.random.Generator,
) -> IntArray:
    """New rows for the members of a real team in each of the chosen worlds.

    Parameters
    ----------
    origins : int array of shape (n_members,)
        The real team.
    chosen : int array of shape (n_chosen,)
        Rows of `worlds`.
    worlds : int array of shape (n_worlds, n_real)
    kin : Kin
        Of the real clusters.
    random : numpy Generator

    Returns
    -------
    int array of shape (n_chosen, n_members)
        -1 where nobody could be found.
    """
    teams = worlds[np.ix_(chosen, origins)]
    for position, origin in enumerate(origins.tolist()):
        lacking = np.flatnonzero(teams[:, position] < 0)
        elsewhere = worlds[worlds[:, origin] >= 0, origin]
        if len(elsewhere):
            drawn = draw_below(np.full(len(lacking), len(elsewhere)), random)
            teams[lacking, position] = elsewhere[drawn]
            continue
        for row in lacking:  # there is one world alone, and it is smaller than the real
            asked = kin.draw(np.full(_TRIES, origin), random)
            free = [r for r in worlds[0, asked] if r >= 0 and r not in teams[row]]
            teams[row, position] = free[0] if free else -1
    return teams


def moved(worlds: IntArray, random: np.random.Generator) -> IntArray:
    """The same worlds after some look-alikes of each real cluster changed places."""
    columns, rows = np.nonzero(random.random(worlds.T.shape) < MOVE)
    shuffled = np.lexsort((random.random(len(rows)), columns))
    after = worlds.copy()
    after[rows, columns] = worlds[rows[shuffled], columns]
    return after
