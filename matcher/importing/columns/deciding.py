"""Deciding: what each column of a sheet is taken for.

In: columns by name and content, and what the user says. Out: found columns, and what
is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.held.content import Content
from matcher.importing.columns.held.fitting import (
    LEAST,
    SAYS_SO,
    fit,
    looks_like,
    looks_worked_in,
)
from matcher.importing.columns.held.marks import Reads
from matcher.importing.columns.marking import Marks, as_neighbours, mark_in, marked
from matcher.importing.columns.naming import (
    are_named_alone,
    counts_what_it_names,
    guess_name,
    listed,
    lists_persons,
    may_be_markets,
    names_partnerships,
)
from matcher.importing.columns.single import Doubts, taken_once
from matcher.importing.columns.tables import Column, field_of, fields_of
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import Certainty, FoundColumn
from matcher.registry.finding.finder import Finder
from matcher.text import fold

_CHECKED = frozenset(
    "country founded focus id nace sectors sources start end since target_markets "
    "technologies website".split()
)
"""Fields that cells themselves can bear out."""


class Deciding:
    """Takes the columns of one sheet.

    Parameters
    ----------
    table : Table
    names : Names
    finder : Finder
    reads : callable
        What a text says in a field.
    given : mapping of str to str
        Fields that the user gives, by folded header or by letters.
    told : Told
        Gathers what is told.
    """

    def __init__(
        self,
        table: Table,
        names: Names,
        finder: Finder,
        reads: Reads,
        given: Mapping[str, str],
        told: Told,
    ) -> None:
        self._table, self._names, self._finder = table, names, finder
        self._reads, self._given, self._told = reads, given, told
        self._lists_persons = self._describes_named = self._tells_of_records = False
        self._doubts: Doubts = {}
        self._marks: Marks = {}

    def found(self, columns: Sequence[Column]) -> list[FoundColumn]:
        """What each column is taken for, in their order."""
        columns = [column for column in columns if column.content.filled]
        self._lists_persons = lists_persons(columns)
        self._describes_named = are_named_alone(columns)
        self._tells_of_records = any("changed" in c.name.meanings for c in columns)
        taken = [self._taken(column) for column in columns]
        taken = as_neighbours(columns, taken, self._marks, self._table, self._told)
        taken = self._borne_out(columns, taken)
        taken = taken_once(columns, taken, self._table, self._told, self._doubts)
        guess_name(columns, taken, self._table, self._told)
        for column, one in zip(columns, taken, strict=True):
            if one.field and column.position in self._doubts:
                why, others = self._doubts[column.position]
                others = [other for other in others if other != one.field]
                self._told.doubt(column, why, one.field, others)
        return taken

    def _borne_out(
        self, columns: Sequence[Column], taken: Sequence[FoundColumn]
    ) -> list[FoundColumn]:
        """Without columns of unknown names that hold what another one is called."""
        named = {one.field for one in taken if one.certainty != "guess"}
        marks = [one for one in taken if one.code]
        lone = [one.certainty for one in marks] == ["guess"]
        result = []
        for column, one in zip(columns, taken, strict=True):
            if lone and one.field in _OF_CODES[:2] and one.code:  # "Werbung": J, N
                self._told.forget(column)
                why = "it says yes or no, and nothing says that it is of a code"
                self._told.unread(column, why, self._table, [one.field])
                one = replace(one, field="", code="")
            if one.certainty == "guess" and one.header and one.field in named:
                if not one.code and column.position in self._doubts:
                    del self._doubts[column.position]
                    why = f"its name is not known, and another column has {one.field}"
                    self._told.unread(column, why, self._table, [one.field])
                    one = replace(one, field="")
            result.append(one)
        return result

    def _taken(self, column: Column) -> FoundColumn:
        blank = FoundColumn(
            column.position, column.letters, column.header, "",
            sample=column.content.sample,
        )  # fmt: skip
        for key in (column.letters, column.header, fold(column.header)):
            if key in self._given:
                field, _, code = self._given[key].partition(" ")
                if field not in ("", *fields_of(self._table)):
                    why = f"the mapping takes it as {field}, {self._elsewhere()}"
                    self._told.unread(column, why, self._table)
                    field = ""
                return replace(blank, field=field, code=code, certainty="given")
        mark = mark_in(column, self._names, self._finder, self._reads)
        if mark.field:
            self._marks[column.position] = mark
            return marked(column, blank, mark, self._table, self._told)
        field, certainty = self._by_name(column)
        return replace(blank, field=field, certainty=certainty)

    def _by_name(self, column: Column) -> tuple[str, Certainty]:
        meanings = column.name.meanings
        if not column.header or not meanings:
            return self._by_content(column)
        if self._lists_persons and meanings == ("name",):
            meanings = ("personal",)
        if names_partnerships(column, self._table):
            self._doubts[column.position] = (_HOLDS, ())
            return "partnership", "guess"
        fields = self._fields(meanings)
        why = self._names.left_out
        reasons = [why[m] for m in meanings if m in why]
        if not fields and (field := listed(column, self._table, not reasons)):
            self._doubts[column.position] = (_HOLDS, ())
            return field, "guess"
        if not fields:
            self._told.left_out(
                column, (reasons or [f"it is something {self._elsewhere()}"])[0]
            )
            return ("personal" if meanings[0] == "personal" else ""), "sure"
        if "cooperation" in meanings:  # "projects" in lists of organisations
            reasons.remove(why["cooperation"])
        return self._among(column, fields, reasons)

    def _fields(self, meanings: Sequence[str]) -> list[str]:
        fields = [field_of(m, self._table) for m in meanings if m != "personal"]
        return [*dict.fromkeys(filter(None, fields))]

    def _elsewhere(self) -> str:
        return f"which a table of {self._table} does not have"

    def _among(
        self, column: Column, fields: Sequence[str], reasons: Sequence[str]
    ) -> tuple[str, Certainty]:
        """One of the fields that its name may be of, by what it holds."""
        fits = {field: self._fit(column, field) for field in fields}
        is_of_record = self._tells_of_records and bool(
            _MADE.search(fold(column.header))
        )
        if (reasons or is_of_record) and column.content.bare_years < SAYS_SO:
            fits.pop("founded", None)  # "created" is mostly said of the record
        able = [field for field in fields if fits.get(field, 0) >= LEAST]
        if counts_what_it_names(column, fields, self._table):
            self._doubts[column.position] = ("it counts what it names", ())
            return "members", "guess"
        if not able and "country" in fields and may_be_markets(column, self._table):
            able, fits["target_markets"] = ["target_markets"], column.content.areas
        if not able:
            content = column.content
            own = column.name.how != "whole" or "nace" in fields
            held = looks_like(content, True) if own else ""
            if field := field_of(held, self._table):
                self._doubts[column.position] = (_HOLDS, ())
                return field, "guess"
            if reasons:
                self._told.left_out(column, reasons[0])
            else:
                why = f"it is called {fields[0]}, but holds {column.content.seen}"
                self._told.unread(column, why, self._table, fields)
            return "", "guess"
        best = max(able, key=fits.__getitem__)  # of equals the first that it may mean
        if best == "focus" and column.content.long < LEAST:
            if found := self._worked_in(column, 0.5, _HOLDS, ["focus"]):
                return found
        if best == "country" and column.name.how != "whole":
            best = "target_markets" if may_be_markets(column, self._table) else best
            fits.setdefault(best, self._fit(column, best))
        is_borne_out = fits[best] >= SAYS_SO and best in _CHECKED
        if not column.name.is_whole and not is_borne_out:
            return self._if_spelt_so(column, best, fields, reasons)
        others = [field for field in able if field != best and not is_borne_out]
        is_open = bool(others or (reasons and not is_borne_out))
        if is_open or column.name.how != "whole":
            why = "its name may mean more than one thing" if is_open else _SOUNDS
            self._doubts[column.position] = (why, others or fields[1:2])
        certain = column.name.how == "whole" and not is_open
        return best, "sure" if certain and len(fields) == 1 else "likely"

    def _fit(self, column: Column, field: str) -> float:
        is_names = self._table == "partnerships" and field == "members"
        return fit(column.content, "partners" if is_names else field)

    def _if_spelt_so(
        self, column: Column, best: str, fields: Sequence[str], reasons: Sequence[str]
    ) -> tuple[str, Certainty]:
        if column.name.how == "spelling":
            self._doubts[column.position] = (_SOUNDS, fields[1:2])
            return best, "likely"
        is_named = {*fields} & {"sectors", "technologies", "focus"}
        if found := self._worked_in(column, LEAST if is_named else SAYS_SO, _SOUNDS):
            return found
        if field := field_of(looks_like(column.content, True), self._table):
            self._doubts[column.position] = (_HOLDS, fields[:2])
            return field, "guess"
        if reasons:
            self._told.left_out(column, reasons[0])
        else:
            self._told.unread(column, _IN_PART, self._table, fields)
        return "", "guess"

    def _worked_in(
        self, column: Column, least: float, why: str, others: Sequence[str] = ()
    ) -> tuple[str, Certainty] | None:
        """Sectors or technologies, as a doubt, where more than `least` are such."""
        if field := field_of(looks_worked_in(column.content, least), self._table):
            self._doubts[column.position] = (why, others)
            return field, "likely"
        return None

    def _by_content(self, column: Column) -> tuple[str, Certainty]:
        """A column whose name says nothing, by what it holds alone."""
        content = column.content
        why = "its name is not known" if column.header else "it has no name"
        if content.persons > SAYS_SO:
            self._told.left_out(column, self._names.left_out["personal"])
            return "personal", "guess"
        near = self._fields(self._names.nearest(column.header))
        for field in near:
            if field in _OF_CODES and fit(content, field) >= SAYS_SO:
                self._doubts[column.position] = (_SOUNDS, ())
                return field, "likely"
        field = looks_like(content, bool(column.header))
        if field in _OF_CODES[:2] and _says_one_thing(content):
            field = ""
        if not field and column.header and self._describes_named:
            field = "sectors" if content.naming_sectors > SAYS_SO else ""
        if field := field_of(field, self._table):
            self._doubts[column.position] = (f"{why}, but it holds such", ())
            return field, "guess"
        self._told.unread(column, why, self._table, near if column.header else ())
        return "", "guess"


_MADE = re.compile("creat|creac|creaz|criac|erstell|utworz|angeleg")


def _says_one_thing(content: Content) -> bool:
    """Whether a column says the same in each row, as where a list comes from."""
    return len(content.distinct) == 1 and len(content.filled) > _FEW


_FEW = 3
_OF_CODES = ("sectors", "technologies", "target_markets")
_HOLDS = "its name says little, but its cells are such"
_IN_PART = "its name is known only in part"
_SOUNDS = "its name is known only nearly"
