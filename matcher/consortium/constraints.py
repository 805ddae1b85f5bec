"""Constraints: what must hold of a consortium, as the solver understands it.

In: facts about every cluster of a registry, three-valued: yes, no or not recorded. Out:
`Constraint`, which tells of some clusters whether it holds of them. What is not
recorded speaks for them, unless one is strict: then it speaks against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np

from matcher.arrays import BoolArray, IntArray

State = Literal["met", "not met", "cannot tell"]


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

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether it holds of some clusters.

        Parameters
        ----------
        rows : sequence of int
            Rows of the members, each once.
        strict : bool
            Whether what is not recorded speaks against them.
        """
        raise NotImplementedError

    def state(self, rows: Sequence[int] | IntArray) -> State:
        """How it stands with some clusters, whatever is not recorded of them."""
        if self.holds(rows, strict=True):
            return "met"
        return "cannot tell" if self.holds(rows, strict=False) else "not met"


@dataclass(frozen=True, eq=False)
class Allowed(Constraint):
    """Every member is in the mask."""

    mask: Mask

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether all are in it."""
        return bool(self.mask.resolved(not strict)[list(rows)].all())


@dataclass(frozen=True, eq=False)
class AtLeast(Constraint):
    """So many members or more are in the mask."""

    mask: Mask
    least: int

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether enough are in it."""
        return int(self.mask.resolved(not strict)[list(rows)].sum()) >= self.least


@dataclass(frozen=True, eq=False)
class AtMost(Constraint):
    """So many members or fewer are in the mask; who may be in it is, if strict."""

    mask: Mask
    most: int

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether few enough are in it."""
        return int(self.mask.resolved(strict)[list(rows)].sum()) <= self.most


@dataclass(frozen=True, eq=False)
class Distinct(Constraint):
    """The members are in so many different groups or more.

    A member whose groups are not recorded counts as one more group, unless strict.
    """

    groups: Groups
    least: int

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether they are in enough groups."""
        members = list(rows)
        n_groups = int(self.groups.inside[members].any(axis=0).sum())
        n_unknown = int(self.groups.unknown[members].sum())
        return n_groups + (0 if strict else n_unknown) >= self.least


@dataclass(frozen=True, eq=False)
class ForEach(Constraint):
    """In every group that a member is in, some member is in the mask.

    A member of the mask whose groups are not recorded may stand for any group. If
    strict, nobody whose groups are not recorded can be a member.
    """

    groups: Groups
    mask: Mask

    def holds(self, rows: Sequence[int] | IntArray, strict: bool) -> bool:
        """Whether every group has its member."""
        members = list(rows)
        inside, unknown = self.groups.inside[members], self.groups.unknown[members]
        good = self.mask.resolved(not strict)[members]
        if strict and unknown.any():
            return False
        if (good & unknown).any():
            return True
        return bool((inside[good].any(axis=0) | ~inside.any(axis=0)).all())
