"""Ranks candidates for a side and opens the best ones.

In: a fitted `Scorer`, a side and filters. Out: lists of `Suggestion` or `Synergy`, or
what a filter holds back. Scores, percentiles and places in the lists of others count
over all candidates, whatever is filtered; `rank` counts within the list that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.answers.explain import open_score, partnerships_in_common
from matcher.model.answers.suggestions import Answer, LeftOut, Suggestion, Synergy
from matcher.model.contributions import Contribution
from matcher.model.scoring.agreement import ConsortiumScores, consortium_scores
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.scoring.strength import strength_at
from matcher.model.values import ranked
from matcher.registry.filters import Candidate, Filters


class ClusterRanking:
    """All clusters in order for one side.

    Parameters
    ----------
    scorer : Scorer
    side : Side
        Its own clusters are not candidates.
    """

    def __init__(self, scorer: Scorer, side: Side) -> None:
        self._scorer = scorer
        self._side = side
        self._values = scorer.cluster_values(side)
        self._weights = scorer.weights
        self._scores = scorer.log_odds(self._values)
        self._consortium: ConsortiumScores | None = None
        if len(side.rows) > 1:
            self._consortium = consortium_scores(scorer, side, self._values)
            self._weights = self._consortium.weights
            self._scores = self._consortium.scores
        order = ranked(self._scores)
        self.rows: list[int] = order[~np.isin(order, side.rows)].tolist()
        self._rising = np.sort(self._scores[self.rows])

    def answer(self, k: int, filters: Filters) -> Answer:
        """The best k that no filter holds back, and those of the best k that one does.

        Who is left out keeps the rank of the whole list.
        """
        best = self.rows[:k]
        why = {row: self._held(row, filters) for row in best}
        held = {row: reason for row, reason in why.items() if reason}
        ranks = [rank for rank, row in enumerate(best, 1) if row in held]
        left_out = zip(self._opened([*held], ranks), held.values(), strict=True)
        return Answer(
            self.suggestions(k, filters),
            [LeftOut(suggestion, *reason) for suggestion, reason in left_out],
        )

    def suggestions(self, k: int, filters: Filters) -> list[Suggestion]:
        """The best k that no filter holds back."""
        best = list(islice(self._kept(filters), k))
        return self._opened(best, range(1, len(best) + 1))

    def best_score(self, filters: Filters) -> float:
        """Score of the best that no filter holds back; ``-inf`` if all are."""
        best = next(self._kept(filters), None)
        return -np.inf if best is None else float(self._scores[best])

    def _kept(self, filters: Filters) -> Iterator[int]:
        if not filters.wanted:
            return iter(self.rows)
        return (row for row in self.rows if not self._held(row, filters))

    def suggestion(self, row: int) -> Suggestion:
        """One candidate, with its rank in the whole list."""
        return self._opened([row], [self.rows.index(row) + 1])[0]

    def _held(self, row: int, filters: Filters) -> tuple[str, str] | None:
        registry = self._scorer.registry
        cluster = registry.clusters[row]
        candidate = Candidate.of(cluster, registry, self._met_in(row))
        return filters.holds_back(candidate, registry.vocabulary)

    def _met_in(self, row: int) -> tuple[str, ...]:
        """Partnerships of a candidate and any cluster of this side, in id order."""
        registry = self._scorer.registry
        found = {
            partnership
            for mine in self._side.rows
            for partnership in partnerships_in_common(
                registry, registry.clusters[mine].id, registry.clusters[row].id
            )
        }
        return tuple(sorted(found))

    def _opened(self, rows: Sequence[int], ranks: Iterable[int]) -> list[Suggestion]:
        scorer, scores = self._scorer, self._scores[list(rows)]
        n_candidates = len(self.rows)
        n_worse = np.searchsorted(self._rising, scores, side="left")
        found = []
        for row, rank, their_rank, score, n_below in zip(
            rows,
            ranks,
            self._their_ranks(rows),
            scores.tolist(),
            n_worse.tolist(),
            strict=True,
        ):
            found.append(
                Suggestion(
                    cluster=scorer.registry.clusters[row],
                    rank=rank,
                    their_rank=their_rank,
                    n_candidates=n_candidates,
                    n_in_their_list=len(self._scores) - 1 + (not self._side.rows),
                    partnerships=self._met_in(row),
                    score=score,
                    intercept=self._weights.intercept,
                    contributions=self._contributions(row),
                    percentile=100.0 * n_below / n_candidates,
                    strength=scorer.strength(score)
                    if self._consortium is None
                    else strength_at(n_below, n_candidates),
                )
            )
        return found

    def _contributions(self, row: int) -> tuple[Contribution, ...]:
        scorer = self._scorer
        opened = open_score(
            self._side,
            scorer.cluster_side([row]),
            self._values[row],
            self._weights,
            scorer,
        )
        if self._consortium is None:
            return opened
        return (*opened, self._consortium.opened(row, self._side, scorer.registry))

    def _their_ranks(self, rows: Sequence[int]) -> list[int]:
        """Rank of this side in the list of each candidate."""
        asked, mine = np.array(rows, dtype=np.intp), np.array(self._side.rows)
        if len(mine) and len(asked):
            ranks = self._scorer.ranks_between(asked, mine).min(axis=1)
        else:  # a visitor, who is in nobody's list yet
            ranks = self._scorer.ranks_of_visitor(asked, self._scores[asked])
        found: list[int] = ranks.tolist()
        return found


class PartnershipRanking:
    """All partnerships in order for one side.

    Parameters
    ----------
    scorer : Scorer
    side : Side
    without : iterable of str
        Ids of partnerships that are not candidates.
    """

    def __init__(self, scorer: Scorer, side: Side, without: Iterable[str]) -> None:
        self._scorer = scorer
        self._side = side
        self._values = scorer.side_values(side, scorer.partnership_sides)
        self._scores: FloatArray = scorer.log_odds(self._values)
        gone = set(without)
        partnerships = scorer.registry.partnerships
        self.positions: list[int] = [
            position
            for position in ranked(self._scores).tolist()
            if partnerships[position].id not in gone
        ]

    def synergies(self, k: int, filters: Filters) -> list[Synergy]:
        """The best k that no filter holds back."""
        kept = (p for p in self.positions if not self._held(p, filters))
        return self._opened(list(islice(kept, k)))

    def synergy(self, position: int) -> Synergy:
        """One candidate, with its rank in the whole list."""
        return self._opened([position], self.positions.index(position) + 1)[0]

    def _held(self, position: int, filters: Filters) -> tuple[str, str] | None:
        registry = self._scorer.registry
        partnership = registry.partnerships[position]
        members = [registry.cluster(c) for c in registry.members_of[partnership.id]]
        candidate = Candidate(
            partnership.id,
            frozenset(m.country for m in members if m.country),
            frozenset(partnership.target_markets),
            frozenset(partnership.sectors),
            self._shared(position),
        )
        return filters.holds_back(candidate, registry.vocabulary)

    def _shared(self, position: int) -> tuple[str, ...]:
        """Ids of clusters on both sides."""
        registry = self._scorer.registry
        mine = {registry.clusters[row].id for row in self._side.rows}
        members = registry.members_of[registry.partnerships[position].id]
        return tuple(member for member in members if member in mine)

    def _opened(self, positions: Sequence[int], first_rank: int = 1) -> list[Synergy]:
        scorer, scores = self._scorer, self._scores
        candidates = np.sort(scores[self.positions])
        return [
            Synergy(
                partnership=scorer.registry.partnerships[position],
                rank=first_rank + place,
                shared_members=self._shared(position),
                score=float(scores[position]),
                intercept=scorer.weights.intercept,
                contributions=open_score(
                    self._side,
                    scorer.partnership_sides[position],
                    self._values[position],
                    scorer.weights,
                    scorer,
                ),
                percentile=float(
                    100.0
                    * np.searchsorted(candidates, scores[position], side="left")
                    / max(len(candidates), 1)
                ),
                strength=scorer.strength(float(scores[position])),
            )
            for place, position in enumerate(positions)
        ]
