"""What the suggestions of a list have in common, so that each can say what is its own.

In: the reasons of each, the weightiest first. Out: those of most of them, once, and
the reasons of each with its own before these. Or the suggestions, and where they differ
no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from matcher.model.answers.suggestions import Suggestion

_MORE = re.compile(r" and [\d,]+ more(?=\.$)")
FEWEST = 4
"""A shorter list is read as it is."""

FEWEST_TIED = 3
"""Fewer at the end of a list are no tie worth a word."""


class InCommon(NamedTuple):
    """Reasons of a list, told apart.

    Parameters
    ----------
    shared : tuple of str
        What holds of more than half, in the order in which it is first said.
    each : list of tuple of str
        The reasons of each that few share; where it has none, all.
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
    own = [tuple(one for one in some if _head(one) not in shared) for some in reasons]
    each = [few or tuple(some) for few, some in zip(own, reasons, strict=True)]
    return InCommon(shared, each)


def tied_from(found: Sequence[Suggestion]) -> int:
    """The rank from which on all have one score, if that tells nothing; else 0.

    Some stand before them, and nothing that both sides are alike in speaks for these.
    """
    tied = [one for one in found if one.score == found[-1].score]
    if FEWEST_TIED <= len(tied) < len(found) and not any(one.alike for one in tied):
        return tied[0].rank
    return 0


def _head(reason: str) -> str:
    """A reason without how many more there are: so much of it is compared."""
    return _MORE.sub("", reason)
