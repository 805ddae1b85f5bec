"""Headings: what stands alone between rows, above a list or on its sheet, for its rows.

In: a sheet and the places of its rows. Out: the countries, the partnerships or the
groups that headings name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from matcher.importing.regions import state_of
from matcher.importing.sheet import Remark, Sheet
from matcher.registry.finding.finder import Finder

_USUAL = 3
_IN = frozenset("in aus en de em w we v ve van uit from of".split())
_ALONE = "stands alone in its row, and is taken as a record; it may be a heading"


def alone_in(sheet: Sheet, rows: Sequence[int]) -> dict[int, str]:
    """What stands alone in its row in a list of wide ones, by the places of rows."""
    if not rows or median(len(sheet.filled(place)) for place in rows) < _USUAL:
        return {}
    return _alone(sheet, rows)


def _alone(sheet: Sheet, rows: Sequence[int]) -> dict[int, str]:
    cells = ((place, sheet.filled(place)) for place in rows)
    return {place: filled[0] for place, filled in cells if len(filled) == 1}


def headings_in(
    sheet: Sheet, rows: Sequence[int], is_country: Callable[[str], bool]
) -> dict[int, str]:
    """Countries by the places of the headings that name them; none in narrow lists."""
    return {p: text for p, text in alone_in(sheet, rows).items() if is_country(text)}


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
        filled = sheet.filled(place)
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
    alone = _alone(sheet, rows)
    follow = {rows[at + 1] for at, place in enumerate(rows[:-1]) if place in alone}
    is_above = bool(alone) and rows[0] in alone and rows[-1] not in alone
    return alone if is_above and follow.isdisjoint(alone) else {}


def groups_in(sheet: Sheet, rows: Sequence[int]) -> Mapping[int, str]:
    """What stands alone above groups of rows of a wide list, and names each group."""
    found = partnerships_in(sheet, rows) if alone_in(sheet, rows) else {}
    return found if len(found) > 1 else {}


def group_said(texts: Sequence[str], finder: Finder) -> str:
    """What groups are of, as the name of a column; empty where it is not known."""
    regions = [t for t in texts if state_of(t) or finder.meant(t, "country")]
    if 2 * len(regions) >= len(texts):
        return "Region (heading)"
    sectors = [text for text in texts if finder.meant(text, "sector")]
    return "Sector (heading)" if 2 * len(sectors) >= len(texts) else ""


def doubts_of(sheet: Sheet, rows: Sequence[int]) -> list[Remark]:
    """Doubts on rows with one cell in a list of wide ones: they may be headings."""
    return [
        Remark("doubt", sheet.place(sheet.numbers[place]), text, _ALONE, text)
        for place, text in alone_in(sheet, rows).items()
    ]
