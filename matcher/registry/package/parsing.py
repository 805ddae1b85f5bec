"""Text of a CSV table into its rows, and rows that hold no fault into records."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from matcher.errors import Fault, Faults
from matcher.files.reading import MOST_BYTES
from matcher.registry.package.heading import columns_in, skip_note
from matcher.registry.package.tables import Row, Rows, Table

_TOTALS = frozenset(
    "total totals sum sums subtotal gesamt summe totale totaal suma razem ukupno "
    "yhteensä összesen summa".split()
) | {"grand total", "sub-total", "total général", "total general"}


def rows_of(table: Table, text: str, faults: Faults) -> Rows:
    """The rows of a table; those with too few or too many cells set apart."""
    csv.field_size_limit(MOST_BYTES)  # no cell is cut: a long one is named by its place
    stream = StringIO(text, newline="\n")
    n_before = skip_note(table, stream, faults)
    reader = csv.reader(stream, strict=True)
    line, reading = n_before + 1, None
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        given = next(reader, [])
        header = columns_in(table, given, text, line, faults)
        if header is None:
            return Rows(table, whole=False)
        reading = _Reading(table, header, faults)
        line = n_before + reader.line_num + 1
        for cells in reader:
            lines.append(line)
            rows.append(cells)
            line = n_before + reader.line_num + 1
    except csv.Error as error:
        if reading:
            reading.add_all(lines, rows, len(given))
        problem = (
            f"the quotes in or after this line do not close ({error}); "
            'put a cell with a comma in "quotes" and double a quote within'
        )
        faults.add(Fault(table.file, line, "", "", problem))
        return reading.rows(whole=False) if reading else Rows(table, whole=False)
    reading.add_all(lines, rows, len(given))
    return reading.rows(whole=True)


def cells_of(table: Table, texts: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """The cells of a table by its columns, as quickly as they can be read.

    Parameters
    ----------
    table : Table
    texts : mapping of str to str
        Texts of tables by name; no columns where this one is not among them.

    Raises
    ------
    DatasetError
        If a fault keeps a row from being read; what cells hold is not looked at.
    """
    text = texts.get(table.name, "")
    header, *rows = [*csv.reader(StringIO(text, newline="\n"))] or [[]]
    wanted = {column.name for column in table.columns}
    if {*header} == wanted and {*map(len, rows)} <= {len(header)}:
        return dict(zip(header, zip(*rows, strict=True), strict=bool(rows)))
    faults = Faults()
    found = rows_of(table, text, faults) if text else Rows(table)
    faults.refuse()
    return found.columns


class _Reading:
    """The rows of a table as they are read, one after another.

    Parameters
    ----------
    table : Table
    header : list of str
    faults : Faults
    """

    def __init__(self, table: Table, header: list[str], faults: Faults) -> None:
        self.header = header
        self._table = table
        self._faults = faults
        self._even: list[list[str]] = []
        self._lines: list[int] = []
        self._uneven: list[Row] = []
        self._empty: list[int] = []  # first and last line of those in a row
        self._trailing: list[int] = []  # first line, and how many, that end in commas
        wanted = [column.name for column in table.columns if column.required]
        self._required = [n for n, name in enumerate(header) if name in wanted]

    def add_all(self, lines: list[int], rows: list[list[str]], n_given: int) -> None:
        """Keep rows, or tell what else the lines are; at once where each is a row."""
        if self._are_rows(rows):
            self._even, self._lines = rows, lines
            return
        for line, cells in zip(lines, rows, strict=True):
            self.add(line, cells, n_given)

    def _are_rows(self, rows: list[list[str]]) -> bool:
        if not self._required or {*map(len, rows)} != {len(self.header)}:
            return False
        columns = [*zip(*rows, strict=True)]
        filled = all(all(columns[position]) for position in self._required)
        return filled and self.header[0] not in map(str.lower, columns[0])

    def add(self, line: int, cells: list[str], n_given: int) -> None:
        """Keep a row, or tell what else the line is."""
        n_cells, n_columns = len(cells), len(self.header)
        if not any(cells):
            self._empty = [self._empty[0] if self._empty else line, line]
            return
        self._tell_empty()
        if n_cells > n_columns and not any(cells[n_columns:]):
            cells = cells[:n_columns]
            if n_cells != n_given:  # else told of the header already
                first, n_lines = self._trailing or (line, 0)
                self._trailing = [first, n_lines + 1]
        if len(cells) == n_columns:
            if problem := self._no_row(cells):
                self._fault(line, problem, ",".join(cells))
                return
            self._even.append(cells)
            self._lines.append(line)
        else:
            self._fault(line, self._unevenness(cells), ",".join(cells))
            padded = cells + [""] * n_columns
            self._uneven.append(Row(line, dict(zip(self.header, padded, strict=False))))

    def rows(self, whole: bool) -> Rows:
        """All that was kept; what came of lines together is told now."""
        self._tell_empty()
        if self._trailing:
            line, n_lines = self._trailing
            more = f", as do {n_lines - 1:,} more" if n_lines > 1 else ""
            problem = f"more cells than the header has, and these are empty{more}"
            self._fault(line, f"{problem}; take the last commas out")
        table, even = self._table, self._even
        n_rows = len(even) + len(self._uneven)
        if whole and not n_rows and not (table.may_be_empty or table.aside):
            self._fault(0, "no rows below the header; this table needs one at least")
        columns = (
            dict(zip(self.header, zip(*even, strict=True), strict=True)) if even else {}
        )
        return Rows(table, columns, self._lines, tuple(self._uneven), whole)

    def _fault(self, line: int, problem: str, value: str = "") -> None:
        self._faults.add(Fault(self._table.file, line, "", value, problem))

    def _tell_empty(self) -> None:
        if self._empty:
            first, last = self._empty
            problem = "this line is empty; take it out"
            if last > first:
                problem = f"the lines from here to {last:,} are empty; take them out"
            self._fault(first, problem)
        self._empty = []

    def _no_row(self, cells: list[str]) -> str:
        """What a line is that is no row; empty if it is meant as one."""
        if cells[0].lower() == self.header[0] and self._is_header(cells):
            return "the header stands here once more; take this line out"
        if all(cells[position] for position in self._required):
            return ""
        words = {cell.strip(" :").casefold() for cell in cells[:3]}
        told = "this is a line of totals, not of the table; take it out"
        return told if words & _TOTALS else ""

    def _is_header(self, cells: list[str]) -> bool:
        return [cell.strip().lower() for cell in cells] == self.header

    def _unevenness(self, cells: list[str]) -> str:
        problem = f"{len(cells)} cells where the header has {len(self.header)}"
        if any(mark in cell for cell in cells for mark in "“”„«»"):
            return f'{problem}; only straight "quotes" hold a cell with commas together'
        if len(cells) > len(self.header):
            problem += '; put a cell that holds a comma in "quotes"'
        return problem


def records_of(rows: Rows) -> tuple[Any, ...]:
    """A record for each row; what an optional column would say is left to the field."""
    columns = [c for c in rows.table.columns if c.name in rows.columns]
    names = [column.name for column in columns]
    cells = zip(*(c.values(rows.columns[c.name]) for c in columns), strict=True)
    record = rows.table.record
    return tuple(record(**dict(zip(names, values, strict=True))) for values in cells)
