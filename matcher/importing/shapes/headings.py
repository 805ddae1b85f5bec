"""Headings: names of countries that stand alone between rows, for those below them.

In: a sheet and the places of its rows. Out: the same without headings, and the country
of each row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from matcher.importing.sheet import Sheet

_USUAL = 3


def headings_in(
    sheet: Sheet, rows: Sequence[int], is_country: Callable[[str], bool]
) -> Mapping[int, str]:
    """Countries by the places of the headings that name them; none in narrow lists."""
    if not rows or median(_n_cells(sheet, place) for place in rows) < _USUAL:
        return {}
    alone = (place for place in rows if _n_cells(sheet, place) == 1)
    found = {place: next(filter(None, sheet.rows[place])) for place in alone}
    return {place: text for place, text in found.items() if is_country(text)}


def with_countries(
    sheet: Sheet, rows: Sequence[int], found: Mapping[int, str]
) -> Sheet:
    """The sheet with a last column that has the country of each row."""
    width = max(map(len, sheet.rows))
    cells, country = [], ""
    for place, row in enumerate(sheet.rows):
        country = found.get(place, country)
        own = country if place in rows else ""
        cells.append([*row, *[""] * (width - len(row)), own])
    return replace(sheet, rows=cells)


def _n_cells(sheet: Sheet, place: int) -> int:
    return sum(map(bool, sheet.rows[place]))
