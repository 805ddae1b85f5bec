"""Regions: the state that a region lies in, and one region in several languages.

In: what a cell calls a region. Out: the code of its country, where only one has such a
region; and keys that are the same whatever language it is called in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from matcher.files.listed import listed
from matcher.text import fold

_BEFORE = re.compile(
    r"(?:freistaat|land|bundesland|region|regione|regiao|region de|provincia de|"
    r"wojewodztwo|woj\.|kraj|comunidad autonoma de)\s+"
)
_APART = re.compile(r"\s*[(),;/]\s*|\s+and\s+")


@cache
def _regions() -> Mapping[str, tuple[str, str]]:
    """State and first name of each region, by all its names."""
    found: dict[str, tuple[str, str]] = {}
    for code, regions in listed("importing/regions.toml").items():
        for names in regions:
            found |= dict.fromkeys(names, (code, names[0]))
    return found


def state_of(text: str) -> str:
    """The country of a region by any of its names; empty where that tells none.

    Examples
    --------
    >>> state_of("Île-de-France"), state_of("Freistaat Bayern"), state_of("Limburg")
    ('FR', 'DE', '')
    """
    codes = {_regions()[one][0] for one in names_in(text) if one in _regions()}
    return codes.pop() if len(codes) == 1 else ""


def names_in(text: str) -> frozenset[str]:
    """Every region and town that a cell names, the same in every language.

    Examples
    --------
    >>> names_in("Bavaria") <= names_in("Munich (Bayern)")
    True
    """
    folded = fold(text)
    pieces = [folded] if folded in _regions() else _APART.split(folded)
    return frozenset(
        _regions().get(plain, ("", plain))[1]
        for plain in (_plain(piece) for piece in pieces)
        if plain
    )


def _plain(piece: str) -> str:
    short = _BEFORE.sub("", piece, count=1)
    return short if short in _regions() and piece not in _regions() else piece
