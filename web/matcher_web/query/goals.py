"""What a partner should bring: goals in an address, and the links that change them.

In: goals as they were read. Out: the fields of an address, and one `Wish` for each
thing that is wanted, as a page shows it. A visitor's own target markets are wanted
unless others are; to want none of them, their weight is set to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from matcher import GOALS, OPTIONS, Goals, Profile, SignalInfo, Vocabulary
from matcher_web.query.weights import Weights

LINES = tuple(option for option in OPTIONS.values() if option.name.startswith("want_"))
MUST = OPTIONS["must"]
CHANGED = (*LINES, MUST)


class Wish(NamedTuple):
    """One thing that is wanted: what it is, and the goals without it."""

    text: str
    without: Goals


@dataclass(frozen=True)
class WantedGoal:
    """One goal as a page shows it.

    Parameters
    ----------
    info : SignalInfo
    wishes : tuple of Wish
    own : bool
        Whether these are the visitor's own markets, wanted without a word.
    is_must : bool
    toggled : Goals
        The same goals, with this one a must, or no longer one.
    """

    info: SignalInfo
    wishes: tuple[Wish, ...]
    own: bool
    is_must: bool
    toggled: Goals


def goal_parameters(goals: Goals) -> dict[str, Any]:
    """Goals as they stand in an address; nothing for what is not wanted."""
    found: dict[str, Any] = {}
    for option in CHANGED:
        value = getattr(goals, option.argument)
        if value:
            found[option.name] = [str(value)] if option.kind == "number" else [*value]
    return found


def asked_goals(said: Goals, asked: str | Profile, weights: Weights) -> Goals:
    """What a recommender is asked for: what is said, else a visitor's own markets."""
    return replace(
        said,
        markets=said.markets or Goals.of(asked).markets,
        factors=weights.of_goals,
    )


def wanted_goals(said: Goals, asked: Goals, vocabulary: Vocabulary) -> list[WantedGoal]:
    """Each goal that counts, or must be served.

    Parameters
    ----------
    said : Goals
        What the address says, which links change.
    asked : Goals
        What counts.
    vocabulary : Vocabulary
        Its labels are shown.
    """
    return [
        WantedGoal(
            info,
            tuple(_wishes(goal, said, asked, vocabulary)),
            goal == "markets" and not said.markets,
            goal in said.must,
            replace(said, must=tuple(sorted({*said.must} ^ {goal}))),
        )
        for goal, info in GOALS.items()
        if asked.asks_for(goal)
    ]


def _wishes(
    goal: str, said: Goals, asked: Goals, vocabulary: Vocabulary
) -> Iterator[Wish]:
    must = tuple(one for one in said.must if one != goal)
    if goal == "experience":
        without = replace(said, experience=0, must=must)
        yield Wish(_consortia(asked.experience), without)
        return
    for option in LINES:
        name = option.argument
        codes = getattr(asked, name)
        for code in codes if code_of(name) == goal else ():
            left: Any = {name: tuple(one for one in codes if one != code)}
            without = replace(said, **left)
            if not without.codes(goal):  # nothing is left that must be served
                without = replace(without, must=must)
            yield Wish(vocabulary.label(code), without)


def code_of(name: str) -> str:
    """The goal that a field of codes is of.

    Examples
    --------
    >>> code_of("sectors"), code_of("markets")
    ('activities', 'markets')
    """
    return "activities" if name in ("sectors", "technologies") else name


def _consortia(number: int) -> str:
    return f"{number} consorti{'um' if number == 1 else 'a'}"
