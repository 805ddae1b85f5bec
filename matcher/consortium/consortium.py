"""A consortium, opened: its value, what each member adds, and how the rules stand.

In: members and what was asked. Out: `Consortium`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, NamedTuple

import numpy as np

from matcher.arrays import BoolArray, IntArray
from matcher.consortium.asked import FEWEST, Asked
from matcher.consortium.changes import covered, rule_holds, with_others
from matcher.consortium.constraints import State, allowed
from matcher.consortium.parts import Part
from matcher.registry.columns import picked, plain
from matcher.registry.records import Cluster

LEAST_COST = 1e-9
"""A rule that costs less does not bind."""


class RuleState(NamedTuple):
    """How a rule stands with a consortium.

    Parameters
    ----------
    words : str
    state : {"met", "not met", "cannot tell"}
        Nobody can tell where what it asks is not recorded.
    costs : float
        The rule binds by so much: what the best swap of one member that only this rule
        forbids would gain, in log-odds. 0 where it does not bind, or is not met anyway.
    force : {"hard", "advice", "instead"}
        Advice, and what can stand in place of a consortium, are told and bind nobody.
    why : str
        The reason, of rules of a call and of one's own.
    members : tuple of str
        Ids of those who decide it, likewise.
    """

    words: str
    state: State
    costs: float = 0.0
    force: str = "hard"
    why: str = ""
    members: tuple[str, ...] = ()

    @property
    def binds(self) -> bool:
        """Whether one swap would be worth more but for this rule."""
        return self.costs > 0

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return picked(self, *self._fields, "binds")


class Share(NamedTuple):
    """What one member adds to a consortium.

    Parameters
    ----------
    cluster : Cluster
    adds : float or None
        The value of the consortium less that of the others alone, in log-odds; None in
        a consortium of two. Below 0 the others would be worth more without it, as when
        a rule or a wish of who asks needs it.
    covers : tuple of str
        What only it brings, in words: a wanted thing that nobody else serves as well,
        a country, a rule that fails without it.
    asked_for : bool
        Whether it had to be a member.
    new : bool
        Whether it is a new partner of who asks.
    experienced : bool
        Whether it has been in a consortium, as far as recorded.
    """

    cluster: Cluster
    adds: float | None
    covers: tuple[str, ...]
    asked_for: bool
    new: bool
    experienced: bool

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {"cluster": self.cluster.id} | picked(self, *self._fields[1:])


@dataclass(frozen=True)
class Consortium:
    """Clusters that could go together.

    Parameters
    ----------
    members : tuple of Cluster
        In order of ids.
    value : float
        What it is worth, in log-odds; sizes compare.
    contributions : tuple of Part
        They add up to the value.
    rules : tuple of RuleState
        In the order in which they were asked for.
    shares : tuple of Share
        What each member adds, in their order.
    proven : bool
        Whether no other that was asked for is worth more.
    gap : float or None
        So much more one may be worth at most that was not looked at; 0 where it is
        proven, None where nothing was searched.
    """

    members: tuple[Cluster, ...]
    value: float
    contributions: tuple[Part, ...]
    rules: tuple[RuleState, ...]
    shares: tuple[Share, ...]
    proven: bool = False
    gap: float | None = None

    @classmethod
    def of(
        cls,
        asked: Asked,
        members: Sequence[int],
        proven: bool = False,
        gap: float | None = None,
    ) -> Consortium:
        """Open what some clusters are worth.

        Parameters
        ----------
        asked : Asked
        members : sequence of int
            Rows of two or more.
        proven, gap
            As they were found.
        """
        rows = sorted(members)
        parts = asked.valuation.parts(rows)
        return cls(
            tuple(asked.registry.clusters[row] for row in rows),
            fsum(part.contribution for part in parts),
            parts,
            tuple(_rule_states(asked, rows)),
            tuple(_shares(asked, rows)),
            proven,
            gap,
        )

    def to_dict(self) -> dict[str, Any]:
        """For JSON: members by their ids, contributions by their names.

        ``parts`` opens the contributions: their values, weights and who serves what.
        """
        return {
            "members": [cluster.id for cluster in self.members],
            "value": self.value,
            "contributions": {p.name: p.contribution for p in self.contributions},
            "parts": plain(self.contributions),
            **picked(self, "rules", "shares", "proven", "gap"),
        }


def _shares(asked: Asked, rows: list[int]) -> Iterator[Share]:
    registry, whole = asked.registry, asked.valuation.value(rows)
    new, experienced = asked.new, asked.experienced
    for row in rows:
        rest = [one for one in rows if one != row]
        alone = len(rest) >= FEWEST
        yield Share(
            registry.clusters[row],
            whole - asked.valuation.value(rest) if alone else None,
            tuple(covered(asked, rows, row)),
            row in asked.locked,
            bool(asked.start) and bool(new[row]),
            bool(experienced[row]),
        )


def _rule_states(asked: Asked, rows: list[int]) -> Iterator[RuleState]:
    costs = _costs(asked, rows)
    for rule, cost in zip(asked.wishes, costs, strict=False):
        yield RuleState(rule.words, rule.state(rows), cost)
    if not asked.demanded:
        return
    of_words = dict[str, float]()
    for rule, cost in zip(asked.rules, costs, strict=True):
        of_words[rule.words] = max(cost, of_words.get(rule.words, 0.0))
    for one in asked.demanded.verdicts(asked.registry.clusters[r].id for r in rows):
        words = str(one.rule)
        cost = of_words.get(words, 0.0) if one.rule.is_hard else 0.0
        yield RuleState(words, one.state, cost, one.rule.force, one.why, one.members)


def _costs(asked: Asked, rows: list[int]) -> list[float]:
    """What each rule forbids alone: the gain of the best swap that only it forbids."""
    costs = np.zeros(len(asked.rules))
    if not asked.rules:
        return []
    n = len(asked.registry.clusters)
    may = allowed(asked.filters, n, asked.strict)
    may[rows] = False
    others = np.flatnonzero(may)
    worth = asked.valuation.value(rows)
    kept = np.array([rule.holds(rows, asked.strict) for rule in asked.rules])
    pairs = asked.valuation.of_pairs(np.array(rows))
    for position, out in enumerate(rows):
        if out in asked.locked or not len(others):
            continue
        rest = [one for one in rows if one != out]
        gains = with_others(
            asked.valuation, np.delete(pairs, position, 0), rest, others
        )
        gains -= worth
        better = np.flatnonzero(gains > LEAST_COST)
        broken = ~_held(asked, rest, others[better]) & kept[:, None]
        alone = broken & (broken.sum(axis=0) == 1)
        best = np.where(alone, gains[better], 0.0).max(axis=1, initial=0.0)
        costs = np.maximum(costs, best)
    return [float(cost) for cost in costs]


def _held(asked: Asked, rest: Sequence[int], others: IntArray) -> BoolArray:
    """Whether each rule holds with each of some others, (n_rules, n_others)."""
    held = [rule_holds(asked, rule, rest, others) for rule in asked.rules]
    return np.array(held).reshape(len(held), len(others))
