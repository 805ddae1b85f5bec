"""Scores of sides against candidates: the fitted state of the recommender.

In: a registry. Out: `Scorer`, which holds what was learnt (signals, weights, history)
and turns sides into signal values and log-odds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import FloatArray, IntArray
from matcher.errors import FilterError
from matcher.model.goals.grounds import Grounds
from matcher.model.learning.shipped import shipped_weights
from matcher.model.learning.training import (
    MAX_LEARNT_FROM,
    carried_over,
    encoded,
    learn_weights,
    sample_of,
)
from matcher.model.learning.weights import SignalWeights
from matcher.model.past import Past
from matcher.model.scoring.lists import ListsOfAll
from matcher.model.scoring.sides import Side, Sides, Singles, stated_by
from matcher.model.signals import SIGNALS, DenseSignal, Encoding, fit_signals
from matcher.model.values import dense_values, history_sums
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Profile
from matcher.registry.registry import Registry
from matcher.text import shown


@dataclass(frozen=True)
class Scorer(ListsOfAll):
    """What was learnt from a registry, ready to score.

    Parameters
    ----------
    registry : Registry
    past : Past
    signals : tuple of DenseSignal
        Fitted.
    weights : SignalWeights
    as_learnt : Scorer, optional
        The same before a user let some signals count more or less.
    """

    registry: Registry
    past: Past
    signals: tuple[DenseSignal, ...]
    weights: SignalWeights
    as_learnt: Scorer | None = None

    @classmethod
    def fit(cls, registry: Registry, weights: SignalWeights | None = None) -> Scorer:
        """Count the past and fit the signals; learn weights that are not known yet.

        Raises
        ------
        FilterError
            If the weights are none, but an array of numbers, say.
        """
        if weights is not None and not isinstance(weights, SignalWeights):
            told = "are no SignalWeights; leave them out to learn"
            raise FilterError(f"weights: {shown(str(weights))} {told}")
        weights = weights or shipped_weights(registry)
        if weights is None:
            return cls.learn(registry)
        with threadpool_limits(1, "blas"):
            past = Past.of(registry)
            return cls(registry, past, fit_signals(past), weights)

    @classmethod
    def learn(cls, registry: Registry) -> Scorer:
        """Count the past, fit the signals and learn the weights."""
        if len(registry.clusters) > MAX_LEARNT_FROM:
            # Before the whole past is counted, so that never both are in memory.
            some = cls.learn(sample_of(registry)).weights
            return cls.fit(registry, carried_over(some, registry))
        # Many small products: on a busy machine threads would wait on each other.
        with threadpool_limits(1, "blas"):
            past = Past.of(registry)
            signals = fit_signals(past)
            encodings = encoded(signals, past)
            learnt = learn_weights(past, signals, encodings)
            scorer = cls(registry, past, signals, learnt)
            scorer.__dict__["encodings"] = encodings  # at hand already
            return scorer

    @cached_property
    def grounds(self) -> Grounds:
        """How each cluster serves what may be wanted."""
        return Grounds(self.registry)

    @property
    def goal_weight(self) -> float:
        """Log-odds for serving a goal whole, whatever signals count."""
        return (self.as_learnt or self).strengths.step

    @cached_property
    def encodings(self) -> tuple[Encoding, ...]:
        """Of all clusters, one for each dense signal."""
        return encoded(self.signals, self.past)

    def reweighted(self, factors: Mapping[str, float]) -> Scorer:
        """The same scorer with some learnt weights multiplied.

        Raises
        ------
        FilterError
            For a signal that does not exist, or a factor outside 0 to `MOST_TIMES`.
        """
        weights = self.weights.multiplied(factors, [one.name for one in SIGNALS])
        other = replace(self, weights=weights, as_learnt=self.as_learnt or self)
        kept = ("encodings", "singles", "partnership_sides", "grounds")  # weigh nothing
        mine = self.__dict__  # large, where nobody asked yet
        other.__dict__.update({name: mine[name] for name in kept if name in mine})
        return other

    def cluster_side(self, rows: Sequence[int]) -> Side:
        """The side that some clusters form."""
        return Side.of(self.encodings, rows)

    @cached_property
    def singles(self) -> Singles:
        """The side of each cluster alone, to be opened."""
        return Singles(self.encodings)

    def profile_side(self, profile: Profile) -> Side:
        """The side of a visitor's profile; it has no history."""
        return Side(tuple((e, (0,)) for e in self.encoded([profile])), stands=False)

    def encoded(self, profiles: Sequence[Profile]) -> tuple[Encoding, ...]:
        """Encodings of any profiles, one for each dense signal."""
        arrays = self.past.layout.arrays(profiles)
        return tuple(signal.encode(arrays) for signal in self.signals)

    @cached_property
    def partnership_sides(self) -> Sides:
        """The side of each partnership, in registry order."""
        return self.sides_of(self.registry.partnerships, self.past.teams)

    def sides_of(
        self, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> Sides:
        """Sides of partnerships: what they state, else what their members do.

        Parameters
        ----------
        partnerships : sequence of Partnership
        teams : sequence of int array
            Rows of the members of each, maybe none.
        """
        stated = self.encoded([stated_by(one) for one in partnerships])
        return Sides(
            self.cluster_side(team.tolist()).unless_stated(stated, position)
            for position, team in enumerate(teams)
        )

    def cluster_values(self, side: Side) -> FloatArray:
        """Signals of a side with every cluster; NaN where undefined.

        Returns
        -------
        float array of shape (n_clusters, n_signals)
        """
        return self._values(side, self.encodings, *history_sums(self.past, side.rows))

    def side_values(self, side: Side, others: Sides) -> FloatArray:
        """Signals of a side with other sides; NaN where undefined.

        Returns
        -------
        float array of shape (n_others, n_signals)
        """
        if not others:
            return np.empty((0, len(SIGNALS)))
        found = history_sums(self.past, side.rows, others.rows)
        of_sides = [
            np.column_stack([others.sums(column) for column in values.T])
            for values in found
        ]
        return self._values(side, others.encodings, *of_sides)

    def _values(
        self,
        side: Side,
        others: Sequence[Encoding],
        sums: FloatArray,
        n_pairs: FloatArray,
    ) -> FloatArray:
        """Dense signals with others, and those of history from their sums."""
        (dense,) = dense_values(side.encodings, others)
        sums[n_pairs == 0] = np.nan
        return np.hstack([dense, sums / np.maximum(n_pairs, 1)])
