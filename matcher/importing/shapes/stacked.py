"""Stacked: cells that hold a name with the lines of its address below.

In: a sheet, its header and its rows. Out: the same with these lines in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.nations import Nations
from matcher.importing.columns.words import words_of
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
        width = max(len(headers), *map(len, sheet.rows))
        said = []
        for place, row in enumerate(sheet.rows):
            own = [*row, *[""] * (width - len(row))]
            name, *lines = own[at].split("\n") if place in rows else [own[at]]
            said.append([*own[:at], name, *own[at + 1 :], *_parted(lines, nations)])
        texts = [*headers, *[""] * (width - len(headers)), *_COLUMNS]
        texts[at] = "Name"
        return replace(sheet, rows=said), tuple(texts)
    return sheet, tuple(headers)


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
