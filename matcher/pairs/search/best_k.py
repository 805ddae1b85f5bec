"""The exact best k candidates of every row, in parts that any machine can work on.

In: `PairVectors`. Out: `BestK`, which answers for some rows at a time. Fast arithmetic
chooses who may be among the best, exact sums decide: every path, part and number of
threads gives the same candidates and scores, bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.search.exact import exact_scores
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.tiles import DOUBLE, SINGLE, Tiles, alike_together, margins
from matcher.pairs.search.vectors import PairVectors, Vectors, pair_vectors
from matcher.registry.filters import Candidate, Filters

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
        n_candidates = len(self.vectors.candidates.ids)
        own = self.vectors.one_registry and n_candidates == len(self.vectors.rows.ids)
        return max(min(self.k, n_candidates - own), 0)

    @cached_property
    def order(self) -> IntArray:
        """Rows in the order in which parts take them: alike rows together."""
        return alike_together(self.vectors.rows.left)

    def best(self, start: int, stop: int) -> tuple[IntArray, FloatArray]:
        """The best of the rows at these places of `order`.

        Returns
        -------
        ids : int array of shape (stop - start, n_kept)
            Of candidates, best first; -1 where there are no more.
        scores : float array of the same shape
            Log-odds; ``-inf`` where there are no more.
        """
        rows = self.order[start:stop]
        if self.n_kept == 0 or len(rows) == 0:
            return np.empty((len(rows), 0), np.intp), np.empty((len(rows), 0))
        if self.uses_compiled:
            return self._compiled_best(rows)
        found = [self._numpy_best(some) for some in self._affordable(rows)]
        ids, scores = zip(*found, strict=True)
        return np.concatenate(ids), np.concatenate(scores)

    @cached_property
    def uses_compiled(self) -> bool:
        """Whether the compiled path answers."""
        if self.compiled is not None:
            return self.compiled
        n_most = max(len(self.vectors.rows.ids), len(self.vectors.candidates.ids))
        return n_most > FEW and find_spec("numba") is not None

    # The compiled path

    @cached_property
    def laid_out(self) -> tuple[Vectors, SparseRows, Tiles]:
        """Candidates in the order of the tiles, what is added to them, the tiles."""
        candidates = self.vectors.candidates
        everyone = np.array_equal(candidates.ids, self.vectors.rows.ids)
        same = self.vectors.one_registry and everyone
        order = self.order if same else alike_together(candidates.left)
        together = candidates.take(order)
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.arange(len(order))
        added = self.vectors.added
        moved = added._replace(columns=place[added.columns].astype(np.int32))
        tiles = Tiles.of(together.right, self.vectors.n_features)
        return together, moved, tiles

    def _compiled_best(self, rows: IntArray) -> tuple[IntArray, FloatArray]:
        from matcher.pairs.search.compiled import best_of_rows

        together, added, tiles = self.laid_out
        places = np.empty((len(rows), self.n_kept), np.int64)
        scores = np.empty((len(rows), self.n_kept))
        some = self.vectors.rows.take(rows)
        best_of_rows(
            (*some.left, *some.right, some.ids),
            (*together.left, *together.right, together.ids),
            tuple(added.take(rows)),
            (tiles.starts, tiles.line, tiles.values, tiles.highest, tiles.lowest),
            self._margins[rows].astype(np.float32),
            self.vectors.intercept,
            self.vectors.one_registry,
            places,
            scores,
        )
        return np.where(places >= 0, together.ids[places], -1), scores

    @cached_property
    def _margins(self) -> FloatArray:
        highest, lowest = self.laid_out[2].highest, self.laid_out[2].lowest
        extremes = np.maximum(np.abs(highest), np.abs(lowest)).astype(float)
        longest = np.sqrt((extremes**2).sum(axis=0)).max(initial=0.0)
        return margins(self.vectors, longest, SINGLE)

    # The numpy path

    def _affordable(self, rows: IntArray) -> Iterator[IntArray]:
        n_candidates = max(len(self.vectors.candidates.ids), 1)
        n_rows = max(SCORES_AT_ONCE // n_candidates, 1)
        for start in range(0, len(rows), n_rows):
            yield rows[start : start + n_rows]

    def _numpy_best(self, rows: IntArray) -> tuple[IntArray, FloatArray]:
        vectors, k = self.vectors, self.n_kept
        some, added = vectors.rows.take(rows), vectors.added.take(rows)
        extra = added.dense(len(vectors.candidates.ids))
        rough = self._products(some) + extra
        if vectors.one_registry:
            rough[some.ids[:, None] == vectors.candidates.ids] = -np.inf
        cuts = np.partition(rough, -k, axis=1)[:, -k] - 2 * self._double_margins[rows]
        row, candidate = np.nonzero((rough >= cuts[:, None]) & (rough > -np.inf))
        exact = exact_scores(vectors, some, row, candidate, extra[row, candidate])
        order = np.lexsort((candidate, -exact, row))
        row, candidate, exact = row[order], candidate[order], exact[order]
        place = np.arange(len(row)) - np.searchsorted(row, row)
        kept = place < k
        ids = np.full((len(rows), k), -1, dtype=np.intp)
        scores = np.full((len(rows), k), -np.inf)
        ids[row[kept], place[kept]] = vectors.candidates.ids[candidate[kept]]
        scores[row[kept], place[kept]] = exact[kept]
        return ids, scores

    def _products(self, some: Vectors) -> FloatArray:
        """Inner products of some rows with all candidates, some of them at a time."""
        n_features, right = self.vectors.n_features, self.vectors.candidates.right
        left = some.left.dense(n_features)
        products = np.empty((len(left), right.n_rows))
        for start in range(0, right.n_rows, CANDIDATES_AT_ONCE):
            places = np.arange(start, min(start + CANDIDATES_AT_ONCE, right.n_rows))
            products[:, places] = left @ right.take(places).dense(n_features).T
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
    registry = scorer.registry
    wanted = filters.without("new_partners_only")
    candidates = [
        row
        for row, cluster in enumerate(registry.clusters)
        if wanted == Filters()
        or not wanted.holds_back(Candidate.of(cluster, registry), registry.vocabulary)
    ]
    vectors = pair_vectors(
        scorer,
        np.array(candidates, dtype=np.intp),
        new_partners_only="new_partners_only" in filters.wanted,
    )
    return BestK(vectors, k)
