"""Corrections: a form about columns, words and names becomes a mapping.

In: how files were read, and the fields of the form. Out: the mapping to read them by
next, and what is wrong with the form, by field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from matcher import fold
from matcher.importing.mapping import Mapping, SheetMapping, united
from matcher.importing.report import Report, SheetColumn
from matcher_web.importing.asked import (
    NOTHING,
    NOTHING_ANSWERED,
    OTHER,
    SAME,
    Answered,
    Asked,
    AskedName,
    Questions,
)
from matcher_web.importing.fields import CODED, TABLES, choice
from matcher_web.importing.sheets import (
    MOST_SHEETS,
    SheetFound,
    column_name,
    sheets_of,
)
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot


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
    answered : Answered
        What has an answer already.

    Attributes
    ----------
    mapping : Mapping
        To read them by next.
    faults : dict of str to str
    """

    def __init__(
        self,
        snapshot: Snapshot,
        report: Report,
        mapping: Mapping,
        sent: Sent,
        answered: Answered = NOTHING_ANSWERED,
    ) -> None:
        self.mapping = mapping
        self._words, self._names = dict(answered.words), dict(answered.names)
        self._columns, self._kept = dict(answered.columns), answered.kept
        self._snapshot = snapshot
        self._reading = Reading(sent)
        self.faults = self._reading.faults
        sheets = sheets_of(report)[:MOST_SHEETS]
        for number, found in enumerate(sheets):
            self._read_sheet(number, found)
        self._read_columns([*self._chosen(sheets)])
        asked = Questions(report, snapshot.vocabulary, mapping, answered)
        self._read_words(asked.kept.first)
        self._read_words([*asked.words.first, *asked.doubtful.first])
        self._read_near(asked.near.first)

    @property
    def answered(self) -> Answered:
        """What has an answer now, or had one before."""
        return Answered(self._words, self._names, self._columns, self._kept)

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
        if said != SheetMapping():
            self._say(Mapping(sheets={(found.file, found.sheet): said}))

    def _say(self, more: Mapping) -> None:
        self.mapping = united(self.mapping, more)

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
            taken = choice(one.column.field, one.column.code)
            if field == taken:
                continue
            header = fold(one.column.header)
            key = one.file, one.sheet, one.column.position
            if one.column.certainty != "given":
                self._columns.setdefault(key, taken)
            is_one = not header or len(meant[header]) == 1
            if is_one and self._columns.get(key) == field:
                self._unsay(one)
            elif header and is_one:
                self._say(Mapping({header: field}))
            else:
                said = SheetMapping(columns={one.column.letters: field})
                self._say_of_sheet(one, said)

    def _unsay(self, one: SheetColumn) -> None:
        """Say no more of a column: it is to be what it was taken for by itself."""
        columns, sheets = {**self.mapping.columns}, {**self.mapping.sheets}
        columns.pop(fold(one.column.header), None)
        if said := sheets.pop((one.file, one.sheet), None):
            left = {k: f for k, f in said.columns.items() if k != one.column.letters}
            said = replace(said, columns=left)
            if said != SheetMapping():
                sheets[one.file, one.sheet] = said
        self.mapping = replace(self.mapping, columns=columns, sheets=sheets)

    def _read_words(self, asked: list[Asked]) -> None:
        for one in asked:
            text = self._reading.text(one.name)
            if one.name not in self._reading.sent or text == one.said:
                continue
            codes: tuple[str, ...] = ()
            if text not in ("", NOTHING) and one.field in CODED:
                given = self._snapshot, one.name, one.field
                codes = self._reading.vocabulary_codes(*given)
            elif text not in ("", NOTHING):
                codes = (text,)
            of, word = one.key
            if text:
                self._say(Mapping(words={of: {word: codes}}))
            else:  # it is asked again, or means what it did at earlier imports
                said = self.mapping.words.get(of, {})
                left = {w: c for w, c in said.items() if w != word}
                words = {**self.mapping.words, of: left}
                words = {field: said for field, said in words.items() if said}
                self.mapping = replace(self.mapping, words=words)
            if word not in self._kept.get(of, {}):
                asked_as = one.name.partition("-")[0]
                self._words[one.key] = one._replace(name=asked_as, said="")

    def _read_near(self, asked: list[AskedName]) -> None:
        for one in asked:
            said = self._reading.text(one.name)
            if said not in (SAME, OTHER) or said == one.said:
                continue
            near, known = one.near, {**self.mapping.organisations}
            is_new_too = near.known_id not in self._snapshot.registry.index
            if is_new_too:  # two new ones are one, or are so no more
                known.pop(fold(near.known_name), None)
            if is_new_too and said == SAME:
                known[fold(near.known_name)] = near.known_id
            known[fold(near.name)] = near.known_id if said == SAME else ""
            self.mapping = replace(self.mapping, organisations=known)
            self._names[one.key] = one._replace(said="")
