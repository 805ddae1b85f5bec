"""Changes: what becomes of a consortium when one member is swapped, or one joins.

In: an `Asked` and rows of members. Out: the best `Change` for each member, and the best
next members for the largest `Gap`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.consortium.asked import MOST, Asked
from matcher.consortium.constraints import (
    AtLeast,
    Constraint,
    Distinct,
    ForEach,
    allowed,
)
from matcher.consortium.value import Valuation
from matcher.registry.columns import picked
from matcher.registry.records import Cluster


class Gap(NamedTuple):
    """What a consortium lacks.

    Parameters
    ----------
    words : str
        A wanted thing or a rule, as people read it.
    goal : str
        What it is wanted for; empty for a rule that is not met.
    missing : float
        Log-odds that serving it whole would add; 0 for a rule.
    """

    words: str
    goal: str = ""
    missing: float = 0.0


class Change(NamedTuple):
    """One member instead of another, or one more.

    Parameters
    ----------
    out : Cluster or None
        Who leaves; None where somebody joins.
    into : Cluster
        Who comes.
    gain : float
        What the consortium is worth more then, in log-odds; less if below 0.
    brings, loses : tuple of str
        What only the new member would bring, and what only the old one did: wanted
        things, countries, rules.
    """

    out: Cluster | None
    into: Cluster
    gain: float
    brings: tuple[str, ...]
    loses: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON; clusters by their ids."""
        who = {"out": self.out and self.out.id, "into": self.into.id}
        return who | picked(self, "gain", "brings", "loses")


class Changes(NamedTuple):
    """What can be changed of a consortium.

    Parameters
    ----------
    swaps : dict of str to tuple of Change
        The best for each member that does not have to be one, by its id.
    gap : Gap or None
        What it lacks most.
    joining : tuple of Change
        The best next members: those that lessen the gap.
    """

    swaps: dict[str, tuple[Change, ...]]
    gap: Gap | None
    joining: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return picked(self, "swaps", "gap", "joining")


def changes(asked: Asked, members: Sequence[int], k: int) -> Changes:
    """What can be changed of some clusters, the best first, ties by id.

    Parameters
    ----------
    asked : Asked
    members : sequence of int
        Rows of two or more.
    k : int
        At most so many for each member, and to join.

    Notes
    -----
    A change breaks no rule that holds. It may be for the worse: that is told.
    """
    rows = sorted(members)
    registry = asked.registry
    asked.valuation.of_pairs(np.array(rows))  # of all at once, and kept for each
    swaps = {
        registry.clusters[out].id: _best(asked, rows, out, k)
        for out in rows
        if out not in asked.locked
    }
    gap = next(gaps(asked, rows), None)
    return Changes(swaps, gap, _joining(asked, rows, gap, k))


def gaps(asked: Asked, rows: Sequence[int]) -> Iterator[Gap]:
    """What some clusters lack: rules that are not met, then what is wanted.

    Of what is wanted, what would add most comes first.
    """
    words = (one.words for one in asked.rules if one.state(rows) == "not met")
    yield from (Gap(one) for one in dict.fromkeys(words))
    parts = asked.valuation.parts(sorted(rows))
    wanted = [
        Gap(one.ground.label, one.ground.goal, missing)
        for part in parts
        for one in part.served
        if (missing := part.weight / len(part.served) - one.contribution) > 0
    ]
    yield from sorted(wanted, key=lambda one: -one.missing)


def _best(asked: Asked, rows: Sequence[int], out: int, k: int) -> tuple[Change, ...]:
    """The best others in the place of one member."""
    rest = [one for one in rows if one != out]
    others = _others(asked, rows)
    others = others[_breaks_nothing(asked, rows, rest, others)]
    return _first(asked, rows, out, others, k)


def _joining(
    asked: Asked, rows: Sequence[int], gap: Gap | None, k: int
) -> tuple[Change, ...]:
    """The best next members, of those who lessen a gap if there is one."""
    if len(rows) >= MOST:
        return ()
    others = _others(asked, rows)
    others = others[_breaks_nothing(asked, rows, rows, others)]
    if gap and gap.goal:
        others = others[_serves(asked, rows, gap, others)]
    elif gap:
        rules = [one for one in asked.rules if one.words == gap.words]
        others = others[_meets(asked, rules, rows, others)]
    return _first(asked, rows, None, others, k)


def _others(asked: Asked, rows: Sequence[int]) -> IntArray:
    may = allowed(asked.filters, len(asked.registry.clusters), asked.strict)
    may[list(rows)] = False
    return np.flatnonzero(may)


