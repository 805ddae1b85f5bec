"""Sheets drawn as text, as the tests of layouts read them."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.importing.layout import Layout
from matcher.importing.sheet import Sheet


def drawn(
    text: str, merged: Iterable[tuple[int, int, int, int]] = (), name: str = ""
) -> Sheet:
    """A sheet of lines with `|` between cells; an empty line has a number alone."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    kept = [number for number, line in enumerate(lines, 1) if any(line)]
    rows = [lines[number - 1] for number in kept]
    return Sheet("list.xlsx", name, rows, kept, tuple(merged))


def fields(layout: Layout) -> dict[str, str]:
    """What each column was taken for, by its header, with the code of its marks."""
    return {one.header: f"{one.field} {one.code}".strip() for one in layout.columns}


def numbers(layout: Layout) -> list[int]:
    """The numbers of the rows that are of the list."""
    return [layout.sheet.numbers[place] for place in layout.rows]


def told(layout: Layout, kind: str) -> dict[tuple[int, str], str]:
    """What is told of one kind, by row and column."""
    return {
        (remark.place.row, remark.place.column): remark.problem
        for remark in layout.remarks
        if remark.kind == kind
    }
