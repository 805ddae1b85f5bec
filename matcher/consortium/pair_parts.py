"""What two members are to each other: how well they fit, and how different they are.

In: a fitted `Scorer`. Out: for some clusters with all, affinity and facts of pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring.ranks import lowest_places
from matcher.model.scoring.scorer import Scorer
from matcher.model.values import pair_values
from matcher.pairs.best_pairs import Lists, best_lists
from matcher.pairs.search.best_k import best_partners
from matcher.registry.filters import Candidate, Filters
from matcher.registry.records import Cluster

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST_KEPT = 2_000
"""Affinity of all pairs is kept up to so many clusters: 32 MB."""

FEW = 8
"""Of so many times more clusters, few are scored with each other alone."""

LAST_RANK = 100
"""Nobody gains by standing on this place of a list or a lower one."""


def standing_at(ranks: npt.ArrayLike) -> FloatArray:
    """What a rank in a list is worth: 1 for the first, 0 from `LAST_RANK` on."""
    counted = np.clip(np.asarray(ranks, float), 1.0, LAST_RANK)
    return np.asarray(1.0 - np.log(counted) / np.log(LAST_RANK))


@dataclass(frozen=True)
class PairParts:
    """Affinity and facts of pairs, by row of the registry; 0 of nobody with itself.

    Parameters
    ----------
    scorer : Scorer
    """

    scorer: Scorer

    @property
    def n_clusters(self) -> int:
        """How many there are."""
        return len(self.scorer.registry.clusters)

    def affinity(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        """Log-odds of some clusters with others, or with all: (n_rows, n_others)."""
        n_clusters = self.n_clusters
        if others is not None and n_clusters > max(MOST_KEPT, FEW * len(others)):
            return self._between(rows, others)
        scores = self._all[rows] if n_clusters <= MOST_KEPT else self._affinity(rows)
        return np.asarray(scores if others is None else scores[:, others])

    @cached_property
    def _all(self) -> FloatArray:
        scores = self.scorer.all_lists()
        np.fill_diagonal(scores, 0.0)
        return scores

    def _affinity(self, rows: IntArray) -> FloatArray:
        scores = self.scorer.lists_of(rows)
        scores[np.arange(len(rows)), rows] = 0.0
        return scores

    def _between(self, rows: IntArray, others: IntArray) -> FloatArray:
        scorer = self.scorer
        values = pair_values(scorer.past, scorer.encodings, rows, others)
        scores = scorer.log_odds(values)
        scores[rows[:, None] == others] = 0.0
        return scores

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What filters look at, of each cluster."""
        registry = self.scorer.registry
        return tuple(Candidate.of(cluster, registry) for cluster in registry.clusters)

    @cached_property
    def _first(self) -> Lists:
        """The first `LAST_RANK` and one more of each list."""
        everybody = Filters.of({"include_gone": True}, self.scorer.registry)
        return best_lists(best_partners(self.scorer, LAST_RANK + 1, everybody))

    @property
    def strongest(self) -> FloatArray:
        """The highest affinities of each cluster, (n_clusters, n_kept), best first."""
        return self._first.scores[:, :LAST_RANK]

    def standing(self, rows: IntArray) -> FloatArray:
        """How high two stand on each other's lists: 1 if both are first, in [0, 1].

        Notes
        -----
        The mean of both sides of ``1 - ln(rank) / ln(100)``, from the 100th on 0;
        equals have the lowest rank of them.
        """
        if len(self.scorer.registry.clusters) <= MOST_KEPT:
            return np.asarray(self._all_standing[rows])
        return np.asarray(self._some_standing[rows].toarray(), float)

    @cached_property
    def _all_standing(self) -> FloatArray:
        everybody = np.arange(len(self.scorer.registry.clusters))
        one = standing_at(self.scorer.ranks_between(everybody, everybody, shared=True))
        np.fill_diagonal(one, 0.0)
        return (one + one.T) / 2

    @cached_property
    def _some_standing(self) -> csr_array:
        """The same of those on the first ranks of a list; of all others it is 0."""
        from scipy.sparse import csr_array

        scores, chosen = self._first.scores, self._first.chosen
        n_clusters, n_kept = scores.shape
        ranks = lowest_places(scores, np.tile(np.arange(n_kept), (n_clusters, 1)))
        # Who is equal to the one after the last of these is on no first rank.
        last = scores == scores[:, -1:]
        worth = np.where(last | (chosen < 0), 0.0, standing_at(ranks))
        owners, at = np.nonzero(worth)
        one = csr_array(
            (worth[owners, at], (owners, chosen[owners, at])), (n_clusters,) * 2
        )
        return ((one + one.T) / 2).tocsr()

    def apart(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        """1 where two sit in different countries, as far as recorded; else 0."""
        ours, every = self._countries[rows, None], self._countries
        theirs = every if others is None else every[others]
        return np.asarray((ours != theirs) & (ours >= 0) & (theirs >= 0), float)

    def alike(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        """Activities that both have, as a share of those that either has.

        0 where one records none.

        References
        ----------
        Jaccard, "Distribution de la flore alpine", 1901.
        """
        ours, every = self._activities[rows], self._activities
        theirs = every if others is None else every[others]
        both = (ours @ theirs.T).astype(float)
        n_ours, n_theirs = (held.sum(axis=1, dtype=float) for held in (ours, theirs))
        return np.asarray(both / np.maximum(n_ours[:, None] + n_theirs - both, 1.0))

    @cached_property
    def _countries(self) -> IntArray:
        """A number for each country; -1 where it is not recorded."""
        codes = [cluster.country for cluster in self.scorer.registry.clusters]
        number = {code: n for n, code in enumerate(sorted({*codes} - {""}))}
        return np.array([number.get(code, -1) for code in codes], np.intp)

    @cached_property
    def _activities(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Who has which sector or technology, as 0 and 1."""
        return self.activities_of(self.scorer.registry.clusters)

    def activities_of(
        self, clusters: Sequence[Cluster]
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """The same of any clusters, a row for each."""
        vocabulary = self.scorer.registry.vocabulary
        codes = [*vocabulary.sectors, *vocabulary.technologies]
        column = {code: n for n, code in enumerate(codes)}
        held = np.zeros((len(clusters), len(codes)), np.float32)
        for row, cluster in enumerate(clusters):
            held[row, [column[c] for c in cluster.sectors]] = 1.0
            held[row, [column[c] for c in cluster.technologies]] = 1.0
        return held
