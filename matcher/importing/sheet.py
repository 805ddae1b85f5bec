"""Sheets: cells as text, wherever they come from; places in them, and what is told.

In: nothing. Out: the records that every room of this package hands to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["unread", "doubt", "left out", "note"]
"""What a remark is: see `Remark`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file, as people find it there.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    sheet : str
        Name of the sheet; empty where a file has none.
    row : int
        From 1, as the program that made the file shows it; for text, the line where
        the row begins. 0 means the whole sheet.
    column : str
        Letters of the column, as `C`, or the name of a field in JSON; empty means the
        whole row.
    header : str
        What the column is called.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    header: str = ""

    @property
    def in_words(self) -> str:
        """The place as people look it up.

        Examples
        --------
        >>> Place("members.xlsx", "2024", 7, "C", "Sector").in_words
        'members.xlsx, sheet 2024, row 7, column C (Sector)'
        """
        told = [self.file]
        told += [f"sheet {self.sheet}"] if self.sheet else []
        told += [f"row {self.row}"] if self.row else []
        header = f" ({self.header})" if self.header else ""
        told += [f"column {self.column}{header}"] if self.column else []
        return ", ".join(told)


def in_order(place: Place) -> tuple[str, str, int, int, str]:
    """Where a place stands among all."""
    return place.file, place.sheet, place.row, len(place.column), place.column


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told of one place.

    Parameters
    ----------
    kind : {"unread", "doubt", "left out", "note"}
        unread: not in the result, though it may have been meant to be; doubt: taken as
        `chosen`, to be looked at; left out: not taken on purpose; note: good to know.
    place : Place
    value : str
        What came.
    problem : str
        What is with it, what is accepted, and what to do.
    chosen : str
        How it was taken, as it stands in the result.
    alternatives : tuple of str
        What else it may mean, likewise.
    line : str
        What to write in the mapping if it is meant otherwise.
    """

    kind: Kind
    place: Place
    value: str
    problem: str
    chosen: str = ""
    alternatives: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file, or the one table of a text.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    name : str
        Name of the sheet; empty where the file has none.
    rows : sequence of sequences of str
        Cells as text, without spaces around; "" where empty. Numbers are without an
        exponent and without ".0", dates as YYYY-MM-DD, truth values true and false.
        Rows may differ in length, and those without any cell are not among them.
    numbers : sequence of int
        The number of each row, as `Place.row`.
    merged : sequence of tuple of four ints
        Merged cells: first row, first column, last row, last column; rows as
        `Place.row`, columns from 0.
    remarks : sequence of Remark
        What was told on reading it: a guessed encoding, cells with errors.
    links : mapping of (int, int) to str
        Pages that cells lead to, by row, as `Place.row`, and column, from 0.
    unkept : set of int
        Columns, from 0, with formulas that have kept no value, or an empty one.
    """

    file: str
    name: str
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    merged: Sequence[tuple[int, int, int, int]] = ()
    remarks: Sequence[Remark] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unkept: frozenset[int] = frozenset()

    def place(self, row: int = 0, column: str = "", header: str = "") -> Place:
        """A place in the sheet; the whole of it if nothing is said."""
        return Place(self.file, self.name, row, column, header)

    def cell(self, at: int, column: int) -> str:
        """The text of a cell, by places in `rows` and in the row; "" beyond its end."""
        row = self.rows[at]
        return row[column] if column < len(row) else ""

    def filled(self, at: int) -> list[str]:
        """The cells of a row that are not empty."""
        return [cell for cell in self.rows[at] if cell]

    def with_cells(self, texts: Mapping[tuple[int, int], str]) -> Sheet:
        """The sheet with other texts in cells, by places in `rows` and in the row."""
        changed = {at: [*self.rows[at]] for at, _ in texts}
        for (at, column), text in texts.items():
            changed[at] += [""] * (column + 1 - len(changed[at]))
            changed[at][column] = text
        rows = [changed.get(at, row) for at, row in enumerate(self.rows)]
        return replace(self, rows=rows)
