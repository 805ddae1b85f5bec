"""What is asked for: a consortium in constraints, and how its value is counted.

In: ids, goals, rules and wishes as somebody states them. Out: an `Asked`, checked
against the registry, or an error that says what is accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral
from typing import Any

import numpy as np

from matcher.arrays import BoolArray
from matcher.consortium.constraints import (
    Allowed,
    Constraint,
    Mask,
)
from matcher.consortium.history import history_rules, is_experienced, is_new
from matcher.consortium.pair_parts import PairParts
from matcher.consortium.rules.demanded import Demanded, own_rules
from matcher.consortium.value import Valuation
from matcher.consortium.visitor import with_visitor
from matcher.consortium.wishes import country_rules, served_rules
from matcher.errors import FilterError
from matcher.model.goals.wanted import Goals
from matcher.registry.calls.rule import Rule
from matcher.registry.filters import Filters
from matcher.registry.options import FILTERS
from matcher.registry.records import Profile
from matcher.registry.registry import Registry
from matcher.text import items_of, shown

FEWEST, MOST = 2, 20
"""So many members a consortium can have."""

USUAL = (4, 6)
"""So many members are proposed where no size is asked for."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A consortium that is asked for.

    Parameters
    ----------
    registry : Registry
    start : tuple of int
        Rows of who asks.
    locked : tuple of int
        Rows of all who have to be members, in rising order.
    sizes : tuple of int
        So many members at least, and at most.
    rules : tuple of Constraint
        What has to hold of it, and is told of it.
    filters : tuple of Allowed
        Who is left out, by the wish that leaves them out.
    valuation : Valuation
    strict : bool
        Whether what is not recorded speaks against them.
    demanded : Demanded, optional
        What a call and rules of one's own demand; the last of `rules` are compiled of
        it.
    """

    registry: Registry
    start: tuple[int, ...]
    locked: tuple[int, ...]
    sizes: tuple[int, int]
    rules: tuple[Constraint, ...]
    filters: tuple[Allowed, ...]
    valuation: Valuation
    strict: bool = False
    demanded: Demanded | None = None

    @cached_property
    def new(self) -> BoolArray:
        """Who is new to those who ask."""
        return is_new(self.registry, self.start)

    @cached_property
    def experienced(self) -> BoolArray:
        """Who has been in a consortium."""
        return is_experienced(self.registry)

    @property
    def wishes(self) -> tuple[Constraint, ...]:
        """The rules that are not compiled of what is demanded."""
        n_compiled = len(self.demanded.constraints) if self.demanded else 0
        return self.rules[: len(self.rules) - n_compiled]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All that has to hold."""
        return (*self.filters, *self.rules)


def asked(
    pairs: PairParts,
    start: str | Profile | Sequence[str | Profile] = (),
    *,
    goals: Goals | None = None,
    call: str = "",
    rules: str | Iterable[str | Rule | Constraint] = (),
    coordinator: str = "",
    size: int | tuple[int, int] | None = None,
    must: Collection[str] = (),
    history: str = "mixed",
    least_new: int = 1,
    least_experienced: int = 1,
    least_countries: int = 0,
    strict: bool = False,
    weights: Mapping[str, float] | None = None,
    **filters: Any,
) -> Asked:
    """Read what somebody asks for; the parameters are those of `consortia`.

    Raises
    ------
    UnknownCluster, UnknownPartnership, UnknownCall, RuleError, GoalError, FilterError
    """
    call, coordinator = ("" if id is None else str(id) for id in (call, coordinator))
    pairs, start, described = with_visitor(pairs, start)
    registry = pairs.scorer.registry
    began = rows_of(registry, start, "start")
    leads = rows_of(registry, [coordinator] if coordinator else (), "coordinator")
    locked = tuple(sorted({*began, *rows_of(registry, must, "must"), *leads}))
    wanted = Goals.of(described, goals).read(registry)
    own, ready = own_rules(rules, registry.vocabulary)
    demanded = Demanded.of(registry, call, own, coordinator, wanted.markets)
    sizes = _sizes(size, len(locked), isinstance(start, str), demanded)
    if not isinstance(strict, bool | np.bool_):
        raise FilterError(f"strict is True or False, not '{shown(str(strict))}'")
    factors = {} if weights is None else weights
    if not isinstance(factors, Mapping):
        told = "does not say a number by name"
        raise FilterError(f"weights: {shown(str(weights))} {told}")
    valuation = Valuation.at_hand(pairs, wanted, dict(factors))
    by_history = history_rules(
        registry,
        began,
        locked,
        sizes[1],
        history,
        whole("least_new", least_new, 0, MOST),
        whole("least_experienced", least_experienced, 0, MOST),
    )
    found = [
        *served_rules(valuation),
        *country_rules(registry, whole("least_countries", least_countries, 0, MOST)),
        *by_history,
        *ready,
        *demanded.constraints,
    ]
    held_back = _filters(pairs, locked, filters)
    return Asked(
        registry,
        began,
        locked,
        sizes,
        tuple(found),
        held_back,
        valuation,
        bool(strict),
        demanded,
    )


