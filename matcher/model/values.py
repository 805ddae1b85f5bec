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

MOST_KEPT = 500
"""Up to so many clusters, rows of history are kept once they are asked for: 6 MB."""


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
    history = history_rows(past, lefts.tolist(), rights)
    if rights is None:
        ours, theirs = [encoding.take(lefts) for encoding in encodings], [*encodings]
    else:
        both = [encoding.between(lefts, rights) for encoding in encodings]
        ours, theirs = [one for one, _ in both], [one for _, one in both]
    return np.concatenate([dense_values(ours, theirs), history], axis=2)


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
    # What the references take off, where both record what a signal needs. All arrays
    # lie as the products do, one cluster of all after the other.
    known = history_known(past)
    recorded = np.column_stack([*(one.recorded for one in encodings), known])
    less = recorded[lefts] * (weights.weights * weights.references)
    scores = (weights.intercept - recorded.astype(float) @ less.T).T
    # Rows of who records nothing are 0, and so are their products.
    for theirs, weight in zip(encodings, weights.weights, strict=False):
        scores += theirs.products(weight * theirs.left[lefts])
    of_history = weights.weights[len(encodings) :]
    for column, (signal, weight) in enumerate(
        zip(HISTORY_SIGNALS, of_history, strict=True)
    ):
        both = weight * known[:, column]
        owners = np.flatnonzero(known[lefts, column])
        found = signal.of_rows(past, lefts[owners].tolist())
        for position, (others, values) in zip(owners.tolist(), found, strict=True):
            scores[position, others] += both[others] * values
    return scores


def history_rows(
    past: Past, rows: Sequence[int], others: IntArray | None = None
) -> FloatArray:
    """Values of the history signals of some clusters with others.

    Parameters
    ----------
    past : Past
    rows : sequence of int
        Rows of clusters.
    others : int array of shape (n_others,), optional
        Rows of the others; all if not given.

    Returns
    -------
    float array of shape (n_rows, n_others, n_history_signals)
        NaN where a signal has nothing to tell of a side.
    """
    n_clusters = len(past.arrays)
    wanted = np.arange(n_clusters) if others is None else others
    if n_clusters > MOST_KEPT:
        return _history_of(past, rows, wanted)
    kept = past.history
    new = [row for row in dict.fromkeys(rows) if row not in kept]
    if new:
        kept |= zip(new, _history_of(past, new, np.arange(n_clusters)), strict=True)
    values = np.empty((len(rows), len(wanted), len(HISTORY_SIGNALS)))
    for position, row in enumerate(rows):
        values[position] = kept[row][wanted]
    return values


def _history_of(past: Past, rows: Sequence[int], wanted: IntArray) -> FloatArray:
    known = history_known(past)
    ours = known[list(rows)]
    of_pairs = np.where(ours[:, None] & known[wanted], 0.0, np.nan)
    of_all = np.zeros(len(known))
    for column, signal in enumerate(HISTORY_SIGNALS):
        owners = np.flatnonzero(ours[:, column]).tolist()
        every = signal.of_rows(past, [rows[position] for position in owners])
        for position, (others, values) in zip(owners, every, strict=True):
            of_all[others] = values
            of_pairs[position, :, column] += of_all[wanted]
            of_all[others] = 0.0
    return of_pairs


def history_known(past: Past) -> BoolArray:
    """Of which clusters each history signal has anything to tell.

    Returns
    -------
    bool array of shape (n_clusters, n_history_signals)
    """
    return np.column_stack([signal.known(past) for signal in HISTORY_SIGNALS])


def history_sums(
    past: Past, rows: Sequence[int], others: IntArray | None = None
) -> tuple[FloatArray, FloatArray]:
    """History signals of some clusters together with each other one.

    Parameters
    ----------
    past : Past
    rows : sequence of int
        Rows of clusters; nobody is paired with itself.
    others : int array of shape (n_others,), optional
        Rows of the others; all if not given.

    Returns
    -------
    sums : float array of shape (n_others, n_history_signals)
        Over the pairs for which each signal is defined.
    n_pairs : float array of shape (n_others, n_history_signals)
        How many pairs these are.
    """
    values = history_rows(past, rows, others)
    wanted = np.arange(values.shape[1]) if others is None else others
    values[np.array(rows, np.intp)[:, None] == wanted] = np.nan
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
