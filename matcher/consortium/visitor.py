"""Visitor: who is in no registry starts a consortium, by a description.

In: what pairs of a registry are to each other, and a `Profile`. Out: the same with one
more cluster, whose id is `VISITOR`. It has no past, fits others as it does where it
asks for suggestions, and takes nobody's place on a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.consortium.pair_parts import PairParts, standing_at
from matcher.errors import FilterError
from matcher.model.goals.grounds import Ground, Grounds, Stated
from matcher.registry.filters import Candidate
from matcher.registry.records import VISITOR, Cluster, Profile
from matcher.text import items_of

NAME = "Your cluster"


def with_visitor(
    pairs: PairParts, start: str | Profile | Sequence[str | Profile]
) -> tuple[PairParts, str | Sequence[str], Profile | None]:
    """The same with whoever is described among those who start.

    Returns
    -------
    PairParts
    str or sequence of str
        Ids of who starts.
    Profile or None
        Who is described; None where nobody is.

    Raises
    ------
    FilterError, ProfileError
    """
    given = (start,) if isinstance(start, Profile) else items_of(start)
    if given is None:
        return pairs, start, None  # type: ignore[return-value]  # a text, or refused
    each = [one.id if isinstance(one, Cluster) else one for one in given]
    described = [one for one in each if isinstance(one, Profile)]
    ids = [VISITOR if isinstance(one, Profile) else one for one in each]
    if not described:
        return pairs, ids, None
    if len(described) > 1:
        told = "describe one cluster; others start by their ids"
        raise FilterError(f"start: {len(described)} clusters are described; {told}")
    return WithVisitor.of(pairs, described[0]), ids, described[0]


@dataclass(frozen=True)
class WithVisitor(PairParts):
    """Affinity and facts of pairs, with one cluster more.

    Parameters
    ----------
    scorer : Scorer
        Its registry has the visitor, what was learnt has not.
    known : PairParts
        Of all others.
    """

    known: PairParts

    @classmethod
    def of(cls, known: PairParts, profile: Profile) -> Self:
        """The same with somebody who is described."""
        registry = known.scorer.registry
        if VISITOR in registry.index:
            raise FilterError(f"start: a cluster has the id '{VISITOR}'; give its id")
        described = asdict(profile.checked(registry.vocabulary))
        joined = registry.joined_by(Cluster(id=VISITOR, name=NAME, **described))
        scorer = replace(known.scorer, registry=joined)
        scorer.__dict__["strengths"] = known.scorer.strengths  # as they are without
        row = joined.index[VISITOR]
        scorer.__dict__["grounds"] = _Grounds(joined, known.scorer.grounds, row)
        return cls(scorer, known)

    def affinity(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        """Log-odds of some clusters with others, or with all: (n_rows, n_others)."""
        return self._joined(self.known.affinity, self._own[0], rows, others)

    def standing(self, rows: IntArray) -> FloatArray:
        """How high two stand on each other's lists: see `PairParts`."""

        def known(rows: IntArray, others: IntArray | None) -> FloatArray:
            return self.known.standing(rows)

        return self._joined(known, self._own[1], rows)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What filters look at, of each cluster."""
        registry, known = self.scorer.registry, self.known.candidates
        own = Candidate.of(registry.clusters[self._row], registry)
        return (*known[: self._row], own, *known[self._row :])

    @cached_property
    def strongest(self) -> FloatArray:
        """The highest affinities of each cluster, (n_clusters, n_kept), best first."""
        known = self.known.strongest
        own = np.sort(np.delete(self._own[0], self._row))[::-1]
        return np.insert(known, self._row, own[: known.shape[1]], axis=0)

    @cached_property
    def _activities(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        own = self.activities_of([self.scorer.registry.clusters[self._row]])
        return np.insert(self.known._activities, self._row, own, axis=0)

    @property
    def _row(self) -> int:
        return self.scorer.registry.index[VISITOR]

    @cached_property
    def _own(self) -> tuple[FloatArray, FloatArray]:
        """The visitor's affinity and standing with everybody; 0 with itself."""
        scorer, at = self.known.scorer, self._row
        side = scorer.profile_side(self.scorer.registry.clusters[at])
        fit = scorer.log_odds(scorer.cluster_values(side))
        in_own = len(fit) - np.searchsorted(np.sort(fit), fit)
        in_theirs = 1 + (self.known.strongest >= fit[:, None]).sum(axis=1)
        standing = (standing_at(in_own) + standing_at(in_theirs)) / 2
        return np.insert(fit, at, 0.0), np.insert(standing, at, 0.0)

    def _joined(
        self,
        known: Callable[[IntArray, IntArray | None], FloatArray],
        own: FloatArray,
        rows: IntArray,
        others: IntArray | None = None,
    ) -> FloatArray:
        """What is known of pairs, with those of the visitor between."""
        every = np.arange(self.n_clusters) if others is None else others
        ours, theirs = rows != self._row, every != self._row
        chosen = None if others is None else self._before(every[theirs])
        found = np.empty((len(rows), len(every)))
        found[np.ix_(ours, theirs)] = known(self._before(rows[ours]), chosen)
        found[~ours] = own[every]
        found[:, ~theirs] = own[rows, None]
        return found

    def _before(self, rows: IntArray) -> IntArray:
        """Rows of some clusters where there is no visitor."""
        return rows - (rows > self._row)


@dataclass(frozen=True)
class _Grounds(Grounds):
    """How all others serve what may be wanted, as it is known, and the visitor."""

    known: Grounds
    row: int

    def values(self, goal: str, code: str) -> FloatArray:
        own = self.of(goal, code, self.row).value
        return np.insert(self.known.values(goal, code), self.row, own)

    def of(self, goal: str, code: str, row: int) -> Ground:
        if row == self.row:
            return super().of(goal, code, row)
        return self.known.of(goal, code, row - (row > self.row))

    @cached_property
    def _stated(self) -> dict[str, list[Stated]]:
        visitor = self.registry.clusters[self.row]
        return {visitor.id: [*self._stated_by(visitor)]}
