"""Signal values of pairs of clusters: dense ones by product, sparse ones by row.

In: `Past` and the encodings of all clusters. Out: arrays of values, NaN where a signal
is undefined, in the order of `matcher.model.signals.SIGNALS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.past import Past
from matcher.model.signals import HISTORY_SIGNALS, Encoding


def pair_values(
    past: Past, encodings: Sequence[Encoding], lefts: IntArray, rights: IntArray
) -> FloatArray:
    """All signals of some clusters with some others.

    Parameters
    ----------
    past : Past
    encodings : sequence of Encoding
        Of all clusters, one for each dense signal.
    lefts, rights : int arrays of shape (n_lefts,) and (n_rights,)
        Rows of clusters.

    Returns
    -------
    float array of shape (n_lefts, n_rights, n_signals)
        NaN where undefined.
    """
    dense = np.empty((len(lefts), len(rights), len(encodings)))
    for position, encoding in enumerate(encodings):
        values = encoding.left[lefts] @ encoding.right[rights].T
        values[~encoding.recorded[lefts]] = np.nan
        values[:, ~encoding.recorded[rights]] = np.nan
        dense[:, :, position] = values
    history = history_rows(past, lefts.tolist())[:, rights]
    return np.concatenate([dense, history], axis=2)


def history_rows(past: Past, rows: list[int]) -> FloatArray:
    """Values of the history signals of some clusters with all others.

    Parameters
    ----------
    past : Past
    rows : list of int
        Rows of clusters.

    Returns
    -------
    float array of shape (n_rows, n_clusters, n_history_signals)
        NaN where either side is in no known partnership.
    """
    n_clusters = len(past.arrays)
    values = np.zeros((len(rows), n_clusters, len(HISTORY_SIGNALS)))
    for position, row in enumerate(rows):
        for column, signal in enumerate(HISTORY_SIGNALS):
            found = signal.values(past, row)
            values[position, list(found), column] = list(found.values())
    known = past.memberships > 0
    values[:, ~known] = np.nan
    values[~known[rows]] = np.nan
    return values


def history_pairs(
    left: Iterable[int], right: Iterable[int], past: Past
) -> list[tuple[int, int]]:
    """Pairs of different clusters that are both in a known partnership."""
    known = past.memberships > 0
    return [
        (one, other)
        for one, other in product(left, right)
        if one != other and known[one] and known[other]
    ]


def ranked(scores: FloatArray) -> IntArray:
    """Candidates from best to worst, ties in id order.

    Parameters
    ----------
    scores : float array of shape (..., n_candidates)
        In id order.
    """
    return np.argsort(-scores, axis=-1, kind="stable")
