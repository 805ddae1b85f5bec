"""Body: the rows below a header, whose cells are made to say all that is meant.

In: a sheet, its header and its rows. Out: the same with other cells, or more columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from matcher.importing.sheet import Sheet


class Body(NamedTuple):
    """Rows below a header.

    Parameters
    ----------
    sheet : Sheet
    headers : tuple of str
        By column; further columns have none.
    rows : sequence of int
        Places in `Sheet.rows`.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    rows: Sequence[int]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(len(self.headers), *map(len, self.sheet.rows))

    def meant(self, means: Callable[[str], Sequence[str]]) -> list[Sequence[str]]:
        """What each column means by its name; nothing where it has none."""
        named = [means(header) if header else () for header in self.headers]
        return [*named, *[()] * (self.width - len(named))]

    def cells(self, column: int) -> dict[int, str]:
        """What stands in a column, by the places of rows; without empty cells."""
        cells = ((place, self.sheet.cell(place, column)) for place in self.rows)
        return {place: cell for place, cell in cells if cell}

    def saying(self, texts: Mapping[tuple[int, int], str]) -> Body:
        """The same with other texts in cells, by row and column."""
        return self._replace(sheet=self.sheet.with_cells(texts))

    def called(self, column: int, name: str) -> Body:
        """The same with another name of a column."""
        own = [*self.headers, *[""] * (column + 1 - len(self.headers))]
        own[column] = name
        return self._replace(headers=tuple(own))

    def wider(self, names: Sequence[str], cells: Mapping[int, Sequence[str]]) -> Body:
        """The same with columns on the right.

        Parameters
        ----------
        names : sequence of str
        cells : mapping of int to sequence of str
            By the place of a row, one for each name; other rows have none.
        """
        width, none = self.width, [""] * len(names)
        rows = [
            [*row, *[""] * (width - len(row)), *cells.get(place, none)]
            for place, row in enumerate(self.sheet.rows)
        ]
        unnamed = [""] * (width - len(self.headers))
        sheet = replace(self.sheet, rows=rows)
        return Body(sheet, (*self.headers, *unnamed, *names), self.rows)
