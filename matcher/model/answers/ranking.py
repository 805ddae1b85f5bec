"""Ranks candidates for a side and opens the best ones.

In: a fitted `Scorer`, a side and filters. Out: lists of `Suggestion` or `Synergy`, or
what a filter holds back. Scores, percentiles and ranks in the lists of others count
over all candidates, whatever is filtered; `rank` counts within the list that is shown.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.answers.answer import Answer, LeftOut
from matcher.model.answers.explain import Opener
from matcher.model.answers.suggestions import Opened, Suggestion, when_asked
from matcher.model.answers.variety import AMONG, VarietyCost, varied
from matcher.model.goals.grounds import Ground
from matcher.model.goals.serving import Serving
from matcher.model.goals.wanted import Goals
from matcher.model.learning.weights import SignalWeights
from matcher.model.scoring.agreement import ConsortiumScores, consortium_scores
from matcher.model.scoring.lists import DECIMALS
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.scoring.strength import strength_at
from matcher.model.values import ranked
from matcher.registry.filters import Candidate, Filters
from matcher.registry.options import MUST


class Ranking(ABC):
    """All candidates in order for one side.

    Parameters
    ----------
    scorer : Scorer
    side : Side
    values : float array of shape (n_candidates, n_signals)
        Signals of the side with all that could be candidates.
    affinity : float array of shape (n_candidates,)
        What was learnt of each.
    scores : float array of shape (n_candidates,)
        The same with what goals add; candidates come in this order.
    without : iterable of int
        Who is no candidate, by row.
    """

    _weights: SignalWeights
    """What each signal weighs in these scores."""

    def __init__(
        self,
        scorer: Scorer,
        side: Side,
        values: FloatArray,
        affinity: FloatArray,
        scores: FloatArray,
        without: Iterable[int],
    ) -> None:
        self._scorer, self._registry, self._side = scorer, scorer.registry, side
        self._values, self._affinity, self._scores = values, affinity, scores
        self.rows: list[int] = ranked(scores).tolist()
        for row in without:
            self.rows.remove(row)
        self._rising = np.sort(affinity[self.rows])

    @abstractmethod
    def _candidate(self, row: int) -> Candidate:
        """A candidate as filters see it."""

    def _held(self, row: int, filters: Filters) -> tuple[str, str] | None:
        """Which filter holds a candidate back, and why."""
        return filters.holds_back(self._candidate(row), self._registry.vocabulary)

    def _kept(self, filters: Filters, rows: Iterable[int]) -> Iterator[int]:
        return (row for row in rows if not self._held(row, filters))

    @cached_property
    def _places(self) -> dict[int, int]:
        """Place of each candidate, from 0."""
        return {row: place for place, row in enumerate(self.rows)}

    def _n_worse(self, rows: Sequence[int]) -> list[int]:
        """How many candidates have a lower affinity than each of some."""
        found: list[int] = self._rising.searchsorted(self._affinity[rows]).tolist()
        return found

    def _percentile(self, n_worse: int) -> float:
        return 100.0 * n_worse / max(len(self.rows), 1)

    @cached_property
    def _opener(self) -> Opener:
        return Opener(self._side, self._weights, self._scorer)

    def _opened(self, row: int, other: Side) -> Opened:
        return self._opener.opened(other, self._values[row])


class ClusterRanking(Ranking):
    """All clusters in order for one side.

    Parameters
    ----------
    scorer : Scorer
    side : Side
        Its own clusters are not candidates.
    goals : Goals, optional
        What it wants of a partner; nothing where not given.
    """

    def __init__(self, scorer: Scorer, side: Side, goals: Goals | None = None) -> None:
        values = scorer.cluster_values(side)
        self._consortium: ConsortiumScores | None = None
        if len(side.rows) > 1:
            self._consortium = consortium_scores(scorer, side, values)
        asked = self._consortium
        self._weights = asked.weights if asked else scorer.weights
        affinity = scores = asked.scores if asked else scorer.log_odds(values)
        self._serving: Serving | None = None
        if goals:
            self._serving = Serving(goals, scorer.grounds, scorer.goal_weight)
            scores = np.round(affinity + self._serving.added, DECIMALS)
        super().__init__(scorer, side, values, affinity, scores, side.rows)
        self._past = {p for row in side.rows for p in self._partnerships_of(row)}

    def answer(self, k: int, filters: Filters, variety: bool = False) -> Answer:
        """The best k new and the best k known partners that no filter holds back.

        With them come those of the best k of each that one does hold back; who is left
        out keeps the rank of the whole list.
        """
        new, known = self._apart
        best = sorted((*new[:k], *known[:k]), key=self._places.__getitem__)
        held = {row: why for row in best if (why := self._held(row, filters))}
        pool = [*islice(self._kept(filters, new), k * AMONG if variety else k)]
        shown = varied(self._scorer, pool, self._scores[pool], k) if variety else pool
        return Answer(
            self._suggestions(shown, range(1, len(shown) + 1)),
            self._best(known, k, filters),
            [LeftOut(self.suggestion(row), *why) for row, why in held.items()],
            self._cost(pool[:k], shown) if variety else None,
        )

    def _cost(self, best: list[int], shown: list[int]) -> VarietyCost:
        rows = best + shown
        worse = map(self._percentile, self._n_worse(rows))
        fits = dict(zip(rows, zip(self._scores[rows], worse, strict=True), strict=True))
        step = self._scorer.goal_weight
        return VarietyCost.of(step, [fits[r] for r in best], [fits[r] for r in shown])

    @property
    def _apart(self) -> tuple[list[int], list[int]]:
        """New and known partners, each best first."""
        index, members_of = self._registry.index, self._registry.members_of
        met = {index[member] for one in self._past for member in members_of[one]}
        new = [row for row in self.rows if row not in met]
        return new, [row for row in self.rows if row in met]

    def _best(self, rows: list[int], k: int, filters: Filters) -> list[Suggestion]:
        best = list(islice(self._kept(filters, rows), k))
        return self._suggestions(best, range(1, len(best) + 1))

    def _held(self, row: int, filters: Filters) -> tuple[str, str] | None:
        held = super()._held(row, filters)
        if held or not self._serving or not self._serving.falls_short[row]:
            return held
        return MUST.argument, self._serving.lacking(row)

    def _kept(self, filters: Filters, rows: Iterable[int]) -> Iterator[int]:
        if self._serving:  # those who fall short need no words
            short = self._serving.falls_short
            rows = (row for row in rows if not short[row])
        return super()._kept(filters, rows)

    def suggestions(self, k: int, filters: Filters) -> list[Suggestion]:
        """The best k that no filter holds back."""
        return self._best(self.rows, k, filters)

    def suggestion(self, row: int) -> Suggestion:
        """One candidate, with its rank in the whole list."""
        return self._suggestions([row], [self._places[row] + 1])[0]

    def best_score(self, filters: Filters) -> float:
        """Score of the best that no filter holds back; ``-inf`` if all are."""
        best = next(self._kept(filters, self.rows), None)
        return -np.inf if best is None else float(self._scores[best])

    def _candidate(self, row: int) -> Candidate:
        registry = self._registry
        return Candidate.of(registry.clusters[row], registry, self._met_in(row))

    def _met_in(self, row: int) -> tuple[str, ...]:
        """Partnerships of a candidate and any cluster of this side, in id order."""
        return tuple(p for p in self._partnerships_of(row) if p in self._past)

    def _partnerships_of(self, row: int) -> tuple[str, ...]:
        return self._registry.partnerships_of[self._registry.clusters[row].id]

    def _suggestions(
        self, rows: Sequence[int], ranks: Iterable[int]
    ) -> list[Suggestion]:
        if not rows:
            return []
        told = self._their_ranks(rows), self._n_worse(rows)
        return [*map(self._suggestion, rows, ranks, *told)]

    def _suggestion(
        self, row: int, rank: int, their_rank: int, n_worse: int
    ) -> Suggestion:
        scorer, asked, registry = self._scorer, self._consortium, self._registry
        cluster, serving = registry.clusters[row], self._serving
        n_candidates = len(self.rows)
        grounds = serving.grounds_of(row) if serving else ()
        return Suggestion(
            cluster=cluster,
            rank=rank,
            their_rank=their_rank,
            n_candidates=n_candidates,
            n_in_their_list=len(self._scores) - 1 + (not self._side.rows),
            partnerships=self._met_in(row),
            markets=registry.markets_of(cluster.id),
            grounds=grounds,
            score=float(self._scores[row]),
            intercept=self._weights.intercept,
            contributions=when_asked(partial(self._contributions, row, grounds)),
            percentile=self._percentile(n_worse),
            strength=strength_at(n_worse, n_candidates, asked.speaks_for(row))
            if asked
            else scorer.strengths.word(float(self._affinity[row])),
        )

    def _contributions(self, row: int, grounds: Sequence[Ground]) -> Opened:
        opened = self._opened(row, self._scorer.singles[row])
        if asked := self._consortium:
            opened = (*opened, asked.opened(row, self._side, self._registry))
        return (*opened, *self._serving.opened(grounds)) if self._serving else opened

    def _their_ranks(self, rows: Sequence[int]) -> list[int]:
        """Rank of this side in the list of each candidate."""
        side, asked = self._side, np.array(rows, dtype=np.intp)
        mine = np.array(side.rows, dtype=np.intp)
        if len(mine) and len(asked) and side.stands:
            ranks = self._scorer.ranks_between(asked, mine).min(axis=1)
        else:  # a visitor, who is in nobody's list yet
            scores = self._affinity[asked]
            ranks = self._scorer.ranks_of_visitor(asked, scores, side.rows)
        return [*map(int, ranks)]
