"""Added: a sheet with more columns, on its right.

In: a sheet, its header, and cells by the places of their rows. Out: both, wider.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.importing.sheet import Sheet


def with_columns(
    sheet: Sheet,
    headers: Sequence[str],
    names: Sequence[str],
    cells: Mapping[int, Sequence[str]],
) -> tuple[Sheet, list[str]]:
    """The sheet and its header with columns of these names.

    Parameters
    ----------
    sheet : Sheet
    headers : sequence of str
    names : sequence of str
    cells : mapping of int to sequence of str
        By the place of a row, one for each name; other rows have none.
    """
    width = max(len(headers), *map(len, sheet.rows))
    none = [""] * len(names)
    rows = [
        [*row, *[""] * (width - len(row)), *cells.get(place, none)]
        for place, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows), [
        *headers,
        *[""] * (width - len(headers)),
        *names,
    ]
