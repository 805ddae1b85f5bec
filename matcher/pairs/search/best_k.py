"""The exact best k candidates of every row, in spans that any machine can work on.

In: `PairVectors`. Out: `BestK`, which answers for some rows at a time. Fast arithmetic
chooses who may be among the best, exact sums decide: every path, span and number of
threads gives the same candidates and scores, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

import numpy as np

from matcher.arrays import FloatArray, IntArray, spans_of
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.search.exact import exact_scores
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.tiles import DOUBLE, SINGLE, Tiles, alike_together, margins
from matcher.pairs.search.vectors import PairVectors, Vectors, pair_vectors
from matcher.registry.filters import Candidate, Filters
from matcher.registry.registry import Registry

FEW = 3000
"""Up to so many rows and candidates, numpy is quicker than loading numba."""

SCORES_AT_ONCE = 1 << 22
"""Scores that numpy holds at once: 32 MB in float64."""

CANDIDATES_AT_ONCE = 4096
"""Candidates that numpy writes out with their zeros at once."""


@dataclass(frozen=True)
class BestK:
    """The best `k` of rows among candidates, never themselves, ties by id.

    Parameters
    ----------
    vectors : PairVectors
    k : int
        At most so many for each row.
    compiled : bool, optional
        Whether to use the compiled path; by default where it pays and numba is there.
    """

    vectors: PairVectors
    k: int
    compiled: bool | None = None

    @property
    def n_kept(self) -> int:
        """Width of the answer: fewer than `k` where there are fewer candidates."""
        n_candidates = len(self.vectors.candidates.rows)
        own = self.vectors.one_registry and n_candidates == len(
            self.vectors.owners.rows
        )
        return max(min(self.k, n_candidates - own), 0)

    @cached_property
    def order(self) -> IntArray:
        """Rows in the order in which spans take them: alike rows together."""
        return alike_together(self.vectors.owners.left)

    def best(self, start: int, stop: int) -> tuple[IntArray, FloatArray]:
        """The best of the rows in this span of `order`.

        Returns
        -------
        chosen : int array of shape (stop - start, n_kept)
            Rows of candidates, best first; -1 where there are no more.
        scores : float array of the same shape
            Log-odds; ``-inf`` where there are no more.
        """
        rows = self.order[start:stop]
        if self.n_kept == 0 or len(rows) == 0:
            return np.empty((len(rows), 0), np.intp), np.empty((len(rows), 0))
        if self.uses_compiled:
            return self._compiled_best(rows)
        n_candidates = len(self.vectors.candidates.rows)
        found = [
            self._numpy_best(rows[slice(*span)])
            for span in spans_of(len(rows), SCORES_AT_ONCE // n_candidates)
        ]
        chosen, scores = zip(*found, strict=True)
        return np.concatenate(chosen), np.concatenate(scores)

    @cached_property
    def uses_compiled(self) -> bool:
        """Whether the compiled path answers."""
        if self.compiled is not None:
            return self.compiled
        n_most = max(len(self.vectors.owners.rows), len(self.vectors.candidates.rows))
        return n_most > FEW and find_spec("numba") is not None

    # The compiled path

    @cached_property
    def laid_out(self) -> tuple[Vectors, SparseRows, Tiles]:
        """Candidates in the order of the tiles, what is added to them, the tiles."""
        candidates = self.vectors.candidates
        everyone = np.array_equal(candidates.rows, self.vectors.owners.rows)
        same = self.vectors.one_registry and everyone
        order = self.order if same else alike_together(candidates.left)
        together = candidates.take(order)
        position = np.empty(len(order), dtype=np.intp)
        position[order] = np.arange(len(order))
        added = self.vectors.added
        moved = added._replace(columns=position[added.columns].astype(np.int32))
        tiles = Tiles.of(together.right, self.vectors.n_features)
        return together, moved, tiles

    def _compiled_best(self, rows: IntArray) -> tuple[IntArray, FloatArray]:
        from matcher.pairs.search.compiled import best_of_rows

        together, added, tiles = self.laid_out
        chosen = np.empty((len(rows), self.n_kept), np.int64)
        scores = np.empty((len(rows), self.n_kept))
        some = self.vectors.owners.take(rows)
        best_of_rows(
            (*some.left, *some.right, some.rows),
            (*together.left, *together.right, together.rows),
            tuple(added.take(rows)),
            (tiles.starts, tiles.line, tiles.values, tiles.highest, tiles.lowest),
            self._margins[rows].astype(np.float32),
            self.vectors.intercept,
            self.vectors.one_registry,
            chosen,
            scores,
        )
        return np.where(chosen >= 0, together.rows[chosen], -1), scores

    @cached_property
    def _margins(self) -> FloatArray:
        highest, lowest = self.laid_out[2].highest, self.laid_out[2].lowest
        extremes = np.maximum(np.abs(highest), np.abs(lowest)).astype(float)
        longest = np.sqrt((extremes**2).sum(axis=0)).max(initial=0.0)
        return margins(self.vectors, longest, SINGLE)

    # The numpy path

    def _numpy_best(self, rows: IntArray) -> tuple[IntArray, FloatArray]:
        vectors, k = self.vectors, self.n_kept
        some, added = vectors.owners.take(rows), vectors.added.take(rows)
        extra = added.dense(len(vectors.candidates.rows))
        rough = self._products(some) + extra
        if vectors.one_registry:
            rough[some.rows[:, None] == vectors.candidates.rows] = -np.inf
        cuts = np.partition(rough, -k, axis=1)[:, -k] - 2 * self._double_margins[rows]
        row, candidate = np.nonzero((rough >= cuts[:, None]) & (rough > -np.inf))
        exact = exact_scores(vectors, some, row, candidate, extra[row, candidate])
        order = np.lexsort((candidate, -exact, row))
        row, candidate, exact = row[order], candidate[order], exact[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row) + 1
        kept = rank <= k
        chosen = np.full((len(rows), k), -1, dtype=np.intp)
        scores = np.full((len(rows), k), -np.inf)
        at = row[kept], rank[kept] - 1
        chosen[at], scores[at] = vectors.candidates.rows[candidate[kept]], exact[kept]
        return chosen, scores

    def _products(self, some: Vectors) -> FloatArray:
        """Inner products of some rows with all candidates, some of them at a time."""
        n_features, right = self.vectors.n_features, self.vectors.candidates.right
        left = some.left.dense(n_features)
        products = np.empty((len(left), right.n_rows))
        for start, stop in spans_of(right.n_rows, CANDIDATES_AT_ONCE):
            some_right = right.span(start, stop).dense(n_features)
            products[:, start:stop] = left @ some_right.T
        return products

    @cached_property
    def _double_margins(self) -> FloatArray:
        longest = self.vectors.candidates.right.lengths().max(initial=0.0)
        return margins(self.vectors, longest, DOUBLE)


def best_partners(scorer: Scorer, k: int, filters: Filters) -> BestK:
    """The best `k` of every cluster of a registry that no filter holds back.

    Parameters
    ----------
    scorer : Scorer
    k : int
    filters : Filters
        Applied before the best are chosen; none changes a score.
    """
    new_only = "new_partners_only" in filters.wanted
    vectors = pair_vectors(scorer, new_partners_only=new_only)
    return BestK(vectors.among(let_through(filters, scorer.registry)), k)


def let_through(filters: Filters, registry: Registry) -> IntArray:
    """Rows of the clusters that no filter holds back, whoever asks."""
    wanted = filters.without("new_partners_only")
    kept = [
        row
        for row, cluster in enumerate(registry.clusters)
        if not wanted.holds_back(Candidate.of(cluster, registry), registry.vocabulary)
    ]
    return np.array(kept, dtype=np.intp)
