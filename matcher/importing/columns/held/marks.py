"""Marks: columns that only say yes or no, and what they say it of.

In: a header, as "Target markets / Japan". Out: the field and the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from matcher.importing.columns.called.names import Name, Names
from matcher.importing.columns.called.words import (
    JOINED,
    language_of,
    parts_of,
    without_brackets,
    words_of,
)
from matcher.importing.values.reading import Reading
from matcher.registry.finding.finder import Finder

_ANSWERS = re.compile(
    r"\s*[(\[]\s*(?:[x✓](?=[\s=)\]])|[01]\s*[/=,]|(?:yes|ja|oui|s[ií]|tak|sim|ano|igen|da|y|j|o)"
    r"\s*[/|,]|please|bitte|merci|mark|ankreuzen|cocher|marcar)[^)\]]{0,30}[)\]]",
    re.IGNORECASE,
)
"""What a header says of how to answer: "(yes/no)"."""
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
        Several with spaces between, as of "Maghreb"; empty where the field is known,
        but not the code.
    is_sure : bool
        Whether the header says so, and nothing else.
    others : tuple of str
        Other fields with a code that it may be of, as ``sectors textile``.
    is_of_group : bool
        Whether the header says of which field it is.
    """

    field: str = ""
    code: str = ""
    is_sure: bool = False
    others: tuple[str, ...] = ()
    is_of_group: bool = True


Reads = Callable[[str, str], Reading]
"""What a text says in a field."""


def mark_of(header: str, names: Names, finder: Finder, reads: Reads) -> Mark:
    """What a column of yes and no says it of."""
    header = _ANSWERS.sub("", header)
    if fields := _groups(header, names):
        read = (
            _of_field(field, *label, finder, reads)
            for field in fields
            for label in _labels(header, field, names)
        )
        found = [mark for mark in read if mark]
        first = found[0] if found else Mark(fields[0])
        return next((mark for mark in found if mark.is_sure), first)
    for text, _ in _labels(header, "", names):
        meant = {f: finder.meant(text, kind) for f, kind in _KINDS.items()}
        known = [f"{f} {code}" for f, code in meant.items() if code]
        if not known and finder.called(text, ("sector",)):
            mark = _of_field("sectors", text, False, finder, reads)
            return mark._replace(is_of_group=False) if mark else Mark()
        if known:
            own, _, code = known[0].partition(" ")
            wider = [
                f"{f} {one.code}"
                for f, kind in _KINDS.items()
                if not meant[f]
                for one in finder.called(text, (kind,))
            ]
            return Mark(own, code, False, (*known[1:], *wider), False)
    return Mark()


def _of_field(
    field: str, text: str, is_label: bool, finder: Finder, reads: Reads
) -> Mark | None:
    """What a text means in a field: one code, or all that a list of it would say."""
    if code := finder.meant(text, _KINDS[field]):
        return Mark(field, code, is_label)
    read = reads(field, text)
    if isinstance(read.value, tuple) and read.value and not read.unread:
        others = (one for doubt in read.doubts for one in doubt.alternatives)
        is_sure = is_label and not read.doubts
        code = " ".join(read.value)
        return Mark(field, code, is_sure, tuple(f"{field} {one}" for one in others))
    if several := finder.called(text, (_KINDS[field],)):
        codes = [f"{field} {one.code}" for one in several]
        return Mark(field, several[0].code, False, tuple(codes[1:]))
    return None


def _groups(header: str, names: Names) -> Sequence[str]:
    """The fields that the header may say before what it says of them."""
    above, _, last = header.rpartition(JOINED)
    starts = [above, *parts_of(last)[:-1]] if above else parts_of(last)[:-1]
    for text in [*starts, *_beginnings(last)]:
        meanings = names.of(text).meanings if text else ()
        if meanings and meanings[0] in _KINDS:
            return [meaning for meaning in meanings if meaning in _KINDS]
    return ()


def _beginnings(text: str) -> Iterator[str]:
    words = words_of(text)
    for end in range(len(words) - 1, 0, -1):
        yield " ".join(words[:end])


def _labels(header: str, field: str, names: Names) -> Iterator[tuple[str, bool]]:
    """What may be the name of a code, and whether it is all that the header says."""
    last = header.rpartition(JOINED)[2]
    outside, inside = without_brackets(last)
    if field and outside and inside and last.rstrip()[-1] in ")]}>":
        if field in names.of(outside).meanings:
            yield inside, True
    yield last, True
    yield parts_of(last)[-1] if parts_of(last) else last, True
    words = language_of(last)[0].replace("_", " ").split()
    words = last.replace("_", " ").replace("-", " ").split() or words
    for start in range(1, len(words)):
        text = " ".join(words[start:]).strip("()[]")
        if len(text) > 2 or text.isupper():  # "Opted-in" is not of India
            said = " ".join(words[:start]).rstrip("([{ ")
            before = names.of(said) if not {*said} & {*"([{"} else Name()
            yield text, before.is_whole and field in before.meanings
