"""Value: what a consortium is worth to who asks, and of which parts.

In: the parts of pairs, goals, and how much each part shall count. Out: `Valuation`,
which values any clusters and opens the value into contributions that add up to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

import numpy as np

from matcher.arrays import FloatArray, IntArray, spans_of
from matcher.consortium.pair_parts import PairParts, standing_at
from matcher.consortium.parts import PARTS, Part, Served
from matcher.errors import FilterError, did_you_mean
from matcher.model.goals.serving import Serving
from matcher.model.goals.wanted import GOALS, Goals
from matcher.model.scoring.ranks import RecentLists
from matcher.registry.options import MOST_TIMES

SHARE_OF_A_GOAL = {"cohesion": 3.0, "variety": 0.25, "redundancy": -0.25}
"""What the whole of a part is worth, as a share of what serving a goal whole is."""

WEIGHT_OF_AFFINITY = 0.1
"""What mean log-odds are multiplied by: see `Valuation`."""

ROWS_AT_ONCE = 256
"""So many clusters are compared with all at once."""

MOST_KEPT = 24
"""What so many clusters are worth with all others is kept: of one consortium."""


@dataclass(frozen=True)
class Valuation:
    """Values consortia for somebody who asks.

    Parameters
    ----------
    pairs : PairParts
    goals : Goals
        In codes of the registry.
    factors : mapping of str to float
        Name of a part to what its weight is multiplied by, from 0 to 1000; 1 for parts
        that are not named.

    Raises
    ------
    FilterError
        For a part that does not exist, or a factor out of range.

    Notes
    -----
    With `g` what serving a goal whole is worth (`Scorer.goal_weight`)::

        value =   1/10 * mean of affinity over the pairs
                + 3 g * mean over pairs of how high they stand on each other's lists
                + g * sum over goals: factor * mean over wanted things: best member
                + g / 4 * share of pairs from different countries
                - g / 4 * mean over pairs of the share of activities in common

    Means over pairs make sizes comparable. Affinity counts little and cohesion much,
    since the best pairs fit so much better than all others that a mean of log-odds
    leads away from who asks, to whoever are old partners: the back-test tells how much
    more of past consortia comes back so. Redundancy is held low because what two share
    also speaks for them: affinity counts it, by what went together; what is the very
    same in both only makes one of them replaceable. What is not recorded adds nothing
    and takes nothing.
    """

    pairs: PairParts
    goals: Goals = field(default_factory=Goals)
    factors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, factor in self.factors.items():
            if name not in PARTS:
                near = did_you_mean(name, PARTS) or f"; there are {', '.join(PARTS)}"
                raise FilterError(f"no part of the value is called '{name:.60}'{near}")
            number = isinstance(factor, int | float) and not isinstance(factor, bool)
            if not number or not 0 <= factor <= MOST_TIMES:
                told = f"a factor is from 0 to {MOST_TIMES}, {factor!r:.60} is not"
                raise FilterError(f"{name}: {told}")

    @classmethod
    def at_hand(
        cls, pairs: PairParts, goals: Goals, factors: Mapping[str, float]
    ) -> Valuation:
        """The one that was asked for last, if it is the same: one page asks thrice."""
        asked = cls(pairs, goals, factors)
        kept: Valuation | None = pairs.__dict__.get("_valuation")
        if kept and (kept.goals, kept.factors) == (goals, factors):
            return kept
        pairs.__dict__["_valuation"] = asked
        return asked

    @cached_property
    def serving(self) -> Serving:
        """How every cluster serves the goals."""
        scorer = self.pairs.scorer
        weight = self.factors.get("goals", 1.0) * scorer.goal_weight
        return Serving(self.goals, scorer.grounds, weight)

    @cached_property
    def served(self) -> FloatArray:
        """How well each cluster serves each wanted thing, (n_wanted, n_clusters)."""
        none = np.zeros((0, len(self.pairs.scorer.registry.clusters)))
        return np.vstack([none, *self.serving.values.values()])

    @cached_property
    def worth(self) -> FloatArray:
        """Log-odds for serving each wanted thing whole, of shape (n_wanted,)."""
        shares = [
            np.full(len(codes), self._goal_weight(goal) / len(codes))
            for goal, codes in self.serving.asked.items()
        ]
        return np.concatenate([np.zeros(0), *shares])

    def _goal_weight(self, goal: str) -> float:
        return self.serving.weight * self.goals.factor(goal)

    def weight(self, part: str) -> float:
        """What a part of pairs is multiplied by."""
        factor = float(self.factors.get(part, 1.0))
        if part == "affinity":
            return factor * WEIGHT_OF_AFFINITY
        return factor * SHARE_OF_A_GOAL[part] * self.pairs.scorer.goal_weight

    def of_pairs(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        """What pairs of some with others, or with all, add before the mean.

        Returns
        -------
        float array of shape (n_rows, n_others)
        """
        if others is None and 0 < len(rows) <= MOST_KEPT:
            return np.array(self._kept.of(rows.tolist(), self._of_pairs))
        return self._of_pairs(rows, others)

    @cached_property
    def _kept(self) -> RecentLists:
        return RecentLists(self.pairs.n_clusters, MOST_KEPT)

    def _of_pairs(self, rows: IntArray, others: IntArray | None = None) -> FloatArray:
        parts = self.pairs
        chosen = slice(None) if others is None else others
        worth = self.weight("affinity") * parts.affinity(rows, others)
        worth += self.weight("cohesion") * parts.standing(rows)[:, chosen]
        worth += self.weight("variety") * parts.apart(rows, others)
        worth += self.weight("redundancy") * parts.alike(rows, others)
        everybody = np.arange(parts.n_clusters) if others is None else others
        worth[rows[:, None] == everybody] = 0.0
        return worth

    def among(self, rows: IntArray) -> FloatArray:
        """What pairs of some add, before the mean, the same bits from both sides."""
        worth = np.empty((len(rows), len(rows)))
        for span in spans_of(len(rows), ROWS_AT_ONCE):
            some = slice(*span)
            worth[some] = self.of_pairs(rows[some], rows)
        return (worth + worth.T) / 2

    def most_of_pairs(self, strongest: FloatArray) -> FloatArray:
        """What the best pairs of each can add at most, before the mean.

        Parameters
        ----------
        strongest : float array of shape (n_clusters, n_kept)
            Their highest affinities, best first.
        """
        one_side = standing_at(np.arange(1, strongest.shape[1] + 1))
        most = self.weight("affinity") * strongest
        most += self.weight("cohesion") * (one_side + 1.0) / 2
        return np.asarray(most + self.weight("variety"))

    def parts(self, members: Sequence[int]) -> tuple[Part, ...]:
        """The value of some clusters, opened.

        Parameters
        ----------
        members : sequence of int
            Rows of two clusters or more, each once, in rising order.
        """
        rows = np.array(members, np.intp)
        goals = [self._goal_part(goal, rows) for goal in self.serving.asked]
        of_pairs = self._of_members(rows).items()
        first, second, *others = (self._pair_part(*one) for one in of_pairs)
        return (first, second, *goals, *others)

    def _of_members(self, rows: IntArray) -> dict[str, FloatArray]:
        """Each part of all pairs; at hand of those who were opened with others."""
        known, found = self.__dict__.get("_opened", (rows[:0], {}))
        if not np.isin(rows, known).all():
            found = {
                "affinity": self.pairs.affinity(rows, rows),
                "cohesion": self.pairs.standing(rows)[:, rows],
                "variety": self.pairs.apart(rows, rows),
                "redundancy": self.pairs.alike(rows, rows),
            }
            known = rows
            self.__dict__["_opened"] = known, found
        at = np.searchsorted(known, rows)
        return {name: of_all[np.ix_(at, at)] for name, of_all in found.items()}

    def value(self, members: Sequence[int]) -> float:
        """What some clusters are worth: the sum of their parts."""
        return fsum(part.contribution for part in self.parts(members))

    def _pair_part(self, name: str, values: FloatArray) -> Part:
        mean = fsum(values[np.triu_indices(len(values), 1)])
        mean /= len(values) * (len(values) - 1) / 2
        weight = self.weight(name)
        return Part(name, *PARTS[name], mean, weight, weight * mean)

    def _goal_part(self, goal: str, rows: IntArray) -> Part:
        codes, weight = self.serving.asked[goal], self._goal_weight(goal)
        served = [
            self._served(goal, code, rows, values, weight / len(codes))
            for code, values in zip(codes, self.serving.values[goal], strict=True)
        ]
        share = fsum(one.ground.value for one in served) / len(codes)
        info = GOALS[goal]
        told = (info.name, info.title, PARTS["goals"].description)
        return Part(*told, share, weight, weight * share, tuple(served))

    def _served(
        self, goal: str, code: str, rows: IntArray, values: FloatArray, worth: float
    ) -> Served:
        best = int(rows[np.argmax(values[rows])])
        ground = self.pairs.scorer.grounds.of(goal, code, best)
        by = self.pairs.scorer.registry.clusters[best].id if ground.value else ""
        return Served(by, worth * ground.value, ground)
