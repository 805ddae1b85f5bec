"""Searching that forgives: case, accents, signs, former names and small typos.

In: what each record is called and what else is said of it. Out: the ids that hold
every word of a text; where a word is spelt as nowhere, its nearest spelling is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from matcher import Finder, FoundCode, beginning, fold, spelt_nearly

MOST_LETTERS = 200
MOST_WORDS = 24
"""So many are looked for: a word that stands nowhere is held against all others."""
MOST_NEAR = 5
READ = ("sector", "technology", "market", "country")
"""Kinds of codes that words are read as."""

ReadAs = tuple[tuple[str, tuple[FoundCode, ...]], ...]
_SIGNS = re.compile(r"[\W_]+")
_SAYS_NOTHING = frozenset("a and at for in of or the to with".split())
_LEAST_LIKENESS = 0.55
_SHORTEST_MENDED = 4
_LONG_WORD = 7


@dataclass(frozen=True)
class Found:
    """What a search found.

    Parameters
    ----------
    ids : tuple of str
        Those whose own names hold every word come first; in the index's order within.
    words : tuple of str
        What was looked for, after mending.
    mended : tuple of (str, str)
        Words that stand nowhere, each with the spelling that was tried instead.
    read_as : tuple of (str, tuple of FoundCode)
        Words that mean codes, which records have who do not say the words.
    """

    ids: tuple[str, ...]
    words: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    read_as: ReadAs = ()

    def told(self) -> dict[str, dict[str, Any]]:
        """How the words were taken, for JSON."""
        read_as = {words: [one.code for one in codes] for words, codes in self.read_as}
        return {"mended": dict(self.mended), "read_as": read_as}


@dataclass(frozen=True)
class Meanings:
    """How words are read as codes, and who has which.

    Parameters
    ----------
    finder : Finder
    codes : mapping of str to collection of str
        Codes of each record, by its id.
    """

    finder: Finder
    codes: Mapping[str, Collection[str]]


class SearchIndex:
    """Words of some records.

    Parameters
    ----------
    names : mapping of str to iterable of str
        What each id is called, now and formerly; in the order of the answers.
    texts : mapping of str to str
        What else is said of each id.
    meanings : Meanings, optional
        What words mean beside themselves; nothing where not given.
    """

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        texts: Mapping[str, str],
        meanings: Meanings | None = None,
    ) -> None:
        self.ids = tuple(names)
        self._meanings = meanings
        self._ids_by_name: dict[str, set[str]] = {}
        self._called: dict[str, str] = {}
        self._said: dict[str, str] = {}
        for record_id, called in names.items():
            listed = [name for name in called if name]
            for name in listed:
                self._ids_by_name.setdefault(fold(name), set()).add(record_id)
            spaced = [_spaced(name) for name in listed]
            # "Ad Pack" is found as adpack, and AdPack² by its parts.
            run_together = [name.replace(" ", "") for name in spaced]
            self._called[record_id] = " ".join(["", *spaced, *run_together])
            self._said[record_id] = " " + _spaced(texts.get(record_id, ""))

    def find(self, text: str) -> Found:
        """The records that hold every word of a text.

        Parameters
        ----------
        text : str
            Empty, or without letters and digits, finds all.

        Returns
        -------
        Found

        Notes
        -----
        A word may stand anywhere in a name if it is no short one, and begins a word
        elsewhere: "rail" finds railways, not trailers. Words such as "and" do not
        count. Who has a code that the words mean comes after who says the words.
        """
        given = _words(text)
        words = [word for word in given if word not in _SAYS_NOTHING] or given
        found = self._holding(words)
        meant, read_as = self._meaning(text) if words else ((), ())
        if found or meant or not words:
            every = tuple(dict.fromkeys((*found, *meant)))
            return Found(every, tuple(words), read_as=read_as)
        mended = [
            (word, near) for word in words if (near := self._nearest_word(word)) != word
        ]
        spelt = dict(mended)
        words = [spelt.get(word, word) for word in words]
        if not mended:
            return Found((), tuple(words))
        return replace(self.find(" ".join(words)), mended=tuple(mended))

    def _meaning(self, text: str) -> tuple[tuple[str, ...], ReadAs]:
        """The records that hold every word or a code that it means, and what is read.

        Each part of the text may be met by its words or its codes.
        """
        if self._meanings is None:
            return (), ()
        parts = [
            part
            for part in self._meanings.finder.parts(searched(text), READ)
            if part.codes or not _SAYS_NOTHING.issuperset(part.words)
        ]
        read_as = tuple((" ".join(p.words), p.codes) for p in parts if p.codes)
        if not read_as:
            return (), ()
        wanted = [(p.words, {one.code for one in p.codes}) for p in parts]
        found = tuple(
            record_id
            for record_id in self.ids
            if all(self._meets(record_id, words, codes) for words, codes in wanted)
        )
        return found, read_as if found else ()

    def _meets(self, record_id: str, words: Iterable[str], codes: Set[str]) -> bool:
        assert self._meanings is not None
        has = self._meanings.codes.get(record_id, ())
        return not codes.isdisjoint(has) or all(
            self._holds(record_id, w) for w in words
        )

    def _holding(self, words: Iterable[str]) -> tuple[str, ...]:
        by_name, by_text = [], []
        wanted = tuple(words)
        for record_id, called in self._called.items():
            if all(_is_called(word, called) for word in wanted):
                by_name.append(record_id)
            elif all(self._holds(record_id, word) for word in wanted):
                by_text.append(record_id)
        return (*by_name, *by_text)

    def _holds(self, record_id: str, word: str) -> bool:
        if _is_called(word, self._called[record_id]):
            return True
        return f" {word}" in self._said[record_id]

    @cached_property
    def _n_with(self) -> Counter[str]:
        """Every word with how many records have it."""
        return Counter(
            word
            for record_id, called in self._called.items()
            for word in {*called.split(), *self._said[record_id].split()}
        )

    def _nearest_word(self, word: str) -> str:
        """The word itself if any record has it, else the nearest spelling of it."""
        if len(word) < _SHORTEST_MENDED or self._holding([word]):
            return word
        most = 2 if len(word) >= _LONG_WORD else 1
        near = spelt_nearly(word, [*self._n_with], most)
        ranked = ((n, -self._n_with[known], known) for n, known in near)
        return min(ranked, default=(0, 0, word))[2]

    def nearest(self, text: str) -> list[str]:
        """Ids of the few records whose names are nearest to a text, the best first."""
        wanted = fold(text)[:80]
        if not wanted:
            return []
        best: dict[str, float] = {}
        for name, ids in self._ids_by_name.items():
            likeness = _likeness(wanted, name)
            for record_id in ids:
                best[record_id] = max(best.get(record_id, 0.0), likeness)
        close = [i for i, likeness in best.items() if likeness > _LEAST_LIKENESS]
        close.sort(key=lambda record_id: (-best[record_id], record_id))
        return close[:MOST_NEAR]


def _is_called(word: str, called: str) -> bool:
    """Whether a name has a word; letters inside "Clusaga" are no "usa"."""
    inside = len(word) >= _SHORTEST_MENDED
    return (word if inside else f" {word}") in called


def _spaced(text: str) -> str:
    """Folded words with single spaces for all signs between them."""
    return _SIGNS.sub(" ", fold(text)).strip()


def searched(text: str) -> str:
    """As much of a text as is searched for, with single spaces.

    Examples
    --------
    >>> searched("  food   and drink ")
    'food and drink'
    """
    return beginning(" ".join(text.split()), MOST_LETTERS)


def _words(text: str) -> list[str]:
    """The words of a text that are searched for, each once and folded."""
    return [*dict.fromkeys(_spaced(searched(text)).split())][:MOST_WORDS]


def _likeness(wanted: str, name: str) -> float:
    """How near two names are; part of a name is nearer than letters in common."""
    if len(wanted) >= 3 and wanted in name:
        begins = 0.5 * (f" {name}".find(f" {wanted}") >= 0)
        return 0.9 + begins + 0.1 * len(wanted) / len(name)
    if len(name) >= 4 and name in wanted:
        return 0.8
    matcher = SequenceMatcher(None, wanted, name)
    if (
        matcher.real_quick_ratio() < _LEAST_LIKENESS
        or matcher.quick_ratio() < _LEAST_LIKENESS
    ):
        return 0.0
    return matcher.ratio()
