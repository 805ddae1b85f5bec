"""Sheets: what each column was taken for, in a form that can say otherwise.

In: a report of an import, and what somebody typed. Out: sheets and columns, by the
names that their fields have in the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matcher import Vocabulary, beginning
from matcher.importing.report import Report, SheetColumn
from matcher_web.importing.fields import choice, choices

MOST_SHEETS = 20
MOST_COLUMNS = 100
"""Columns of a sheet that can be corrected on a page."""
MOST_LETTERS = 80
"""Of what stands in a cell."""

CERTAINTY = {
    "given": "as you said",
    "sure": "sure",
    "likely": "likely",
    "guess": "a guess: please look",
}
OPEN = {
    "given": "as you said",
    "sure": "left out",
    "likely": "left out",
    "guess": "not known: please look",
}
"""How sure it is that a column is taken for nothing."""


class Column(NamedTuple):
    """A column that can be corrected."""

    name: str
    letters: str
    header: str
    sample: str
    certainty: str
    chosen: str
    choices: list[tuple[str, str]]

    @property
    def wants_a_look(self) -> bool:
        """Whether it was guessed, or nobody knows what it is."""
        return self.certainty in (CERTAINTY["guess"], OPEN["guess"])


@dataclass(frozen=True)
class SheetShown:
    """A sheet that can be corrected."""

    number: int
    file: str
    name: str
    table: str
    header_row: str
    columns: list[Column]
    n_more: int

    @property
    def called(self) -> str:
        """Its file and its name."""
        return f"{self.file}, sheet {self.name}" if self.name else self.file

    @property
    def wants_a_look(self) -> bool:
        """Whether something of it was guessed, or nothing was found."""
        return not self.table or any(one.wants_a_look for one in self.columns)


class SheetFound(NamedTuple):
    """A sheet as the report has it; without columns where it was left out."""

    file: str
    sheet: str
    table: str
    header_row: int
    columns: list[SheetColumn]


def sheets_of(report: Report) -> list[SheetFound]:
    """The sheets in the order of the report, and then those that were left out."""
    found = []
    for (file, sheet), grouped in groupby(report.columns, _sheet_of):
        columns = [*grouped]
        first = columns[0]
        found.append(SheetFound(file, sheet, first.table, first.header_row, columns))
    known = {(one.file, one.sheet) for one in found}
    told = {
        (place.file, place.sheet): None
        for place in (remark.place for remark in report.remarks)
        if place.row == 0 and not place.column
    }
    unread = {one.place.file for one in report.remarks_of("unread")}
    left_out = [key for key in told if key not in known and key[0] not in unread]
    return [*found, *(SheetFound(*key, "", 0, []) for key in left_out)]


def _sheet_of(one: SheetColumn) -> tuple[str, str]:
    return one.file, one.sheet


def column_name(number: int, column: SheetColumn) -> str:
    """What the form calls a column of a sheet."""
    return f"column-{number}-{column.column.position}"


def sheets(
    report: Report, vocabulary: Vocabulary, typed: Mapping[str, str]
) -> list[SheetShown]:
    """The sheets that can be corrected; what somebody typed stands as it was typed."""
    return [
        SheetShown(
            number,
            of.file,
            of.sheet,
            typed.get(f"table-{number}", of.table),
            typed.get(f"header-{number}", str(of.header_row)),
            [_column(number, c, vocabulary, typed) for c in of.columns[:MOST_COLUMNS]],
            max(len(of.columns) - MOST_COLUMNS, 0),
        )
        for number, of in enumerate(sheets_of(report)[:MOST_SHEETS])
    ]


def _column(
    number: int, one: SheetColumn, vocabulary: Vocabulary, typed: Mapping[str, str]
) -> Column:
    found = one.column
    name, chosen = column_name(number, one), choice(found.field, found.code)
    return Column(
        name,
        found.letters,
        beginning(found.header, MOST_LETTERS),
        beginning(" · ".join(filter(None, found.sample)), MOST_LETTERS),
        CERTAINTY[found.certainty] if found.field else OPEN[found.certainty],
        typed.get(name, chosen),
        choices(one.table, chosen, vocabulary),
    )
