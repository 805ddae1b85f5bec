"""Filled: what is merged downwards, said in each row.

In: a sheet. Out: the same sheet, with such cells filled.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.importing.columns.tables import Column
from matcher.importing.sheet import Remark, Sheet

_WHY = "empty cells are read as the one above them; write it in each, if it is not so"


def filled_down(sheet: Sheet, first: int) -> Sheet:
    """The sheet with each merged cell from a row on said in all rows that it spans."""
    at = {number: place for place, number in enumerate(sheet.numbers)}
    least = sheet.numbers[first] if first < len(sheet.rows) else 0
    texts = {}
    for top, left, bottom, _ in sheet.merged if least else ():
        text = sheet.cell(at[top], left) if least <= top in at else ""
        below = (at[n] for n in range(top + 1, bottom + 1) if n in at)
        for place in below if text else ():
            if not sheet.cell(place, left):
                texts[place, left] = text
    return sheet.with_cells(texts)


def partly_said(columns: Sequence[Column], n_rows: int) -> int:
    """Where partnerships stand, if each only in the first of its rows; -1 if not."""
    is_of_partners = any(
        "partner" in column.name.meanings
        and "project" not in column.name.meanings
        and len(column.content.filled) == n_rows
        for column in columns
    )
    for column in columns:
        is_project = column.name.is_whole and "project" in column.name.meanings
        if is_project and is_of_partners and 0 < len(column.content.filled) < n_rows:
            return column.position
    return -1


def said_below(sheet: Sheet, rows: Sequence[int], position: int) -> Sheet:
    """The sheet with each cell of a column said again in the empty ones below it."""
    texts, text = {}, ""
    for place in rows:
        text = texts[place, position] = sheet.cell(place, position) or text
    return sheet.with_cells(texts)


def told_below(sheet: Sheet, number: int, column: Column) -> Remark:
    """A doubt at the header of a column that was filled so."""
    where = sheet.place(number, column.letters, column.header)
    return Remark("doubt", where, column.header, _WHY)
