"""Mending: known words that misspelt ones may be meant as.

In: a word, and those that are known. Out: the known ones a typo away, two in a long
word, found by what is left when letters are taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from matcher.registry.finding.entry import key_of
from matcher.registry.finding.spelling import typos

_SHORTEST = 4
_LONG_WORD = 9
_LONGEST = 40
_LEAST_OF_TWO = 7
_MOST_WORDS = 6
_MOST_NEAR = 3


class Mending:
    """Known words, by what is left of them without one letter.

    Parameters
    ----------
    words : iterable of str
        Folded.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    @cached_property
    def _without(self) -> dict[str, list[str]]:
        """Known words by what is left of them; made where a word is not known."""
        without: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if _SHORTEST < len(word) <= _LONGEST and not word.isdigit():
                for rest in {word, *_without_one(word)}:
                    without.setdefault(rest, []).append(word)
        return without

    def near(self, word: str) -> list[str]:
        """Known words at the fewest typos, best first; none of a short word."""
        if not _SHORTEST <= len(word) <= _LONGEST or word.isdigit():
            return []
        rests = {word, *_without_one(word)}
        found = self._near(word, rests, 1) or self._with_two_again(word)
        if found or len(word) < _LONG_WORD:
            return found
        return self._near(word, {two for one in rests for two in _without_one(one)}, 2)

    def _with_two_again(self, word: str) -> list[str]:
        """Known words that say two letters twice where it does once: "Kunstoff"."""
        places = range(len(word) - 1) if len(word) >= _LEAST_OF_TWO else ()
        again = (word[: at + 2] + word[at:] for at in places)
        return [one for one in again if one in self._words][:1]

    def _near(self, word: str, rests: Iterable[str], most: int) -> list[str]:
        like = {known for rest in rests for known in self._without.get(rest, ())}
        found = sorted((n, one) for one in like if (n := typos(word, one)) <= most)
        return [one for n, one in found if n == found[0][0]][:_MOST_NEAR]

    def mended(self, text: str) -> list[str]:
        """The same text with one known word for each that is not; best first.

        Where all are known, one may be of another language: "artificial inteligence".
        """
        words = key_of(text).split()
        if not words or len(words) > _MOST_WORDS:
            return []
        if len(words) > 1 and self._words.issuperset(words):
            return [*self._with_another(words)]
        ways: list[tuple[str, ...]] = [()]
        for word in words:
            near = [word] if word in self._words else self.near(word)
            ways = [(*way, one) for way in ways for one in near][:_MOST_NEAR]
        return [" ".join(way) for way in ways]

    def _with_another(self, words: Sequence[str]) -> Iterator[str]:
        """The words with one of them as it may be spelt in another language."""
        for place, word in enumerate(words):
            if len(word) >= _LONG_WORD:
                rests = {word, *_without_one(word)}
                like = {
                    known for rest in rests for known in self._without.get(rest, ())
                }
                for near in sorted(like - {word}):
                    if typos(word, near) == 1:
                        yield " ".join((*words[:place], near, *words[place + 1 :]))


def _without_one(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
