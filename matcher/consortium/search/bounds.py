"""Bounds: what no consortium can exceed that somebody is in.

In: a consortium in the making and who may join it. Out: for each of those an upper
bound of every completion that it is in. Who stays below the best one known is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.consortium.search.demands import Way

COUNTED_EACH = (0.5, 0.25)
"""Shares of what goals can still gain that are counted for each who joins; the rest is
counted once, as what all who may join could gain together. Any share gives a bound, and
the least of them holds; these prune most on the shipped registry."""


def bounds(
    pairs: FloatArray,
    linked: FloatArray,
    gains: FloatArray,
    room: int,
    ways: Sequence[Way],
) -> FloatArray:
    """What each can be part of at most, beyond what stands.

    Parameters
    ----------
    pairs : float array of shape (n, n)
        What two who may join add together.
    linked : float array of shape (n,)
        What each adds with the members.
    gains : float array of shape (n_wanted, n)
        What each would add by serving wanted things better than the members.
    room : int
        So many join, at least one.
    ways : sequence of Way
        Of whom some are needed.

    Notes
    -----
    A consortium with `i` is worth what `i` adds with the members, and for each other
    `j` that joins what it adds with the members, with `i`, and half of what it adds
    with the rest of those who join. For the rest stand the best `room - 2` of `j`, and
    for the others the best `room - 1` of `i`, of which as many as are needed. What
    goals gain is at most the sum of what each gains, at most what all gain, and hence
    at most any mean of the two.

    References
    ----------
    Berktas and Yaman, "A branch-and-bound algorithm for team formation on social
    networks", INFORMS Journal on Computing 33, 2021.
    """
    if room == 1:
        return np.asarray(linked + gains.sum(axis=0))
    others = pairs.copy()
    np.fill_diagonal(others, -np.inf)
    half = halves(others, room)
    return bounds_of(np.arange(len(linked)), others, half, linked, gains, room, ways)


def halves(others: FloatArray, room: int) -> FloatArray:
    """Half of what some add at most with the rest of those who join."""
    return _best(others, room - 2) / 2


def bounds_of(
    rows: IntArray,
    others: FloatArray,
    half: FloatArray,
    linked: FloatArray,
    gains: FloatArray,
    room: int,
    ways: Sequence[Way],
) -> FloatArray:
    """The bounds of some of those who may join, two or more of whom do.

    Parameters
    ----------
    rows : int array of shape (n_rows,)
        Of whom.
    others : float array of shape (n_rows, n)
        What each adds with each who may join; ``-inf`` with itself.
    half : float array of shape (n,)
        From `halves`, of all.
    linked, gains, room, ways
        As in `bounds`.
    """
    each = gains.sum(axis=0)
    together = float(gains.max(axis=1, initial=0.0).sum())
    found = np.full(len(rows), np.inf)
    for share in COUNTED_EACH if together else (0.0,):
        alone = linked + share * each
        rest = _rest(rows, others + (alone + half), room, ways)
        found = np.minimum(found, alone[rows] + rest + (1.0 - share) * together)
    return found


def _rest(
    rows: IntArray, beside: FloatArray, room: int, ways: Sequence[Way]
) -> FloatArray:
    """What the others who join with each add at most."""
    best = _highest(beside, room - 1)
    rest = np.asarray(best.sum(axis=1))
    for way in ways:
        if way.needed is None:
            continue
        needed = np.where(way.needed, beside, -np.inf)
        is_needed = way.needed[rows]
        for n_needed, who in (
            (way.n_needed, ~is_needed),
            (way.n_needed - 1, is_needed),
        ):
            if n_needed and who.any():
                some = _best(needed[who], n_needed)
                if (n_more := room - 1 - n_needed) > 0:
                    some += best[who, :n_more].sum(axis=1)
                rest[who] = np.minimum(rest[who], some)
    return rest


def _best(values: FloatArray, n: int) -> FloatArray:
    """The sum of the n highest of each row; all of them where there are no more."""
    if n <= 0:
        return np.zeros(len(values))
    return np.asarray(_highest(values, n).sum(axis=1))


def _highest(values: FloatArray, n: int) -> FloatArray:
    """The n highest of each row, best first, or as many as there are."""
    if n == 1:
        return np.asarray(values.max(axis=1, keepdims=True))
    if n < values.shape[1]:
        values = np.partition(values, -n, axis=1)[:, -n:]
    return np.sort(values, axis=1)[:, ::-1]
