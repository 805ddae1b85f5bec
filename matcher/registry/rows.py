"""Tables of a data package as they stand in their files: cells of text, and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from matcher.registry.tables import Table


class Row(NamedTuple):
    """A row as text, with the line of the file where it starts."""

    line: int
    cells: dict[str, str]

    def line_of(self, column: str) -> int:
        """Line where this column's cell starts: earlier cells may break lines."""
        earlier = takewhile(lambda item: item[0] != column, self.cells.items())
        return self.line + sum(cell.count("\n") for _, cell in earlier)


@dataclass(frozen=True)
class Rows:
    """What could be read of a table.

    Parameters
    ----------
    table : Table
    columns : mapping of str to sequence of str
        The cells of each column, in the order of the file; all of one length.
    lines : sequence of int
        The line of the file where each row starts.
    uneven : tuple of Row
        Rows with too few or too many cells: known by their keys, not checked.
    whole : bool
        False if more rows may stand in the file than could be read.
    """

    table: Table
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Sequence[int] = ()
    uneven: tuple[Row, ...] = ()
    whole: bool = True

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column; none where the table could not be read."""
        return self.columns.get(name, ())

    def row(self, place: int) -> Row:
        """One row, all cells of it."""
        cells = {name: column[place] for name, column in self.columns.items()}
        return Row(self.lines[place], cells)

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, range(len(self.lines)))
