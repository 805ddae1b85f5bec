"""Drafting: the rows of a sheet, read cell by cell.

In: a `Layout` and a reader of values. Out: drafts, and what of the cells was doubtful
or not read, by its place; words without a code, counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from matcher.importing.draft import Draft, Places, Table
from matcher.importing.identity.gathering import OF_THE_ORGANISATION
from matcher.importing.layout import PERSONAL, FoundColumn, Layout
from matcher.importing.report import Word
from matcher.importing.sheet import Place, Remark
from matcher.importing.states import States
from matcher.importing.values.plain.cleaning import is_nothing
from matcher.importing.values.reader import ValueReader
from matcher.importing.values.reading import Reading
from matcher.registry.columns import Value, cell
from matcher.text import fold

_MOST_OF_A_WORD = 60  # letters; a longer text is no word to map

_NAMING: Mapping[Table, tuple[str, ...]] = {
    "clusters": ("name",),
    "partnerships": ("acronym",),
    "members": ("partnership", "cluster"),
}
_MORE = ("sectors", "technologies", "target_markets")
_OF_ORGANISATIONS = {*OF_THE_ORGANISATION, *_MORE}
_OF_PARTNERSHIPS = {
    "partnership_name": "name", "end": "end", "programme": "programme", "call": "call",
}  # fmt: skip
_PIECES = re.compile(r"\s*[;,|\n]\s*")
_OF_ACTIVITIES = frozenset(("sectors", "technologies", "nace"))
_NOTHING = frozenset[str]()
_AGAIN = "another column of the row says otherwise; the first one is taken"


@dataclass
class Drafted:
    """What was read of the rows of all sheets.

    Parameters
    ----------
    drafts : list of Draft
    remarks : list of Remark
    words : Counter of tuple of str
        In how many cells each word without a code stands, by field and folded word.
    """

    drafts: list[Draft] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    _spelt: dict[tuple[str, str], str] = field(default_factory=dict)

    def draft(
        self, layout: Layout, reader: ValueReader, tell: Callable[[], None]
    ) -> None:
        """Read all rows of a sheet.

        Parameters
        ----------
        layout : Layout
        reader : ValueReader
        tell : callable
            Called for each row that is read.
        """
        columns = [one for one in layout.columns if one.field not in ("", PERSONAL)]
        if not layout.table:
            return
        naming = [one for one in columns if one.field in _NAMING[layout.table]]
        among = [one for one in columns if _is_of_others(one, layout.table)]
        columns = [one for one in columns if one not in among]
        states = States(layout, reader)
        fields = {one.field for one in columns}
        speak = layout.table == "clusters" and fields.isdisjoint(_OF_ACTIVITIES)
        rows: list[_Row] = []
        for number in layout.rows:
            row = _Row(layout, number, self)
            for column in columns:
                row.read(column, reader)
            if speak:
                row.read_focus(reader)
            row.hold_also()
            for column in naming:  # where a name that is missing belongs
                row.columns.setdefault(column.field, column)
            states.tell(row)
            if row.values:
                rows.append(row)
            tell()
        self.remarks += states.remarks()
        alike: dict[tuple[tuple[str, int], ...], dict[str, tuple[str, str]]] = {}
        for row in rows:
            place = row.place()
            key = tuple((name, one.position) for name, one in row.columns.items())
            if key not in alike:
                found = row.columns.items()
                alike[key] = {name: (one.letters, one.header) for name, one in found}
            places = Places(place, alike[key])
            self.drafts.append(
                Draft(layout.table, place, row.values, places, row.derived)
            )
            self.drafts += (one for column in among for one in row.memberships(column))
            self.drafts += row.described()

    def count(self, name: str, text: str) -> None:
        """Count a word without a code."""
        key = (name, fold(text)[:_MOST_OF_A_WORD])
        self.words[key] += 1
        self._spelt.setdefault(key, text)

    def counted(self) -> tuple[Word, ...]:
        """Words without a code, most frequent first."""
        found = sorted(self.words.items(), key=lambda item: (-item[1], item[0]))
        return tuple(
            Word(name, self._spelt[name, word], n_cells, f'"{word}" = []')
            for (name, word), n_cells in found
        )


class _Row:
    """A row while its cells are read.

    Parameters
    ----------
    layout : Layout
    number : int
        Its place in the rows of the sheet.
    drafted : Drafted
        Gathers what is told.
    """

    __slots__ = (
        "_also", "_drafted", "_layout", "_n_told", "_number", "cells", "columns",
        "derived", "values",
    )  # fmt: skip

    def __init__(self, layout: Layout, number: int, drafted: Drafted) -> None:
        self.values: dict[str, Value] = {}
        self.columns: dict[str, FoundColumn] = {}
        self.derived = _NOTHING
        self._layout = layout
        self.cells = layout.sheet.rows[number]
        self._number = layout.sheet.numbers[number]
        self._drafted = drafted
        self._n_told = len(drafted.remarks)
        self._also: list[tuple[str, Value, FoundColumn]] = []

    def place(self, column: FoundColumn | None = None) -> Place:
        """Where the row, or a cell of it, stands."""
        sheet = self._layout.sheet
        letters, header = (column.letters, column.header) if column else ("", "")
        return Place(sheet.file, sheet.name, self._number, letters, header)

    def read(self, column: FoundColumn, reader: ValueReader) -> None:
        """What a cell says."""
        position = column.position
        text = self.cells[position] if position < len(self.cells) else ""
        if not text:
            return
        table, name = self._layout.table or None, column.field
        if name in _OF_ORGANISATIONS:  # in a row on a membership too
            table = "clusters"
        elif table == "members" and name in _OF_PARTNERSHIPS:
            table, name = "partnerships", _OF_PARTNERSHIPS[name]
        reading = reader.read(name, text, column.code, table)
        if reading.value is None and not (reading.also or _has_more(reading)):
            return
        self._hold(column.field, reading.value, column)
        self._also += [(name, value, column) for name, value in reading.also.items()]
        if _has_more(reading):
            self._drafted.remarks += self._told(column, reading, self.place(column))

    def memberships(self, column: FoundColumn) -> Iterator[Draft]:
        """A membership for each partnership that a cell of an organisation names."""
        name = self.values.get("name") or self.values.get("short_name")
        text = self.cells[column.position] if column.position < len(self.cells) else ""
        place = self.place(column)
        for one in filter(None, map(str.strip, _PIECES.split(text))):
            if name and not is_nothing(one):
                values: dict[str, Value] = {"partnership": one, "cluster": name}
                yield Draft("members", place, values, dict.fromkeys(values, place))

    def described(self) -> Iterator[Draft]:
        """What a row on a membership says of its organisation and its partnership."""
        if self._layout.table != "members":
            return
        if self.values.keys() & {*_MORE}:
            fields = {"cluster": "name", **{name: name for name in _OF_ORGANISATIONS}}
            yield from self._beside("clusters", "cluster", fields)
        if self.values.keys() & _OF_PARTNERSHIPS.keys():
            fields = {"partnership": "acronym", **_OF_PARTNERSHIPS}
            fields |= {"since": "start"} if "end" in self.values else {}
            yield from self._beside("partnerships", "partnership", fields)

    def _beside(
        self, table: Table, named: str, fields: Mapping[str, str]
    ) -> Iterator[Draft]:
        """A row of another table, of what stands in some fields of this one."""
        own = {fields[n]: v for n, v in self.values.items() if n in fields}
        places = {
            fields[n]: self.place(self.columns[n]) for n in fields if n in self.values
        }
        if named in self.values:
            yield Draft(table, self.place(self.columns[named]), own, places)

    def read_focus(self, reader: ValueReader) -> None:
        """What sentences say of its activities; it replaces nothing."""
        focus, column = self.values.get("focus"), self.columns.get("focus")
        if not column or not isinstance(focus, str):
            return
        reading = reader.spoken_of(focus)
        self._also += [(name, value, column) for name, value in reading.also.items()]
        self._drafted.remarks += self._told(column, reading, self.place(column))
        self.derived |= {*reading.also} - {*self.values}

    def hold_also(self) -> None:
        """What cells say beside their own, once every column has said its own."""
        for name, value, column in self._also:
            if not isinstance(value, tuple) and self.values.get(name, value) != value:
                self._forget(self.place(column), cell(value))
            self._hold(name, value, column)

    def _forget(self, place: Place, chosen: str) -> None:
        """Take back that a cell was taken so: its own column says otherwise."""
        told = self._drafted.remarks
        told[self._n_told :] = [
            one
            for one in told[self._n_told :]
            if (one.place, one.chosen) != (place, chosen)
        ]

    def _hold(self, name: str, value: Value, column: FoundColumn) -> None:
        before = self.values.get(name)
        if value in (None, "", ()):
            return
        if before is None:
            self.values[name], self.columns[name] = value, column
        elif isinstance(before, tuple) and isinstance(value, tuple):
            self.values[name] = tuple(dict.fromkeys((*before, *value)))
            for one in value:
                self.columns.setdefault(f"{name} {one}", column)
        elif before != value:
            kept, said = cell(before), cell(value)
            place = self.place(column)
            remark = Remark("doubt", place, said, _AGAIN, kept, (said,))
            self._drafted.remarks.append(remark)

    def _told(
        self, column: FoundColumn, reading: Reading, place: Place
    ) -> Iterator[Remark]:
        for doubt in reading.doubts:
            yield Remark(
                "doubt", place, doubt.text, doubt.problem, doubt.chosen,
                doubt.alternatives,
            )  # fmt: skip
        for one in reading.unread:
            if one.is_word:
                self._drafted.count(column.field, one.text)
            yield Remark("unread", place, one.text, one.problem)
        for one in reading.left_out:
            yield Remark("left out", place, one.text, one.problem)


def _is_of_others(column: FoundColumn, table: Table) -> bool:
    """Whether a column of organisations names the partnerships that they are in."""
    return table == "clusters" and column.field == "partnership"


def _has_more(reading: Reading) -> bool:
    return bool(reading.doubts or reading.unread or reading.left_out)
