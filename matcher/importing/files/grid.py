"""A grid: cells put one by one, within the limits, as a sheet.

In: cells as a reader finds them, in order of rows. Out: a `Sheet`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from matcher.errors import UnreadableFile
from matcher.files.workbook import letters_of
from matcher.importing.files.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_MERGED,
    MOST_REMARKS,
    MOST_ROWS,
    MOST_SHEETS,
)
from matcher.importing.sheet import Kind, Place, Remark, Sheet

NO_VALUE = (
    "the formula has kept no value; open the file in a spreadsheet program and save it"
)
FAULTY = "the cell shows an error; correct its formula, or write the value"
HIDDEN = "the sheet is hidden; it is read like the others"
TOO_MANY_SHEETS = (
    f"no more than {MOST_SHEETS} sheets are read of a file; the rest are left out"
)
_LOST = "\N{REPLACEMENT CHARACTER}"
_LETTERS_TOLD = 60
_MOST_KNOWN = 50_000
_HYPERLINK = re.compile(r'=?\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)

T = TypeVar("T")


@dataclass
class Taken:
    """What is taken of a file, of all its sheets together.

    Parameters
    ----------
    file : str
        Name of the file.
    """

    file: str
    n_rows: int = 0
    n_cells: int = 0
    n_sheets: int = 0
    grids: list[Grid] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)

    def begin(self, name: str = "", is_hidden: bool = False) -> Grid | None:
        """A grid for the next sheet; None where there are too many."""
        self.n_sheets += 1
        if self.n_sheets > MOST_SHEETS:
            return None
        grid = Grid(self, name)
        self.grids.append(grid)
        if is_hidden:
            grid.tell("note", HIDDEN)
        return grid

    def once(self, cells: list[str]) -> list[str]:
        """The same cells; of texts that many say, all share one."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        return [known.setdefault(cell, cell) for cell in cells]

    def sheets(self) -> list[Sheet]:
        """All sheets; in the first is told how many there are, if they are too many."""
        if self.n_sheets > MOST_SHEETS:
            told = f"{self.n_sheets} sheets"
            self.grids[0].tell("left out", TOO_MANY_SHEETS, value=told)
        return [grid.sheet() for grid in self.grids]

    def add(self, n_rows: int, n_cells: int) -> None:
        """Count what was read.

        Raises
        ------
        UnreadableFile
            If it is more than is read of a file.
        """
        self.n_rows += n_rows
        self.n_cells += n_cells
        for n, most, what in (
            (self.n_rows, MOST_ROWS, "rows"),
            (self.n_cells, MOST_CELLS, "cells"),
        ):
            if n > most:
                raise UnreadableFile(
                    f"{self.file}: it holds more than {most:,} {what}; "
                    "split it into several files"
                )


@dataclass
class Grid:
    """Gathers the cells of a sheet.

    Parameters
    ----------
    taken : Taken
        Of the same file.
    name : str
        Name of the sheet.
    """

    taken: Taken
    name: str = ""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    _unkept: set[int] = field(default_factory=set)
    _rows: list[list[str]] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _remarks: list[Remark] = field(default_factory=list)
    _told: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    _beyond: list[tuple[int, int]] = field(default_factory=list)

    def put(self, number: int, column: int, text: str) -> None:
        """Take one cell; of a row they come together."""
        if not text:
            return
        if column >= MOST_COLUMNS:
            self.taken.add(0, 1)
            if len(self._beyond) <= MOST_REMARKS:
                self._beyond.append((number, column))
            return
        if not self._numbers or self._numbers[-1] != number:
            self.taken.add(1, 0)
            self._numbers.append(number)
            self._rows.append([])
        row = self._rows[-1]
        if column >= len(row):
            n_more = column - len(row) + 1
            self.taken.add(0, n_more)
            row.extend([""] * n_more)
        row[column] = self._fitting(number, column, text)

    def put_row(self, number: int, cells: list[str]) -> None:
        """Take a whole row, its cells from the first column."""
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS or max(map(len, cells)) > MOST_LETTERS:
            for column, text in enumerate(cells):
                self.put(number, column, text)
            return
        self.taken.add(1, len(cells))
        if any(_LOST in cell for cell in cells):
            cells = [self._fitting(number, at, cell) for at, cell in enumerate(cells)]
        self._numbers.append(number)
        self._rows.append(self.taken.once(cells))

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Tell of merged cells; of very many only the first are kept."""
        if len(self.merged) < MOST_MERGED:
            self.merged.append((row, column, last_row, last_column))

    def link(self, row: int, column: int, address: str) -> None:
        """Tell of the page that a cell, or its formula, leads to.

        Of very many only the first.
        """
        if "(" in address and (found := _HYPERLINK.match(address)):
            address = found[1]
        if address.startswith(("http://", "https://")) and len(address) < MOST_LETTERS:
            if len(self.links) < MOST_ROWS:
                self.links[row, column] = address

    def without_value(self, row: int, column: int, told: bool) -> None:
        """Tell of a formula that has kept no value, or an empty one."""
        if column < MOST_COLUMNS:
            self._unkept.add(column)
        if told:
            self.tell("unread", NO_VALUE, row, column)

    def _fitting(self, number: int, column: int, text: str) -> str:
        """A cell, unless it is too long; what was lost before is told."""
        if len(text) > MOST_LETTERS:
            self.tell(
                "unread",
                f"the cell holds {len(text):,} letters, more than the {MOST_LETTERS:,} "
                "that a spreadsheet holds; shorten it",
                number,
                column,
                text,
            )
            return ""
        if _LOST in text:
            self.tell(
                "doubt",
                f"{_LOST} stands where letters were lost before the file was made; "
                "write them anew, or export it anew as UTF-8",
                number,
                column,
                text,
            )
        return text

    def tell(
        self,
        kind: Kind,
        problem: str,
        number: int = 0,
        column: int | None = None,
        value: str = "",
    ) -> None:
        """Keep a remark; of many of one kind only the first are kept."""
        self._told[kind, problem] += 1
        if self._told[kind, problem] > MOST_REMARKS:
            return
        letters = "" if column is None else letters_of(column)
        if len(value) > _LETTERS_TOLD:
            value = value[:_LETTERS_TOLD] + "…"
        place = Place(self.taken.file, self.name, number, letters)
        self._remarks.append(Remark(kind, place, value, problem))

    def sheet(self) -> Sheet:
        """All that was taken."""
        if self._beyond:
            number, column = self._beyond[0]
            self.tell(
                "unread",
                f"cells beyond column {letters_of(MOST_COLUMNS - 1)}, the first in row "
                f"{number}: no more than {MOST_COLUMNS:,} columns are read of a sheet",
                number,
                column,
            )
        for (kind, problem), n in self._told.items():
            if n > MOST_REMARKS:
                place = Place(self.taken.file, self.name)
                told = f"and {n - MOST_REMARKS:,} more cells: {problem}"
                self._remarks.append(Remark(kind, place, "", told))
        return Sheet(
            self.taken.file,
            self.name,
            self._in_order(self._rows),
            self._in_order(self._numbers),
            tuple(self.merged),
            tuple(self._remarks),
            self.links,
            frozenset(self._unkept),
        )

    def _in_order(self, of_rows: Sequence[T]) -> Sequence[T]:
        """By number of the row: a program may have written them in another order."""
        numbers = self._numbers
        if all(a < b for a, b in zip(numbers, numbers[1:], strict=False)):
            return of_rows
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        return [of_rows[at] for at in order]
