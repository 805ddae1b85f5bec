"""Spreadsheets made in the ways people make them come in, and nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from matcher import Registry
from matcher.importing.files.opening import sheets_in
from matcher.importing.mapping import Mapping
from matcher.importing.report import Report
from matcher.importing.running import import_sheets
from matcher.registry.columns import cell
from tests.importing.people.made import Made, every_one

MADE = every_one()
LEAST_RIGHT = 0.95


class Cell(NamedTuple):
    """A cell that was to come in, and what came."""

    file: str
    record: str
    field: str
    expected: str
    came: str
    is_told: bool

    @property
    def is_right(self) -> bool:
        return self.expected == self.came

    @property
    def is_made_up(self) -> bool:
        """Whether another thing stands there, and no word was said of it."""
        return bool(self.came) and not self.is_right and not self.is_told

    def __str__(self) -> str:
        how = "" if self.is_told else "UNTOLD "
        return (
            f"{how}{self.file}: {self.record}: {self.field}: {self.came or 'nothing'},"
            f" not {self.expected or 'nothing'}"
        )


def _cells(made: Made, empty: Registry) -> Iterator[Cell]:
    sheets = sheets_in(made.file, made.content)
    registry, report = import_sheets(sheets, empty, Mapping())
    for table in ("clusters", "partnerships"):
        yield from _of(made, table, registry, report)
    yield from _memberships(made, registry)


def _of(made: Made, table: str, registry: Registry, report: Report) -> Iterator[Cell]:
    key = "name" if table == "clusters" else "acronym"
    records = getattr(registry, table)
    by_name = {getattr(one, key): one for one in records}
    rows = {one.id: one.place.row for one in report.entries}
    for record in made.records.get(table, ()):
        found = by_name.pop(record[key], None)
        for field, expected in record.items():
            came = cell(getattr(found, field)) if found else ""
            row = rows.get(found.id, 0) if found else 0
            is_told = _is_told(report, row, field, came)
            yield Cell(made.file, record[key], field, expected, came, is_told)
    for name in by_name.keys() - _mentioned(made, table):
        yield Cell(made.file, name, key, "", name, False)


def _is_told(report: Report, row: int, field: str, came: str) -> bool:
    """Whether a doubt stands at a cell, or at its header, or names what came."""
    headers = {c.column.header for c in report.columns if c.column.field == field}
    headed = {one.header_row for one in report.columns}
    doubts = [one for one in report.remarks if one.kind == "doubt"]
    return any(
        (one.place.row in (row, *headed) and one.place.header in headers)
        or (one.place.row == row and one.chosen in came.split(";"))
        for one in doubts
    )


def _mentioned(made: Made, table: str) -> set[str]:
    """Names of organisations or partnerships that only memberships tell of."""
    side = "cluster" if table == "clusters" else "partnership"
    return {record[side] for record in made.records.get("members", ())}


def _memberships(made: Made, registry: Registry) -> Iterator[Cell]:
    expected = {
        (one["partnership"], one["cluster"]): one.get("role", "partner")
        for one in made.records.get("members", ())
    }
    came = {
        (
            registry.partnership(one.partnership).acronym,
            registry.cluster(one.cluster).name,
        ): one.role
        for one in registry.members
    }
    for key in sorted({*expected, *came}):
        record = " in ".join(key[::-1])
        was, now = expected.get(key, ""), came.get(key, "")
        yield Cell(made.file, record, "role", was, now, False)


@pytest.fixture(scope="module")
def cells(nobody: Registry) -> list[Cell]:
    return [one for made in MADE for one in _cells(made, nobody)]


@pytest.mark.slow
def test_nearly_all_cells_come_in_right(cells: list[Cell]) -> None:
    wrong = [one for one in cells if not one.is_right]
    right = 1 - len(wrong) / len(cells)
    assert right >= LEAST_RIGHT, "\n".join(map(str, wrong))


@pytest.mark.slow
def test_no_cell_is_made_up_without_a_word(cells: list[Cell]) -> None:
    made_up = [one for one in cells if one.is_made_up]
    assert not made_up, "\n".join(map(str, made_up))
