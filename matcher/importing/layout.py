"""Layout: which table a sheet holds, where its header and rows are, and their fields.

In: a `Sheet`, the vocabulary, what the user says. Out: a `Layout`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matcher.importing.draft import Table
from matcher.importing.sheet import Remark, Sheet

PERSONAL = "personal"
"""What a column of persons, and how to reach them, is taken for."""

Certainty = Literal["given", "sure", "likely", "guess"]


@dataclass(frozen=True)
class FoundColumn:
    """A column of a sheet, and what it is taken for.

    Parameters
    ----------
    position : int
        From 0.
    letters : str
        As spreadsheets call it, or the name of a field in JSON.
    header : str
        Joined of all rows of the header.
    field : str
        Field of a record of the table, as ``sectors``; of a membership also
        ``partnership`` and ``cluster`` by name; of a partnership also ``members`` and
        ``coordinator``, names of organisations; ``nace`` for codes of NACE;
        ``personal`` for persons and how to reach them, which nobody keeps; empty where
        it is taken for nothing.
    code : str
        Where cells only say yes or no, what they say it of, as JP in a column "Japan";
        several codes with spaces between.
    certainty : {"given", "sure", "likely", "guess"}
        given: the user says so; sure: by its name; likely: by a synonym in part, or by
        name and content; guess: by content alone.
    sample : tuple of str
        The first few different cells.
    """

    position: int
    letters: str
    header: str
    field: str
    code: str = ""
    certainty: Certainty = "sure"
    sample: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """What a sheet holds.

    Parameters
    ----------
    sheet : Sheet
    table : {"clusters", "partnerships", "members", ""}
        Which table its rows belong to; empty for a sheet that is no list, told in the
        remarks.
    header : int
        Number of the last row of the header, as `Place.row`; 0 where there is none.
    columns : sequence of FoundColumn
        Every column that holds anything, in order. Several may be of one field that
        holds a list.
    rows : sequence of int
        Places in `Sheet.rows` of those that are of the table: not notes, headers said
        again, nor totals.
    remarks : sequence of Remark
    """

    sheet: Sheet
    table: Table | Literal[""]
    header: int
    columns: Sequence[FoundColumn]
    rows: Sequence[int]
    remarks: Sequence[Remark] = ()

    def without_persons(self) -> Layout:
        """The same, which shows no person among the first cells of its columns."""
        left_out = {r.place.column for r in self.remarks if r.kind == "left out"}
        columns = [
            replace(one, sample=())
            if one.field == PERSONAL or (not one.field and one.letters in left_out)
            else one
            for one in self.columns
        ]
        return replace(self, columns=columns)

    def without_rows(self) -> Layout:
        """The same once its rows are read, and nobody needs them."""
        return replace(self, sheet=replace(self.sheet, rows=(), links={}), rows=())

    def remarks_of_cells(self) -> Iterator[Remark]:
        """What was told of the sheet as it was read, but of cells that are left out."""
        places = (remark.place for remark in self.remarks)
        left_out = {place.row for place in places if not place.column} - {0}
        for remark in self.sheet.remarks:
            is_of_cell = remark.place.row and remark.place.column
            if not is_of_cell or (self.table and remark.place.row not in left_out):
                yield remark
