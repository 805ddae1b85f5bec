"""Turned: a form, with the names of fields in its first column.

In: a sheet. Out: the same cells as a list, with a row for each organisation.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.shapes.header import Means
from matcher.importing.sheet import Sheet

_LEAST_NAMES = 3
_LEAST_KNOWN = 0.5


def turned(sheet: Sheet, means: Means) -> Sheet | None:
    """A form as a list; nothing if the sheet is none.

    Notes
    -----
    Every row has the number of the line that the first name of a field stands in.
    """
    rows = [(at, row) for at, row in enumerate(sheet.rows) if len(row) > 1 and row[0]]
    rows = [(at, row) for at, row in rows if any(row[1:])]
    named = [at for at, row in rows if means(row[0][:120])]
    if len(named) < _LEAST_NAMES or len(named) < _LEAST_KNOWN * len(rows):
        return None
    first = next(row for at, row in rows if at == named[0])
    if means(next((cell for cell in first[1:] if cell), "")):
        return None  # the first of two names of fields: a list after all
    rows = [(at, row) for at, row in rows if at >= named[0]]
    width = max(len(row) for _, row in rows)
    full = [[*row, *[""] * (width - len(row))] for _, row in rows]
    columns = [[*column] for column in zip(*full, strict=True) if any(column)]
    numbers = [sheet.numbers[named[0]]] * len(columns)
    return replace(sheet, rows=columns, numbers=numbers, merged=())
