"""Codes as they were found: a kind of codes and words in, codes and a sentence out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from matcher import CODE_LISTS, Finder, FoundCode
from matcher_web.query.search import searched
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table

TITLES = {"": "All", **{name: name.capitalize() for name in CODE_LISTS}}


@dataclass(frozen=True)
class Codes:
    """Codes of a kind, or those that some words mean.

    Parameters
    ----------
    kind : str
        A list of codes; empty for all.
    words : str
        Empty where all codes are listed.
    found : list of FoundCode
        The best first.
    told : str
        A sentence where they are guesses, or where there is none.
    """

    kind: str
    words: str
    found: list[FoundCode]
    told: str

    def to_dict(self) -> dict[str, Any]:
        """The same, for JSON."""
        return {
            "query": {"kind": self.kind, "words": self.words},
            "codes": [one._asdict() for one in self.found],
            "told": self.told,
        }

    def table(self) -> Table:
        """A row for each code."""
        return Table.of("codes", self.found, FoundCode._fields)


def find_codes(snapshot: Snapshot, kind: str, words: str) -> Codes:
    """The codes that words mean, or all of a kind where there are none."""
    finder, words = snapshot.registry.finder, searched(words)
    kinds = [CODE_LISTS[kind]] if kind else [*CODE_LISTS.values()]
    if not words:
        return Codes(kind, words, finder.listed(kinds), "")
    found = finder.find(words, kinds)
    told = finder.told(words, kinds, found)
    elsewhere = _elsewhere(finder, words, kinds) if told else ""
    guesses = told if found else ""
    return Codes(kind, words, found, f"{guesses} {elsewhere}".strip() or told)


def _elsewhere(finder: Finder, words: str, kinds: Collection[str]) -> str:
    """What words surely mean that mean nothing of the kinds that are asked for."""
    others = [kind for kind in CODE_LISTS.values() if kind not in kinds]
    best = finder.find(words, others, 1)
    if not best or best[0].match != "exact":
        return ""
    return f"'{words}' means the {best[0].kind} {best[0].label}."
