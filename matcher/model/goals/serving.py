"""Serving: what goals add to the score of every cluster, and who falls short of them.

In: `Goals`, the `Grounds` of a registry and what serving a goal whole is worth. Out:
`Serving`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import BoolArray, FloatArray
from matcher.model.contributions import Contribution, listing
from matcher.model.goals.grounds import Ground, Grounds
from matcher.model.goals.wanted import GOALS, Goals

LACKS = {
    "markets": "it does not go to",
    "activities": "it does not work in",
    "countries": "it does not sit in",
    "experience": "it has not been in",
}
"""What is said of who falls short of a goal that must be served."""


@dataclass(frozen=True)
class Serving:
    """How every cluster serves some goals.

    Parameters
    ----------
    goals : Goals
    grounds : Grounds
    weight : float
        Log-odds for serving a goal whole, before its factor.

    Notes
    -----
    A goal adds ``weight * factor`` times the share of it that is served: the mean of
    the best ground of each thing that is wanted, and for countries, where nobody sits
    in two, the best of them.
    """

    goals: Goals
    grounds: Grounds
    weight: float

    @cached_property
    def asked(self) -> dict[str, tuple[str, ...]]:
        """For each goal that is asked for, the codes that are wanted."""
        codes = {goal: self.goals.codes(goal) for goal in GOALS}
        codes["experience"] = (str(self.goals.experience),)
        return {goal: codes[goal] for goal in GOALS if self.goals.asks_for(goal)}

    @cached_property
    def values(self) -> dict[str, FloatArray]:
        """How well each cluster serves each wanted thing, by goal.

        Returns
        -------
        dict of str to float array of shape (n_codes, n_clusters)
        """
        of = self.grounds.values
        return {
            goal: np.array([of(goal, code) for code in codes])
            for goal, codes in self.asked.items()
        }

    @cached_property
    def added(self) -> FloatArray:
        """Log-odds that the goals add, for each cluster; never below 0."""
        total = np.zeros(len(self.grounds.registry.clusters))
        for goal, values in self.values.items():
            total += self._worth(goal) * self._share(goal) * values.sum(axis=0)
        return total

    def _worth(self, goal: str) -> float:
        return self.weight * self.goals.factor(goal)

    def _share(self, goal: str) -> float:
        """What one of the wanted things is of the whole."""
        return 1.0 if goal == "countries" else 1.0 / len(self.asked[goal])

    @cached_property
    def falls_short(self) -> BoolArray:
        """Which clusters lack something that they must serve; shape (n_clusters,)."""
        short = np.zeros(len(self.grounds.registry.clusters), dtype=bool)
        for goal in self._musts:
            short |= ~self._served(goal)
        return short

    def lacking(self, row: int) -> str:
        """What a cluster lacks of what it must serve, in words; empty if nothing."""
        lacking = (goal for goal in self._musts if not self._served(goal)[row])
        return "; ".join(self._lacks(goal, row) for goal in lacking)

    @property
    def _musts(self) -> list[str]:
        return [goal for goal in self.goals.must if goal in self.asked]

    def _served(self, goal: str) -> BoolArray:
        """Who serves all of a goal, of countries one; shape (n_clusters,)."""
        enough = self.enough(goal)
        found = enough.any(axis=0) if goal == "countries" else enough.all(axis=0)
        return np.asarray(found)

    def enough(self, goal: str) -> BoolArray:
        """Who serves each wanted thing as it must be: a market by any fact.

        Returns
        -------
        bool array of shape (n_codes, n_clusters)
        """
        return _is_enough(goal, self.values[goal])

    def _lacks(self, goal: str, row: int) -> str:
        found = self.grounds_of(row, goal)
        values = np.array([one.value for one in found])
        enough = _is_enough(goal, values).tolist()
        lacking = [one.label for one, yes in zip(found, enough, strict=True) if not yes]
        return f"{LACKS[goal]} {listing(lacking, 3)}, as far as recorded"

    def grounds_of(self, row: int, *goals: str) -> tuple[Ground, ...]:
        """One for each thing that is wanted, in the order of goals and codes."""
        asked = goals or tuple(self.asked)
        return tuple(
            self.grounds.of(goal, code, row)
            for goal in asked
            for code in self.asked[goal]
        )

    def opened(self, grounds: Sequence[Ground]) -> tuple[Contribution, ...]:
        """What each goal adds to the score of a cluster, split over what is wanted.

        Parameters
        ----------
        grounds : sequence of Ground
            All of the cluster, as from `grounds_of`.
        """
        return tuple(
            self._contribution(goal, [one for one in grounds if one.goal == goal])
            for goal in self.asked
        )

    def _contribution(self, goal: str, found: Sequence[Ground]) -> Contribution:
        share = self._share(goal)
        met = [
            (one.code, self._named(one), share * one.value, bool(one.via))
            for one in found
            if one.value
        ]
        value = share * sum(one.value for one in found)
        return Contribution.of(GOALS[goal], value, 0.0, self._worth(goal), met)

    def _named(self, ground: Ground) -> str:
        """What is wanted, with what stands instead of it."""
        if not ground.via:
            return ground.label
        instead = self.grounds.registry.vocabulary.label(ground.via)
        if ground.goal == "markets":
            return f"{ground.label} (by {instead})"
        return f"{instead}, near {ground.label}"


def _is_enough(goal: str, values: FloatArray) -> BoolArray:
    """Whether wanted things are served as they must be: a market by any fact."""
    return values > 0 if goal == "markets" else values >= 1.0
