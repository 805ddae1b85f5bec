"""Tables of web pages, as many systems export them under the ending `.xls`.

In: the text of a page. Out: a sheet for each table that has cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean
from matcher.importing.files.grid import Grid, Taken
from matcher.importing.files.limits import MOST_COLUMNS, MOST_SHEETS
from matcher.importing.files.xlsx import TOO_MANY_SHEETS
from matcher.importing.sheet import Sheet

_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = {"script", "style", "template", "noscript", "title"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "dd", "dt", "h1", "h2", "h3", "h4"}


def read_html(file: str, text: str) -> list[Sheet]:
    """All tables of a page.

    Raises
    ------
    UnreadableFile
        If it has none.
    """
    reader = _Tables(file)
    reader.feed(text)
    reader.close()
    reader.end_all()
    sheets = [grid.sheet() for grid in reader.grids]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise UnreadableFile(f"{file}: the web page has no table with cells")
    return filled


@dataclass
class _Table:
    """A table that is being read; tables stand within others."""

    grid: Grid
    row: int = 0
    column: int = 0
    below: dict[tuple[int, int], int] = field(default_factory=dict)
    cells: list[tuple[int, str]] = field(default_factory=list)
    pieces: list[str] | None = None


class _Tables(HTMLParser):
    """Takes what a parser tells of a page, one tag after the other."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._taken = Taken(file)
        self._open: list[_Table] = []
        self._n_unseen = 0
        self._reach: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag in _UNSEEN:
            self._n_unseen += 1
        elif tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._end_row()
            self._open[-1].row += 1
        elif tag in {"td", "th"}:
            self._start_cell({name: value or "" for name, value in attrs})
        elif tag == "br" or tag in _BLOCKS:
            self._take("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens nothing."""
        if tag == "br":
            self._take("\n")

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _UNSEEN:
            self._n_unseen = max(0, self._n_unseen - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._end_row()
            self._open.pop()
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCKS:
            self._take("\n")

    def handle_data(self, data: str) -> None:
        """Letters between tags."""
        self._take(_SPACES.sub(" ", data))

    def end_all(self) -> None:
        """Close what the page has left open."""
        while self._open:
            self._end_row()
            self._open.pop()

    def _take(self, text: str) -> None:
        if self._open and not self._n_unseen and self._open[-1].pieces is not None:
            self._open[-1].pieces.append(text)

    def _start_table(self) -> None:
        n = len(self.grids) + 1
        grid = Grid(self._taken, f"table {n}")
        if n == MOST_SHEETS + 1:
            self.grids[0].tell("left out", TOO_MANY_SHEETS)
        if n <= MOST_SHEETS:
            self.grids.append(grid)
        self._open.append(_Table(grid))

    def _start_cell(self, more: dict[str, str]) -> None:
        self._end_cell()
        table = self._open[-1]
        table.row = max(table.row, 1)
        while table.below.get((table.row, table.column)):
            table.column += 1
        width, height = _span(more.get("colspan")), _span(more.get("rowspan"))
        if width > 1 or height > 1:
            last_row, last_column = table.row + height - 1, table.column + width - 1
            table.grid.merge(table.row, table.column, last_row, last_column)
            for row in range(table.row + 1, last_row + 1):
                for column in range(table.column, last_column + 1):
                    table.below[row, column] = 1
        self._width = width
        table.pieces = []

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.pieces is None:
            return
        lines = clean("".join(table.pieces)).split("\n")
        text = "\n".join(line.strip() for line in lines if line.strip())
        table.cells.append((table.column, text))
        table.column += self._width
        table.pieces = None

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        for column, text in table.cells:
            table.grid.put(table.row, column, text)
        table.cells, table.column = [], 0


def _span(told: str | None) -> int:
    """Over how many columns or rows a cell reaches, as far as it matters."""
    if not told or not told.strip().isdecimal() or len(told) > 5:
        return 1
    return min(max(int(told), 1), MOST_COLUMNS)
