"""Entries: what people write, as words that can be compared.

In: a text. Out: its words in order, folded, without the signs between them: its key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.plain_words import FUNCTION_WORDS, GENERAL_WORDS
from matcher.text import fold

MOST_LETTERS = 2000
"""No more of a text is looked at."""
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[\W_]+")
_APART = "|"
_AND = frozenset("and or und oder et ou y o e i ed og och oraz lub en si sau".split())
_FARMS = frozenset("farm farms farming".split())  # of fish, of pigs: that tells more
_MOST_LISTED = 8
_SIGNS_BETWEEN = re.compile(r"[^\w|]+|_+")
_SPELT_OUT = str.maketrans(
    dict.fromkeys("äÄæ", "ae") | dict.fromkeys("öÖøØ", "oe")
    | dict.fromkeys("üÜ", "ue") | dict.fromkeys("åÅ", "aa")
)  # fmt: skip
_SPELT_LETTERS = frozenset("äÄöÖøØüÜåÅ")


def key_of(text: str) -> str:
    """Folded words of a text with single spaces; hyphens and other signs part them.

    Examples
    --------
    >>> key_of("Óleo de Oliva, e-mobility & R&D")
    'oleo de oliva e mobility r d'
    """
    return _SIGNS.sub(" ", fold(text)).strip()


def keys_of(texts: Sequence[str]) -> list[str]:
    """The same of each text, many at once."""
    plain = [text for text in texts if text.isascii()]
    other = [text for text in texts if not text.isascii()]
    keys = {**_keyed(plain), **_keyed(other)}
    return [keys[text] for text in texts]


def _keyed(texts: Sequence[str]) -> dict[str, str]:
    """Keys of texts, made in one piece: folding each by itself takes long."""
    whole = fold(_APART.join(text.replace(_APART, " ") for text in texts))
    keys = _SIGNS_BETWEEN.sub(" ", whole).split(_APART)
    return dict(zip(texts, map(str.strip, keys), strict=True)) if texts else {}


def spelt_out(text: str) -> str:
    """The same with two letters for those with dots or strokes, as many type them.

    Examples
    --------
    >>> spelt_out("Möbel"), spelt_out("Smørrebrød")
    ('Moebel', 'Smoerrebroed')
    """
    return text if _SPELT_LETTERS.isdisjoint(text) else text.translate(_SPELT_OUT)


@dataclass(frozen=True)
class Entry:
    """A text as it is looked up.

    Parameters
    ----------
    text : str
    """

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words, folded."""
        return tuple(key_of(self.text[:MOST_LETTERS]).split())

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Those words that say which code is meant."""
        plain = (FUNCTION_WORDS | GENERAL_WORDS | _FARMS) - self.in_capitals
        return tuple(word for word in self.words if word not in plain)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether articles, prepositions or the like tie its words."""
        return not FUNCTION_WORDS.isdisjoint(self.words)

    @cached_property
    def listed(self) -> frozenset[tuple[int, int]]:
        """Where each thing begins and ends, if it is a short list of things.

        Examples
        --------
        >>> sorted(Entry("Paints and coatings").listed), Entry("Paints for cars").listed
        ([(0, 1), (2, 3)], frozenset())
        """
        words = self.words
        ends = [place for place, word in enumerate(words) if word in _AND]
        others = FUNCTION_WORDS - _AND
        if not ends or len(words) > _MOST_LISTED or not others.isdisjoint(words):
            return frozenset()
        starts = [0, *(place + 1 for place in ends)]
        return frozenset(zip(starts, [*ends, len(words)], strict=True))

    @cached_property
    def in_capitals(self) -> frozenset[str]:
        """Short words written in capitals where others are not: abbreviations."""
        written = self.text[:MOST_LETTERS]
        if written.upper() == written:
            return frozenset()
        pieces = _WORD.findall(written)
        return frozenset(
            fold(one) for one in pieces if one.isupper() and 1 < len(one) <= 3
        )
