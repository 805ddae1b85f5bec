"""Several: lists that stand next to each other, or below each other, in one sheet.

In: a sheet. Out: a sheet for each list, whose cells stay in their rows and columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet
from matcher.text import fold

_FIRST_ROWS = 12
_LEAST_NAMES = 2
_LEAST_KNOWN = 0.75
_MOST_TITLES = 3
_NAMING = {"name", "organisation", "partner"}

Holds = Callable[[str], bool]


def lists_beside(sheet: Sheet, means: Means, is_country: Holds) -> list[Sheet]:
    """The lists of a sheet that stand next to each other.

    An empty column parts two where both have names of columns that are alike, names of
    organisations, or a country over each; a header that is said again parts them too.
    """
    blocks = _blocks(sheet)
    if len(blocks) > 1 and not (
        _have_one_header(sheet, blocks, means)
        or _have_a_country_each(sheet, blocks, is_country)
    ):
        blocks = []
    if len(blocks) < 2:
        blocks = _repeated(sheet, means)
    if len(blocks) < 2:
        return [sheet]
    return [_only(sheet, block, is_first=block == blocks[0]) for block in blocks]


def _repeated(sheet: Sheet, means: Means) -> list[range]:
    """Columns of each list where one row says the same header several times."""
    for row in sheet.rows[:_FIRST_ROWS]:
        filled = [at for at, cell in enumerate(row) if cell]
        texts = [fold(row[at]) for at in filled]
        lengths = range(_LEAST_NAMES, len(texts) // 2 + 1)
        is_said = (n for n in lengths if texts[:n] * (len(texts) // n) == texts)
        n_columns = next(is_said, 0)
        meant = [m for text in texts[:n_columns] if (m := means(text))]
        if len(meant) >= _LEAST_NAMES and any(_NAMING & {*one} for one in meant):
            starts = filled[::n_columns]
            ends = [*starts[1:], max(map(len, sheet.rows))]
            return [range(*span) for span in zip(starts, ends, strict=True)]
    return []


def _have_a_country_each(
    sheet: Sheet, blocks: Sequence[range], is_country: Holds
) -> bool:
    """Whether a row has a country over each block, and nothing else."""
    for row in sheet.rows[:_FIRST_ROWS]:
        over = [[c for c in row[block.start : block.stop] if c] for block in blocks]
        if all(len(one) == 1 and is_country(one[0]) for one in over):
            return all(len(block) > 1 for block in blocks)
    return False


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
        meant = [{m for one in block for m in one} for block in named]
        if all("organisation" in one for one in meant):
            return True
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
