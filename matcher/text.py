"""Words: how names and texts of every script are compared; dates as people read them.

In: texts as people write them. Out: what is equal where people see one name, the words
that say what somebody does, and dates in words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from matcher.plain_words import (
    EVERYBODYS,
    FUNCTION_WORDS,
    FUNCTION_WORDS_OF_A_FOCUS,
)

INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    r"\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees, or that hide others: controls, marks that turn the
reading direction, soft hyphens, joiners, fillers, variation selectors and tags."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile("([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")
# Letters that are no accented form of another one, as they are typed elsewhere; those
# with a stroke or a hook say in their Unicode name which letter they are.
_TYPED = {
    **{"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ĸ": "k"},
    "\N{MIDDLE DOT}": "",  # as in Catalan "col·lectiu"
    **dict.fromkeys("\u2018\u2019\u2032", "'"),
    **dict.fromkeys("\u2010\u2012\u2013\u2014\u2212", "-"),
}
_BASE = re.compile("LATIN SMALL LETTER ([A-Z]) WITH .*")
_WORD = re.compile("[a-z]+")  # of plain text; else letters and marks by category
_FEWEST_LETTERS = 3
_IDEOGRAPHS = "\N{CJK RADICAL REPEAT}"  # from here on two letters are a word
_MOST_TOGETHER = 4  # words of a phrase
_PLURAL = re.compile(r"(?<=[a-z]{2}[^s])s$")
_ENDINGS = ("ie", "ing", "al", "y", "e")
_STOP_WORDS = FUNCTION_WORDS | FUNCTION_WORDS_OF_A_FOCUS | EVERYBODYS


def fold(text: str) -> str:
    """How names and texts are compared, wherever they are.

    Case, accents, strokes, ligatures, doubled spaces and what cannot be seen do not
    count; neither does which apostrophe or dash it is.

    Examples
    --------
    >>> fold("AEI  Tèxtils"), fold("Łódź Straße")
    ('aei textils', 'lodz strasse')
    """
    if text.isascii():  # as most names are: nothing to decompose
        return " ".join(text.lower().split())
    whole = unicodedata.normalize("NFKD", text).casefold()
    whole = unicodedata.normalize("NFKD", whole)
    return " ".join(whole.translate(_PLAIN).split())


def _plain(letter: str) -> str:
    """The letter that another is typed as; nothing for accents and the invisible."""
    if letter.isascii() or letter.isspace():
        return letter
    if unicodedata.combining(letter) or INVISIBLE.match(letter):
        return ""
    if letter in _TYPED:
        return _TYPED[letter]
    base = _BASE.fullmatch(unicodedata.name(letter, ""))
    return base[1].lower() if base else letter


class _PlainLetters(dict[int, str]):
    """What letters are typed as, each worked out once: no more than Unicode has."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN = _PlainLetters()


