"""Demands: constraints, once doubts are resolved, as a search asks about them.

In: facts about each candidate. Out: a `Demand`, which tells of a consortium in the
making who can still join, and whom of it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from matcher.arrays import BoolArray, IntArray


class Way(NamedTuple):
    """How a demand can still be met by those who may join.

    Parameters
    ----------
    open_to : bool array of shape (n_others,) or None
        Who may join without making it impossible; None for everybody.
    needed : bool array of shape (n_others,) or None
        Of whom some have to join; None where it is met whoever does.
    n_needed : int
        At least so many of them.
    """

    open_to: BoolArray | None = None
    needed: BoolArray | None = None
    n_needed: int = 0


def helping(ways: Iterable[Way], n: int) -> IntArray:
    """How many demands need each of those who may join, of so many."""
    needed = [way.needed for way in ways if way.needed is not None]
    return np.asarray(np.sum([np.zeros(n, bool), *needed], axis=0), np.intp)


class Demand(Protocol):
    """What must hold of a whole consortium."""

    @property
    def facts(self) -> IntArray:
        """All that it looks at of each candidate, (n, n_facts)."""

    def way(self, members: Sequence[int], others: IntArray, room: int) -> Way | None:
        """How it can be met if so many of the others join; None if it cannot."""

    def holds(self, members: Sequence[int], joining: IntArray) -> BoolArray:
        """Whether it holds, for each of many ways to join.

        Parameters
        ----------
        joining : int array of shape (n_ways, n_joining)
        """


@dataclass(frozen=True, eq=False)
class Count:
    """So many members or more are among some."""

    among: BoolArray
    least: int

    @property
    def facts(self) -> IntArray:
        """Who is among them."""
        return self.among[:, None].astype(np.intp)

    def way(self, members: Sequence[int], others: IntArray, room: int) -> Way | None:
        """As many as are missing of those."""
        missing = self.least - int(self.among[list(members)].sum())
        if missing <= 0:
            return Way()
        found = self.among[others]
        if missing > room or int(found.sum()) < missing:
            return None
        return Way(found if missing == room else None, found, missing)

    def holds(self, members: Sequence[int], joining: IntArray) -> BoolArray:
        """Whether enough are."""
        missing = self.least - int(self.among[list(members)].sum())
        if missing <= 0:
            return np.ones(len(joining), bool)
        return np.asarray(self.among[joining].sum(axis=1) >= missing)


@dataclass(frozen=True, eq=False)
class Spread:
    """The members are in so many groups or more."""

    inside: BoolArray
    more: IntArray  # groups of its own that each may be in besides
    least: int

    @property
    def facts(self) -> IntArray:
        """The groups of each."""
        return np.column_stack([self.inside, self.more]).astype(np.intp)

    def way(self, members: Sequence[int], others: IntArray, room: int) -> Way | None:
        """Some who bring groups that are missing."""
        chosen = list(members)
        found = self.inside[chosen].any(axis=0)
        missing = self.least - int(found.sum() + self.more[chosen].sum())
        if missing <= 0:
            return Way()
        new = (self.inside[others] & ~found).sum(axis=1) + self.more[others]
        best = np.sort(new)[::-1][:room]
        if int(best.sum()) < missing:
            return None
        enough = new + int(best[: room - 1].sum()) >= missing
        return Way(enough, new > 0, -(-missing // int(best[0])))

    def holds(self, members: Sequence[int], joining: IntArray) -> BoolArray:
        """Whether they are in enough groups."""
        chosen = list(members)
        found = self.inside[joining].any(axis=1) | self.inside[chosen].any(axis=0)
        n_more = self.more[joining].sum(axis=1) + self.more[chosen].sum()
        return np.asarray(found.sum(axis=1) + n_more >= self.least)


@dataclass(frozen=True, eq=False)
class Cover:
    """In every group that a member is in, a good one is."""

    inside: BoolArray
    good: BoolArray
    anywhere: BoolArray  # good ones that may be in any group

    @property
    def facts(self) -> IntArray:
        """The groups of each, and who is good."""
        return np.column_stack([self.inside, self.good, self.anywhere]).astype(np.intp)

    def way(self, members: Sequence[int], others: IntArray, room: int) -> Way | None:
        """Somebody good in the first group that lacks one."""
        chosen = list(members)
        if self.anywhere[chosen].any():
            return Way()
        inside = self.inside[chosen]
        lacking = inside.any(axis=0) & ~inside[self.good[chosen]].any(axis=0)
        if not lacking.any():
            return Way()
        group = int(np.argmax(lacking))
        helping = self.inside[others, group] & self.good[others]
        helping |= self.anywhere[others]
        return Way(None, helping, 1) if room and helping.any() else None

    def holds(self, members: Sequence[int], joining: IntArray) -> BoolArray:
        """Whether every group has somebody good."""
        chosen = list(members)
        whole = np.hstack([np.tile(chosen, (len(joining), 1)).astype(int), joining])
        inside, good = self.inside[whole], self.good[whole]
        covered = (inside & good[:, :, None]).any(axis=1)
        all_covered = (covered | ~inside.any(axis=1)).all(axis=1)
        return np.asarray(all_covered | self.anywhere[whole].any(axis=1))
