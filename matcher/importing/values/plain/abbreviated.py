"""Abbreviated: what words that are cut at a full stop stand for.

In: a text, and all names that are known. Out: the names that it may be short for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from matcher.text import fold

_CUT = re.compile(r"[^\W\d_]\.(?=[^\W\d_]|[\s-]|$)")
_SIGNS = re.compile(r"[^\w.]+")
_FEWEST_ALONE = 4
_FEWEST = 2
_MOST_LETTERS = 60
_MOST = 40


class Abbreviations:
    """Names by what they begin with.

    Parameters
    ----------
    names : sequence of str
        Folded, with single spaces between their words, in order of letters.

    Examples
    --------
    >>> names = ["industrie", "industrie navale", "maschinenbau"]
    >>> found = Abbreviations(names)
    >>> found.in_full("Ind. navale"), found.in_full("Masch.bau"), found.in_full("Ind")
    (['industrie navale'], ['maschinenbau'], [])
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def in_full(self, text: str) -> list[str]:
        """Names whose words begin, and between full stops go on, as those of a text.

        Of a word alone four letters must be left, of one among others two.
        """
        if len(text) > _MOST_LETTERS or not _CUT.search(text):
            return []
        words = _SIGNS.sub(" ", fold(text)).split()
        first = words[0].partition(".")[0] if words else ""
        if len(first) < (_FEWEST_ALONE if len(words) == 1 else _FEWEST):
            return []
        ways = (r"\w*".join(map(re.escape, word.split("."))) for word in words)
        like = re.compile(" ".join(ways))
        at = bisect_left(self._names, first)
        begun = takewhile(
            lambda name: name.startswith(first), islice(self._names, at, None)
        )
        return [*islice(filter(like.fullmatch, begun), _MOST)]
