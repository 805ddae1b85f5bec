"""Towns: what is called after a town, and has its country in the same cell.

In: a sheet, its header and its rows. Out: the same with the countries in a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from matcher.importing.columns.nations import Nations
from matcher.importing.shapes.header import Means
from matcher.importing.sheet import Sheet
from matcher.text import fold

_APART = re.compile(
    r"(?P<town>[^,(\[;\n]+?)(?:\s*[,\n]\s*|\s+[-–—/|]\s+|\s*[(\[]\s*)"
    r"(?P<country>[^,()\[\]\n]+?)[)\]]?\.?"
)
_ENOUGH = 0.6
_PLACES = {"city", "region", "country"}
_TOWN = "City"
_COUNTRY = "Country (behind the town)"


class Parted(NamedTuple):
    """A sheet and its header, with countries in a column of their own."""

    sheet: Sheet
    headers: tuple[str, ...]


def towns_apart(
    sheet: Sheet,
    headers: Sequence[str],
    rows: Sequence[int],
    means: Means,
    nations: Nations,
) -> Parted:
    """The sheet with "Riga, Latvia" as a town and a country.

    Only where no column is called a country, and most cells of one say both.
    """
    width = max((len(sheet.rows[place]) for place in rows), default=0)
    meant = [means(headers[at]) if at < len(headers) else () for at in range(width)]
    for at in range(width):
        is_unnamed = at >= len(headers) or not headers[at]
        if not is_unnamed and not _PLACES & {*meant[at]}:
            continue
        others = {m for place, of_it in enumerate(meant) if place != at for m in of_it}
        if "country" in others or (is_unnamed and "city" in others):
            continue
        if found := _found(sheet, rows, at, nations):
            return _parted(sheet, headers, at, found)
    return Parted(sheet, tuple(headers))


def _found(
    sheet: Sheet, rows: Sequence[int], at: int, nations: Nations
) -> dict[int, tuple[str, str]]:
    """Town and country by the places of rows; nothing where too few say both."""
    cells = {p: sheet.rows[p][at] for p in rows if at < len(sheet.rows[p])}
    cells = {place: cell for place, cell in cells.items() if cell}
    found = {}
    for place, cell in cells.items():
        apart = _APART.fullmatch(cell)
        country = apart["country"] if apart else ""
        if not apart or len(country) < 2 or not nations.has(country):
            continue
        if not nations.has(apart["town"]) or fold(apart["town"]) == fold(country):
            found[place] = (apart["town"], country)
    return found if len(found) >= max(1, _ENOUGH * len(cells)) else {}


def _parted(
    sheet: Sheet, headers: Sequence[str], at: int, found: dict[int, tuple[str, str]]
) -> Parted:
    width = max(len(headers), *map(len, sheet.rows))
    cells = []
    for place, row in enumerate(sheet.rows):
        own = [*row, *[""] * (width - len(row)), ""]
        if place in found:
            own[at], own[-1] = found[place]
        cells.append(own)
    texts = [*headers, *[""] * (width - len(headers)), _COUNTRY]
    texts[at] = _TOWN
    return Parted(replace(sheet, rows=cells), tuple(texts))
