"""Marks: columns that only say yes or no, and what they say it of.

In: a header, as "Target markets / Japan". Out: the field and the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.called.words import (
    JOINED,
    language_of,
    parts_of,
    words_of,
)
from matcher.registry.finding.finder import Finder

_KINDS: Mapping[str, str] = {
    "target_markets": "market",
    "sectors": "sector",
    "technologies": "technology",
}


class Mark(NamedTuple):
    """What a column of yes and no says it of.

    Parameters
    ----------
    field : str
        Empty where it is of nothing known.
    code : str
        Empty where the field is known, but not the code.
    is_sure : bool
        Whether the header says of which field it is.
    others : tuple of str
        Other fields with a code that it may be of, as ``sectors textile``.
    """

    field: str = ""
    code: str = ""
    is_sure: bool = False
    others: tuple[str, ...] = ()


def mark_of(header: str, names: Names, finder: Finder) -> Mark:
    """What a column of yes and no says it of."""
    field = _group(header, names)
    for text in _names(header):
        meant = {kind: finder.meant(text, kind) for kind in _KINDS.values()}
        known = [f"{f} {meant[kind]}" for f, kind in _KINDS.items() if meant[kind]]
        if field and meant[_KINDS[field]]:
            return Mark(field, meant[_KINDS[field]], True)
        if field and (several := finder.called(text, (_KINDS[field],))):
            codes = tuple(f"{field} {one.code}" for one in several)
            return Mark(field, several[0].code, False, codes[1:])
        if not known and not field:
            several = finder.called(text, ("sector",))
            known = [f"sectors {one.code}" for one in several]
        if known and not field:
            own, _, code = known[0].partition(" ")
            return Mark(own, code, False, tuple(known[1:]))
    return Mark(field)


def _group(header: str, names: Names) -> str:
    """The field that the header says before what it says of it."""
    above, _, last = header.rpartition(JOINED)
    starts = [above, *parts_of(last)[:-1]] if above else parts_of(last)[:-1]
    for text in [*starts, *_beginnings(last)]:
        for meaning in names.of(text).meanings[:1] if text else ():
            if meaning in _KINDS:
                return meaning
    return ""


def _beginnings(text: str) -> Iterator[str]:
    words = words_of(text)
    for end in range(len(words) - 1, 0, -1):
        yield " ".join(words[:end])


def _names(header: str) -> Iterator[str]:
    """What may be the name of a code: the last part, and its last words."""
    last = header.rpartition(JOINED)[2]
    yield last
    yield parts_of(last)[-1] if parts_of(last) else last
    words = language_of(last)[0].replace("_", " ").split()
    words = last.replace("_", " ").replace("-", " ").split() or words
    for start in range(1, len(words)):
        text = " ".join(words[start:]).strip("()[]")
        if len(text) > 2 or text.isupper():  # "Opted-in" is not of India
            yield text
