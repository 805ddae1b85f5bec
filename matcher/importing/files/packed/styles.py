"""Which cells of a workbook are dates, times and shares, by their number formats.

In: the part of styles. Out: the kind of each style, by its number.

References
----------
ECMA-376, "Office Open XML File Formats", part 1, 2016: number formats (18.8.30 and 31).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.importing.files.cells import date_text, number_text, share_text
from matcher.importing.files.packed.zipped import count_in, parse_xml

DATE, TIME, BOTH, SHARE = "date", "time", "date and time", "share"
DAYS = {DATE, TIME, BOTH}
"""Kinds of cells that count days."""

_BUILT_IN = {
    **dict.fromkeys((9, 10), SHARE),
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), TIME),
    22: BOTH,
}
_LETTERS = 1_000  # programs take 255
_SAID_AS_IT_IS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


def read_styles(file: str, pieces: Iterable[bytes]) -> list[str]:
    """The kind of each style of cells: a date, a share, or "" for all others."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def _start(name: str, more: dict[str, str]) -> None:
        inside.append(name)
        if name == "numFmt":
            number = count_in(more.get("numFmtId", ""), -1)
            formats[number] = kind_of_style(number, more.get("formatCode", ""))
        elif name == "xf" and "cellXfs" in inside:
            styles.append(count_in(more.get("numFmtId", ""), 0))

    def _end(_: str) -> None:
        inside.pop()

    parse_xml(file, pieces, _start, _end, lambda _: None)
    return [formats.get(style, kind_of_style(style)) for style in styles]


def kind_of_style(number: int, code: str = "") -> str:
    """What cells of a number format show, by its code or else by its number."""
    return kind_of_format(code[:_LETTERS]) if code else _BUILT_IN.get(number, "")


def number_shown(number: float | str, kind: str, from_1904: bool) -> str:
    """A number as its kind shows it."""
    if kind in DAYS:
        return date_text(float(number), kind, from_1904)
    return share_text(number) if kind == SHARE else number_text(number)


def kind_of_format(code: str) -> str:
    """What cells with a number format show.

    Examples
    --------
    >>> kind_of_format('dd"."mm"."yyyy'), kind_of_format("[h]:mm"), kind_of_format("0%")
    ('date', 'time', 'share')
    >>> kind_of_format('[Red]#,##0.00 "days"'), kind_of_format("General")
    ('', '')
    """
    first = _SAID_AS_IT_IS.sub("", code).partition(";")[0].lower()
    if "general" in first:
        return ""
    date = "y" in first or "d" in first
    time = "h" in first or "s" in first
    if date and time:
        return BOTH
    if time:
        return TIME
    if date or "m" in first:
        return DATE
    return SHARE if "%" in first else ""
