"""Guesses: what an entry may mean that no term is equal to.

In: the index and an entry. Out: meanings, the likeliest first: terms that begin so,
parts of compounds, other spellings, and terms that hold one of the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcher.registry.finding.entry import Entry
from matcher.registry.finding.found import Wanted
from matcher.registry.finding.index import Meaning, TermIndex
from matcher.registry.finding.phrases import Phrases

_MOST_TERMS = 20
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 7
_SHORTEST_INFLECTED = 5  # else "capture" ends in "Türe", and "carreaux" in "eaux"


def guesses(index: TermIndex, entry: Entry, wanted: Wanted) -> Iterator[Meaning]:
    """What may be meant; much of it more than once."""
    for key in index.beginning_with(entry.words, _MOST_TERMS):
        yield from index[key]
    for word in entry.telling:
        yield from _of_parts(index, word)
    for words in _mended(index, entry.telling):
        phrases = Phrases(index, Entry(" ".join(words)), wanted)
        yield from phrases.whole()
        for span in phrases.spans():
            yield from span.meanings
    for word in entry.telling:
        for key in index.holding(word, _MOST_TERMS):
            yield from index[key]


def _mended(index: TermIndex, words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words with one that is not known as known words are spelt."""
    for place, word in enumerate(words):
        if not index.knows(word):
            for near in index.spelling.near(word):
                yield (*words[:place], near, *words[place + 1 :])


def _of_parts(index: TermIndex, word: str) -> Iterator[Meaning]:
    """What the parts of a compound mean: the last part says what it is."""
    if len(word) < _SHORTEST_COMPOUND:
        return
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if index.knows(word[:cut]):
            last = word[cut:]
            long = len(last) >= _SHORTEST_INFLECTED
            for way in index.meanings((last,)) if long else [index[last]]:
                yield from way
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART, -1):
        for way in index.meanings((word[:cut],)):
            yield from way
