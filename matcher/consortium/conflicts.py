"""Conflicts: why no consortium can be found, and the least that would help.

In: an `Asked` that nobody can meet. Out: the smallest set of rules that conflict, and
relaxations: each alone makes the whole possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any, NamedTuple

import numpy as np

from matcher.arrays import IntArray
from matcher.consortium.asked import MOST, Asked
from matcher.consortium.constraints import (
    Allowed,
    AtLeast,
    AtMost,
    Constraint,
    Distinct,
)
from matcher.consortium.search.demands import allowed, demands
from matcher.consortium.search.exact import anybody
from matcher.consortium.search.problem import Problem
from matcher.errors import FilterError
from matcher.model.contributions import listing

MOST_TRIED_TOGETHER = 2
"""Sets of so many rules are all tried; larger ones are found by leaving rules out."""

MOST_NODES = 2_000
"""How far to search whether something is possible; what is not found out is."""

MOST_MORE = 3
"""So many members more are tried as a relaxation."""

MOST_TOLD = 3
"""So many changes that would help are told in the message."""

MOST_GIVEN_UP = 4
"""So many rules at most are named that have to go together."""


class Relief(NamedTuple):
    """One change that would help.

    Parameters
    ----------
    words : str
        To follow "it would be possible".
    rule : str
        Words of the rule that gives way; empty where that is the size or a member.
    option : str
        The keyword that asks for what gives way: of a rule as in `Constraint`, else
        ``size``, ``must`` or ``strict``.
    number : int or None
        What is asked for instead; None where it is no longer asked for.
    member : str
        Id of who does not have to be a member any more.
    """

    words: str
    rule: str = ""
    option: str = ""
    number: int | None = None
    member: str = ""


@dataclass(frozen=True)
class Conflict:
    """Why no consortium can be found.

    Parameters
    ----------
    rules : tuple of str
        The smallest set of rules found that cannot hold together; without any of them
        the others can. Empty where the size and who has to be a member are enough.
    reliefs : tuple of Relief
        What would help, each alone, the least first.
    """

    rules: tuple[str, ...]
    reliefs: tuple[Relief, ...]


class NoConsortium(FilterError):
    """No consortium can be what was asked for.

    Parameters
    ----------
    told : str
    conflict : Conflict, optional
        What conflicts, and what would help.
    """

    def __init__(self, told: str, conflict: Conflict | None = None) -> None:
        self.conflict = conflict or Conflict((), ())
        super().__init__(told)

    def __reduce__(self) -> tuple[object, ...]:
        """Made of the same again where another process has raised it."""
        return type(self), (str(self), self.conflict)


def refusal(asked: Asked) -> NoConsortium:
    """What to tell who asks for what is impossible."""
    rules = _smallest_conflict(asked)
    reliefs = tuple(one for one, eased in _eased(asked, rules) if possible(eased))
    words = tuple(dict.fromkeys(rule.words for rule in rules))
    least, most = asked.sizes
    size = f"{least}" if least == most else f"{least} to {most}"
    told = f"no consortium of {size} members"
    if asked.locked:
        ids = [asked.registry.clusters[row].id for row in asked.locked]
        told += f" with {listing(ids, 4)}"
    told += (
        f" can have all of: {'; '.join(words)}"
        if rules
        else ": there are not enough clusters"
    )
    ways = " or ".join(one.words for one in reliefs[:MOST_TOLD])
    if not reliefs and (all_out := _given_up(asked, rules)):
        ways = f"without all of these: {'; '.join(all_out)}"
    helps = f". It would be possible {ways}" if ways else ""
    return NoConsortium(told + helps, Conflict(words, reliefs))


def possible(asked: Asked) -> bool:
    """Whether any consortium can be what is asked for, as far as is found out."""
    return _somebody(asked) is not None


def _somebody(asked: Asked) -> tuple[int, ...] | None:
    """Members of one that is what is asked for; none at all where not found out."""
    n = len(asked.registry.clusters)
    may = allowed(asked.constraints, n, asked.strict)
    if not may[list(asked.locked)].all():
        return None
    everybody = np.flatnonzero(may)
    for size in range(asked.sizes[0], min(asked.sizes[1], len(everybody)) + 1):
        rows = _some_of_each_kind(asked, everybody, size)
        locked = tuple(np.searchsorted(rows, asked.locked).tolist())
        wanted = demands(asked.constraints, rows, size, asked.strict)
        # Nothing is worth anything here.
        pairs, none = np.zeros((len(rows), len(rows))), np.zeros((0, len(rows)))
        problem = Problem(pairs, none, none[:, 0], size, locked, wanted)
        found = anybody(problem, MOST_NODES)
        if found.bound > -np.inf:
            return tuple(rows[list(found.members or ())].tolist())
    return None


def _some_of_each_kind(asked: Asked, rows: IntArray, size: int) -> IntArray:
    """Rows of as many as a consortium can have of those whom the rules tell apart."""
    each = demands(asked.constraints, rows, size, asked.strict)
    if not each:
        kinds = np.zeros(len(rows), np.intp)
    else:
        facts = np.hstack([demand.facts for demand in each])
        kinds = np.unique(facts, axis=0, return_inverse=True)[1].reshape(-1)
    order = np.argsort(kinds, kind="stable")
    begins = np.searchsorted(kinds[order], kinds[order])
    kept = np.isin(rows, asked.locked)
    kept[order[np.arange(len(rows)) - begins < size]] = True
    return rows[kept]


def _smallest_conflict(asked: Asked) -> list[Constraint]:
    """The fewest rules that cannot hold together."""
    of_words: dict[str, list[Constraint]] = {}  # one rule may be several constraints
    for one in asked.constraints:
        of_words.setdefault(one.words, []).append(one)
    every, held = [*of_words], list[set[str]]()

    def conflict(some: Sequence[str]) -> bool:
        if any(together.issuperset(some) for together in held):
            return False
        kept = [one for words in some for one in of_words[words]]
        filters = tuple(one for one in kept if isinstance(one, Allowed))
        rules = tuple(one for one in kept if not isinstance(one, Allowed))
        found = _somebody(replace(asked, filters=filters, rules=rules))
        if found:
            broken = {
                one.words
                for one in asked.constraints
                if not one.holds(found, asked.strict)
            }
            held.append({*every} - broken)
        return found is None

    tried = chain.from_iterable(
        combinations(every, n) for n in range(MOST_TRIED_TOGETHER + 1)
    )
    smallest: Sequence[str] | None = next(filter(conflict, tried), None)
    if smallest is None:
        smallest = _thinned(every, conflict)
    return [one for words in smallest for one in of_words[words]]


def _thinned(
    every: Sequence[str], conflict: Callable[[Sequence[str]], bool]
) -> Sequence[str]:
    """Rules of which none can be left out, by leaving out one after the other."""
    rules = every
    for one in every:
        fewer = [rule for rule in rules if rule != one]
        if conflict(fewer):
            rules = fewer
    return rules


def _given_up(asked: Asked, rules: Sequence[Constraint]) -> list[str]:
    """Rules that have to go together, one of each conflict; none if too many."""
    out: list[str] = []
    while rules and len(out) < MOST_GIVEN_UP:
        out.append(rules[-1].words)
        asked = _with(asked, rules[-1], {})
        if possible(asked):
            return out
        rules = _smallest_conflict(asked)
    return []


def _eased(asked: Asked, rules: Sequence[Constraint]) -> Iterator[tuple[Relief, Asked]]:
    """Single changes that may help, the least first, in words."""
    least, most = asked.sizes
    for more in range(1, min(MOST_MORE, MOST - most) + 1):
        larger = replace(asked, sizes=(least, most + more))
        if possible(larger):
            words = f"with {most + more} members"
            yield Relief(words, option="size", number=most + more), larger
            break
    for rule in rules:
        yield from _lower(asked, rule)
    for words, rule in {rule.words: rule for rule in rules}.items():
        yield Relief(f"without '{words}'", words, rule.option), _with(asked, rule, {})
    for row in set(asked.locked) - set(asked.start):
        kept = tuple(one for one in asked.locked if one != row)
        name = asked.registry.clusters[row].id
        relief = Relief(f"without {name}", option="must", member=name)
        yield relief, replace(asked, locked=kept)
    if asked.strict:
        words = "where what is not recorded is no fault (without strict)"
        yield Relief(words, option="strict"), replace(asked, strict=False)


def _lower(asked: Asked, rule: Constraint) -> Iterator[tuple[Relief, Asked]]:
    """A rule with the first number that helps."""
    if isinstance(rule, AtLeast | Distinct):
        name, before, numbers = "least", rule.least, range(rule.least - 1, 0, -1)
    elif isinstance(rule, AtMost):
        name, before = "most", rule.most
        numbers = range(rule.most + 1, asked.sizes[1])
    else:
        return
    for n in numbers:
        eased = _with(asked, rule, {name: n})
        if possible(eased):
            words = f"with {n} instead of {before} in '{rule.words}'"
            yield Relief(words, rule.words, rule.option, n), eased
            return


def _with(asked: Asked, rule: Constraint, changed: Mapping[str, int]) -> Asked:
    """The same with a number of a rule changed, or without the rule."""

    def eased(some: Iterable[Constraint]) -> Iterator[Any]:
        for one in some:
            if one.words != rule.words:
                yield one
            elif changed:
                has = all(hasattr(one, name) for name in changed)
                yield replace(one, **changed) if has else one  # type: ignore[arg-type]

    return replace(
        asked, rules=tuple(eased(asked.rules)), filters=tuple(eased(asked.filters))
    )
