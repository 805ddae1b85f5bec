"""Stacked: cells that hold a name with the lines of its address below.

In: rows. Out: the same with these lines in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.importing.columns.called.words import words_of
from matcher.importing.columns.held.nations import Nations
from matcher.importing.shapes.cells.body import Body

_LEAST_LINES = 3
_ENOUGH = 0.6
_NAMING = {*"name organisation organization cluster partner nom entidad".split()}
_ADDRESS = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-zA-Z]{2,24}(?:/\S*)?)")
_PERSONAL = re.compile(
    r"\S+@\S+\.\w+|(?:\w{1,10}[.:]\s*)?(?:\+|00|\(?0)[\d\s()/.\-]{6,}"
)
_COLUMNS = ("Address", "Country", "Website", "E-mail")


def lines_apart(body: Body, nations: Nations) -> Body:
    """The rows with a name alone where its address stood below it in the cell."""
    for at, header in enumerate(body.headers):
        cells = body.cells(at)
        n_stacked = sum(one.count("\n") >= _LEAST_LINES - 1 for one in cells.values())
        if n_stacked < max(1, _ENOUGH * len(body.rows)):
            continue
        if not _NAMING & {*words_of(header)}:
            continue
        lines = {place: cell.split("\n") for place, cell in cells.items()}
        below = {place: _parted(those[1:], nations) for place, those in lines.items()}
        named = {(place, at): those[0] for place, those in lines.items()}
        return body.saying(named).wider(_COLUMNS, below).called(at, "Name")
    return body


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
