"""Conflicts: why no consortium can be found, and the least that would help.

In: an `Asked` that nobody can meet. Out: the smallest set of rules that conflict, and
relaxations: each alone makes the whole possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any

from matcher.consortium.asked import Asked
from matcher.consortium.constraints import Constraint
from matcher.consortium.possible import possible, somebody, surely_possible
from matcher.consortium.reliefs import Relief, changes_that_may_help, with_less
from matcher.errors import FilterError
from matcher.model.contributions import listing

MOST_TRIED_TOGETHER = 2
"""Sets of so many rules are all tried; larger ones are found by leaving rules out."""

MOST_PAIRED = 30
"""Of more rules no pairs are tried."""

MOST_TOLD = 3
"""So many changes that would help are told in the message."""

MOST_GIVEN_UP = 4
"""So many rules at most are named that have to go together."""


@dataclass(frozen=True)
class Conflict:
    """Why no consortium can be found.

    Parameters
    ----------
    rules : tuple of str
        The smallest set of rules found that cannot hold together; without any of them
        the others can. Empty where the size and who has to be a member, or what cannot
        be told, are enough.
    reliefs : tuple of Relief
        What would help, each alone, the least first.
    untold : tuple of str
        Where what cannot be told excludes: rules that nobody can be told to keep to,
        by what is recorded. They are not among `rules`.
    """

    rules: tuple[str, ...]
    reliefs: tuple[Relief, ...]
    untold: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "rules": list(self.rules),
            "cannot_tell": list(self.untold),
            "reliefs": [one._asdict() for one in self.reliefs],
        }


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
    untold = _untold(asked) if asked.strict else ()
    lenient = replace(asked, strict=False)
    if untold and not possible(lenient):
        found = refusal(lenient)
        told = f"without strict, where of none can be told: {'; '.join(untold)}"
        return NoConsortium(
            f"{found}; and only {told}", Conflict(found.conflict.rules, (), untold)
        )
    told_of = _only(asked, lambda rule: rule.words not in untold)
    rules = [] if untold and possible(told_of) else _smallest_conflict(told_of)
    words = tuple(dict.fromkeys(rule.words for rule in rules))
    barring = [one for one in asked.constraints if one.words in {*words, *untold}]
    tried = changes_that_may_help(asked, barring)
    reliefs = tuple(one for one, changed in tried if surely_possible(changed))
    ways = " or ".join(one.words for one in reliefs[:MOST_TOLD])
    if not reliefs and (all_out := _given_up(asked, rules)):
        ways = f"without all of these: {'; '.join(all_out)}"
    helps = f". It would be possible {ways}" if ways else ""
    told = _who(asked) + _bars(words, untold) + helps
    return NoConsortium(told, Conflict(words, reliefs, untold))


def _who(asked: Asked) -> str:
    least, most = asked.sizes
    size = f"{least}" if least == most else f"{least} to {most}"
    told = f"no consortium of {size} members"
    if not asked.locked:
        return told
    ids = [asked.registry.clusters[row].id for row in asked.locked]
    return f"{told} with {listing(ids, 4)}"


def _bars(words: Sequence[str], untold: Sequence[str]) -> str:
    together = f" can have all of: {'; '.join(words)}" if words else ""
    told = f" can be told to keep to: {'; '.join(untold)}" if untold else ""
    both = "; and none" if words and untold else ""
    return f"{told}{both}{together}" or ": there are not enough clusters"


def _untold(asked: Asked) -> tuple[str, ...]:
    """Rules that exclude every consortium alone, by what is not recorded."""

    def is_untold(words: str) -> bool:
        alone = _only(asked, lambda rule: rule.words == words)
        return not possible(alone) and possible(replace(alone, strict=False))

    return tuple(
        filter(is_untold, dict.fromkeys(one.words for one in asked.constraints))
    )


def _only(asked: Asked, kept: Callable[[Constraint], bool]) -> Asked:
    """The same with some of the rules."""
    filters = tuple(one for one in asked.filters if kept(one))
    return replace(asked, filters=filters, rules=tuple(filter(kept, asked.rules)))


def _smallest_conflict(asked: Asked) -> list[Constraint]:
    """The fewest rules that cannot hold together."""
    of_words: dict[str, list[Constraint]] = {}  # one rule may be several constraints
    for one in asked.constraints:
        of_words.setdefault(one.words, []).append(one)
    every, held = [*of_words], list[set[str]]()

    def conflict(some: Sequence[str]) -> bool:
        if any(together.issuperset(some) for together in held):
            return False
        found = somebody(_only(asked, lambda rule: rule.words in some))
        if found:
            broken = {
                one.words
                for one in asked.constraints
                if not one.holds(found, asked.strict)
            }
            held.append({*every} - broken)
        return found is None

    n_together = MOST_TRIED_TOGETHER if len(every) <= MOST_PAIRED else 1
    tried = chain.from_iterable(combinations(every, n) for n in range(n_together + 1))
    smallest: Sequence[str] | None = next(filter(conflict, tried), None)
    if smallest is None:
        smallest = _thinned(every, conflict)
    return [one for words in smallest for one in of_words[words]]


def _thinned(
    every: Sequence[str], conflict: Callable[[Sequence[str]], bool]
) -> Sequence[str]:
    """Rules of which none can be left out, by leaving out many, then one each."""
    rules, n_out = every, len(every) // 2
    while n_out:
        tried = rules
        for start in range(0, len(tried), n_out):
            out = {*tried[start : start + n_out]}
            fewer = [rule for rule in rules if rule not in out]
            if conflict(fewer):
                rules = fewer
        n_out //= 2
    return rules


def _given_up(asked: Asked, rules: Sequence[Constraint]) -> list[str]:
    """Rules that have to go together, one of each conflict; none if too many."""
    out: list[str] = []
    while rules and len(out) < MOST_GIVEN_UP:
        out.append(rules[-1].words)
        asked = with_less(asked, rules[-1], {})
        if surely_possible(asked):
            return out
        rules = _smallest_conflict(asked)
    return []
