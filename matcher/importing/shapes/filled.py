"""Filled: what is merged downwards, said in each row.

In: a sheet. Out: the same sheet, with such cells filled.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.sheet import Sheet


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
