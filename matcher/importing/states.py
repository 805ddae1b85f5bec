"""States: countries of rows that no column tells, by region, town and website.

In: what was read of the rows of a sheet. Out: the same with countries, and what is told
of that, once for all rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from matcher.importing.layout import Layout
from matcher.importing.regions import state_of
from matcher.importing.sheet import Place, Remark
from matcher.importing.values.reader import ValueReader
from matcher.registry.columns import Value

_MOST_LETTERS_OF_A_STATE = 3
_TOP = re.compile(r"https?://[^/:?#]+\.([a-z]{2,3})(?:[/:?#]|$)")
_OTHERWISE = {"UK": "GB", "GAL": "ES", "CAT": "ES", "BZH": "FR"}
_ENDS = frozenset(
    "AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MK MT "
    "NL NO PL PT RO RS SE SI SK TR UA".split()
)
"""Ends of addresses that are hardly used elsewhere."""
_SAYING = ("region", "city", "website")
_WORDS = {"region": "regions", "city": "towns", "website": "ends of addresses"}
_BY_OTHERS = "no column tells the country, so that of {} is taken; known of {} rows"
_NO_COUNTRY = (
    "no column tells the country, and none is recorded of those that are new; add a "
    "column of countries"
)


class DraftedRow(Protocol):
    """A row of which all cells are read."""

    values: dict[str, Value]
    places: dict[str, Place]
    derived: set[str]


class States:
    """Countries of rows whose regions, towns or websites alone tell them.

    Where these tell one country of at least half of all rows, and no other, it is that
    of all rows.

    Parameters
    ----------
    layout : Layout
    reader : ValueReader
    """

    def __init__(self, layout: Layout, reader: ValueReader) -> None:
        fields = {one.field: one for one in layout.columns}
        self._layout, self._reader = layout, reader
        self._is_wanted = layout.table == "clusters" and "country" not in fields
        self._by = [fields[name] for name in _SAYING if name in fields]
        self._found: Counter[str] = Counter()
        self._used: set[str] = set()
        self._open: list[DraftedRow] = []

    def tell(self, row: DraftedRow) -> None:
        """Give a row its country, where no column tells it."""
        values = row.values
        if not self._is_wanted or "country" in values or not values:
            return
        told = {
            name: self._country(name, str(values.get(name, ""))) for name in _SAYING
        }
        told = {name: code for name, code in told.items() if code}
        if told and ("region" in told or len({*told.values()}) == 1):
            name, country = next(iter(told.items()))
            self._fill(row, country, row.places[name])
            self._used.add(name)
        elif not told:
            self._open.append(row)

    def _fill(self, row: DraftedRow, country: str, place: Place) -> None:
        row.values["country"], row.places["country"] = country, place
        row.derived.add("country")
        self._found[country] += 1

    def _country(self, name: str, text: str) -> str:
        if name == "website":
            found = _TOP.match(text.casefold())
            code = found[1].upper() if found else ""
            code = _OTHERWISE.get(code, code)
            return code if code in _ENDS else ""
        if len(text) > _MOST_LETTERS_OF_A_STATE:  # BY is Bavaria here, not Belarus
            reading = self._reader.read("country", text)
            if reading.value and not reading.doubts:
                return str(reading.value)
        return state_of(text) if name == "region" else ""

    def remarks(self) -> Iterator[Remark]:
        """What is told of that, once for all rows; rows of one country are filled."""
        sheet = self._layout.sheet
        where = Place(sheet.file, sheet.name)
        if not self._is_wanted:
            return
        if not self._found:
            yield Remark("note", where, "", _NO_COUNTRY)
            return
        if len(self._found) == 1 and self._found.total() >= max(2, len(self._open)):
            country = next(iter(self._found))
            for row in self._open:
                self._fill(row, country, next(iter(row.places.values())))
        one = next(one for one in self._by if one.field in self._used)
        where = replace(
            where, row=self._layout.header, column=one.letters, header=one.header
        )
        by = ", ".join(_WORDS[name] for name in _SAYING if name in self._used)
        rows = f"{self._found.total():,} of {len(self._layout.rows):,}"
        chosen = f"country {';'.join(sorted(self._found))}"
        yield Remark("doubt", where, one.header, _BY_OTHERS.format(by, rows), chosen)
