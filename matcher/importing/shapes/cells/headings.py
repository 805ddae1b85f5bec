"""Headings: what stands alone between rows, above a list or on its sheet, for its rows.

In: rows below a header. Out: the same with columns of countries, regions, sectors or
partnerships that stand in headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from matcher.importing.columns.seen import SeenColumns
from matcher.importing.columns.tables import Column
from matcher.importing.regions import state_of
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.rows import told
from matcher.importing.sheet import Remark, Sheet
from matcher.registry.finding.finder import Finder

_USUAL, _LEAST_WIDE = 3, 2
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERED = re.compile(r"^(?:\d+|[IVX]+|[A-Za-z])[.)]\s*")
_COUNTED = re.compile(r"\s*[(\[:–-]\s*\d+[^\d)\]]*[)\]]?\s*$")
_IN = frozenset("in aus en de em w we v ve van uit from of".split())
_ALONE = "stands alone in its row, and is taken as a record; it may be a heading"
_HEADING = "Country (heading)"
_PARTNERSHIP = "Partnership (heading)"
_OVER_ALL = "stands over the whole list, and is taken as the country of its rows"
_SECTOR_OF_ALL = "names the sheet, and is taken as the sector of its rows"
_REGION_OF_ALL = "names the sheet, and is taken as the region of its rows"
_ACTIVITIES = {"sectors", "technologies", "nace"}


def alone_in(sheet: Sheet, rows: Sequence[int], least: int = _USUAL) -> dict[int, str]:
    """What stands alone in its row in a list of wide ones, by the places of rows."""
    wide = [n for place in rows if (n := len(sheet.filled(place))) > 1]
    alone = _alone(sheet, rows)
    return alone if wide and median(wide) >= least else {}


def _alone(sheet: Sheet, rows: Sequence[int]) -> dict[int, str]:
    cells = ((place, sheet.filled(place)) for place in rows)
    return {place: filled[0] for place, filled in cells if len(filled) == 1}


def headings_in(
    sheet: Sheet, rows: Sequence[int], is_country: Callable[[str], bool]
) -> dict[int, str]:
    """Countries by the places of the headings that name them, bare of their signs."""
    alone = alone_in(sheet, rows, _LEAST_WIDE)
    bare = {place: _bare(text) for place, text in alone.items()}
    return {place: text for place, text in bare.items() if is_country(text)}


def _bare(text: str) -> str:
    """A heading without flags, numbers and signs around it: "2. Italy (14)"."""
    text = _AROUND.sub("", _COUNTED.sub("", text))
    return _NUMBERED.sub("", text).strip()


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


class Headed(NamedTuple):
    """Rows below a header, once headings are taken for what they say."""

    body: Body
    columns: list[Column]
    remarks: list[Remark]


class Headings:
    """Reads headings.

    Parameters
    ----------
    seen : SeenColumns
        Looks at columns by the same names and words.
    """

    def __init__(self, seen: SeenColumns) -> None:
        self._names, self._finder, self._nations = seen.names, seen.finder, seen.nations
        self._seen = seen

    def read(self, body: Body, first: int, spanned: Collection[int]) -> Headed:
        """The rows below a header, with what headings say of them.

        Parameters
        ----------
        body : Body
        first : int
            Place of the first row of the header: titles stand above it.
        spanned : collection of int
            Places of rows that are headings for sure, whatever they say.
        """
        sheet, is_country = body.sheet, self._nations.has
        countries = headings_in(sheet, body.rows, is_country)
        if spanned and not countries:
            said = {place: _bare(sheet.filled(place)[0]) for place in spanned}
            countries = {p: text for p, text in said.items() if is_country(text)}
        body = _without(body, countries)
        listed, columns = body, self._seen.of(*body)
        meant = {m for column in columns for m in column.name.meanings[:1]}
        of_partnerships = {"role", "partner"} & meant and "project" not in meant
        if of_partnerships and (found := partnerships_in(sheet, body.rows)):
            notes = [told(sheet, p, "a heading, taken as a partnership") for p in found]
            body = _below(_without(body, {*found, *spanned}), _PARTNERSHIP, found)
            return Headed(body, self._seen.of(*body), notes)
        notes = []
        groups: Mapping[int, str] = {
            place: sheet.filled(place)[0] for place in body.rows if place in spanned
        }
        groups = groups or groups_in(sheet, body.rows)
        name = group_said([*groups.values()], self._finder) if groups else ""
        if groups and (name or spanned or not countries):
            body = _without(body, groups)
            what = f"a heading, taken as {name or 'nothing'} of the rows below"
            notes = [told(sheet, place, what) for place in groups]
            if name and self._names.of(name).meanings[0] not in meant:
                body = _below(body, name, groups)
        if body.rows and not _ACTIVITIES & meant and self._is_sector(sheet):
            of_all = (sheet.place(), sheet.name, _SECTOR_OF_ALL, sheet.name)
            notes.append(Remark("doubt", *of_all))
            body = _below(body, "Sector (sheet)", {-1: sheet.name})
        what = "a heading"
        if "country" not in meant and body.rows:
            what = "a heading, taken as the country of the rows below"
            place, country = over_all(sheet, first, is_country)
            if country and not countries:
                where = sheet.place(sheet.numbers[place] if place >= 0 else 0)
                notes.append(Remark("doubt", where, country, _OVER_ALL, country))
                body = _below(body, _HEADING, {-1: country})
            elif countries:
                body = _below(body, _HEADING, countries)
            elif "region" not in meant and state_of(sheet.name):
                of_all = (sheet.place(), sheet.name, _REGION_OF_ALL, sheet.name)
                notes.append(Remark("doubt", *of_all))
                body = _below(body, "Region (sheet)", {-1: sheet.name})
        notes += [told(sheet, place, what) for place in countries]
        columns = columns if body is listed else self._seen.of(*body)
        return Headed(body, columns, notes)

    def _is_sector(self, sheet: Sheet) -> bool:
        name = sheet.name.strip()
        return len(name) > 3 and bool(self._finder.called(name, ("sector",)))


def _without(body: Body, headings: Container[int]) -> Body:
    return body._replace(rows=[place for place in body.rows if place not in headings])


def _below(body: Body, name: str, headings: Mapping[int, str]) -> Body:
    """Rows with what stands above them, or at -1 above all, in a last column."""
    listed, text, said = {*body.rows}, headings.get(-1, ""), {}
    for place in range(len(body.sheet.rows)):
        text = headings.get(place, text)
        if place in listed:
            said[place] = [text]
    return body.wider([name], said)