def items_of(given: object) -> tuple[Any, ...] | None:
    """What a list holds, whatever a program has for lists; None for all else.

    Texts are no lists, nor is an array of no dimension, though both say that they can
    be gone through.

    Examples
    --------
    >>> items_of(["JP", "BR"]), items_of("JP"), items_of(5)
    (('JP', 'BR'), None, None)
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        return None
    try:
        return tuple(given)
    except TypeError:
        return None


def shown(value: str) -> str:
    r"""A value fit for a message: not too long, nothing invisible in it.

    Examples
    --------
    >>> shown("tex\u200btile"), len(shown("x" * 1000))
    ('tex\\u200btile', 60)
    """
    cut = value if len(value) <= 60 else value[:59] + "…"
    is_plain = cut.isprintable() and not INVISIBLE.search(cut)
    return cut if is_plain else ascii(cut)[1:-1]


def beginning(text: str, most: int) -> str:
    """As much of a text as has at most so many letters, before and after folding.

    Notes
    -----
    Folding spells signs out: one of them can become four words of eighteen letters.
    What limits the work that a text makes is its length once folded.

    Examples
    --------
    >>> beginning("Textiles ﬁrst", 10), beginning("½½½", 4)
    ('Textiles ', '½')
    """
    text = text[:most]
    if len(fold(text)) <= most:
        return text
    lengths = range(1, len(text) + 1)
    return text[: bisect_right(lengths, most, key=lambda n: len(fold(text[:n])))]


Phrases = Mapping[str, frozenset[str]]
"""Words that count together, as stems; by the first of them."""


def phrases_among(texts: Iterable[str]) -> Phrases:
    """Texts of several words, as `stems` looks for them in others.

    A word beside one that every cluster says is no phrase: "maritime cluster" would
    not be about the same as "maritime".

    Examples
    --------
    >>> phrases_among(["olive oil", "wine", "Internet of Things"])["olive"]
    frozenset({'olive oil'})
    """
    found: dict[str, set[str]] = {}
    stem_of: dict[str, str] = {}
    for text in texts:
        _, words = _words(text)
        known = [stem_of.get(w) or stem_of.setdefault(w, _stem(w)) for w in words]
        n_told = sum(word not in EVERYBODYS for word in words)
        if 1 < n_told and len(known) <= _MOST_TOGETHER:
            found.setdefault(known[0], set()).add(" ".join(known))
    return {first: frozenset(phrases) for first, phrases in found.items()}


def stems(text: str, phrases: Phrases | None = None) -> dict[str, str]:
    """Crude stems of the words of a text, each with the word as it is written.

    A phrase stands for its words; function words say nothing.

    Examples
    --------
    >>> stems("Catalan cluster for advanced textile materials.")
    {'advanced': 'advanced', 'textil': 'textile', 'materi': 'materials'}
    >>> stems("Przemysł w Łodzi")
    {'przemysl': 'przemysł', 'lodzi': 'łodzi'}
    >>> stems("Wine and olive oil", phrases_among(["olive oil"]))
    {'wine': 'wine', 'olive oil': 'olive oil'}
    """
    found = {}
    words, folded = _words(text)
    keys = [*map(_stem, folded)]
    start = 0
    while start < len(words):
        end = _end_of_phrase(keys, start, phrases or {})
        if end > start + 1 or _says_something(folded[start]):
            found[" ".join(keys[start:end])] = " ".join(words[start:end])
        start = end
    return found


def _end_of_phrase(keys: Sequence[str], start: int, phrases: Phrases) -> int:
    """Where the longest phrase that begins at a word ends; after the word if none."""
    among = phrases.get(keys[start], frozenset())
    for end in range(start + _MOST_TOGETHER, start + 1, -1) if among else ():
        if " ".join(keys[start:end]) in among:
            return min(end, len(keys))
    return start + 1


def _stem(folded: str) -> str:
    one = _PLURAL.sub("", folded) if folded.endswith("s") else folded
    if len(one) <= 5 or not one.endswith(_ENDINGS):
        return one
    return next(one.removesuffix(end) for end in _ENDINGS if one.endswith(end))


def _says_something(folded: str) -> bool:
    fewest = _FEWEST_LETTERS - (folded >= _IDEOGRAPHS)
    return len(folded) >= fewest and folded not in _STOP_WORDS


def _words(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """Letters in a row, with the marks that belong to them; as written, and folded."""
    if text.isascii():
        words = _WORD.findall(text.lower())
        return words, words
    text = unicodedata.normalize("NFKC", text).lower()
    kinds = ((c, unicodedata.category(c)) for c in text)
    spaced = (c if kind[0] in "LM" else " " for c, kind in kinds if kind != "Cf")
    words = "".join(spaced).split()
    return words, [*map(fold, words)]


def date_in_words(date: str) -> str:
    """A day, a month or a year as people read it; other text as it is.

    Examples
    --------
    >>> date_in_words("2026-11-08"), date_in_words("2026-11"), date_in_words("2026")
    ('8 November 2026', 'November 2026', '2026')
    >>> date_in_words("in spring"), date_in_words("2026-13")
    ('in spring', '2026-13')
    """
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words


def as_of_in_words(date: str) -> str:
    """When the facts are, as every answer says it.

    Examples
    --------
    >>> as_of_in_words("2026-11-28"), as_of_in_words("")
    ('Facts as of 28 November 2026', 'Date of the facts not recorded')
    """
    told = f"Facts as of {date_in_words(date)}"
    return told if date else "Date of the facts not recorded"
