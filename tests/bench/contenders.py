"""Ways to the best k of everybody: this engine, libraries, and a yardstick.

In: `PairVectors`. Out: for each contender a function that takes no argument and gives
ids and scores; libraries find the profile itself too, so they look for one more.

Scikit-learn knows no inner product: one more column turns its order into that of
Euclidean distances (Bachrach et al., "Speeding up the Xbox recommender system", 2014).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse

from matcher.pairs.best_pairs import best_lists
from matcher.pairs.engines.contract import Answer
from matcher.pairs.engines.threads import Threads
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import PairVectors

N_THREADS = 2
ROWS_AT_ONCE = 1024
Run = Callable[[], Answer | None]


@dataclass(frozen=True)
class Contender:
    """A way to the best k; `ready` puts vectors into its own format, untimed."""

    name: str
    arithmetic: str
    ready: Callable[[PairVectors, int], Run]
    is_peer: bool = True
    """Whether it finds the profile itself too, and knows no intercept."""


def dense(rows: SparseRows, n_columns: int) -> Any:
    """Rows with all their zeros in float32."""
    block = np.zeros((rows.n_rows, n_columns), np.float32)
    block[rows.row_of_each, rows.columns] = rows.values
    return block


def both_dense(vectors: PairVectors) -> tuple[Any, Any]:
    """Left encodings of the rows and right ones of the candidates."""
    d = vectors.n_features
    return dense(vectors.owners.left, d), dense(vectors.candidates.right, d)


def ours(compiled: bool) -> Callable[[PairVectors, int], Run]:
    """This engine; a new job each time, so that its layout is worked out anew."""

    def ready(vectors: PairVectors, k: int) -> Run:
        return lambda: best_lists(BestK(vectors, k, compiled), Threads(N_THREADS))

    return ready


def nearest_neighbours(vectors: PairVectors, k: int) -> Run:
    """Scikit-learn: distances after one more column, which makes all lengths equal."""
    from sklearn.neighbors import NearestNeighbors

    left, right = both_dense(vectors)
    squares = (right.astype(float) ** 2).sum(axis=1)
    longest = squares.max(initial=0.0)
    right = np.column_stack([right, np.sqrt(longest - squares)]).astype(np.float32)
    left = np.column_stack([left, np.zeros(len(left), np.float32)])
    lengths = (left.astype(float) ** 2).sum(axis=1)[:, None]
    search = NearestNeighbors(n_neighbors=k + 1, algorithm="brute")
    # It looks for linear algebra to hold back on first use only. Should it find that of
    # faiss, which shares its OpenMP, it would hold back its own threads as well.
    search.fit(right[: k + 1]).kneighbors(left[:1])

    def run() -> Answer:
        distances, ids = search.fit(right).kneighbors(left)
        return ids, (lengths + longest - distances.astype(float) ** 2) / 2

    return run


def faiss_knn(vectors: PairVectors, k: int) -> Run:
    """Faiss: blocks of a matrix product, a heap for each row."""
    import faiss

    left, right = both_dense(vectors)
    faiss.omp_set_num_threads(N_THREADS)

    def run() -> Answer:
        scores, ids = faiss.knn(left, right, k + 1, faiss.METRIC_INNER_PRODUCT)
        return ids, scores

    return run


def sparse_dot_topn(kind: Any) -> Callable[[PairVectors, int], Run]:
    """Sparse_dot_topn: a sparse product row by row, a heap for each row."""

    def ready(vectors: PairVectors, k: int) -> Run:
        from sparse_dot_topn import sp_matmul_topn

        n, d = len(vectors.owners.rows), vectors.n_features
        left, right = (
            scipy.sparse.csr_matrix(
                (rows.values.astype(kind), rows.columns, rows.starts), shape=(n, d)
            )
            for rows in (vectors.owners.left, vectors.candidates.right)
        )
        across = right.T.tocsr()

        def run() -> Answer:
            found = sp_matmul_topn(
                left,
                across,
                top_n=k + 1,
                threshold=-1e30,  # without one it leaves out scores below 0
                sort=True,
                n_threads=N_THREADS,
            )
            ids = np.full((n, k + 1), -1)
            scores = np.full((n, k + 1), -np.inf)
            row = np.repeat(np.arange(n), np.diff(found.indptr))
            place = np.arange(len(row)) - found.indptr[row]
            ids[row, place], scores[row, place] = found.indices, found.data
            return ids, scores

        return run

    return ready


def numpy_argpartition(vectors: PairVectors, k: int) -> Run:
    """NumPy: a matrix product some rows at a time, then argpartition and sort."""
    left, right = both_dense(vectors)

    def run() -> Answer:
        ids = np.empty((len(left), k + 1), np.intp)
        scores = np.empty((len(left), k + 1), np.float32)
        for start in range(0, len(left), ROWS_AT_ONCE):
            some = slice(start, start + ROWS_AT_ONCE)
            products = left[some] @ right.T
            best = np.argpartition(products, -k - 1, axis=1)[:, -k - 1 :]
            found = np.take_along_axis(products, best, axis=1)
            order = np.argsort(-found, axis=1)
            ids[some] = np.take_along_axis(best, order, axis=1)
            scores[some] = np.take_along_axis(found, order, axis=1)
        return ids, scores

    return run


def product_alone(vectors: PairVectors, k: int) -> Run:
    """The physical yardstick: every score in float32, and nothing chosen."""
    left, right = both_dense(vectors)
    products = np.empty((ROWS_AT_ONCE, len(right)), np.float32)

    def run() -> None:
        for start in range(0, len(left), ROWS_AT_ONCE):
            some = left[start : start + ROWS_AT_ONCE]
            np.matmul(some, right.T, out=products[: len(some)])

    return run


CONTENDERS = (
    Contender("this engine", "exact", ours(True), is_peer=False),
    Contender("this engine, numpy path", "exact", ours(False), is_peer=False),
    Contender("scikit-learn brute", "float32", nearest_neighbours),
    Contender("faiss knn", "float32", faiss_knn),
    Contender("sparse_dot_topn", "float32", sparse_dot_topn(np.float32)),
    Contender("sparse_dot_topn", "float64", sparse_dot_topn(np.float64)),
    Contender("numpy argpartition", "float32", numpy_argpartition),
    Contender("matrix product alone", "float32", product_alone),
)
