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
    from rapidfuzz.distance import OSA  # most questions have no typo

    return OSA.distance(left, right)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Known words at the fewest typos: one, or two in a long word; best first.

    Among short words too many are alike: the shortest only miss a letter.

    Parameters
    ----------
    word : str
    known : iterable of str
        Folded.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    if len(word) < _SHORTEST:
        return []
    most = 1 + (len(word) >= _LONG_WORD)
    like = [one for one in known if len(one) >= _SHORTEST_MENDED]
    counted = extract(word, like, scorer=OSA.distance, score_cutoff=most, limit=None)
    found = sorted((n, one) for one, n, _ in counted)
    return [one for n, one in found if n == found[0][0]][:MOST_NEAR]
