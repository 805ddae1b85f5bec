"""Answers as tables: the same records as the page, one row each.

In: records. Out: a `Table`, written as CSV or XLSX so that no cell runs in a
spreadsheet program and none is cut.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from math import isfinite
from operator import attrgetter
from typing import Any

from matcher import Score
from matcher.files.workbook import Cell as Cell
from matcher.files.workbook import Sheet, workbook

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


_BEGINS_FORMULA = tuple("=+-@\N{MINUS SIGN}")
# What nobody sees, by category; and fillers, which count as letters and symbols.
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Mn", "Me", "Zs", "Zl", "Zp"))
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")
# What the format has room for; letters of a cell are counted in UTF-16.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_LETTERS = 32_767
_MOST_LETTERS_OF_A_SHEET = 31
_WIDTHS = (8, 60)
_MOST_WRAPPED = 36


QUESTION = "Question"
"""The sheet that says what was asked, behind the answer."""


class TooLarge(Exception):
    """A table that no sheet can hold whole; says why."""


def as_csv(table: Table, marked: bool = False) -> str:
    """A table as CSV text with line feeds.

    Parameters
    ----------
    table : Table
    marked : bool
        Whether it begins with the byte-order mark by which spreadsheet programs know
        letters beyond ASCII; other readers take it for a part of the first column.

    Notes
    -----
    Text that a spreadsheet would run as a formula gets an apostrophe in front; so does
    what only looks like one: with wide or small signs, or something unseen before them.
    Numbers stay numbers, in full precision; what is not recorded stays empty.
    """
    text = StringIO()
    text.write("\ufeff" if marked else "")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return text.getvalue()


def _csv_cell(value: Cell) -> str:
    if isinstance(value, str):
        safe = "'" + value if _may_run(value) else value
        # A lone carriage return would end the row in many readers.
        return safe.replace("\r", " ")
    if isinstance(value, float):
        return repr(float(value)) if isfinite(value) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _may_run(text: str) -> bool:
    """Whether a spreadsheet could run a text, trimming or widening it as it likes."""
    if text[:1].isalnum() and text[0] not in _FILLERS:
        return False
    seen = next((c for c in text if not _is_unseen(c)), "")
    begins = unicodedata.normalize("NFKC", seen).startswith(_BEGINS_FORMULA)
    return begins or text.startswith(("\t", "\r"))


def _is_unseen(letter: str) -> bool:
    return letter in _FILLERS or unicodedata.category(letter) in _UNSEEN


def as_xlsx(table: Table) -> bytes:
    """A table as an XLSX workbook of one sheet, and one for the question if it has it.

    Notes
    -----
    Every cell has the type of its value: text is never read as a formula or a link,
    so that it needs no apostrophe. The header stays in view and filters the rows.
    A table for people wraps its texts and prints on broad pages as wide as the sheet.

    Raises
    ------
    TooLarge
        If the sheet would lack any row, column or letter of the table.
    """
    if too_large := _beyond_a_sheet(table):
        raise TooLarge(too_large)
    longest = _longest(table)
    if too_large := _beyond_a_cell(table, longest):
        raise TooLarge(too_large)
    name = table.name[:_MOST_LETTERS_OF_A_SHEET]
    read = bool(table.about)
    widths = _widths(table, longest, _MOST_WRAPPED if read else _WIDTHS[1])
    sheets = [Sheet(name, table.columns, table.rows, widths, printed=read)]
    if table.about:
        asked, *rest = table.about
        sheets.append(Sheet(QUESTION, asked, rest, (20, _WIDTHS[1]), printed=True))
    return workbook(sheets)


def _beyond_a_sheet(table: Table) -> str:
    """Why no sheet holds a table, in words; empty if one does."""
    n_rows, n_columns = len(table.rows) + 1, len(table.columns)
    if n_rows > MOST_ROWS:
        return f"{n_rows:,} rows, but a sheet holds {MOST_ROWS:,}"
    if n_columns > MOST_COLUMNS:
        return f"{n_columns:,} columns, but a sheet holds {MOST_COLUMNS:,}"
    return ""


def _longest(table: Table) -> list[int]:
    """Letters of the longest text below each column."""
    columns = ([row[at] for row in table.rows] for at in range(len(table.columns)))
    return [
        max((len(text) for text in column if isinstance(text, str)), default=0)
        for column in columns
    ]


def _beyond_a_cell(table: Table, longest: Sequence[int]) -> str:
    """Why no cell holds a text of a table, in words; empty if one does."""
    if 2 * max([*map(len, table.columns), *longest], default=0) <= MOST_LETTERS:
        return ""
    for number, row in enumerate([table.columns, *table.rows], start=1):
        for value in row:
            if isinstance(value, str):
                n_letters = len(value.encode("utf-16-le")) // 2
                if n_letters > MOST_LETTERS:
                    return (
                        f"a cell of {n_letters:,} letters in row {number:,}, but a "
                        f"cell of a sheet holds {MOST_LETTERS:,}"
                    )
    return ""


def _widths(table: Table, longest: Sequence[int], most: int) -> list[int]:
    """Letters that each column shows: its longest cell, within bounds."""
    named = (len(name) + 3 for name in table.columns)
    return [
        min(most, max(_WIDTHS[0], *both)) for both in zip(named, longest, strict=True)
    ]
