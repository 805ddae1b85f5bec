"""Paths: cells that say where a name lies among wider ones, as "Europe > France".

In: rows. Out: the same with the last names alone, and what is told of it; and without
links that pages of the web repeat in each row, as "Show on map".
"""

from __future__ import annotations

import re

from matcher.files.workbook import letters_of
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.header import Means
from matcher.importing.shapes.lists.rows import is_link
from matcher.importing.sheet import Remark

_OF_CODES = {"country", "region", "city", "sectors", "technologies", "target_markets"}
_ENOUGH = 0.5
_SIGNS = frozenset(">›»→\\")
_ENTRIES = re.compile(r"([;|\n]\s*)")
_PATH = re.compile(r"[^>›»→\\]+(?:\s*(?:>+|[›»→\\])\s*[^>›»→\\]+)+")
_STEP = re.compile(r"\s*(?:>+|[›»→\\])\s*")
_WHY = "its cells are paths, of which the last name is taken"


def ends_of_paths(body: Body, means: Means) -> tuple[Body, list[Remark]]:
    """The rows with the ends of paths in columns of places, activities and markets."""
    remarks, texts = [], dict[tuple[int, int], str]()
    for at, meant in enumerate(body.meant(means)):
        if not _OF_CODES & {*meant}:
            continue
        cells = body.cells(at)
        paths = {place: c for place, c in cells.items() if not _SIGNS.isdisjoint(c)}
        ends = {place: end for place, c in paths.items() if (end := _end_of(c)) != c}
        if ends and len(ends) >= _ENOUGH * len(cells):
            texts |= {(place, at): end for place, end in ends.items()}
            first = next(iter(ends))
            where = body.sheet.place(0, letters_of(at), body.headers[at])
            remarks.append(Remark("note", where, cells[first], _WHY, ends[first]))
    return (body.saying(texts), remarks) if texts else (body, [])


def without_links(body: Body) -> Body:
    """The rows without cells of a column that has nothing but one link."""
    texts = dict[tuple[int, int], str]()
    for at in range(body.width):
        cells = body.cells(at)
        if len({*cells.values()}) == 1 and is_link(next(iter(cells.values()))):
            texts |= {(place, at): "" for place in cells}
    return body.saying(texts) if texts else body


def _end_of(cell: str) -> str:
    """The last name of each path of a cell."""
    pieces = _ENTRIES.split(cell)
    return "".join(
        _STEP.split(piece)[-1].strip() if _PATH.fullmatch(piece) else piece
        for piece in pieces
    )
