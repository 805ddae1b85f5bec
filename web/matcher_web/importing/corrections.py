"""Corrections: a form about columns, words and names becomes a mapping.

In: how files were read, and the fields of the form. Out: the mapping to read them by
next, and what is wrong with the form, by field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from matcher import fold
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.report import Report, SheetColumn
from matcher_web.importing import told
from matcher_web.importing.fields import CODED, TABLES, choice
from matcher_web.importing.sheets import (
    MOST_SHEETS,
    SheetFound,
    column_name,
    sheets_of,
)
from matcher_web.importing.told import MOST_SHOWN, Asked
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot

NOTHING = "-"
"""What is written for a word that means nothing."""

SAME, OTHER = "same", "other"
"""Whether a new organisation is the known one that it resembles."""


class Corrections:
    """What a form says of files.

    Parameters
    ----------
    snapshot : Snapshot
    report : Report
        How the files were read.
    mapping : Mapping
        That they were read by.
    sent : MultiDict
        Fields of the form; one that is not there says nothing.

    Attributes
    ----------
    mapping : Mapping
        To read them by next.
    faults : dict of str to str
    """

    def __init__(
        self, snapshot: Snapshot, report: Report, mapping: Mapping, sent: Sent
    ) -> None:
        self.mapping = mapping
        self._snapshot = snapshot
        self._reading = Reading(sent)
        self.faults = self._reading.faults
        sheets = sheets_of(report)[:MOST_SHEETS]
        for number, found in enumerate(sheets):
            self._read_sheet(number, found)
        self._read_columns([*self._chosen(sheets)])
        doubtful = told.doubtful(report, snapshot.vocabulary)
        self._read_words([*told.words(report).first, *doubtful.first])
        self._read_near(report)

    def _read_sheet(self, number: int, found: SheetFound) -> None:
        """Which table a sheet holds, and where its header ends."""
        name = f"table-{number}"
        said = SheetMapping()
        if name in self._reading.sent:
            table = self._reading.choice(name, {one: one for one in TABLES}, "")
            if table != found.table:
                said = replace(said, table=table)
        name = f"header-{number}"
        if text := self._reading.text(name):
            row = int(text) if text.isdecimal() and len(text) < 7 else -1
            if row < 0:
                self.faults[name] = "Give the number of a row, or 0 for no header."
            elif row != found.header_row:
                said = replace(said, header=row)
        self._say_of_sheet(found, said)

    def _say_of_sheet(
        self, found: SheetFound | SheetColumn, said: SheetMapping
    ) -> None:
        if said == SheetMapping():
            return
        key = found.file, found.sheet
        known = self.mapping.sheets.get(key, SheetMapping())
        both = SheetMapping(
            known.table if said.table is None else said.table,
            known.header if said.header is None else said.header,
            {**known.columns, **said.columns},
        )
        self.mapping = replace(self.mapping, sheets={**self.mapping.sheets, key: both})

    def _chosen(self, sheets: list[SheetFound]) -> Iterator[tuple[SheetColumn, str]]:
        """Each column, and what it is to be taken for."""
        for number, found in enumerate(sheets):
            for one in found.columns:
                taken = choice(one.column.field, one.column.code)
                yield one, self._reading.sent.get(column_name(number, one), taken)

    def _read_columns(self, chosen: list[tuple[SheetColumn, str]]) -> None:
        """By header, for the next time too; by letters where that says too much."""
        meant = defaultdict(set)
        for one, field in chosen:
            meant[fold(one.column.header)].add(field)
        for one, field in chosen:
            if field == choice(one.column.field, one.column.code):
                continue
            header = fold(one.column.header)
            if header and len(meant[header]) == 1:
                columns = {**self.mapping.columns, header: field}
                self.mapping = replace(self.mapping, columns=columns)
            else:
                said = SheetMapping(columns={one.column.letters: field})
                self._say_of_sheet(one, said)

    def _read_words(self, asked: list[Asked]) -> None:
        for one in asked:
            text = self._reading.text(one.name)
            if not text:
                continue
            codes: tuple[str, ...] = ()
            if text != NOTHING and one.field in CODED:
                given = self._snapshot, one.name, one.field
                codes = self._reading.vocabulary_codes(*given)
            elif text != NOTHING:
                codes = (text,)
            known = self.mapping.words.get(one.field, {})
            of_field = {**known, fold(one.word): codes}
            words = {**self.mapping.words, one.field: of_field}
            self.mapping = replace(self.mapping, words=words)

    def _read_near(self, report: Report) -> None:
        for place, one in enumerate(report.near[:MOST_SHOWN]):
            said = self._reading.text(f"near-{place}")
            if said not in (SAME, OTHER):
                continue
            meant = {fold(one.name): one.known_id if said == SAME else ""}
            if said == SAME and one.known_id not in self._snapshot.registry.index:
                meant[fold(one.known_name)] = one.known_id  # two new ones are one
            known = {**self.mapping.organisations, **meant}
            self.mapping = replace(self.mapping, organisations=known)
