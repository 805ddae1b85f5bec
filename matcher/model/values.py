"""Signal values of pairs of clusters: dense ones by product, sparse ones by row.

In: `Past` and the encodings of all clusters. Out: arrays of values, NaN where a signal
is undefined, in the order of `matcher.model.signals.SIGNALS`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.learning.weights import SignalWeights
from matcher.model.past import Past
from matcher.model.signals import HISTORY_SIGNALS, Encoding
from matcher.model.signals.contract import MOST_DENSE


def dense_values(lefts: Sequence[Encoding], rights: Sequence[Encoding]) -> FloatArray:
    """Dense signals of some profiles with some others, both encoded by all of them.

    Returns
    -------
    float array of shape (n_lefts, n_rights, n_dense_signals)
        NaN where undefined.
    """
    found = []
    for ours, theirs in zip(lefts, rights, strict=True):
        values = theirs.products(ours.left)
        values[~ours.recorded] = np.nan
        values[:, ~theirs.recorded] = np.nan
        found.append(values)
    return np.stack(found, axis=2)


def pair_values(
    past: Past,
    encodings: Sequence[Encoding],
    lefts: IntArray,
    rights: IntArray | None = None,
) -> FloatArray:
    """All signals of some clusters with some others, or with all.

    Parameters
    ----------
    past : Past
    encodings : sequence of Encoding
        Of all clusters, one for each dense signal.
    lefts : int array of shape (n_lefts,)
        Rows of clusters.
    rights : int array of shape (n_rights,), optional
        Rows of the others; all if not given.

    Returns
    -------
    float array of shape (n_lefts, n_rights, n_signals)
        NaN where undefined.
    """
    ours = [encoding.take(lefts) for encoding in encodings]
    history = history_rows(past, lefts.tolist())
    if rights is not None:
        encodings = [encoding.take(rights) for encoding in encodings]
        history = history[:, rights]
    return np.concatenate([dense_values(ours, encodings), history], axis=2)


def pair_scores(
    past: Past, encodings: Sequence[Encoding], weights: SignalWeights, lefts: IntArray
) -> FloatArray:
    """Log-odds of some clusters with all; of many, one signal added after the other.

    Parameters
    ----------
    past, encodings
        As in `pair_values`.
    weights : SignalWeights
    lefts : int array of shape (n_lefts,)
        Rows of clusters.

    Returns
    -------
    float array of shape (n_lefts, n_clusters)
        Those of `pair_values` and `SignalWeights.log_odds`, but for rounding: of more
        than `MOST_DENSE` clusters an array of every signal takes most of the time.
    """
    if len(past.arrays) <= MOST_DENSE:
        return weights.log_odds(pair_values(past, encodings, lefts))
    # All arrays lie as the products do, one cluster of all after the other.
    scores = np.full((len(past.arrays), len(lefts)), weights.intercept).T
    counts = [*zip(weights.weights, weights.references, strict=True)]
    for theirs, (weight, reference) in zip(encodings, counts, strict=False):
        ours = theirs.take(lefts)
        added = theirs.products(ours.left)
        added -= reference
        added *= weight * theirs.recorded
        added[~ours.recorded] = 0.0
        scores += added
    known = history_known(past)
    for column, signal in enumerate(HISTORY_SIGNALS):
        weight, reference = counts[len(encodings) + column]
        both = weight * known[:, column]
        for position in np.flatnonzero(known[lefts, column]).tolist():
            found = signal.values(past, int(lefts[position]))
            others = list(found)
            scores[position] -= reference * both
            scores[position, others] += both[others] * list(found.values())
    return scores


def history_rows(past: Past, rows: Sequence[int]) -> FloatArray:
    """Values of the history signals of some clusters with all others.

    Parameters
    ----------
    past : Past
    rows : sequence of int
        Rows of clusters.

    Returns
    -------
    float array of shape (n_rows, n_clusters, n_history_signals)
        NaN where a signal has nothing to tell of a side.
    """
    n_clusters = len(past.arrays)
    values = np.zeros((len(rows), n_clusters, len(HISTORY_SIGNALS)))
    for position, row in enumerate(rows):
        for column, signal in enumerate(HISTORY_SIGNALS):
            found = signal.values(past, row)
            values[position, list(found), column] = list(found.values())
    known = history_known(past)
    values[~(known[list(rows), None] & known)] = np.nan
    return values


def history_known(past: Past) -> BoolArray:
    """Of which clusters each history signal has anything to tell.

    Returns
    -------
    bool array of shape (n_clusters, n_history_signals)
    """
    return np.column_stack([signal.known(past) for signal in HISTORY_SIGNALS])


def history_sums(past: Past, rows: Sequence[int]) -> tuple[FloatArray, FloatArray]:
    """History signals of some clusters together with each other one.

    Parameters
    ----------
    past : Past
    rows : sequence of int
        Rows of clusters; nobody is paired with itself.

    Returns
    -------
    sums : float array of shape (n_clusters, n_history_signals)
        Over the pairs for which each signal is defined.
    n_pairs : float array of shape (n_clusters, n_history_signals)
        How many pairs these are.
    """
    values = history_rows(past, rows)
    values[np.arange(len(rows)), rows] = np.nan
    n_pairs = (~np.isnan(values)).sum(axis=0, dtype=float)
    return np.nan_to_num(values, nan=0.0).sum(axis=0), n_pairs


def ranked(scores: FloatArray) -> IntArray:
    """Candidates from best to worst, ties in id order.

    Parameters
    ----------
    scores : float array of shape (..., n_candidates)
        In id order.
    """
    return np.argsort(-scores, axis=-1, kind="stable")
