"""Rules: what a call asks of a consortium, and how it is written.

A `Rule` is made by `grammar` from a line such as ``members >= 2 in EU``; `str` writes
the same line again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

AMOUNTS: Mapping[str, str] = MappingProxyType(
    {
        "members": "how many there are",
        "countries": "how many different ones the members are in",
        "regions": "how many different ones the members are in",
        "markets": "how many the consortium aims at",
    }
)
"""What can be counted, and what the number is of."""

CONDITIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "country": ("in", "country"),
        "outside": ("outside", "country"),
        "type": ("of type", "type"),
        "sector": ("in sector", "sectors"),
        "technology": ("in technology", "technologies"),
        "ecosystem": ("in ecosystem", "sectors"),
        "class": ("in regions", "class of the region"),
        "theme": ("theme", "activities"),
        "market": ("going to", "markets"),
    }
)
"""Kinds of conditions: how each is written, and the fact about a member that it asks
for."""

CLASSES = ("less-developed", "transition", "more-developed", "outermost")
"""Classes of regions in cohesion policy. They stand in no table: nobody's is known."""

GROUPS = ("EU",)
"""Names of countries together, beside the regions of regions.csv."""


@dataclass(frozen=True)
class Condition:
    """What is asked of one member, or of one market.

    Parameters
    ----------
    kind : str
        One of `CONDITIONS`.
    codes : tuple of str
        Any of them will do; for ``outside``, none may hold.
    or_others : bool
        Whether more countries will do that the list does not have: of a country that
        is not listed, nobody can tell.
    """

    kind: str
    codes: tuple[str, ...]
    or_others: bool = False

    def __str__(self) -> str:
        """As it is written."""
        words = f"{CONDITIONS[self.kind][0]} {'|'.join(self.codes)}"
        return f"{words} or others" if self.or_others else words

    @property
    def fact(self) -> str:
        """What of a member must be recorded to tell."""
        return CONDITIONS[self.kind][1]


def in_words(conditions: Iterable[Condition]) -> str:
    """Conditions as they are written."""
    return " ".join(map(str, conditions))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule on who may form a consortium.

    Parameters
    ----------
    subject : str
        One of `AMOUNTS`, or ``every member``, ``coordinator``, ``theme``, ``seats``
        or ``confirm``.
    least, most : int, optional
        Of an amount.
    conditions : tuple of Condition
        All must hold of whoever counts.
    each : {"", "region", "country"}
        Whether it must hold in each region or country that a member is in.
    seats : tuple of tuple of Condition
        What each of as many different members has.
    words : str
        What to confirm, or what can stand in place of a consortium.
    force : {"hard", "advice", "instead"}
        Advice does not bind, and what can stand in place of a consortium is no rule on
        it: both are told and never asked for.
    """

    subject: str
    least: int | None = None
    most: int | None = None
    conditions: tuple[Condition, ...] = ()
    each: str = ""
    seats: tuple[tuple[Condition, ...], ...] = ()
    words: str = ""
    force: str = "hard"

    @property
    def is_hard(self) -> bool:
        """Whether a consortium must keep to it."""
        return self.force == "hard"

    @property
    def conditions_in_words(self) -> str:
        """What is asked of whoever counts, as it is written."""
        return in_words(self.conditions)

    def __str__(self) -> str:
        """As it is written; to read it again gives an equal rule."""
        if self.force == "instead":
            return f"instead: {self.words}"
        start = "advice: " if self.force == "advice" else ""
        if self.subject == "confirm":
            return f"{start}confirm: {self.words}"
        if self.subject == "seats":
            return f"{start}seats: {', '.join(map(in_words, self.seats))}"
        start += f"for each {self.each}: " if self.each else ""
        shown = "" if self.subject == "theme" else self.subject
        told = (shown, self._amount, self.conditions_in_words)
        return start + " ".join(words for words in told if words)

    @property
    def _amount(self) -> str:
        if self.least is None or self.most is None:
            sign = ">=" if self.most is None else "<="
            number = self.least if self.most is None else self.most
            return "" if number is None else f"{sign} {number}"
        one = self.least == self.most
        return f"= {self.least}" if one else f"{self.least}-{self.most}"
