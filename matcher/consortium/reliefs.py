"""Reliefs: single changes of what is asked for that may make it possible.

In: an `Asked` that nobody can meet, and the rules that bar it. Out: each `Relief`, with
what is asked for then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from matcher.consortium.asked import MOST, Asked
from matcher.consortium.constraints import AtLeast, AtMost, Constraint, Distinct
from matcher.consortium.possible import surely_possible
from matcher.consortium.rules.compiling import constraints
from matcher.registry.calls.rule import in_words

MOST_MORE = 3
"""So many members more are tried."""


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
    instead : str
        The rule with the number that helps, as it is written.
    """

    words: str
    rule: str = ""
    option: str = ""
    number: int | None = None
    member: str = ""
    instead: str = ""


def changes_that_may_help(
    asked: Asked, rules: Sequence[Constraint]
) -> Iterator[tuple[Relief, Asked]]:
    """Single changes that may help, the least first, in words."""
    least, most = asked.sizes
    for more in range(1, min(MOST_MORE, MOST - most) + 1):
        larger = replace(asked, sizes=(least, most + more))
        if surely_possible(larger):
            words = f"with {most + more} members"
            yield Relief(words, option="size", number=most + more), larger
            break
    for rule in rules:
        yield from _lower(asked, rule)
    yield from _fewer_seats(asked, {rule.words for rule in rules})
    for words, rule in {rule.words: rule for rule in rules}.items():
        yield (
            Relief(f"without '{words}'", words, rule.option),
            with_less(asked, rule, {}),
        )
    for row in set(asked.locked) - set(asked.start):
        kept = tuple(one for one in asked.locked if one != row)
        name = asked.registry.clusters[row].id
        relief = Relief(f"without {name}", option="must", member=name)
        yield relief, replace(asked, locked=kept)
    if asked.strict:
        words = "without strict, where what cannot be told is listed to confirm"
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
    if len({*_leasts(asked, rule)}) > 1:  # of seats
        return
    for n in numbers:
        fewer = with_less(asked, rule, {name: n})
        if surely_possible(fewer):
            words = f"with {n} instead of {before} in '{rule.words}'"
            instead = _written(asked, rule.words, {name: n})
            relief = Relief(words, rule.words, rule.option, n, instead=instead)
            yield relief, fewer
            return


def _leasts(asked: Asked, rule: Constraint) -> Iterator[int]:
    for one in asked.constraints:
        if one.words == rule.words and isinstance(one, AtLeast | Distinct):
            yield one.least


def _fewer_seats(
    asked: Asked, words: Collection[str]
) -> Iterator[tuple[Relief, Asked]]:
    """Rules of seats with one less."""
    for rule in asked.demanded.rules if asked.demanded else ():
        if str(rule) not in words or len(rule.seats) < 2:
            continue
        for n, seat in enumerate(rule.seats):
            fewer = replace(rule, seats=(*rule.seats[:n], *rule.seats[n + 1 :]))
            kept = tuple(one for one in asked.rules if one.words != str(rule))
            told = f"without the seat '{in_words(seat)}'"
            yield (
                Relief(told, str(rule), instead=str(fewer)),
                replace(asked, rules=(*kept, *constraints([fewer], asked.registry))),
            )


def _written(asked: Asked, words: str, changed: Mapping[str, Any]) -> str:
    """A rule as it is written, with a number of it changed; empty for a wish."""
    rules = asked.demanded.rules if asked.demanded else ()
    return next((str(replace(r, **changed)) for r in rules if str(r) == words), "")


def with_less(asked: Asked, rule: Constraint, changed: Mapping[str, int]) -> Asked:
    """The same with a number of a rule changed, or without the rule."""

    def changed_in(some: Iterable[Constraint]) -> Iterator[Any]:
        for one in some:
            if one.words != rule.words:
                yield one
            elif changed:
                has = all(hasattr(one, name) for name in changed)
                yield replace(one, **changed) if has else one  # type: ignore[arg-type]

    return replace(
        asked,
        rules=tuple(changed_in(asked.rules)),
        filters=tuple(changed_in(asked.filters)),
    )
