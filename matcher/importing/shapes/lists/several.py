"""Several: lists that stand next to each other, or below each other, in one sheet.

In: a sheet. Out: a sheet for each list, whose cells stay in their rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet
from matcher.text import fold

_FIRST_ROWS = 12
_LEAST_NAMES = 2
_LEAST_KNOWN = 0.75
_MOST_TITLES = 3


def lists_beside(sheet: Sheet, means: Means) -> list[Sheet]:
    """The lists of a sheet: an empty column parts two with the same names above."""
    blocks = _blocks(sheet)
    if len(blocks) < 2 or not _have_one_header(sheet, blocks, means):
        return [sheet]
    return [_only(sheet, block, is_first=block == blocks[0]) for block in blocks]


def _blocks(sheet: Sheet) -> list[range]:
    """Columns that stand together, between empty ones."""
    filled = {at for row in sheet.rows for at, cell in enumerate(row) if cell}
    starts = sorted(at for at in filled if at - 1 not in filled)
    ends = sorted(at + 1 for at in filled if at + 1 not in filled)
    return [range(*span) for span in zip(starts, ends, strict=True)]


def _have_one_header(sheet: Sheet, blocks: Sequence[range], means: Means) -> bool:
    for row in sheet.rows[:_FIRST_ROWS]:
        named = [
            {means(row[at][:120]) for at in block if at < len(row) and row[at]} - {()}
            for block in blocks
        ]
        first = named[0]
        if len(first) >= _LEAST_NAMES and all(
            len(first & other) >= _LEAST_NAMES for other in named
        ):
            return True
    return False


def _only(sheet: Sheet, block: range, *, is_first: bool) -> Sheet:
    rows, numbers = [], []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        own = [cell if at in block else "" for at, cell in enumerate(row)]
        if any(own):
            rows.append(own[: block.stop])
            numbers.append(number)
    merged = tuple(one for one in sheet.merged if one[1] in block and one[3] in block)
    remarks = sheet.remarks if is_first else ()
    return replace(sheet, rows=rows, numbers=numbers, merged=merged, remarks=remarks)


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
