"""Words: names and texts compared whatever their accents; dates as people read them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile("([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")
_WORD = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(?:ies|ing|es|al|s|y)$")
# Words that say nothing of what a cluster does. Nations and regions are among them:
# the country is a signal of its own, and fellow countrymen are no better partners.
_STOP_WORDS = frozenset(
    "and are around association cluster clusters des europe european firms for from "
    "group her his into its network networks organisation organisations other the "
    "their them they this that these those through with which who "
    "austrian basque bavaria bavarian belgian british bulgarian catalan catalonia "
    "croatian czech danish dutch estonian finnish flanders flemish france french "
    "german germany greece greek hungarian irish italian italy latvian lithuanian "
    "lombardy north northern norwegian poland polish portugal portuguese romania "
    "romanian serbian slovak slovenian south southern spain spanish swedish turkish "
    "wallonia walloon western eastern central".split()
)


def fold(text: str) -> str:
    """Lower case without accents: how names and words are compared.

    Examples
    --------
    >>> fold("AEI Tèxtils")
    'aei textils'
    """
    if text.isascii():  # as most names are: nothing to decompose
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


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
    if text.isascii():
        return text
    return text[: bisect_right([*accumulate(len(fold(c)) for c in text)], most)]


def stems(text: str) -> dict[str, str]:
    """Crude stems of the words of a text, each with the word it stands for.

    Examples
    --------
    >>> stems("Catalan cluster for advanced textile materials.")
    {'advanced': 'advanced', 'textile': 'textile', 'material': 'materials'}
    """
    words = (word for word in _WORD.findall(fold(text)) if word not in _STOP_WORDS)
    return {_ENDING.sub("", word) if len(word) > 5 else word: word for word in words}


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
