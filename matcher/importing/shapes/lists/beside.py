"""Beside: lists that stand next to each other in one sheet.

In: a sheet. Out: a sheet for each list, whose cells stay in their columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet

_FIRST_ROWS = 12
_LEAST_NAMES = 2


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
