"""Exact scores: the same bits from both sides, on every path and on every machine.

In: `PairVectors`. Out: scores of any pairs, or of one cluster with all. The left
encoding of the lower row meets the right one of the higher; products are summed one
after the other in column order, then rounded to `DECIMALS`. The compiled path has the
same sum once more (`matcher.pairs.search.compiled.product`).
"""

from __future__ import annotations

import math

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring.lists import DECIMALS
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import PairVectors, Vectors


def inner_products(
    rows: SparseRows, factors: FloatArray, groups: IntArray | None = None
) -> FloatArray:
    """Inner products of sparse rows, summed in column order.

    Parameters
    ----------
    rows : SparseRows
    factors : float array of shape (n_stored,)
        What each of their values is multiplied with.
    groups : int array of shape (n_columns,), optional
        Group of each column, for a sum of each group.

    Returns
    -------
    float array of shape (n_rows,) or (n_rows, n_groups)
    """
    products, cell = rows.values * factors, rows.row_of_each
    shape: tuple[int, ...] = (rows.n_rows,)
    if groups is not None:
        shape = (*shape, int(groups.max()) + 1)
        cell = cell * shape[1] + groups[rows.columns]
    # Unlike a matrix product, sum and einsum, bincount adds one after the other.
    total = np.bincount(cell, products, minlength=math.prod(shape))
    return np.asarray(total.reshape(shape), dtype=float)


def exact_scores(
    vectors: PairVectors,
    owners: Vectors,
    owner: IntArray,
    candidate: IntArray,
    extra: FloatArray,
) -> FloatArray:
    """Scores of pairs.

    Parameters
    ----------
    vectors : PairVectors
        Of all owners of lists and candidates.
    owners : Vectors
        Some of the owners.
    owner, candidate : int arrays of shape (n_pairs,)
        Positions in `owners` and among the candidates.
    extra : float array of shape (n_pairs,)
        What history adds to each pair.
    """
    total = np.empty(len(owner))
    turned = owners.rows[owner] > vectors.candidates.rows[candidate]
    turned &= vectors.one_registry
    for way, ours, theirs in (
        (~turned, owners.left, vectors.candidates.right),
        (turned, owners.right, vectors.candidates.left),
    ):
        met = theirs.take(candidate[way])
        written_out = ours.dense(vectors.n_features)
        factors = written_out[owner[way][met.row_of_each], met.columns]
        total[way] = inner_products(met, factors)
    return np.round(vectors.intercept + (total + extra), DECIMALS)


def scores_with_all(vectors: PairVectors, row: int) -> FloatArray:
    """Scores of one cluster with all of its registry; ``-inf`` with itself.

    Parameters
    ----------
    vectors : PairVectors
        Of one registry; everybody is a candidate.
    row : int

    Returns
    -------
    float array of shape (n_clusters,)
    """
    everyone, n_features = vectors.candidates, vectors.n_features
    alone = vectors.owners.take(np.array([row]))
    total = [
        inner_products(met, ours.dense(n_features)[0, met.columns])
        for met, ours in (
            (everyone.left.span(0, row), alone.right),
            (everyone.right.span(row, len(everyone.rows)), alone.left),
        )
    ]
    extra = vectors.added.take(np.array([row])).dense(len(everyone.rows))[0]
    scores = np.round(vectors.intercept + (np.concatenate(total) + extra), DECIMALS)
    scores[row] = -np.inf
    return np.asarray(scores)
