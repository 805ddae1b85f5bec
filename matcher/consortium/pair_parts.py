"""What two members are to each other: how well they fit, and how different they are.

In: a fitted `Scorer`. Out: for some clusters with all, affinity and facts of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.strength import STRENGTHS
from matcher.pairs.best_lists import best_lists
from matcher.pairs.search.best_k import best_partners
from matcher.registry.filters import Filters

_FAIR = [word for word, _ in STRENGTHS].index("fair")

MOST_KEPT = 2_000
"""Affinity of all pairs is kept up to so many clusters: 32 MB."""

MOST_PARTNERS = 19
"""Others in the largest consortium that can be asked for."""


@dataclass(frozen=True)
class PairParts:
    """Affinity and facts of pairs, by row of the registry; 0 of nobody with itself.

    Parameters
    ----------
    scorer : Scorer
    """

    scorer: Scorer

    def affinity(self, rows: IntArray) -> FloatArray:
        """Log-odds of some clusters with all, of shape (n_rows, n_clusters)."""
        if len(self.scorer.registry.clusters) <= MOST_KEPT:
            return np.asarray(self._all[rows])
        return self._affinity(rows)

    @cached_property
    def _all(self) -> FloatArray:
        return self._affinity(np.arange(len(self.scorer.registry.clusters)))

    def _affinity(self, rows: IntArray) -> FloatArray:
        scores = self.scorer.lists_of(rows)
        scores[np.arange(len(rows)), rows] = 0.0
        return scores

    @cached_property
    def strongest(self) -> FloatArray:
        """The highest affinities of each cluster, (n_clusters, n_kept), best first."""
        everybody = Filters.of({"include_gone": True}, self.scorer.registry)
        job = best_partners(self.scorer, MOST_PARTNERS, everybody)
        return best_lists(job).scores

    @property
    def fair_cut(self) -> float:
        """Who fits better than this fits fairly, among all pairs of the registry."""
        return float(self.scorer.strengths.cuts[_FAIR])

    def apart(self, rows: IntArray) -> FloatArray:
        """1 where two sit in different countries, as far as recorded; else 0."""
        ours = self._countries[rows, None]
        known = (ours >= 0) & (self._countries >= 0)
        return np.asarray((ours != self._countries) & known, float)

    def alike(self, rows: IntArray) -> FloatArray:
        """Activities that both have, as a share of those that either has.

        0 where one records none.

        References
        ----------
        Jaccard, "Distribution de la flore alpine", 1901.
        """
        held = self._activities
        both = (held[rows] @ held.T).astype(float)
        n_held = held.sum(axis=1, dtype=float)
        either = n_held[rows, None] + n_held - both
        both[np.arange(len(rows)), rows] = 0.0
        return np.asarray(both / np.maximum(either, 1.0))

    @cached_property
    def _countries(self) -> IntArray:
        """A number for each country; -1 where it is not recorded."""
        codes = [cluster.country for cluster in self.scorer.registry.clusters]
        number = {code: n for n, code in enumerate(sorted({*codes} - {""}))}
        return np.array([number.get(code, -1) for code in codes], np.intp)

    @cached_property
    def _activities(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Who has which sector or technology, as 0 and 1."""
        registry = self.scorer.registry
        codes = [*registry.vocabulary.sectors, *registry.vocabulary.technologies]
        column = {code: n for n, code in enumerate(codes)}
        held = np.zeros((len(registry.clusters), len(codes)), np.float32)
        for row, cluster in enumerate(registry.clusters):
            held[row, [column[c] for c in cluster.sectors]] = 1.0
            held[row, [column[c] for c in cluster.technologies]] = 1.0
        return held
