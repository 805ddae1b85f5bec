"""Names as they are compared: their words alone, or without legal forms.

In: names as people write them. Out: what is equal where one is meant.
"""

from __future__ import annotations

import re

from matcher.files.listed import words_in
from matcher.text import fold

_DOTTED = re.compile(r"\b(?:[^\W\d_]{1,3}\.\s?)+(?:[^\W\d_]{1,3}\b)?")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_LETTERS = 4  # of what is left of a name


def words_of(name: str) -> str:
    """The words of a name, folded; marks between them do not count.

    Examples
    --------
    >>> words_of("Medicon-Valley  Alliance (MVA)")
    'medicon valley alliance mva'
    """
    folded = fold(name)
    return " ".join(_WORD.findall(folded.replace("'", ""))) or folded


def bare_words(name: str) -> str:
    """The same without legal forms at its ends; all words where little is left.

    Examples
    --------
    >>> bare_words("Bio Cluster e.V."), bare_words("AEI Tèxtils")
    ('bio cluster', 'textils')
    >>> bare_words("Klaster Sp. z o.o."), bare_words("ASBL")
    ('klaster', 'asbl')
    """
    return _parted(name)[0]


def legal_form(name: str) -> str:
    """What `bare_words` takes off a name; empty where that is nothing.

    Examples
    --------
    >>> legal_form("Bio Cluster e.V."), legal_form("Bio Cluster")
    ('ev', '')
    """
    return _parted(name)[1]


def _parted(name: str) -> tuple[str, str]:
    joined = _DOTTED.sub(_without_dots, fold(name))
    words = words_of(joined).split()
    first, last = 0, len(words)
    while last > first and words[last - 1] in _forms():
        last -= 1
    while first < last and words[first] in _forms():
        first += 1
    bare = " ".join(words[first:last])
    if len(bare) < _FEWEST_LETTERS:
        return " ".join(words), ""
    return bare, " ".join([*words[:first], *words[last:]])


def _without_dots(found: re.Match[str]) -> str:
    return " " + re.sub(r"[.\s]", "", found[0]) + " "


def _forms() -> frozenset[str]:
    return words_in("registry/legal_forms.toml", "legal_forms")
