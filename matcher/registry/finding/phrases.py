"""Phrases: what an entry means as a whole, and what terms stand inside it.

In: the index, an entry and which codes are wanted. Out: meanings, the surest first.
Whole words only: ``AI`` is not in "chain".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from matcher.plain_words import FUNCTION_WORDS, GENERAL_WORDS
from matcher.registry.finding.entry import Entry
from matcher.registry.finding.found import FoundCode, Match, Wanted, once
from matcher.registry.finding.index import MOST_WORDS, Meaning, TermIndex

_HEAD_LAST = ("en", "de", "nl")
_SHORT_ENTRY = 3


class Span(NamedTuple):
    """Words of an entry that mean something together.

    Parameters
    ----------
    start, end : int
        The first word, and the one after the last, counted from 0.
    meanings : sequence of Meaning
    """

    start: int
    end: int
    meanings: Sequence[Meaning]

    @property
    def is_head_last(self) -> bool:
        """Whether its language puts the word that says what a thing is last."""
        languages = self.meanings[0].languages
        return any(language in languages for language in _HEAD_LAST)


class Phrases:
    """Reads an entry.

    Parameters
    ----------
    index : TermIndex
    entry : Entry
    wanted : Wanted
    """

    def __init__(self, index: TermIndex, entry: Entry, wanted: Wanted) -> None:
        self._index = index
        self._entry = entry
        self._wanted = wanted

    def whole(self) -> list[Meaning]:
        """What all words mean together, read in the surest way."""
        return self._together(self._entry.words)

    def inside(self) -> list[FoundCode]:
        """Codes of terms inside: its telling words, else the longest first."""
        if self._entry.telling != self._entry.words:
            whole = self._together(self._entry.telling)
            if whole:
                return self._wanted.codes(whole, "phrase")
        found: list[FoundCode] = []
        spans = sorted(self.spans(), key=self._order)
        for span in spans:
            match: Match = "near" if self._is_doubtful(span, spans) else "phrase"
            found += self._wanted.codes(span.meanings, match)
        return once(sorted(found, key=lambda one: one.is_guess))

    def apart(self) -> list[Span]:
        """The longest of those spans that overlap, and what is beside them."""
        taken: set[int] = set()
        kept = []
        for span in sorted(self.spans(), key=lambda s: (s.start - s.end, s.start)):
            places = {*range(span.start, span.end)}
            if not places & taken:
                taken |= places
                kept.append(span)
        return kept

    def spans(self) -> Iterator[Span]:
        """Words in a row that mean something, unless longer rows around them do."""
        words, end_before = self._entry.words, 0
        for start in range(len(words)):
            for end in range(min(start + MOST_WORDS, len(words)), start, -1):
                if end <= end_before:
                    break
                span = Span(start, end, self._within(start, end))
                if span.meanings:
                    yield span
                    end_before = end
                    break

    def _together(self, words: Sequence[str]) -> list[Meaning]:
        for way in self._index.ways(words):
            wanted = self._wanted.among(way)
            if wanted:
                return wanted
        return []

    def _within(self, start: int, end: int) -> list[Meaning]:
        """What words inside mean; those of exact terms only where they stand for it."""
        words, capitals = self._entry.words[start:end], self._entry.in_capitals
        if FUNCTION_WORDS.issuperset(words) and capitals.isdisjoint(words):
            return []
        if not all(map(self._index.knows, words)):
            return []
        for way in self._index.ways(words):
            inside = [one for one in way if self._may_stand(one, start, end)]
            wanted = self._wanted.among(inside)
            if wanted:
                return wanted
        return []

    def _may_stand(self, meaning: Meaning, start: int, end: int) -> bool:
        """Whether a term may be met there.

        One that counts only as a whole entry may be one of a list of things, the head
        of a short entry, as "toys" in "wooden toys", or be written in capitals that
        others are not.
        """
        if meaning.exact != "true":
            return True
        if meaning.is_code:
            return False
        entry = self._entry
        if entry.in_capitals.issuperset(entry.words[start:end]):
            return True
        if (start, end) in entry.listed:
            return True
        if entry.is_sentence or len(entry.words) > _SHORT_ENTRY:
            return False
        span = Span(start, end, [meaning])
        return end == len(entry.words) if span.is_head_last else start == 0

    def _order(self, span: Span) -> tuple[int, int]:
        """Longer ones first; of a name of a thing, the word that says what it is."""
        head_last = not self._entry.is_sentence and span.is_head_last
        return span.start - span.end, -span.start if head_last else span.start

    def _is_doubtful(self, span: Span, spans: Iterable[Span]) -> bool:
        """Whether the word that says what a thing is means nothing that is known.

        That word is the last in English, German and Dutch, and the first in others:
        "wind instruments" are no wind.
        """
        words = self._entry.words
        head = span.end if span.is_head_last else span.start - 1
        if self._entry.is_sentence or not 0 <= head < len(words):
            return False
        is_met = any(other.start <= head < other.end for other in spans)
        word = words[head]
        return not (is_met or word in GENERAL_WORDS or self._index.meanings((word,)))
