"""What the suggestions of a list have in common, so that each can say what is its own.

In: the reasons of each, the weightiest first. Out: those of most of them, once, and
the reasons of each with its own before these. Or scores, and how many of them are told
apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from matcher.model.answers.suggestions import Score

_MORE = re.compile(r" and [\d,]+ more(?=\.$)|(?<=^Adds a country): .*(?=\.$)")
FEWEST = 4
"""A shorter list is read as it is."""


class InCommon(NamedTuple):
    """Reasons of a list, told apart.

    Parameters
    ----------
    shared : tuple of str
        What holds of more than half, in the order in which it is first said.
    each : list of tuple of str
        The reasons of each that few share; where it has none, those that say more of
        what is shared, as which country is added; else all.
    """

    shared: tuple[str, ...]
    each: list[tuple[str, ...]]


def in_common(reasons: Sequence[Sequence[str]]) -> InCommon:
    """Tell what most have in common from what each has of its own.

    Examples
    --------
    >>> in_common([["a", "b"], ["a", "c"], ["a"], ["d"]])
    InCommon(shared=('a',), each=[('b',), ('c',), ('a',), ('d',)])
    """
    counted = Counter(
        one for some in reasons for one in dict.fromkeys(map(_head, some))
    )
    is_list = len(reasons) >= FEWEST
    shared = tuple(o for o, n in counted.items() if is_list and 2 * n > len(reasons))
    return InCommon(shared, [_own(some, shared) for some in reasons])


def _own(reasons: Sequence[str], shared: Sequence[str]) -> tuple[str, ...]:
    """What few share of the reasons of one; else what it says more fully; else all."""
    few = tuple(one for one in reasons if _head(one) not in shared)
    return few or tuple(one for one in reasons if one not in shared) or tuple(reasons)


def told_apart(found: Sequence[Score]) -> int:
    """How many of a list, from the first, something tells from all others.

    Behind them stand those for whom nothing speaks but that they add a country, or
    words that any cluster says of itself: their order tells nobody anything.
    """
    return next((n for n in range(len(found), 0, -1) if _is_told(found[n - 1])), 0)


def _is_told(score: Score) -> bool:
    return any(
        code.contribution > 0 and code.code not in part.info.unsaid
        for part in score.contributions
        if part.signal != "another_country"
        for code in part.codes
    )


def _head(reason: str) -> str:
    """A reason without which country, or how many more there are: what is compared."""
    return _MORE.sub("", reason)
