"""Headings: what stands alone between rows, above a list or on its sheet, for its rows.

In: a sheet and the places of its rows. Out: the countries or the partnerships that
headings name, and the sheet with a column of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from matcher.importing.sheet import Place, Remark, Sheet

_USUAL = 3
_ALONE = "stands alone in its row, and is taken as a record; it may be a heading"


def headings_in(
    sheet: Sheet, rows: Sequence[int], is_country: Callable[[str], bool]
) -> Mapping[int, str]:
    """Countries by the places of the headings that name them; none in narrow lists."""
    if not rows or median(_n_cells(sheet, place) for place in rows) < _USUAL:
        return {}
    alone = (place for place in rows if _n_cells(sheet, place) == 1)
    found = {place: next(filter(None, sheet.rows[place])) for place in alone}
    return {place: text for place, text in found.items() if is_country(text)}


def over_all(
    sheet: Sheet, first: int, is_country: Callable[[str], bool]
) -> tuple[int, str]:
    """The country that the title above a list, or the name of its sheet, says alone.

    Returns
    -------
    int
        Place of the title; -1 for the sheet.
    str
        Empty where none says so.
    """
    for place in range(first - 1, -1, -1):
        filled = [cell for cell in sheet.rows[place] if cell]
        if len(filled) == 1 and _is_name(filled[0]) and is_country(filled[0]):
            return place, filled[0]
    name = sheet.name.strip()
    return (-1, name) if _is_name(name) and is_country(name) else (-1, "")


def _is_name(text: str) -> bool:
    return len(text) > 1 and not any(sign in text for sign in ",(/;")


def partnerships_in(sheet: Sheet, rows: Sequence[int]) -> Mapping[int, str]:
    """Partnerships by the places of the headings that name them, above their members.

    The first row is one, two never follow each other, and others have more cells.
    """
    alone = [place for place in rows if _n_cells(sheet, place) == 1]
    follow = {rows[at + 1] for at, place in enumerate(rows[:-1]) if place in alone}
    if not alone or alone[0] != rows[0] or rows[-1] in alone or follow & {*alone}:
        return {}
    return {place: next(filter(None, sheet.rows[place])) for place in alone}


def with_headings(sheet: Sheet, rows: Sequence[int], found: Mapping[int, str]) -> Sheet:
    """The sheet with a last column that has the heading of each row."""
    width = max(map(len, sheet.rows))
    cells, country = [], found.get(-1, "")
    for place, row in enumerate(sheet.rows):
        country = found.get(place, country)
        own = country if place in rows else ""
        cells.append([*row, *[""] * (width - len(row)), own])
    return replace(sheet, rows=cells)


def alone_in(sheet: Sheet, rows: Sequence[int]) -> list[Remark]:
    """Doubts on rows with one cell in a list of wide ones: they may be headings."""
    if not rows or median(_n_cells(sheet, place) for place in rows) < _USUAL:
        return []
    found = []
    for place in rows:
        if _n_cells(sheet, place) == 1:
            where = Place(sheet.file, sheet.name, sheet.numbers[place])
            text = next(filter(None, sheet.rows[place]))
            found.append(Remark("doubt", where, text, _ALONE, text))
    return found


def _n_cells(sheet: Sheet, place: int) -> int:
    return sum(map(bool, sheet.rows[place]))
