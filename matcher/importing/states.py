"""States: countries of rows that no column tells, by where their seats are.

In: what was read of the rows of a sheet. Out: the same with countries, and what is told
of that, once for all rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from matcher.files.listed import words_in
from matcher.importing.clues import (
    country_at_end,
    home_of,
    of_address,
    of_phone,
    of_town,
)
from matcher.importing.draft import BY_A_NUMBER
from matcher.importing.layout import PERSONAL, FoundColumn, Layout
from matcher.importing.regions import state_of
from matcher.importing.sheet import Place, Remark
from matcher.importing.values.plain.cleaning import is_nothing
from matcher.importing.values.reader import ValueReader
from matcher.registry.columns import Value
from matcher.text import fold

_MOST_LETTERS_OF_A_STATE = 3
_LEAST_OF_A_NAME = 2
_CODE = re.compile(r"(?:[A-Z]{1,2}[- ]?)?\d[\d -]{2,5}\d(?!\d)(?: ?[A-Z]{2}\b)?")
_DIGIT = re.compile(r"\d")
_PROVINCE = re.compile(r"\([A-Z]{2}\)$")
_TOP = re.compile(r"https?://[^/:?#]+\.([a-z]{2,3})(?:[/:?#]|$)")
_OTHERWISE = {"UK": "GB", "GAL": "ES", "CAT": "ES", "BZH": "FR"}
_ENDS = frozenset(
    "AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MK MT "
    "NL NO PL PT RO RS SE SI SK TR UA".split()
)
"""Ends of addresses that are hardly used elsewhere."""
_WORDS = {
    "region": "regions",
    "city": "towns",
    "code": "post codes",
    "address": "addresses",
    "phone": "numbers",
    "website": "ends of addresses",
}
_BESIDE = frozenset(("", PERSONAL, "region", "city"))
_MOST_LOOKED_AT = 200
_ENOUGH = 0.5
_FEW = 3
_BY_OTHERS = "no column tells the country, so that of {} is taken; known of {} rows"
_BLANK = "the cell is empty, so that the country of {} beside it is taken"
_BLANK_BY_OTHERS = "the cell is empty, and all others say the same"
_ELSEWHERE = "the town lies elsewhere; look whether the country is that of the seat"
_OF_ALL = "; as it is one alone, it is that of the others too"
_NO_COUNTRY = (
    "no column tells the country, and none is recorded of those that are new; add a "
    "column of countries"
)


class DraftedRow(Protocol):
    """A row of which all cells are read."""

    values: dict[str, Value]
    columns: dict[str, FoundColumn]
    derived: frozenset[str]
    cells: Sequence[str]

    def place(self, column: FoundColumn | None = None) -> Place:
        """Where the row, or a cell of it, stands."""


class States:
    """Countries of rows that regions, towns, addresses, phones or websites tell alone.

    Where these tell one country and no other, it is that of all rows: if half of them
    are known, or some and it is the one where people write such headers. Where a column
    tells it, these count for its empty cells, one by one.

    Parameters
    ----------
    layout : Layout
    reader : ValueReader
    """

    def __init__(self, layout: Layout, reader: ValueReader) -> None:
        fields = {one.field: one for one in layout.columns}
        self._layout, self._reader = layout, reader
        self._nations = reader.nations
        self._is_wanted = layout.table == "clusters"
        self._column = fields.get("country")
        self._home = home_of(one.header for one in layout.columns)
        self._by = {name: fields[name] for name in _WORDS if name in fields}
        self._clues: dict[str, Callable[[str], str]] = {
            "phone": of_phone,
            "address": lambda text: of_address(text, self._named, self._home),
        }
        if self._is_wanted:
            by_most = sorted(self._beside(), key=lambda one: (one[0], -one[2].position))
            self._by |= {name: column for _, name, column in by_most}
        self._found: Counter[str] = Counter()
        self._used: set[str] = set()
        self._open: list[DraftedRow] = []
        self._elsewhere: list[tuple[DraftedRow, str]] = []
        self._filled: list[tuple[DraftedRow, str]] = []
        self._seats = defaultdict[tuple[str, str], Counter[str]](Counter)
        codes = words_in("importing/clues.toml", "post_codes")
        headed = (c for c in layout.columns if fold(c.header).strip(" .") in codes)
        self._codes = next(headed, None)

    def _beside(self) -> Iterator[tuple[int, str, FoundColumn]]:
        """Columns of no other use, most cells of which tell a country in some way.

        First how many do: of two columns, the one of which more do is looked at.
        """
        layout = self._layout
        rows = [layout.sheet.rows[n] for n in layout.rows[:_MOST_LOOKED_AT]]
        for column in layout.columns:
            if column.field not in _BESIDE:
                continue
            at = column.position
            cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
            for name, told in self._clues.items():
                n_told = sum(bool(told(cell)) for cell in cells)
                is_alone = bool(self._column) and name == "phone"  # says so itself
                if n_told and (is_alone or n_told >= _ENOUGH * len(cells)):
                    yield n_told, name, column

    def tell(self, row: DraftedRow) -> None:
        """Give a row its country, where no column tells it."""
        values = row.values
        if not self._is_wanted or not values:
            return
        if self._column:
            if "country" in values:
                self._note_seat(row, str(values["country"]))
            if "country" in values or not is_nothing(_cell(row, self._column)):
                return
        if outright := self._outright(row):
            told = {"address": outright}
        else:
            said = {name: self._said(name, row) for name in _WORDS if name in self._by}
            told = {name: code for name, code in said.items() if code}
        if told and ("region" in told or len({*told.values()}) == 1):
            name, country = next(iter(told.items()))
            self._fill(row, country, row.columns.get(name) or self._by[name])
            row.derived |= {BY_A_NUMBER} if name == "phone" else set()
            self._used.add(name)
            self._filled.append((row, _WORDS[name]))
        elif not told:
            self._open.append(row)

    def _note_seat(self, row: DraftedRow, country: str) -> None:
        """Note where the seat of a row is, for those that stand in the same place."""
        self._found[country] += 1
        home = of_town(str(row.values.get("city", "")))
        if home not in ("", country):
            self._elsewhere.append((row, home))
        for seat in self._seats_of(row):
            self._seats[seat][country] += 1

    def _seats_of(self, row: DraftedRow) -> Iterator[tuple[str, str]]:
        """Where a row sits but for the country: town, region, form of post code."""
        for name in ("city", "region"):
            if said := row.values.get(name):
                yield name, fold(str(said))
        column = self._codes or self._by.get("city")
        if column and (found := _CODE.match(_cell(row, column))):
            yield "code", _DIGIT.sub("9", found[0])

    def _outright(self, row: DraftedRow) -> str:
        """The country that stands at the end of an address."""
        if "address" not in self._by:
            return ""
        return country_at_end(_cell(row, self._by["address"]), self._named)

    def _said(self, name: str, row: DraftedRow) -> str:
        """The country that a cell of a row tells."""
        if name not in self._clues:
            return self._country(name, str(row.values.get(name, "")))
        return self._clues[name](_cell(row, self._by[name]))

    def _named(self, text: str) -> str:
        """The code of what is the name of a country."""
        if len(text) < _LEAST_OF_A_NAME or not self._nations.has(text):
            return ""
        return str(self._reader.read("country", text).value or "")

    def _fill(self, row: DraftedRow, country: str, column: FoundColumn) -> None:
        row.values["country"], row.columns["country"] = country, column
        row.derived |= {"country"}
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
        if self._home == "IT" and _PROVINCE.search(text):
            return self._home
        return (state_of(text) if name == "region" else "") or of_town(text)

    def remarks(self) -> Iterator[Remark]:
        """What is told of that, once for all rows; rows of one country are filled."""
        sheet = self._layout.sheet
        where = Place(sheet.file, sheet.name)
        if not self._is_wanted:
            return
        if self._column:
            yield from self._of_blanks(self._column)
            for row, home in self._elsewhere:
                yield _doubt(row, self._column, _ELSEWHERE, (home,))
            return
        n_known = self._found.total()
        if not self._found:
            yield Remark("note", where, "", _NO_COUNTRY)
            return
        is_of_all = bool(self._open) and self._is_of_all()
        if is_of_all:
            country = next(iter(self._found))
            for row in self._open:
                self._fill(row, country, next(iter(row.columns.values())))
        used = [name for name in _WORDS if name in self._used]
        one = self._by[used[0]]
        where = replace(
            where, row=self._layout.header, column=one.letters, header=one.header
        )
        rows = f"{n_known:,} of {len(self._layout.rows):,}"
        told = _BY_OTHERS.format(", ".join(_WORDS[name] for name in used), rows)
        chosen = f"country {';'.join(sorted(self._found))}"
        told += _OF_ALL if is_of_all else ""
        yield Remark("doubt", where, one.header, told, chosen)

    def _of_blanks(self, column: FoundColumn) -> Iterator[Remark]:
        """What is told of empty cells in a column of countries, cell by cell."""
        for row, said in self._filled:
            yield _doubt(row, column, _BLANK.format(said))
        is_of_all = len(self._found) == 1 and self._found.total() >= max(
            _FEW, 2 * len(self._open)
        )
        for row in self._open:
            told = self._beside_others(row)
            if told or is_of_all:
                name, country = told or ("", next(iter(self._found)))
                self._fill(row, country, column)
                why = _BLANK.format(_WORDS[name]) if name else _BLANK_BY_OTHERS
                yield _doubt(row, column, why)

    def _beside_others(self, row: DraftedRow) -> tuple[str, str] | None:
        """The country of rows with the same town, region or form of post code.

        If it is one; that of post codes where several rows have it.
        """
        for name, said in self._seats_of(row):
            codes = self._seats.get((name, said), Counter())
            if len(codes) == 1 and codes.total() >= (_FEW if name == "code" else 1):
                return name, next(iter(codes))
        return None

    def _is_of_all(self) -> bool:
        """Whether the one country that is told is that of rows that tell none."""
        n_known = self._found.total()
        if len(self._found) != 1 or n_known < 1:
            return False
        if n_known >= max(2, len(self._open)):
            return True
        is_home = self._home in self._found
        return is_home or n_known >= max(_FEW, len(self._open) / 2)


def _cell(row: DraftedRow, column: FoundColumn) -> str:
    at = column.position
    return row.cells[at] if at < len(row.cells) else ""


def _doubt(
    row: DraftedRow, column: FoundColumn, why: str, others: tuple[str, ...] = ()
) -> Remark:
    country = str(row.values["country"])
    return Remark("doubt", row.place(column), _cell(row, column), why, country, others)
