"""Simple rules that any model must beat, behind the same three questions.

In: what may be known. Out: a `System`, which scores all clusters for one cluster or for
a consortium, and all partnerships for a cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, Self

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.evaluation.splits import Known
from matcher.model.learning.weights import SignalWeights
from matcher.model.past import Past
from matcher.model.scoring.agreement import consortium_scores
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side, Sides
from matcher.model.signals.history import PartnersInCommon
from matcher.model.signals.rows import damped_rows, idf
from matcher.registry.partnerships import Partnership
from matcher.registry.registry import Registry


class System(Protocol):
    """What is compared: scores of all candidates, higher is better."""

    name: str

    def fit(self, known: Known) -> Self:
        """Learn from what may be known."""
        ...

    def partners(self, row: int) -> FloatArray:
        """Scores of all clusters for one cluster; shape (n_clusters,)."""
        ...

    def complete(self, rows: list[int]) -> FloatArray:
        """Scores of all clusters for a consortium; shape (n_clusters,)."""
        ...

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """Scores of partnerships with these members; shape (n_partnerships,)."""
        ...


class Recommender:
    """The product itself, as `PartnerRecommender` ranks."""

    def __init__(self) -> None:
        self.name = "this recommender"
        self._taught: tuple[Registry, SignalWeights] | None = None

    def fit(self, known: Known) -> Self:
        """Fit as the product does; weights that it was taught before are kept."""
        if self._taught is None or self._taught[0] is not known.taught_by:
            self._taught = known.taught_by, Scorer.fit(known.taught_by).weights
        self.scorer = Scorer.fit(known.registry, self._taught[1])
        self._sides: dict[tuple[str, bytes], Side] = {}
        return self

    def without(self, signal: str) -> Recommender:
        """The same as it was fitted, one signal taken out."""
        other = Recommender()
        other.name = f"without {signal}"
        other.scorer = self.scorer.reweighted({signal: 0.0})
        other._sides = self._sides  # they weigh nothing
        return other

    def partners(self, row: int) -> FloatArray:
        """Log-odds of each cluster as a partner."""
        side = self.scorer.cluster_side([row])
        return self.scorer.log_odds(self.scorer.cluster_values(side))

    def complete(self, rows: list[int]) -> FloatArray:
        """Log-odds of each cluster as a further member."""
        if len(rows) == 1:
            return self.partners(rows[0])
        side = self.scorer.cluster_side(rows)
        values = self.scorer.cluster_values(side)
        return consortium_scores(self.scorer, side, values).scores

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """Log-odds of each partnership, from what it states and its members."""
        sides = Sides(
            self._side(partnership, team)
            for partnership, team in zip(partnerships, teams, strict=True)
        )
        values = self.scorer.side_values(self.scorer.cluster_side([row]), sides)
        return self.scorer.log_odds(values)

    def _side(self, partnership: Partnership, team: IntArray) -> Side:
        key = partnership.id, team.tobytes()
        if key not in self._sides:
            self._sides[key] = self.scorer.sides_of([partnership], [team])[0]
        return self._sides[key]


class Rule:
    """A rule that scores all pairs at once; a consortium takes the mean.

    Parameters
    ----------
    name : str
    matrix : callable
        What was in the past -> scores of shape (n_clusters, n_clusters).
    """

    def __init__(self, name: str, matrix: Callable[[Past], FloatArray]) -> None:
        self.name = name
        self._matrix = matrix

    def fit(self, known: Known) -> Self:
        """Score all pairs."""
        self.scores_ = self._matrix(known.past)
        return self

    def partners(self, row: int) -> FloatArray:
        """The row of a cluster."""
        return np.asarray(self.scores_[row])

    def complete(self, rows: list[int]) -> FloatArray:
        """The mean of the rows of the members."""
        return np.asarray(self.scores_[rows].mean(axis=0))

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """The mean over the members of each partnership; 0 without members."""
        return np.array([self.scores_[row, t].mean() if len(t) else 0.0 for t in teams])


def any_order(past: Past) -> FloatArray:
    """All are equal, so that they are measured over every order there is."""
    return np.zeros((len(past.arrays),) * 2)


def popularity(past: Past) -> FloatArray:
    """Who was in most consortia comes first for everybody."""
    return np.tile(past.consortia.memberships, (len(past.arrays), 1))


def same_sector(past: Past) -> FloatArray:
    """How many sectors both work in."""
    sectors = (past.arrays.sectors == 1.0).astype(float)
    return np.asarray(sectors @ sectors.T)


def jaccard(past: Past) -> FloatArray:
    """Shared sectors and technologies over all that either has."""
    shared = past.kinds @ past.kinds.T
    n_kinds = past.kinds.sum(axis=1)
    either = n_kinds[:, None] + n_kinds - shared
    return np.asarray(shared / np.maximum(either, 1.0))


def idf_cosine(past: Past) -> FloatArray:
    """Cosine of sectors and technologies, rare ones weighted up."""
    rows = damped_rows(past.kinds * idf(past.kinds), damping=0.0)
    return np.asarray(rows @ rows.T)


def adamic_adar(past: Past) -> FloatArray:
    """Shared past partners, those with few partners weighted up."""
    signal = PartnersInCommon()
    scores = np.zeros((len(past.arrays),) * 2)
    for row in range(len(scores)):
        found = signal.values(past, row)
        scores[row, list(found)] = list(found.values())
    return scores


def baselines() -> list[System]:
    """Fresh baselines in their fixed order."""
    return [
        Rule("random", any_order),
        Rule("popularity", popularity),
        Rule("same sector", same_sector),
        Rule("Jaccard", jaccard),
        Rule("IDF cosine", idf_cosine),
        Rule("Adamic-Adar", adamic_adar),
    ]
