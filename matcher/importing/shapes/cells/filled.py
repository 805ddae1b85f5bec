"""Filled: what is merged downwards, left out or told as "above", said in each row.

In: a sheet or its rows. Out: the same with such cells filled, and what is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.files.workbook import letters_of
from matcher.importing.columns.tables import Column
from matcher.importing.shapes.cells.body import Body
from matcher.importing.sheet import Remark, Sheet
from matcher.text import fold

_LEFT_OUT = (
    "empty cells are read as the one above them; write it in each, if it is not so"
)
_AGAIN = re.compile(
    r"ditt?o|do\.|dto\.?|idem|id\.|desgl(?:eichen|\.)|ebenso|s\. ?o\."
    r"|(?:siehe|wie|s\.|w\.) ?o(?:ben|\.)|(?:see|as) above|(?:comme )?ci[- ]dessus"
    r"|same(?: as)? above|voir ci-dessus|igual (?:que )?arriba|come sopra"
    r"|j\. ?w\.|jw\.|jak wyzej|zie boven|zoals hierboven|(?:ver|como) acima|ca mai sus"
)
_SIGNS = re.compile(r"[-–—\s]*(?:[\"“”„″〃]|''|,,)[-–—\s]*")
_GROUPING = {"country", "region", "sectors"}
_NAMING = {"name", "organisation"}
_MOST_SAID = 0.7
_SAID_ABOVE = "says what stands above, which is taken; look whether that is meant"


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
    """What stands only in the first of its rows, by the place of its column; or -1.

    Partnerships, or countries, regions and sectors on the left of names, each once.
    """
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
    return next((c.position for c in columns if _groups(c, columns, n_rows)), -1)


def _groups(column: Column, columns: Sequence[Column], n_rows: int) -> bool:
    filled, meanings = column.content.filled, {*column.name.meanings}
    return (
        bool(column.name.is_whole and _GROUPING & meanings)
        and column.position < _of_names(columns)
        and 1 < len(filled) <= _MOST_SAID * n_rows
        and len({*filled}) == len(filled)
    )


def _of_names(columns: Sequence[Column]) -> int:
    """Where names stand; -1 where no column is called so."""
    named = (c.position for c in columns if _NAMING & {*c.name.meanings[:1]})
    return next(named, -1)


def said_below(
    sheet: Sheet, rows: Sequence[int], position: int, columns: Sequence[Column]
) -> Sheet:
    """The sheet with each cell of a column said again in the empty ones below it.

    Rows without a name go on with the one above, and are left.
    """
    texts, text, named = {}, "", _of_names(columns)
    for place in rows:
        text = sheet.cell(place, position) or text
        if named < 0 or sheet.cell(place, named):
            texts[place, position] = text
    return sheet.with_cells(texts)


def told_below(sheet: Sheet, number: int, column: Column) -> Remark:
    """A doubt at the header of a column that was filled so."""
    where = sheet.place(number, column.letters, column.header)
    return Remark("doubt", where, column.header, _LEFT_OUT)


def filled_again(body: Body) -> tuple[Body, list[Remark]]:
    """The rows with what is meant in each cell that says "as above"."""
    sheet = body.sheet
    short = {cell for p in body.rows for cell in sheet.rows[p] if len(cell) < 20}
    said = {cell for cell in short if _says_again(cell)}
    if not said:
        return body, []
    meant: dict[tuple[int, int], str] = {}
    remarks, above = [], dict[int, str]()
    for place in body.rows:
        cells = dict(enumerate(sheet.rows[place]))
        for at, cell in cells.items():
            if cell in said and above.get(at):
                meant[place, at] = cells[at] = above[at]
                header = body.headers[at] if at < len(body.headers) else ""
                where = sheet.place(sheet.numbers[place], letters_of(at), header)
                remarks.append(Remark("doubt", where, cell, _SAID_ABOVE, above[at]))
        above = cells
    return body.saying(meant), remarks


def _says_again(cell: str) -> bool:
    if not cell or cell[0].isdigit() or (len(cell) < 4 and cell.isupper()):
        return False  # as acronyms are
    return bool(_SIGNS.fullmatch(cell) or _AGAIN.fullmatch(fold(cell).rstrip("!")))
