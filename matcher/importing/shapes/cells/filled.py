"""Filled: what is merged downwards, said in each row.

In: a sheet. Out: the same sheet, with such cells filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.tables import Column
from matcher.importing.sheet import Place, Remark, Sheet


def filled_down(sheet: Sheet, first: int) -> Sheet:
    """The sheet with each merged cell from a row on said in all rows that it spans."""
    at = {number: place for place, number in enumerate(sheet.numbers)}
    least = sheet.numbers[first] if first < len(sheet.rows) else 0
    rows = [[*row] for row in sheet.rows]
    for top, left, bottom, _ in sheet.merged:
        if bottom == top or top < least or not least or top not in at:
            continue
        text = rows[at[top]][left] if left < len(rows[at[top]]) else ""
        for number in range(top + 1, bottom + 1) if text else ():
            if number in at:
                row = rows[at[number]]
                row += [""] * (left + 1 - len(row))
                row[left] = row[left] or text
    return replace(sheet, rows=rows) if sheet.merged else sheet


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
    cells, text = [[*row] for row in sheet.rows], ""
    for place in rows:
        row = cells[place]
        row += [""] * (position + 1 - len(row))
        text = row[position] = row[position] or text
    return replace(sheet, rows=cells)


def told_below(sheet: Sheet, number: int, column: Column) -> Remark:
    """A doubt at the header of a column that was filled so."""
    where = Place(sheet.file, sheet.name, number, column.letters, column.header)
    why = (
        "empty cells are read as the one above them; write it in each, if it is not so"
    )
    return Remark("doubt", where, column.header, why)
