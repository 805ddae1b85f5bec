"""XML Spreadsheet 2003, as Excel of that time and some systems write it, mostly `.xml`.

In: the XML of one. Out: its sheets.

References
----------
Microsoft, "XML Spreadsheet Reference", Office XP and 2003: Workbook, Worksheet, Table,
Row, Cell, Data.
"""

from __future__ import annotations

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean, moment_said, number_text, truth_text
from matcher.importing.files.grid import FAULTY, HIDDEN, Grid, Taken
from matcher.importing.files.packed.zipped import count_in, local_attributes, parse_xml
from matcher.importing.sheet import Sheet


def read_xml_2003(file: str, raw: bytes) -> list[Sheet]:
    """All sheets of a workbook, hidden ones too."""
    reader = _Reader(file)
    parse_xml(file, [raw], reader.start, reader.end, reader.take_text)
    if not reader.taken.grids:
        raise UnreadableFile(f"{file}: the workbook has no sheet with cells")
    return reader.taken.sheets()


class _Reader:
    """Takes what a parser of XML tells, one element after the other."""

    def __init__(self, file: str) -> None:
        self.taken = Taken(file)
        self._grid: Grid | None = None
        self._row = self._column = self._more_columns = 0
        self._kind = ""
        self._is_formula = self._in_comment = False
        self._pieces: list[str] | None = None

    def start(self, name: str, more: dict[str, str]) -> None:
        """An element begins."""
        told = local_attributes(more)
        if name == "Worksheet":
            self._grid = self.taken.begin(told.get("Name", ""), False)
            self._row = 0
        elif name == "Row":
            self._row = count_in(told.get("Index", ""), self._row + 1)
            self._column, self._more_columns = -1, 0
        elif name == "Cell":
            self._start_cell(told)
        elif name == "Comment":
            self._in_comment = True
        elif name == "Visible" or (name == "Data" and not self._in_comment):
            self._kind, self._pieces = told.get("Type", ""), []

    def _start_cell(self, told: dict[str, str]) -> None:
        following = self._column + self._more_columns + 1
        self._column = count_in(told.get("Index", ""), following + 1) - 1
        self._more_columns = count_in(told.get("MergeAcross", ""), 0)
        self._is_formula = "Formula" in told
        if self._grid is None:
            return
        n_below, row, column = (
            count_in(told.get("MergeDown", ""), 0), self._row, self._column,
        )  # fmt: skip
        if n_below or self._more_columns:
            self._grid.merge(row, column, row + n_below, column + self._more_columns)
        page = told.get("HRef") or told.get("Formula", "")
        self._grid.link(row, column, page)

    def take_text(self, text: str) -> None:
        """Letters inside an element."""
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "Comment":
            self._in_comment = False
        elif name in ("Data", "Visible") and self._pieces is not None:
            text, self._pieces = "".join(self._pieces), None
            if self._grid is None:
                return
            if name == "Data":
                self._grid.put(self._row, self._column, self._said(self._grid, text))
            elif text in ("SheetHidden", "SheetVeryHidden"):
                self._grid.tell("note", HIDDEN)

    def _said(self, grid: Grid, text: str) -> str:
        """What the cell that ends holds."""
        if self._kind == "Error":
            grid.tell("unread", FAULTY, self._row, self._column, text)
            return ""
        if not text and self._is_formula:
            grid.without_value(self._row, self._column, told=True)
        if self._kind == "DateTime":
            return moment_said(text)
        if self._kind == "Boolean":
            return truth_text(text.strip() == "1")
        try:
            return number_text(text) if self._kind == "Number" else clean(text)
        except ValueError:
            return clean(text)
