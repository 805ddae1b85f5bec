"""Scores of sides against candidates: the fitted state of the recommender.

In: a registry. Out: `Scorer`, which holds what was learnt (signals, weights, history)
and turns sides into signal values and log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import FloatArray, IntArray, Span, spans_of
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
from matcher.model.scoring.ranks import Ranks, RecentLists, fit_in_memory, ranks_among
from matcher.model.scoring.sides import Side, Sides, Singles, stated_by
from matcher.model.scoring.strength import Strengths, rows_to_stand_for_all
from matcher.model.signals import SIGNALS, DenseSignal, Encoding, fit_signals
from matcher.model.values import dense_values, history_sums, pair_scores, pair_values
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Profile
from matcher.registry.registry import Registry

DECIMALS = 10
"""Scores are rounded so far, so that equal profiles tie whatever the order of sums."""

PAIRS_AT_ONCE = 1 << 18
"""Pairs that are scored at once: 72 bytes each, and as much again for contributions."""


@dataclass(frozen=True)
class Scorer:
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
        """Count the past and fit the signals; learn weights that are not known yet."""
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

    def log_odds(self, values: FloatArray) -> FloatArray:
        """Scores from signal values, rounded to `DECIMALS`."""
        return np.round(self.weights.log_odds(values), DECIMALS)

    def _spans(self, n_rows: int) -> list[Span]:
        return spans_of(n_rows, PAIRS_AT_ONCE // max(len(self.past.arrays), 1))

    def values_of(self, rows: IntArray) -> FloatArray:
        """Signals of some clusters with all; NaN where undefined.

        Returns
        -------
        float array of shape (n_rows, n_clusters, n_signals)
        """
        return pair_values(self.past, self.encodings, rows)

    def lists_of(self, rows: IntArray) -> FloatArray:
        """Scores that some clusters give to all; nobody stands in their own list.

        Returns
        -------
        float array of shape (n_rows, n_clusters)
            ``-inf`` for the cluster itself.
        """
        scores = np.empty((len(rows), len(self.past.arrays)))
        learnt = self.past, self.encodings, self.weights
        for span in self._spans(len(rows)):
            scores[slice(*span)] = pair_scores(*learnt, rows[slice(*span)])
        scores[np.arange(len(rows)), rows] = -np.inf
        return np.round(scores, DECIMALS)

    def ranks_between(
        self, owners: IntArray, others: IntArray, *, shared: bool = False
    ) -> IntArray:
        """Ranks of some clusters in the lists of others, from 1, ties by id.

        Parameters
        ----------
        owners : int array of shape (n_owners,)
            Whose lists; nobody stands in their own.
        others : int array of shape (n_others,)
            Whose ranks.
        shared : bool
            Whether equals share the lowest of their places instead.

        Returns
        -------
        int array of shape (n_owners, n_others)
        """
        if not fit_in_memory(len(self.past.arrays)):
            return ranks_among(self.lists_of(owners), others, shared=shared)
        kept = self.all_ranks
        return (kept.shared_between if shared else kept.between)(owners, others)

    def ranks_of_visitor(
        self, owners: IntArray, scores: FloatArray, without: Sequence[int] = ()
    ) -> IntArray:
        """Ranks in the lists of some clusters for who is in nobody's list yet.

        Parameters
        ----------
        owners : int array of shape (n_owners,)
        scores : float array of shape (n_owners,)
            What they would give the visitor, who stands before its equals.
        without : sequence of int
            In whose place the visitor stands.
        """
        lists = self._lists_asked_for.of(owners.tolist(), self.lists_of)
        given, gone = zip(lists, scores, strict=True), np.array(without, np.intp)
        n_before = [(one > x).sum() - (one[gone] > x).sum() for one, x in given]
        return np.array(n_before, np.intp) + 1

    @cached_property
    def _lists_asked_for(self) -> RecentLists:
        return RecentLists(len(self.past.arrays))

    @cached_property
    def all_ranks(self) -> Ranks:
        """Of all clusters in all lists, in memory."""
        found = Ranks(len(self.past.arrays))
        found.work_out(self._lists_to_rank)
        return found

    def row_blocks(self) -> Iterator[IntArray]:
        """Rows of all clusters, as many at a time as `PAIRS_AT_ONCE` allows."""
        return (np.arange(*span) for span in self._spans(len(self.past.arrays)))

    def _lists_to_rank(self, rows: IntArray) -> FloatArray:
        """Lists as from `lists_of`; those that stand for all tell strengths as well."""
        lists = self.lists_of(rows)
        if np.array_equal(rows, rows_to_stand_for_all(len(self.past.arrays))):
            self.__dict__["strengths"] = self._strengths(lists, rows)
        return lists

    @cached_property
    def strengths(self) -> Strengths:
        """How scores lie among all pairs of the registry."""
        rows = rows_to_stand_for_all(len(self.past.arrays))
        return self._strengths(self.lists_of(rows), rows)

    def _strengths(self, lists: FloatArray, rows: IntArray) -> Strengths:
        return Strengths.of(lists, rows, round(self.weights.intercept, DECIMALS))
