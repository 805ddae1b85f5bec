"""Spelling: words that are spelt nearly alike.

In: a word, and those that are known. Out: the known ones that a typo or two away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

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
    from rapidfuzz.distance import OSA  # most questions have no typo

    return OSA.distance(left, right)


def spelt_nearly(word: str, known: Collection[str], most: int) -> list[tuple[int, str]]:
    """Known words at so many typos or fewer, with their number, the nearest first."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    return sorted((n, one) for one, n, _ in found)


def mendable(words: Iterable[str]) -> list[str]:
    """The words that others may be taken for: among short ones too many are alike."""
    return [word for word in words if len(word) >= _SHORTEST_MENDED]


def nearest(word: str, known: Collection[str]) -> list[str]:
    """Known words at the fewest typos: one, or two between long words; best first.

    Parameters
    ----------
    word : str
        The shortest only miss a letter.
    known : collection of str
        Folded, and `mendable`.
    """
    if len(word) < _SHORTEST:
        return []
    near = spelt_nearly(word, known, 1 + (len(word) >= _LONG_WORD))
    found = [(n, one) for n, one in near if n < 2 or len(one) >= _LONG_WORD]
    return [one for n, one in found if n == found[0][0]][:MOST_NEAR]
