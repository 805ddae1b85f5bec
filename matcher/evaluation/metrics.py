"""Metrics of a ranking: how early the true partners stand, and how fair lists are.

A ranking is an array of candidate indices, best first; `relevant` are the indices that
are right. Where nothing is relevant, a metric is undefined (NaN); where nothing
relevant is found, it is 0.
"""

from __future__ import annotations

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray

K = 10
"""So far down a list people read."""


def ndcg(ranking: IntArray, relevant: IntArray, k: int = K) -> float:
    """Discounted gain of the true partners in the first k, 1 if ideal.

    Parameters
    ----------
    ranking : int array of shape (n_candidates,)
        Best first, no repeats.
    relevant : int array of shape (n_relevant,)
    k : int

    Returns
    -------
    float in [0, 1]
        NaN if nothing is relevant.

    Notes
    -----
    ``sum over hits of 1 / log2(1 + rank)``, divided by the same for a list that
    starts with all relevant ones.

    References
    ----------
    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
    """
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    hits = _right(ranking[:k], relevant)
    ideal = discounts[: len(relevant)].sum()
    return float(discounts[: len(hits)][hits].sum() / ideal) if ideal else np.nan


def recall(ranking: IntArray, relevant: IntArray, k: int = K) -> float:
    """Share of the true partners that stand in the first k.

    Parameters
    ----------
    ranking, relevant, k
        As in `ndcg`.

    Returns
    -------
    float in [0, 1]
        NaN if nothing is relevant. With more than `k` relevant it cannot reach 1.
    """
    if not len(relevant):
        return np.nan
    return float(_right(ranking[:k], relevant).sum() / len(relevant))


def reciprocal_rank(ranking: IntArray, relevant: IntArray) -> float:
    """One divided by the rank of the first true partner.

    Parameters
    ----------
    ranking, relevant
        As in `ndcg`.

    Returns
    -------
    float in [0, 1]
        0 if none is ranked; NaN if nothing is relevant.

    References
    ----------
    Kantor and Voorhees, "Report on the TREC-5 Confusion Track", 1997.
    """
    if not len(relevant):
        return np.nan
    ranks = np.flatnonzero(_right(ranking, relevant)) + 1
    return float(1.0 / ranks[0]) if len(ranks) else 0.0


def average_precision(ranking: IntArray, relevant: IntArray) -> float:
    """Mean of the precision at the rank of each true partner.

    Parameters
    ----------
    ranking, relevant
        As in `ndcg`.

    Returns
    -------
    float in [0, 1]
        One that is not ranked counts 0; NaN if nothing is relevant.

    References
    ----------
    Buckley and Voorhees, "Retrieval System Evaluation", 2005.
    """
    if not len(relevant):
        return np.nan
    ranks = np.flatnonzero(_right(ranking, relevant)) + 1
    found = np.arange(1, len(ranks) + 1)
    return float((found / ranks).sum() / len(relevant))


def hit(ranking: IntArray, relevant: IntArray, k: int = K) -> float:
    """1 if any true partner stands in the first k, else 0.

    Parameters
    ----------
    ranking, relevant, k
        As in `ndcg`.

    Returns
    -------
    float
        NaN if nothing is relevant.
    """
    if not len(relevant):
        return np.nan
    return float(_right(ranking[:k], relevant).any())


def _right(ranking: IntArray, relevant: IntArray) -> BoolArray:
    """Whether each place holds one that is right; a look-up, for it is asked often."""
    highest = max(ranking.max(initial=0), relevant.max(initial=0))
    right = np.zeros(highest + 1, dtype=bool)
    right[relevant] = True
    return np.asarray(right[ranking])


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


def coverage(exposures: FloatArray) -> float:
    """Share of all clusters that stand in at least one list."""
    return float((exposures > 0).mean())


def n_tied_at(scores: FloatArray, k: int = K) -> int:
    """How many candidates have just the score of rank k, itself included.

    Parameters
    ----------
    scores : float array of shape (n_candidates,)
    k : int

    Returns
    -------
    int
        1 where rank k is decided by the score alone; 0 with fewer than k candidates.
    """
    if len(scores) < k:
        return 0
    at_k = np.sort(scores)[-k]
    return int((scores == at_k).sum())
