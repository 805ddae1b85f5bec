"""Headings: what stands alone between rows, above a list or on its sheet, for its rows.

In: a sheet and the places of its rows. Out: the countries or the partnerships that
headings name, and the sheet with a column of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from matcher.importing.regions import state_of
from matcher.importing.sheet import Place, Remark, Sheet
from matcher.registry.finding.finder import Finder

_USUAL = 3
_IN = frozenset("in aus en de em w we v ve van uit from of".split())
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
        if len(filled) == 1 and (country := _named_in(filled[0], is_country)):
            return place, country
    return -1, _named_in(sheet.name.strip(), is_country)


def _named_in(text: str, is_country: Callable[[str], bool]) -> str:
    """The country that a title is, or the only one that it ends with: "X in Spain"."""
    if any(sign in text for sign in ",(/;"):
        return ""
    if len(text) > 1 and is_country(text):
        return text
    before, found, last = text.rpartition(" ")
    is_of_it = found and before.rsplit(maxsplit=1)[-1].casefold() in _IN
    return last if is_of_it and len(last) > 3 and is_country(last) else ""


def partnerships_in(sheet: Sheet, rows: Sequence[int]) -> Mapping[int, str]:
    """Partnerships by the places of the headings that name them, above their members.

    The first row is one, two never follow each other, and others have more cells.
    """
    alone = [place for place in rows if _n_cells(sheet, place) == 1]
    follow = {rows[at + 1] for at, place in enumerate(rows[:-1]) if place in alone}
    if not alone or alone[0] != rows[0] or rows[-1] in alone or follow & {*alone}:
        return {}
    return {place: next(filter(None, sheet.rows[place])) for place in alone}


def groups_in(sheet: Sheet, rows: Sequence[int]) -> Mapping[int, str]:
    """What stands alone above groups of rows of a wide list, and names each group."""
    if not rows or median(_n_cells(sheet, place) for place in rows) < _USUAL:
        return {}
    found = partnerships_in(sheet, rows)
    return found if len(found) > 1 else {}


def group_said(texts: Sequence[str], finder: Finder) -> str:
    """What groups are of, as the name of a column; empty where it is not known."""
    regions = [t for t in texts if state_of(t) or finder.meant(t, "country")]
    if 2 * len(regions) >= len(texts):
        return "Region (heading)"
    sectors = [text for text in texts if finder.meant(text, "sector")]
    return "Sector (heading)" if 2 * len(sectors) >= len(texts) else ""


def with_headings(sheet: Sheet, rows: Sequence[int], found: Mapping[int, str]) -> Sheet:
    """The sheet with a last column that has the heading of each row."""
    width = max(map(len, sheet.rows))
    cells, country, listed = [], found.get(-1, ""), {*rows}
    for place, row in enumerate(sheet.rows):
        country = found.get(place, country)
        own = country if place in listed else ""
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
