"""Telling: what is told of columns, with the line that a mapping takes.

In: columns, and what they were taken for. Out: remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matcher.importing.columns.tables import Column, fields_of
from matcher.importing.draft import Table
from matcher.importing.sheet import Place, Remark, Sheet
from matcher.text import fold, shown

MOST_NEAR = 3


class Told:
    """Gathers what is told of the columns of a sheet.

    Parameters
    ----------
    sheet : Sheet
    row : int
        Of the header.
    """

    def __init__(self, sheet: Sheet, row: int) -> None:
        self._sheet, self._row = sheet, row
        self.remarks: list[Remark] = []

    def place(self, column: Column) -> Place:
        """Where the header of a column stands."""
        sheet = self._sheet
        return Place(sheet.file, sheet.name, self._row, column.letters, column.header)

    def forget(self, column: Column) -> None:
        """Nothing was told of a column."""
        place = self.place(column)
        self.remarks = [one for one in self.remarks if one.place != place]

    def left_out(self, column: Column, why: str) -> None:
        """A column that nobody keeps."""
        said = f"the column is left out: {why}"
        self.remarks.append(Remark("left out", self.place(column), column.header, said))

    def unread(
        self, column: Column, why: str, table: Table, near: Sequence[str] = ()
    ) -> None:
        """A column that may be meant, but is not taken."""
        fields = [field for field in near if field in fields_of(table)][:MOST_NEAR]
        which = f"; nearest: {', '.join(fields)}" if fields else ""
        line = mapping_line(column, fields[0] if fields else "sectors")
        said = f"{why}: the column is left out{which}"
        where, others = self.place(column), tuple(fields)
        self.remarks.append(
            Remark("unread", where, column.header, said, "", others, line)
        )

    def doubt(
        self, column: Column, why: str, chosen: str, others: Iterable[str] = ()
    ) -> None:
        """A column that is taken, but may mean another thing."""
        alternatives = tuple(others)
        line = mapping_line(column, alternatives[0] if alternatives else "")
        where = self.place(column)
        self.remarks.append(
            Remark("doubt", where, column.header, why, chosen, alternatives, line)
        )


def mapping_line(column: Column, field: str) -> str:
    """What to write into a mapping so that a column is taken as a field."""
    key = fold(column.header) or column.letters
    return f'"{shown(key)}" = "{field}"'