def _breaks_nothing(
    asked: Asked, rows: Sequence[int], rest: Sequence[int], others: IntArray
) -> BoolArray:
    """Of whom no rule fails that holds of the members as they are."""
    found = np.ones(len(others), bool)
    for rule in asked.rules:
        if rule.holds(rows, asked.strict):
            found &= rule_holds(asked, rule, rest, others)
    return found


def _serves(asked: Asked, rows: Sequence[int], gap: Gap, others: IntArray) -> BoolArray:
    """Who serves a wanted thing better than every member."""
    serving, grounds = asked.valuation.serving, asked.valuation.serving.grounds
    for code, values in zip(
        serving.asked[gap.goal], serving.values[gap.goal], strict=True
    ):
        if grounds.of(gap.goal, code, rows[0]).label == gap.words:
            return np.asarray(values[others] > values[list(rows)].max())
    return np.zeros(len(others), bool)


def _meets(
    asked: Asked, rules: Sequence[Constraint], rows: Sequence[int], others: IntArray
) -> BoolArray:
    """Who makes rules hold alone; if nobody, who brings them nearer."""
    held = np.ones(len(others), bool)
    for rule in rules:
        held &= rule_holds(asked, rule, rows, others)
    if held.any():
        return held
    nearer = np.zeros(len(others), bool)
    for rule in rules:
        if isinstance(rule, AtLeast | ForEach):
            nearer |= rule.mask.resolved(not asked.strict)[others]
        elif isinstance(rule, Distinct):
            there = rule.groups.inside[list(rows)].any(axis=0)
            nearer |= (rule.groups.inside[others] & ~there).any(axis=1)
    return nearer


def _first(
    asked: Asked, rows: Sequence[int], out: int | None, others: IntArray, k: int
) -> tuple[Change, ...]:
    """The best few of some others, opened."""
    valuation, clusters = asked.valuation, asked.registry.clusters
    rest = [one for one in rows if one != out]
    gains = with_others(valuation, valuation.of_pairs(np.array(rest)), rest, others)
    gains -= valuation.value(rows)
    found = []
    for place in np.argsort(-gains.round(9), kind="stable")[:k]:
        into = int(others[place])
        brings = {*covered(asked, sorted([*rest, into]), into)}
        loses = {*covered(asked, rows, out)} if out is not None else set()
        found.append(
            Change(
                None if out is None else clusters[out],
                clusters[into],
                float(gains[place]),
                tuple(sorted(brings - loses)),
                tuple(sorted(loses - brings)),
            )
        )
    return tuple(found)


def covered(asked: Asked, rows: Sequence[int], row: int) -> Iterator[str]:
    """What a consortium would lose with one member, in words."""
    rest = [one for one in rows if one != row]
    registry, serving = asked.registry, asked.valuation.serving
    for goal, values in serving.values.items():
        for code, held in zip(serving.asked[goal], values, strict=True):
            if held[row] > held[rest].max():
                yield serving.grounds.of(goal, code, row).label
    country = registry.clusters[row].country
    if country and all(registry.clusters[one].country != country for one in rest):
        yield registry.vocabulary.label(country)
    needed = (
        rule.words
        for rule in asked.rules
        if rule.holds(rows, asked.strict) and not rule.holds(rest, asked.strict)
    )
    yield from dict.fromkeys(needed)


def with_others(
    valuation: Valuation, pairs: FloatArray, rest: Sequence[int], others: IntArray
) -> FloatArray:
    """The value of some members with each of some others.

    Parameters
    ----------
    valuation : Valuation
    pairs : float array of shape (n_rest, n_clusters)
        What their pairs add, before the mean.
    rest : sequence of int
        Rows of the members.
    others : int array of shape (n_others,)
    """
    n_pairs = len(rest) * (len(rest) + 1) / 2
    among = pairs[:, rest].sum() / 2 + pairs[:, others].sum(axis=0)
    served = valuation.served
    best = np.maximum(served[:, others], served[:, rest].max(axis=1)[:, None])
    return np.asarray(among / n_pairs + valuation.worth @ best)


def rule_holds(
    asked: Asked, rule: Constraint, rest: Sequence[int], others: IntArray
) -> BoolArray:
    """Whether a rule holds of some members with each of some others."""
    everybody = np.arange(len(asked.registry.clusters))
    may = rule.allows(everybody, asked.strict)
    found = may[others] & may[list(rest)].all()
    if demand := rule.demand(everybody, len(rest) + 1, asked.strict):
        found &= demand.holds(rest, others[:, None])
    return np.asarray(found)
