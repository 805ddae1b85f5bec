"""Spans: cells of a table of the web that reach over several columns and rows.

In: rows of cells as they stand in the page. Out: cells and merges, put into a `Grid`.

References
----------
WHATWG, "HTML Living Standard", 4.9.12.1: forming a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from matcher.importing.files.grid import Grid, Taken


class Row(NamedTuple):
    """A row of a table.

    Parameters
    ----------
    number : int
        From 1.
    group : int
        Of rows, as its head and its bodies; no cell reaches out of its group.
    texts : list of str
        Of its cells.
    spans : dict of int to (int, int)
        Columns and rows of cells that reach over several, by place in `texts`; 0 rows
        are all to the end of the group.
    aims : dict of int to str
        Pages that cells lead to, by place in `texts`.
    """

    number: int
    group: int
    texts: list[str]
    spans: dict[int, tuple[int, int]]
    aims: dict[int, str]


@dataclass
class Rows:
    """The rows of a table, kept until its end tells how wide it is.

    Parameters
    ----------
    taken : Taken
        Counts cells while they wait.
    """

    taken: Taken
    _rows: list[Row] = field(default_factory=list)
    _ends: dict[int, int] = field(default_factory=dict)
    _n_cells: int = 0

    def add(self, row: Row) -> None:
        """Take a row, unless it holds nothing."""
        if not any(row.texts) and not row.spans:
            return
        self.taken.add(1, len(row.texts))
        self._n_cells += len(row.texts)
        self._ends[row.group] = row.number
        self._rows.append(row)

    def lay(self, grid: Grid) -> None:
        """Put every cell where those before and above it leave room."""
        self.taken.add(-len(self._rows), -self._n_cells)
        width, below = self._width(), dict[int, int]()
        open_: list[tuple[int, int]] = []
        n_open = 0
        for row in self._rows:
            while open_ and open_[0][0] < row.number:
                n_open -= heappop(open_)[1]
            column, widths = 0, _fitting(row, width - n_open)
            for at, text in enumerate(row.texts):
                begin, wide = column, widths.get(at, 1)
                while below.get(column, 0) >= row.number:
                    column += 1
                self.taken.add(0, column - begin)  # a cell from above counts again
                last = self._last(row, at)
                if wide > 1 or last > row.number:
                    grid.merge(row.number, column, last, column + wide - 1)
                if last > row.number:
                    self.taken.add(0, wide + last - row.number)
                    below |= dict.fromkeys(range(column, column + wide), last)
                    heappush(open_, (last, wide))
                    n_open += wide
                grid.put(row.number, column, text)
                grid.link(row.number, column, row.aims.get(at, ""))
                column += wide

    def _width(self) -> int:
        """Columns of the widest row, with every cell in one."""
        width, open_ = 1, list[int]()
        for row in self._rows:
            while open_ and open_[0] < row.number:
                heappop(open_)
            width = max(width, len(open_) + len(row.texts))
            for at in row.spans:
                heappush(open_, self._last(row, at))
        return width

    def _last(self, row: Row, at: int) -> int:
        """The last row that a cell reaches down to."""
        height, end = row.spans.get(at, (1, 1))[1], self._ends[row.group]
        return min(row.number + height - 1, end) if height else end


def _fitting(row: Row, room: int) -> dict[int, int]:
    """Columns of wide cells: the widest give way where no row is as wide as theirs."""
    widths = {at: wide for at, (wide, _) in row.spans.items()}
    excess = sum(widths.values()) + len(row.texts) - len(widths) - room
    for at in sorted(widths, key=widths.__getitem__, reverse=True):
        cut = max(min(widths[at] - 1, excess), 0)
        widths[at] -= cut
        excess -= cut
    return widths
