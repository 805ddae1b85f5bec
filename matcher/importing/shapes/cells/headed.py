"""Headed: rows below a header, with what headings and the sheet say of them.

In: rows. Out: the same with columns of countries, regions, sectors or partnerships that
stand in headings.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.seen import SeenColumns
from matcher.importing.columns.tables import Column
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.cells.headings import (
    group_said,
    groups_in,
    headings_in,
    over_all,
    partnerships_in,
)
from matcher.importing.shapes.lists.rows import told
from matcher.importing.sheet import Remark, Sheet
from matcher.registry.finding.finder import Finder

_HEADING = "Country (heading)"
_PARTNERSHIP = "Partnership (heading)"
_OVER_ALL = "stands over the whole list, and is taken as the country of its rows"
_SECTOR_OF_ALL = "names the sheet, and is taken as the sector of its rows"
_ACTIVITIES = {"sectors", "technologies", "nace"}


class Headed(NamedTuple):
    """Rows below a header, once headings are taken for what they say."""

    body: Body
    columns: list[Column]
    remarks: list[Remark]


class Headings:
    """Reads headings.

    Parameters
    ----------
    names : Names
    finder : Finder
    nations : Nations
    """

    def __init__(self, names: Names, finder: Finder, nations: Nations) -> None:
        self._names, self._finder, self._nations = names, finder, nations
        self._seen = SeenColumns(names, finder, nations)

    def read(self, body: Body, first: int) -> Headed:
        """The rows below a header, with what headings say of them.

        Parameters
        ----------
        body : Body
        first : int
            Place of the first row of the header: titles stand above it.
        """
        sheet, is_country = body.sheet, self._nations.has
        countries = headings_in(sheet, body.rows, is_country)
        body = _without(body, countries)
        listed, columns = body, self._seen.of(*body)
        meant = {m for column in columns for m in column.name.meanings[:1]}
        of_partnerships = {"role", "partner"} & meant and "project" not in meant
        if of_partnerships and (found := partnerships_in(sheet, body.rows)):
            notes = [told(sheet, p, "a heading, taken as a partnership") for p in found]
            body = _below(_without(body, found), _PARTNERSHIP, found)
            return Headed(body, self._seen.of(*body), notes)
        notes = []
        if groups := {} if countries else groups_in(sheet, body.rows):
            body = _without(body, groups)
            name = group_said([*groups.values()], self._finder)
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
