"""Spelling: words that are spelt nearly alike.

In: a word, and those that are known. Out: the known ones that a typo or two away.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_NEAR = 3
_SHORTEST_MENDED = 5
_SHORTEST = 4
_LONG_WORD = 8


def typos(left: str, right: str) -> int:
    """Letters to change, drop, add or swap with a neighbour between two words.

    Examples
    --------
    >>> typos("pakcaging", "packaging"), typos("fotonics", "photonics")
    (1, 2)

    References
    ----------
    Damerau, "A technique for computer detection and correction of spelling errors",
    1964; in the form of optimal string alignment.
    """
    rows = [list(range(len(right) + 1))]
    for i, one in enumerate(left, start=1):
        above, row = rows[-1], [i]
        for j, other in enumerate(right, start=1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and other == left[i - 2]:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


class Spelling:
    """Known words, to be searched for those that come near.

    Parameters
    ----------
    words : iterable of str
        Folded.

    Notes
    -----
    A typo changes at most two letters of those that a word is made of, so that words
    whose letters differ by more are passed over without a closer look.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            self._by_length.setdefault(len(word), []).append(word)
        self._letters: dict[int, list[tuple[str, int]]] = {}

    def _of_length(self, length: int) -> list[tuple[str, int]]:
        """Words of so many letters, each with the letters that it is made of."""
        if length not in self._letters:
            words = self._by_length.get(length, ())
            self._letters[length] = [(word, _letters(word)) for word in words]
        return self._letters[length]

    def near(self, word: str) -> list[str]:
        """Known words at the fewest typos: one, or two in a long word; best first.

        Among short words too many are alike: the shortest only miss a letter.
        """
        if len(word) < _SHORTEST:
            return []
        most = 1 + (len(word) >= _LONG_WORD)
        fewest = max(len(word) - most, _SHORTEST_MENDED)
        letters = _letters(word)
        like = (
            other
            for length in range(fewest, len(word) + most + 1)
            for other, theirs in self._of_length(length)
            if (letters ^ theirs).bit_count() <= 2 * most
        )
        found = sorted((n, o) for o in like if (n := typos(word, o)) <= most)
        return [other for n, other in found if n == found[0][0]][:MOST_NEAR]


def _letters(word: str) -> int:
    """Which letters a word is made of, a bit each."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found
