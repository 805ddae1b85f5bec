"""Partnerships in the order of their scores for one side.

In: a side. Out: the best partnerships, opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice

from matcher.model.answers.ranking import Ranking
from matcher.model.answers.suggestions import Synergy, when_asked
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.registry.filters import Candidate, Filters


class PartnershipRanking(Ranking):
    """All partnerships in order for one side.

    Parameters
    ----------
    scorer : Scorer
    side : Side
    without : iterable of str
        Ids of partnerships that are not candidates.
    """

    def __init__(self, scorer: Scorer, side: Side, without: Iterable[str]) -> None:
        values = scorer.side_values(side, scorer.partnership_sides)
        gone = {scorer.registry.position(partnership) for partnership in without}
        scores, self._weights = scorer.log_odds(values), scorer.weights
        super().__init__(scorer, side, values, scores, scores, gone)

    def synergies(
        self, k: int, filters: Filters, ended: bool | None = None, joined: bool = False
    ) -> list[Synergy]:
        """The best k that no filter holds back: all, or those that ended, or not.

        With `joined`, only those that may be joined.
        """
        registry = self._registry
        rows = (r for r in self.rows if ended is None or self._ended(r) is ended)
        if joined:
            every, as_of = registry.partnerships, registry.as_of
            rows = (r for r in rows if every[r].may_be_joined(as_of))
        best = islice(self._kept(filters, rows), k)
        return [self._synergy(row, rank) for rank, row in enumerate(best, 1)]

    def ranks(self, filters: Filters) -> dict[str, int]:
        """From 1, by id, of all that no filter holds back."""
        rows = enumerate(self._kept(filters, self.rows), start=1)
        return {self._registry.partnerships[row].id: rank for rank, row in rows}

    def _ended(self, row: int) -> bool:
        registry = self._registry
        standing = registry.standing_of(registry.partnerships[row].id)
        return standing.state == "ended"

    def synergy(self, row: int) -> Synergy:
        """One candidate, with its rank in the whole list."""
        return self._synergy(row, self._places[row] + 1)

    def _candidate(self, row: int) -> Candidate:
        registry = self._registry
        partnership = registry.partnerships[row]
        members = [registry.cluster(c) for c in registry.members_of[partnership.id]]
        return Candidate(
            partnership.id,
            frozenset(m.country for m in members if m.country),
            frozenset(partnership.target_markets),
            frozenset(partnership.sectors),
            self._shared(row),
        )

    def _shared(self, row: int) -> tuple[str, ...]:
        """Ids of clusters on both sides."""
        registry = self._registry
        mine = {registry.clusters[row].id for row in self._side.rows}
        members = registry.members_of[registry.partnerships[row].id]
        return tuple(member for member in members if member in mine)

    def _synergy(self, row: int, rank: int) -> Synergy:
        scorer, score = self._scorer, float(self._scores[row])
        partnership = self._registry.partnerships[row]
        return Synergy(
            partnership=partnership,
            rank=rank,
            standing=self._registry.standing_of(partnership.id),
            shared_members=self._shared(row),
            score=score,
            intercept=self._weights.intercept,
            contributions=when_asked(
                partial(self._opened, row, scorer.partnership_sides[row])
            ),
            percentile=self._percentile(*self._n_worse([row])),
            strength=scorer.strengths.word(score),
        )
