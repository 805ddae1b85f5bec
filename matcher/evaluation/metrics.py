"""Metrics of a list: how early the true partners stand, and how fair lists are.

A list is given as `Levels`: who has the same score stands on the same level. Each
metric is its mean over all orders of equals, in closed form. Where nothing is right, a
metric is undefined (NaN); where nothing right is found, it is 0.

References
----------
McSherry and Najork, "Computing information retrieval performance measures efficiently
in the presence of tied scores", 2008.
"""

from __future__ import annotations

import math

import numpy as np

from matcher.arrays import FloatArray
from matcher.evaluation.levels import Levels

K = 10
"""So far down a list people read."""


def ndcg(levels: Levels, k: int = K) -> float:
    """Discounted gain of the true partners in the first k, 1 if ideal.

    Parameters
    ----------
    levels : Levels
    k : int

    Returns
    -------
    float in [0, 1]
        NaN if nothing is right.

    Notes
    -----
    ``sum over hits of 1 / log2(1 + rank)``, divided by the same for a list that
    starts with all right ones. With ties, each place counts by the chance that it
    holds one that is right.

    References
    ----------
    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
    """
    if not levels.n_right:
        return np.nan
    discounts = [1.0 / math.log2(place + 1) for place in range(1, k + 1)]
    gain = sum(
        sum(discounts[before : before + size]) * (right / size)
        for before, size, right in levels.holding
    )
    return gain / sum(discounts[: levels.n_right])


def recall(levels: Levels, k: int = K) -> float:
    """Share of the true partners that stand in the first k.

    Parameters
    ----------
    levels, k
        As in `ndcg`.

    Returns
    -------
    float in [0, 1]
        NaN if nothing is right. With more than `k` right it cannot reach 1.
    """
    if not levels.n_right:
        return np.nan
    found = sum(
        min(max(k - before, 0), size) * (right / size)
        for before, size, right in levels.holding
    )
    return found / levels.n_right


def reciprocal_rank(levels: Levels) -> float:
    """One divided by the rank of the first true partner.

    Parameters
    ----------
    levels : Levels

    Returns
    -------
    float in (0, 1]
        NaN if nothing is right.

    Notes
    -----
    Of a level of `s` with `r` right, the first right one stands at place `j` with the
    chance that none stands before, ``(s - r - i) / (s - i)`` for each `i` from 0 to
    ``j - 2``, times ``r / (s - j + 1)``.

    References
    ----------
    Kantor and Voorhees, "Report on the TREC-5 Confusion Track", 1997.
    """
    if not levels.n_right:
        return np.nan
    before, size, right = levels.holding[0]
    found, none_yet = 0.0, 1.0
    for place in range(size - right + 1):
        found += none_yet * right / (size - place) / (before + place + 1)
        none_yet *= (size - right - place) / (size - place)
    return found


def average_precision(levels: Levels) -> float:
    """Mean of the precision at the rank of each true partner.

    Parameters
    ----------
    levels : Levels

    Returns
    -------
    float in (0, 1]
        NaN if nothing is right.

    Notes
    -----
    If one of the `r` right ones of a level of `s` stands at its place `j`, each of the
    ``j - 1`` before it on the level is right with the chance ``(r - 1) / (s - 1)``.

    References
    ----------
    Buckley and Voorhees, "Retrieval System Evaluation", 2005.
    """
    if not levels.n_right:
        return np.nan
    precisions, found = 0.0, 0
    for before, size, right in levels.holding:
        share = (right - 1) / max(size - 1, 1)
        on_level = sum(
            (found + 1 + share * place) / (before + place + 1) for place in range(size)
        )
        precisions += on_level * (right / size)
        found += right
    return precisions / levels.n_right


def hit(levels: Levels, k: int = K) -> float:
    """1 if any true partner stands in the first k, else 0.

    Parameters
    ----------
    levels, k
        As in `ndcg`.

    Returns
    -------
    float in [0, 1]
        NaN if nothing is right. Between 0 and 1 where the order of equals decides.
    """
    if not levels.n_right:
        return np.nan
    before, size, right = levels.holding[0]
    places = range(min(max(k - before, 0), size))
    return 1.0 - math.prod(
        max(size - right - place, 0) / (size - place) for place in places
    )


def gini(exposures: FloatArray) -> float:
    """How unevenly suggestions fall: 0 if all get as many, near 1 if one gets all.

    Parameters
    ----------
    exposures : float array of shape (n_clusters,)
        How often each cluster stands in a list; not negative.

    Returns
    -------
    float in [0, 1)
        NaN if nobody is ever shown.

    Notes
    -----
    ``sum((2 * i - n - 1) * x_i) / (n * sum(x))`` over exposures in rising order.
    """
    rising = np.sort(exposures)
    n_clusters, total = len(rising), rising.sum()
    if not total:
        return np.nan
    weights = 2 * np.arange(1, n_clusters + 1) - n_clusters - 1
    return float(weights @ rising / (n_clusters * total))


def coverage(lists: FloatArray) -> float:
    """Share of all clusters that is expected to stand in at least one list.

    Parameters
    ----------
    lists : float array of shape (n_lists, n_clusters)
        Chance of each cluster to stand in each list; orders of equals are drawn apart.
    """
    return float((1.0 - np.prod(1.0 - lists, axis=0)).mean())
