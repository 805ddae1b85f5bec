"""Compiles rules for the solver: rules in, constraints over all clusters out.

Advice decides nothing and compiles to nothing. What only people can confirm is a
constraint of which everybody is unknown: open to everybody, and to nobody if strict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matcher.arrays import BoolArray
from matcher.consortium.constraints import (
    Allowed,
    AtLeast,
    AtMost,
    Constraint,
    Distinct,
    ForEach,
    Groups,
    Mask,
)
from matcher.consortium.rules.facts import holds_all, market_holds, region_of
from matcher.registry.calls.rule import Condition, Rule
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry


def constraints(
    rules: Iterable[Rule],
    registry: Registry,
    coordinator: str | None = None,
    markets: Iterable[str] | None = None,
) -> tuple[Constraint, ...]:
    """What the hard rules demand, as constraints over the clusters of a registry.

    Parameters
    ----------
    rules : iterable of Rule
    registry : Registry
    coordinator : str, optional
        Id of the member that leads. Without, a member must be there that could.
    markets : iterable of str, optional
        Codes of the markets that the consortium aims at. Without, those that its
        members go to.

    Raises
    ------
    UnknownCluster
        If the coordinator is none.

    Notes
    -----
    Each rule holds, or cannot be told, where all constraints of its words do.
    """
    aims = None if markets is None else frozenset(markets)
    row = None if coordinator is None else registry.index[
        registry.cluster(coordinator).id
    ]  # fmt: skip
    hard = [rule for rule in rules if rule.is_hard]
    compiler = _Compiler(registry, hard, row, aims)
    return tuple(one for rule in hard for one in compiler.of(rule))


@dataclass(frozen=True)
class _Compiler:
    registry: Registry
    hard: Sequence[Rule]
    lead: int | None
    aims: frozenset[str] | None

    def of(self, rule: Rule) -> Iterator[Constraint]:
        words = str(rule)
        mask = self._mask(rule.conditions)
        if rule.subject == "confirm":
            yield Allowed(words=words, mask=self._nobody_knows)
        elif rule.subject == "every member":
            yield Allowed(words=words, mask=mask)
        elif rule.subject == "coordinator":
            yield AtLeast(words=words, mask=self._leads(rule), least=1)
        elif rule.subject == "seats":
            yield from _seats(words, [*map(self._mask, rule.seats)])
        elif rule.subject == "theme":
            yield AtLeast(words=words, mask=mask, least=1)
        elif rule.each:
            groups = self._places(rule.each)
            yield ForEach(words=words, groups=groups, mask=mask)
        elif rule.subject == "markets":
            yield from self._of_markets(rule, words)
        elif rule.subject == "members":
            if rule.least is not None:
                yield AtLeast(words=words, mask=mask, least=rule.least)
            if rule.most is not None:
                yield AtMost(words=words, mask=mask, most=rule.most)
        elif rule.least is not None:
            each = {"countries": "country", "regions": "region"}[rule.subject]
            yield from self._distinct(words, self._places(each), mask, rule.least)

    @property
    def _n(self) -> int:
        return len(self.registry.clusters)

    @property
    def _nobody_knows(self) -> Mask:
        return Mask.of(np.zeros(self._n, bool), np.ones(self._n, bool))

    def _mask(self, conditions: Iterable[Condition]) -> Mask:
        conditions = tuple(conditions)
        registry = self.registry
        told = [holds_all(conditions, c, registry) for c in registry.clusters]
        yes = np.array([one is True for one in told], bool)
        return Mask.of(yes, np.array([one is None for one in told], bool))

    def _leads(self, rule: Rule) -> Mask:
        """Whether the one chosen can coordinate; else who can, by all rules on that."""
        if self.lead is not None:
            mask = self._mask(rule.conditions)
            chosen = np.arange(self._n) == self.lead
            return Mask.of(mask.yes & chosen, mask.unknown & chosen)
        return self._mask(
            condition
            for one in self.hard
            if one.subject == "coordinator"
            for condition in one.conditions
        )

    def _places(self, each: str) -> Groups:
        def place(one: Cluster) -> tuple[str, ...]:
            named = one.country if each == "country" else region_of(one)
            return (named,) if named else ()

        return self._groups(place)

    def _groups(
        self,
        of: Callable[[Cluster], Iterable[str]],
        counts: Callable[[str], bool] = lambda code: True,
    ) -> Groups:
        """Who is in which group that counts; nobody knows of those who have none."""
        told = [tuple(of(one)) for one in self.registry.clusters]
        codes = sorted(filter(counts, {code for found in told for code in found}))
        column = {code: number for number, code in enumerate(codes)}
        inside = np.zeros((self._n, len(codes)), bool)
        for row, found in enumerate(told):
            inside[row, [column[code] for code in found if code in column]] = True
        return Groups.of(inside, np.array([not found for found in told], bool))

    def _of_markets(self, rule: Rule, words: str) -> Iterator[Constraint]:
        def counts(code: str) -> bool:
            vocabulary = self.registry.vocabulary
            return all(market_holds(c, code, vocabulary) for c in rule.conditions)

        least, most = rule.least or 0, rule.most
        if self.aims is not None:
            n = sum(map(counts, self.aims))
            if n < least or (most is not None and n > most):
                yield Allowed(words=words, mask=Mask.of(np.zeros(self._n, bool)))
            return
        if most is not None:  # which markets are chosen nobody has said
            yield Allowed(words=words, mask=self._nobody_knows)
        if least:

            def of(one: Cluster) -> Iterable[str]:
                return self.registry.markets_of(one.id)

            groups = self._groups(of, counts)
            yield Distinct(words=words, groups=groups, least=least)

    def _distinct(
        self, words: str, groups: Groups, mask: Mask, least: int
    ) -> Iterator[Constraint]:
        """So many groups of those in the mask.

        Notes
        -----
        Who may be in the mask is of a known group: as one more group, as `Groups` takes
        the unknown, it would count twice beside another of the same. Hence two
        constraints: those who are in the mask give enough groups, each doubt counting
        as one, and all who may be in it are of enough.
        """
        surely = _within(groups, mask.yes, mask.unknown | (mask.yes & groups.unknown))
        yield Distinct(words=words, groups=surely, least=least)
        if (mask.unknown & ~groups.unknown).any():
            maybe = mask.yes | mask.unknown
            widest = _within(groups, maybe, maybe & groups.unknown)
            yield Distinct(words=words, groups=widest, least=least)


def _within(groups: Groups, counted: BoolArray, unknown: BoolArray) -> Groups:
    return Groups.of(groups.inside & counted[:, np.newaxis], unknown)


def _seats(words: str, masks: Sequence[Mask]) -> Iterator[Constraint]:
    """Each seat has a member of its own.

    References
    ----------
    Hall, "On representatives of subsets", 1935: it has if of any seats at least as
    many members can take one.
    """
    for n_seats in range(1, len(masks) + 1):
        for some in combinations(masks, n_seats):
            yes = np.any([mask.yes for mask in some], axis=0)
            unknown = np.any([mask.unknown for mask in some], axis=0)
            yield AtLeast(words=words, mask=Mask.of(yes, unknown), least=n_seats)
