"""Constraints: what must hold of a consortium, as the solver understands it.

In: facts about every cluster of a registry, three-valued: yes, no or not recorded. Out:
`Constraint`, which tells of some clusters whether it holds of them, and to a search
whom it allows and what it demands. What is not recorded speaks for them, unless one is
strict: then it speaks against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np

from matcher.arrays import BoolArray, IntArray
from matcher.consortium.search.demands import Count, Cover, Demand, Spread

State = Literal["met", "not met", "cannot tell"]
_NOBODY = np.zeros((1, 0), np.intp)


@dataclass(frozen=True, eq=False)
class Mask:
    """Of which clusters something is true.

    Parameters
    ----------
    yes : bool array of shape (n_clusters,)
        Of which it is recorded to be true.
    unknown : bool array of shape (n_clusters,)
        Of which it is not recorded; disjoint from `yes`.
    """

    yes: BoolArray
    unknown: BoolArray

    @classmethod
    def of(cls, yes: BoolArray, unknown: BoolArray | None = None) -> Self:
        """A mask; where nothing is said of what is unknown, all is recorded."""
        none = np.zeros(len(yes), bool)
        return cls(np.asarray(yes, bool), none if unknown is None else unknown & ~yes)

    def resolved(self, doubt: bool) -> BoolArray:
        """Of which clusters it counts as true, where a doubt counts as that."""
        return self.yes | self.unknown if doubt else self.yes


@dataclass(frozen=True, eq=False)
class Groups:
    """In which groups each cluster is: countries, regions, markets.

    Parameters
    ----------
    inside : bool array of shape (n_clusters, n_groups)
        Who is recorded to be in which.
    unknown : bool array of shape (n_clusters,)
        Whose groups are not recorded; nothing of `inside` is true of them.
    """

    inside: BoolArray
    unknown: BoolArray

    @classmethod
    def of(cls, inside: BoolArray, unknown: BoolArray | None = None) -> Self:
        """Groups; where nothing is said of what is unknown, all is recorded."""
        none = np.zeros(len(inside), bool)
        return cls(np.asarray(inside, bool), none if unknown is None else unknown)


@dataclass(frozen=True, eq=False, kw_only=True)
class Constraint:
    """What must hold of a consortium.

    Parameters
    ----------
    words : str
        The rule that it came from, as people read it: it is named where rules conflict.
    option : str
        The keyword that asks for it; empty for rules of a call and of one's own.
    """

    words: str
    option: str = ""

    def allows(self, rows: IntArray, strict: bool) -> BoolArray:
        """Which of some clusters can be members at all."""
        return np.ones(len(rows), bool)

    def demand(self, rows: IntArray, size: int, strict: bool) -> Demand | None:
        """What it asks of consortia of one size, of those whom it allows, if anything.

        Parameters
        ----------
        rows : int array of shape (n_candidates,)
        """
        return None

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether it holds of some clusters.

        Parameters
        ----------
        rows : sequence of int
            Rows of the members, each once.
        strict : bool
            Whether what is not recorded speaks against them.
        """
        members = np.array([*rows], np.intp)
        if not self.allows(members, strict).all():
            return False
        demand = self.demand(members, len(members), strict)
        return demand is None or bool(demand.holds(range(len(members)), _NOBODY)[0])

    def state(self, rows: Sequence[int] | IntArray) -> State:
        """How it stands with some clusters, whatever is not recorded of them."""
        if self.holds(rows, strict=True):
            return "met"
        return "cannot tell" if self.holds(rows, strict=False) else "not met"


@dataclass(frozen=True, eq=False)
class Allowed(Constraint):
    """Every member is in the mask."""

    mask: Mask

    def allows(self, rows: IntArray, strict: bool) -> BoolArray:
        """Who is in it."""
        return self.mask.resolved(not strict)[rows]


@dataclass(frozen=True, eq=False)
class AtLeast(Constraint):
    """So many members or more are in the mask."""

    mask: Mask
    least: int

    def demand(self, rows: IntArray, size: int, strict: bool) -> Demand:
        """So many that are in it."""
        return Count(self.mask.resolved(not strict)[rows], self.least)


@dataclass(frozen=True, eq=False)
class AtMost(Constraint):
    """So many members or fewer are in the mask; who may be in it is, if strict."""

    mask: Mask
    most: int

    def demand(self, rows: IntArray, size: int, strict: bool) -> Demand:
        """At least so many of the others."""
        return Count(~self.mask.resolved(strict)[rows], size - self.most)


@dataclass(frozen=True, eq=False)
class Distinct(Constraint):
    """The members are in so many different groups or more.

    A member whose groups are not recorded counts as one more group, unless strict.
    """

    groups: Groups
    least: int

    def demand(self, rows: IntArray, size: int, strict: bool) -> Demand:
        """So many groups."""
        more = self.groups.unknown[rows] & (not strict)
        return Spread(self.groups.inside[rows], more.astype(np.intp), self.least)


@dataclass(frozen=True, eq=False)
class ForEach(Constraint):
    """In every group that a member is in, some member is in the mask.

    A member of the mask whose groups are not recorded may stand for any group. If
    strict, nobody whose groups are not recorded can be a member.
    """

    groups: Groups
    mask: Mask

    def allows(self, rows: IntArray, strict: bool) -> BoolArray:
        """Whose groups are recorded, if strict."""
        return np.asarray(~(self.groups.unknown[rows] & strict))

    def demand(self, rows: IntArray, size: int, strict: bool) -> Demand:
        """Somebody of the mask in each group."""
        good = self.mask.resolved(not strict)[rows]
        return Cover(self.groups.inside[rows], good, good & self.groups.unknown[rows])


def allowed(constraints: Iterable[Constraint], n: int, strict: bool) -> BoolArray:
    """Who can be a member at all, of so many clusters."""
    every = np.arange(n)
    each = [one.allows(every, strict) for one in constraints]
    return np.asarray(np.all([np.ones(n, bool), *each], axis=0))


def demands(
    constraints: Iterable[Constraint], rows: IntArray, size: int, strict: bool
) -> list[Demand]:
    """What consortia of one size have to meet, of the candidates in some rows.

    Everybody that `allowed` leaves out is left out already.
    """
    found = (one.demand(rows, size, strict) for one in constraints)
    return [demand for demand in found if demand is not None]
