"""Answers as tables: the same records as the page, one row each.

In: records. Out: a `Table`, which `spreadsheets` writes as CSV or XLSX.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from matcher import Score
from matcher.files.workbook import Cell as Cell

AS_OF = "as_of"
"""The column that tells the date of the facts, and the key in JSON."""
AS_OF_IN_WORDS = "Facts as of"
"""The same column where people read the table."""


@dataclass(frozen=True)
class Table:
    """Rows under named columns, to be taken away as a file.

    Parameters
    ----------
    name : str
        Of the sheet.
    columns : tuple of str
    rows : sequence of sequences
        As many cells each as there are columns; None where nothing is recorded.
    file : str
        Name of the file where it is not that of the sheet; the date of its facts is
        put behind it.
    about : tuple of (str, str)
        What was asked, in words: a sheet of its own in a workbook. A table that has it
        is for people, and its columns are words.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    file: str = ""
    about: tuple[tuple[str, str], ...] = ()

    @property
    def file_name(self) -> str:
        """Name of the file without its ending."""
        return self.file or self.name

    @classmethod
    def of(
        cls,
        title: str,
        records: Iterable[Any],
        columns: Sequence[str],
        /,
        **cells: Callable[[Any], Any],
    ) -> Table:
        """A table of one row a record; several codes stand in one cell.

        Parameters
        ----------
        title : str
            Name of the file.
        records : iterable
        columns : sequence of str
            Attributes of each record, or names in `cells`.
        **cells : callable
            What stands in a column instead of an attribute.
        """
        makers = [cells.get(name) or attrgetter(name) for name in columns]
        rows = [[_cell(make(one)) for make in makers] for one in records]
        return cls(title, tuple(columns), rows)

    def dated(self, as_of: str) -> Table:
        """The same with the date of its facts in a last column of every row.

        Rows keep it when they are sorted, filtered or put among others; a line above
        the header would not be read as CSV by most programs.
        """
        rows = [[*row, as_of] for row in self.rows]
        if not self.about:
            return replace(self, columns=(*self.columns, AS_OF), rows=rows)
        return replace(
            self,
            columns=(*self.columns, AS_OF_IN_WORDS),
            rows=rows,
            file="-".join(filter(None, [self.file_name, as_of])),
            about=(*self.about, (AS_OF_IN_WORDS, as_of or "not recorded")),
        )


def _cell(value: Any) -> Cell:
    found: Cell = ";".join(value) if isinstance(value, list | tuple) else value
    return found


SCORE_COLUMNS = (
    "signal",
    "title",
    "kind",
    "value",
    "reference",
    "weight",
    "contribution",
    "total",
)


def score_table(score: Score, name: str) -> Table:
    """How a score adds up, one signal a row; the score comes last."""
    total = score.intercept
    rows: list[list[Cell]] = [
        ["intercept", "", "", None, None, None, score.intercept, total]
    ]
    for part in score.contributions:
        total += part.contribution
        shown = attrgetter(*SCORE_COLUMNS[:-1])(part)
        rows.append([*shown, total])
    rows.append(["score", "", "", None, None, None, None, score.score])
    return Table(name, SCORE_COLUMNS, rows)
