"""Stacked: cells that hold a name with the lines of its address below.

In: a sheet, its header and its rows. Out: the same with these lines in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.called.words import words_of
from matcher.importing.columns.held.nations import Nations
from matcher.importing.shapes.cells.added import with_columns
from matcher.importing.sheet import Sheet

_LEAST_LINES = 3
_ENOUGH = 0.6
_NAMING = {
    "name",
    "organisation",
    "organization",
    "cluster",
    "partner",
    "nom",
    "entidad",
}
_ADDRESS = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-zA-Z]{2,24}(?:/\S*)?)")
_PERSONAL = re.compile(
    r"\S+@\S+\.\w+|(?:\w{1,10}[.:]\s*)?(?:\+|00|\(?0)[\d\s()/.\-]{6,}"
)
_COLUMNS = ("Address", "Country", "Website", "E-mail")


def lines_apart(
    sheet: Sheet, headers: Sequence[str], rows: Sequence[int], nations: Nations
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with a name alone where its address stood below it in the cell."""
    for at, header in enumerate(headers):
        cells = [sheet.rows[p][at] for p in rows if at < len(sheet.rows[p])]
        n_stacked = sum(cell.count("\n") >= _LEAST_LINES - 1 for cell in cells)
        if not rows or n_stacked < _ENOUGH * len(rows):
            continue
        if not _NAMING & {*words_of(header)}:
            continue
        lines = {p: _cell(sheet, p, at).split("\n") for p in rows}
        below = {p: _parted(those[1:], nations) for p, those in lines.items()}
        sheet, texts = with_columns(sheet, headers, _COLUMNS, below)
        texts[at] = "Name"
        named = [
            [*row[:at], lines[place][0] if place in lines else row[at], *row[at + 1 :]]
            for place, row in enumerate(sheet.rows)
        ]
        return replace(sheet, rows=named), tuple(texts)
    return sheet, tuple(headers)


def _cell(sheet: Sheet, place: int, at: int) -> str:
    row = sheet.rows[place]
    return row[at] if at < len(row) else ""


def _parted(lines: Sequence[str], nations: Nations) -> list[str]:
    """The lines of an address, by what they are: one text for each column."""
    found: list[list[str]] = [[] for _ in _COLUMNS]
    for line in filter(None, map(str.strip, lines)):
        if _PERSONAL.search(line):
            found[3].append(line)
        elif _ADDRESS.fullmatch(line):
            found[2].append(line)
        elif nations.has(line) and not {*line} & {*",(/;"}:
            found[1].append(line)
        else:
            found[0].append(line)
    return [", ".join(one) for one in found]
