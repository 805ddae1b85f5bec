"""Headed: rows below a header, with what headings and the sheet say of them.

In: a sheet, its header and the places of its rows. Out: the same with columns of
countries, regions, sectors or partnerships that stand in headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.seen import SeenColumns
from matcher.importing.columns.tables import Column
from matcher.importing.shapes.cells.headings import (
    group_said,
    groups_in,
    headings_in,
    over_all,
    partnerships_in,
    with_headings,
)
from matcher.importing.shapes.lists.header import Header
from matcher.importing.shapes.lists.rows import told
from matcher.importing.sheet import Place, Remark, Sheet
from matcher.registry.finding.finder import Finder

_HEADING = "Country (heading)"
_PARTNERSHIP = "Partnership (heading)"
_OVER_ALL = "stands over the whole list, and is taken as the country of its rows"
_SECTOR_OF_ALL = "names the sheet, and is taken as the sector of its rows"
_ACTIVITIES = {"sectors", "technologies", "nace"}


class Headed(NamedTuple):
    """Rows below a header, once headings are taken for what they say."""

    sheet: Sheet
    rows: list[int]
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

    def read(self, sheet: Sheet, header: Header, rows: list[int]) -> Headed:
        """The rows below a header, with what headings say of them."""
        countries = dict(headings_in(sheet, rows, self._nations.has))
        rows = [place for place in rows if place not in countries]
        columns = self._seen.of(sheet, header.texts, rows)
        meant = {m for column in columns for m in column.name.meanings[:1]}
        of_partnerships = {"role", "partner"} & meant and "project" not in meant
        if of_partnerships and (found := partnerships_in(sheet, rows)):
            rows = [place for place in rows if place not in found]
            notes = [told(sheet, p, "a heading, taken as a partnership") for p in found]
            sheet = with_headings(sheet, rows, found)
            columns = self._with_last(sheet, header, rows, _PARTNERSHIP)
            return Headed(sheet, rows, columns, notes)
        notes = []
        if groups := {} if countries else groups_in(sheet, rows):
            rows = [place for place in rows if place not in groups]
            name = group_said([*groups.values()], self._finder)
            what = f"a heading, taken as {name or 'nothing'} of the rows below"
            notes = [told(sheet, place, what) for place in groups]
            columns = self._seen.of(sheet, header.texts, rows)
            if name and self._names.of(name).meanings[0] not in meant:
                sheet = with_headings(sheet, rows, groups)
                columns = self._with_last(sheet, header, rows, name)
                header = header._replace(texts=tuple(one.header for one in columns))
        if rows and not _ACTIVITIES & meant and self._is_sector(sheet):
            where = Place(sheet.file, sheet.name)
            notes.append(Remark("doubt", where, sheet.name, _SECTOR_OF_ALL, sheet.name))
            sheet = with_headings(sheet, rows, {-1: sheet.name})
            columns = self._with_last(sheet, header, rows, "Sector (sheet)")
            header = header._replace(texts=tuple(one.header for one in columns))
        if "country" in meant or not rows:
            notes += [told(sheet, place, "a heading") for place in countries]
            return Headed(sheet, rows, columns, notes)
        what = "a heading, taken as the country of the rows below"
        notes += [told(sheet, place, what) for place in countries]
        if not countries:
            place, country = over_all(sheet, header.first, self._nations.has)
            if country:
                countries[-1] = country
                number = sheet.numbers[place] if place >= 0 else 0
                where = Place(sheet.file, sheet.name, number)
                notes.append(Remark("doubt", where, country, _OVER_ALL, country))
        if countries:
            sheet = with_headings(sheet, rows, countries)
            columns = self._with_last(sheet, header, rows, _HEADING)
        return Headed(sheet, rows, columns, notes)

    def _is_sector(self, sheet: Sheet) -> bool:
        name = sheet.name.strip()
        return len(name) > 3 and bool(self._finder.called(name, ("sector",)))

    def _with_last(
        self, sheet: Sheet, header: Header, rows: Sequence[int], name: str
    ) -> list[Column]:
        """The columns of a sheet whose last one has no name of its own."""
        texts = [*header.texts, *[""] * (len(sheet.rows[0]) - len(header.texts))]
        return self._seen.of(sheet, [*texts[:-1], name], rows)
