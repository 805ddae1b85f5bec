"""Parts: lists that stand below each other in one sheet, each with its own header.

In: a sheet. Out: a sheet for each list, with the numbers of its rows.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.shapes.header import Means
from matcher.importing.sheet import Sheet

_LEAST_NAMES = 2
_LEAST_KNOWN = 0.75
_MOST_TITLES = 3


def lists_in(sheet: Sheet, means: Means) -> list[Sheet]:
    """The lists of a sheet: another one begins where a header stands after a gap."""
    starts = [0]
    header = _names_of(sheet, 0, means)
    for place in range(1, len(sheet.rows)):
        begin = place - 1 if _is_title(sheet, place - 1) else place
        if begin < 1 or sheet.numbers[begin] - sheet.numbers[begin - 1] < 2:
            continue
        names = _names_of(sheet, place, means)
        if names and header and not _same(names, header):
            starts.append(begin)
        header = names or header
    ends = [*starts[1:], len(sheet.rows)]
    if len(starts) == 1:
        return [sheet]
    return [
        replace(
            sheet,
            rows=sheet.rows[start:end],
            numbers=sheet.numbers[start:end],
            remarks=sheet.remarks if start == 0 else (),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_title(sheet: Sheet, place: int) -> bool:
    return sum(map(bool, sheet.rows[place])) == 1


def _names_of(sheet: Sheet, place: int, means: Means) -> set[tuple[str, ...]]:
    """What a row names, if it is a header, or is a title with a header below it."""
    for row in sheet.rows[place : place + _MOST_TITLES + 1]:
        filled = [cell for cell in row if cell]
        known = [meant for cell in filled if (meant := means(cell[:120]))]
        if len(known) >= _LEAST_NAMES and len(known) >= _LEAST_KNOWN * len(filled):
            return {*known}
        if place and len(filled) > 1:
            break
    return set()


def _same(names: set[tuple[str, ...]], header: set[tuple[str, ...]]) -> bool:
    return len(names & header) > len(names) / 2
