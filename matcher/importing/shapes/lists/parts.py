"""Parts: lists that stand below each other in one sheet, each with its own header.

In: a sheet. Out: a sheet for each list, with the numbers of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet
from matcher.text import fold

_LEAST_NAMES = 2
_LEAST_KNOWN = 0.75
_MOST_TITLES = 3


def lists_in(sheet: Sheet, means: Means) -> list[Sheet]:
    """The lists of a sheet: another one begins where a header stands after a gap."""
    starts = [0]
    header = _header_at(sheet, 0, means)
    for place in range(1, len(sheet.rows)):
        begin = place - 1 if _is_title(sheet, place - 1) else place
        if begin < 1 or sheet.numbers[begin] - sheet.numbers[begin - 1] < 2:
            continue
        found = _header_at(sheet, place, means)
        if found and header and not _same(found, header):
            starts.append(begin)
        header = found or header
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


def _header_at(sheet: Sheet, place: int, means: Means) -> Sequence[str]:
    """A row that is a header, or that stands below titles that begin there."""
    for row in sheet.rows[place : place + _MOST_TITLES + 1]:
        filled = [cell for cell in row if cell]
        n_known = sum(bool(means(cell[:120])) for cell in filled)
        if n_known >= _LEAST_NAMES and n_known >= _LEAST_KNOWN * len(filled):
            return row
        if place and len(filled) > 1:
            break
    return ()


def _same(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a header is said again, in the same columns."""
    n_same = sum(
        bool(one) and fold(one) == fold(other)
        for one, other in zip(row, header, strict=False)
    )
    return n_same > sum(map(bool, row)) / 2
