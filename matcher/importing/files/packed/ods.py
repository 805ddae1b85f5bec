"""Spreadsheets of LibreOffice and its kin: `.ods`, and the same unpacked, `.fods`.

In: the XML of one. Out: its sheets. A row or cell that is said to be repeated takes
memory only where it holds something.

References
----------
OASIS, "Open Document Format for Office Applications", 1.3, part 3, 2021: tables (9) and
values (19.385).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import (
    clean,
    moment_said,
    number_text,
    share_text,
)
from matcher.importing.files.grid import FAULTY, Grid, Taken
from matcher.importing.files.limits import MOST_COLUMNS
from matcher.importing.files.packed.zipped import (
    ENCRYPTED,
    ZipParts,
    count_in,
    local_attributes,
    parse_xml,
)
from matcher.importing.sheet import Sheet

_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:[0-9]+")
_LINK = re.compile(r"[a-z]+:=\s*HYPERLINK\(", re.IGNORECASE)
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_MOST_SPACES = 100


def read_ods(parts: ZipParts) -> list[Sheet]:
    """All sheets of a packed spreadsheet, hidden ones too."""
    if b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise UnreadableFile(f"{parts.file}: {ENCRYPTED}")
    return read_content(parts.file, parts.pieces("content.xml"))


def read_content(file: str, pieces: Iterable[bytes]) -> list[Sheet]:
    """All sheets of the XML of a spreadsheet."""
    reader = _ContentReader(file)
    parse_xml(file, pieces, reader.start, reader.end, reader.take_text)
    if not reader.taken.grids:
        raise UnreadableFile(f"{file}: the document has no sheet with cells")
    return reader.taken.sheets()


class _ContentReader:
    """Takes what a parser of XML tells, one element after the other."""

    def __init__(self, file: str) -> None:
        self.taken = Taken(file)
        self._hidden: set[str] = set()
        self._style = ""
        self._grid: Grid | None = None
        self._n_tables = self._n_notes = 0
        self._row = self._column = 0
        self._row_repeated = self._column_repeated = 1
        self._cells: list[tuple[int, int, str]] = []
        self._cell: dict[str, str] | None = None
        self._lines: list[list[str]] = []
        self._in_line = 0

    def start(self, name: str, more: dict[str, str]) -> None:
        """An element begins."""
        if name == "annotation":
            self._n_notes += 1
        elif self._n_notes:
            return
        elif name in {"table-cell", "covered-table-cell"}:
            self._start_cell(local_attributes(more), name != "table-cell")
        elif name == "table-row":
            told = local_attributes(more).get("number-rows-repeated", "")
            self._row_repeated = _count(told)
            self._column, self._cells = 0, []
        elif name == "p" or name == "h":
            self._in_line += 1
            if self._in_line == 1 and self._cell is not None:
                self._lines.append([])
        elif name == "s":
            n = _count(local_attributes(more).get("c", ""))
            self.take_text(" " * min(n, _MOST_SPACES))
        elif name == "a" and self._grid is not None and self._cell is not None:
            page = local_attributes(more).get("href", "")
            self._grid.link(self._row, self._column, page)
        elif name in {"tab", "line-break"}:
            self.take_text("\t" if name == "tab" else "\n")
        elif name == "table":
            self._start_table(local_attributes(more))
        elif name == "style":
            self._style = local_attributes(more).get("name", "")
        elif name == "table-properties":
            if local_attributes(more).get("display") == "false":
                self._hidden.add(self._style)

    def _start_table(self, more: dict[str, str]) -> None:
        self._n_tables += 1
        if self._n_tables > 1:
            return
        self._row = 1
        is_hidden = more.get("style-name") in self._hidden
        self._grid = self.taken.begin(more.get("name", ""), is_hidden)

    def _start_cell(self, more: dict[str, str], covered: bool) -> None:
        if self._n_tables != 1:
            return
        self._column_repeated = _count(more.get("number-columns-repeated", ""))
        # What a merged cell covers is still kept, and not shown.
        self._cell = None if covered else more
        self._lines = []
        width = _count(more.get("number-columns-spanned", ""))
        height = _count(more.get("number-rows-spanned", ""))
        if (width > 1 or height > 1) and self._grid is not None:
            row, column = self._row, self._column
            self._grid.merge(row, column, row + height - 1, column + width - 1)

    def take_text(self, text: str) -> None:
        """Letters inside an element."""
        if self._in_line and not self._n_notes and self._lines:
            self._lines[-1].append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "annotation":
            self._n_notes -= 1
        elif self._n_notes:
            return
        elif name == "p" or name == "h":
            self._in_line -= 1
        elif name in {"table-cell", "covered-table-cell"} and self._n_tables == 1:
            self._end_cell()
        elif name == "table-row" and self._n_tables == 1:
            self._end_row()
        elif name == "table":
            self._n_tables -= 1

    def _end_cell(self) -> None:
        if self._cell is not None and (text := self._text(self._cell)):
            self._cells.append((self._column, self._column_repeated, text))
            formula = self._cell.get("formula", "").partition(":")[2]
            if formula and self._grid is not None:
                self._grid.link(self._row, self._column, formula)
        self._column += self._column_repeated
        self._cell = None

    def _end_row(self) -> None:
        grid = self._grid
        if self._cells and grid is not None:
            for number in range(self._row, self._row + self._row_repeated):
                for column, repeated, text in self._cells:
                    last = column + min(repeated, MOST_COLUMNS + 1)
                    for at in range(column, last):
                        grid.put(number, at, text)
        self._row += self._row_repeated

    def _text(self, more: dict[str, str]) -> str:
        """What the cell that ends holds."""
        shown = clean("\n".join("".join(line) for line in self._lines))
        kind = more.get("value-type", "")
        formula = "formula" in more
        if kind == "error" or (formula and _ERROR.fullmatch(shown)):
            return self._without(FAULTY, shown)
        if _LINK.match(more.get("formula", "")) and not shown:
            return clean(more["formula"].partition(":")[2])  # says itself what it shows
        if formula and not kind and not shown:
            return self._without_value(told=True)
        if formula and not shown and kind == "string":
            return self._without_value(told=False)
        if kind == "boolean":
            return clean(more.get("boolean-value", shown))
        if kind == "date":
            return moment_said(more.get("date-value", shown))
        if kind == "time" and (found := _TIME.fullmatch(more.get("time-value", ""))):
            return ":".join(found.groups()).removesuffix(":00")
        if kind in {"float", "currency", "percentage"} and "value" in more:
            told = share_text if kind == "percentage" else number_text
            try:
                return told(more["value"])
            except ValueError:
                return shown
        if kind == "string" and not shown:
            return clean(more.get("string-value", ""))
        return shown

    def _without_value(self, told: bool) -> str:
        if self._grid is not None:
            self._grid.without_value(self._row, self._column, told)
        return ""

    def _without(self, problem: str, value: str) -> str:
        if self._grid is not None:
            self._grid.tell("unread", problem, self._row, self._column, value)
        return ""


def _count(told: str) -> int:
    return max(count_in(told, 1), 1)