def rows_of(registry: Registry, ids: str | Iterable[str], name: str) -> tuple[int, ...]:
    """Rows of clusters by their ids, or of those who carry on a partnership.

    Parameters
    ----------
    registry : Registry
    ids : str or iterable of str
        Ids of clusters; one id alone may be that of a partnership.
    name : str
        What they are asked for as.

    Returns
    -------
    tuple of int
        In rising order. Of a partnership those members that still are, or who carries
        on their work.
    """
    if isinstance(ids, str) and ids in registry.members_of:
        return _members_today(registry, ids)
    given = (ids,) if isinstance(ids, str) else items_of(ids)
    if given is None:
        raise FilterError(f"{name}: {shown(str(ids))} is no list of ids of clusters")
    return tuple(sorted({registry.index[registry.cluster(i).id] for i in given}))


def _members_today(registry: Registry, partnership: str) -> tuple[int, ...]:
    found = set()
    for one in registry.members_of[partnership]:
        today = registry.cluster(one)
        seen = {today.id}
        while today.is_gone and (after := registry.successor_of(today.id)):
            if after.id in seen:
                break
            seen.add(after.id)
            today = after
        if not today.is_gone:
            found.add(registry.index[today.id])
    if not found:
        title = registry.title_of(partnership)
        told = "has no known member that is still there; name clusters to start from"
        raise FilterError(f"start: {title} {told}")
    return tuple(sorted(found))


def whole(name: str, given: object, least: int, most: int) -> int:
    """A whole number within limits.

    Raises
    ------
    FilterError
    """
    is_whole = isinstance(given, Integral) and not isinstance(given, bool)
    if is_whole and least <= given <= most:  # type: ignore[operator]
        return int(given)  # type: ignore[call-overload, no-any-return]
    told = f"a whole number from {least} to {most} is accepted"
    raise FilterError(f"{name} is {given!r:.60}; {told}")


def _sizes(
    given: object, n_locked: int, of_partnership: bool, demanded: Demanded
) -> tuple[int, int]:
    """Least and most members; a partnership is carried on by one or two more.

    Where no size is asked for, as many as rules demand and allow.
    """
    if n_locked > MOST:
        told = f"{n_locked} have to be members (start and must)"
        raise FilterError(f"{told}; a consortium has at most {MOST}")
    if given is None:
        least, most = USUAL
        if of_partnership or n_locked >= most:
            least, most = max(least, n_locked + 1), max(most, n_locked + 2)
        least = max(least, n_locked, min(demanded.fewest, MOST))
        most = min(max(least, most), max(demanded.most, n_locked, FEWEST))
        given = (min(least, most), most)
    both = given if isinstance(given, tuple | list) else (given, given)
    if len(both) != 2:
        raise FilterError(f"size is {given!r:.60}; a number or two are accepted")
    least, most = (whole("size", one, FEWEST, MOST) for one in both)
    if least > most:
        raise FilterError(f"size is from {least} to {most}; the smaller comes first")
    if most < n_locked:
        told = f"{n_locked} have to be members (start and must)"
        raise FilterError(f"size is at most {most}, but {told}; allow {n_locked}")
    return max(least, n_locked), most


def _filters(
    pairs: PairParts, locked: Sequence[int], options: Mapping[str, Any]
) -> tuple[Allowed, ...]:
    """Who may join by each filter; who has to be a member was named, and may."""
    registry = pairs.scorer.registry
    checked = Filters.of(options, registry)
    must = {registry.clusters[row].id for row in locked}
    if both := sorted(must & {*options.get("exclude", ())}):
        told = "both has to be a member and is excluded"
        raise FilterError(f"{', '.join(both)}: {told}")
    if "new_partners_only" in checked.wanted:
        raise FilterError("new_partners_only: ask for history='new' instead")
    labels = {option.argument: option.label for option in FILTERS}
    found = []
    for name, wanted in checked.wanted.items():
        held = Filters({name: wanted}).refused(pairs.candidates)
        may: BoolArray = ~np.array(held, bool)
        may[list(locked)] = True
        words = f"{labels[name]} ({name})"
        found.append(Allowed(words=words, option=name, mask=Mask.of(may)))
    return tuple(found)
