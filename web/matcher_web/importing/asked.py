"""Asked: words and names that only a person can place, and what was answered.

In: a report of an import, the mapping that it was read by, and what was answered. Out:
questions by the names of their fields in a form. One that was answered stays among
them, with its answer, so that it can be changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from matcher import Vocabulary, fold
from matcher.importing.mapping import Mapping as Said
from matcher.importing.report import Near, Report
from matcher.importing.sheet import Remark
from matcher_web.importing.fields import CODED, titled
from matcher_web.importing.told import MOST_SHOWN, Lines, Wording

NOTHING = "-"
"""What is written for a word that means nothing."""

SAME, OTHER = "same", "other"
"""Whether a new organisation is the known one that it resembles."""


class Asked(NamedTuple):
    """A word that can be given a code, or another one than it was given."""

    name: str
    field: str
    title: str
    word: str
    n_cells: int
    chosen: str = ""
    others: str = ""
    said: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Its field and the word, folded."""
        return self.field, fold(self.word)


class AskedName(NamedTuple):
    """A new organisation that may be a known one."""

    name: str
    near: Near
    said: str

    @property
    def key(self) -> tuple[str, str]:
        """Its name, folded, and who it may be."""
        return fold(self.near.name), self.near.known_id


@dataclass(frozen=True)
class Answered:
    """What was asked and has an answer by now.

    Parameters
    ----------
    words : mapping of (str, str) to Asked
        By field and folded word.
    names : mapping of (str, str) to AskedName
        By folded name and the id of who it may be.
    columns : mapping of (str, str, int) to str
        By file, sheet and position, what a column was taken for by itself.
    kept : mapping of str to mapping of str to tuple of str
        Words that earlier imports gave codes, as `Mapping.words`.
    """

    words: Mapping[tuple[str, str], Asked] = field(default_factory=dict)
    names: Mapping[tuple[str, str], AskedName] = field(default_factory=dict)
    columns: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    kept: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


NOTHING_ANSWERED = Answered()


class Questions:
    """All that is asked of an import.

    Parameters
    ----------
    report : Report
    vocabulary : Vocabulary
    mapping : Mapping
        That the files were read by.
    answered : Answered
    """

    def __init__(
        self, report: Report, vocabulary: Vocabulary, mapping: Said, answered: Answered
    ) -> None:
        self._report, self._vocabulary = report, vocabulary
        self._mapping, self._answered = mapping, answered

    @cached_property
    def words(self) -> Lines:
        """Words without a code, most frequent first."""
        first = self._report.words[:MOST_SHOWN]
        asked = (
            Asked("", one.field, titled(one.field), one.word, one.n_cells)
            for one in first
        )
        return self._lines("word", asked, len(self._report.words))

    @cached_property
    def doubtful(self) -> Lines:
        """Words that have a code, but may mean another one; most frequent first."""
        wording, terms = Wording(self._report, self._vocabulary), self._vocabulary.terms
        counted = Counter[tuple[str, str]]()
        meant: dict[tuple[str, str], Remark] = {}
        for remark in self._report.remarks_of("doubt"):
            of = wording.field(remark.place)
            if of in CODED and remark.chosen in terms(of):
                key = of, fold(remark.value)
                meant.setdefault(key, remark)
                counted[key] += 1
        asked = (
            Asked("", key[0], titled(key[0]), meant[key].value, n, line[-2], line[-1])
            for key, n in counted.most_common(MOST_SHOWN)
            for line in [wording.line(meant[key])]
        )
        return self._lines("doubt", asked, len(counted))

    def _lines(self, kind: str, asked: Iterable[Asked], n: int) -> Lines:
        """Those that are asked, then those that were, with what was said."""
        known = {one.key: one for one in asked}
        for key, one in self._answered.words.items():
            if one.name == kind and key[1] in self._mapping.words.get(key[0], {}):
                known.setdefault(key, one._replace(said=self._said(*key)))
        shown = [
            one._replace(name=f"{kind}-{place}")
            for place, one in enumerate(known.values())
        ]
        return Lines("", "", shown, max(n, len(shown)))

    @cached_property
    def kept(self) -> Lines:
        """Words that were answered at earlier imports, with what holds now."""
        words = [
            (of, word) for of, said in self._answered.kept.items() for word in said
        ]
        shown = [
            Asked(f"kept-{n}", of, titled(of), word, 0, said=self._said(of, word))
            for n, (of, word) in enumerate(sorted(words)[:MOST_SHOWN])
        ]
        return Lines("", "", shown, len(words))

    def _said(self, of: str, word: str) -> str:
        codes = self._mapping.words.get(of, {}).get(word)
        codes = self._answered.kept[of][word] if codes is None else codes
        labels = map(self._vocabulary.label, codes) if of in CODED else codes
        return ", ".join(labels) or NOTHING

    @cached_property
    def near(self) -> Lines:
        """New organisations that may be known ones, most alike first."""
        asked = [AskedName("", one, "") for one in self._report.near[:MOST_SHOWN]]
        known = {one.key: one for one in asked}
        for key, one in self._answered.names.items():
            if (id := self._mapping.organisations.get(key[0])) is not None:
                said = SAME if id == key[1] else "" if id else OTHER
                known.setdefault(key, one._replace(said=said))
        shown = [one._replace(name=f"near-{n}") for n, one in enumerate(known.values())]
        return Lines("", "", shown, max(len(self._report.near), len(shown)))
