"""Single: which of several columns a field with one value is taken from.

In: columns, and what each is taken for. Out: the same, each such field from one column,
whatever their order; what becomes of the others is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.called.words import year_in
from matcher.importing.columns.held.fitting import fit
from matcher.importing.columns.naming import may_be_markets
from matcher.importing.columns.tables import Column, fields_of, is_list
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import FoundColumn

Doubts = dict[int, tuple[str, Sequence[str]]]
"""By position of a column: why it may be of other fields, and of which."""

_NUMBER = re.compile(r"(.*[^\W\d])[\s_.]*\d{1,2}")
_NUMBERED = "several columns of countries are numbered; look whether that is meant"
_CERTAINTIES = ("given", "sure", "likely", "guess")


def taken_once(
    columns: Sequence[Column],
    taken: Sequence[FoundColumn],
    table: Table,
    told: Told,
    doubts: Doubts,
) -> list[FoundColumn]:
    """Each field with one value from one column.

    Parameters
    ----------
    columns : sequence of Column
    taken : sequence of FoundColumn
        What each column is taken for.
    table : Table
    told : Told
        Gathers what becomes of the others.
    doubts : mapping of int to (str, sequence of str)
        Why a column, by its position, may be of another field too, and of which.
    """
    result = [*taken]
    free = {*fields_of(table)} - {one.field for one in taken}
    for field in sorted({one.field for one in taken if one.field}):
        places = [at for at, one in enumerate(taken) if one.field == field]
        if len(places) == 1 or is_list(field, table):
            continue
        if field == "country" and _are_numbered([columns[at] for at in places], table):
            for at in places:
                told.doubt(columns[at], _NUMBERED, "target_markets", ["country"])
                result[at] = replace(
                    taken[at], field="target_markets", certainty="guess"
                )
            continue
        rated = [(columns[at], field, taken[at].certainty) for at in places]
        kept = places[_first_of(rated)]
        for at in (one for one in places if one != kept):
            if _may_name_persons(columns[at], columns[kept]):
                why = f"it may name persons; {_from(field, columns[kept])}"
                told.left_out(columns[at], why)
                result[at] = replace(taken[at], field="", certainty="guess")
                continue
            _, others = doubts.get(columns[at].position, ("", ()))
            if other := next((one for one in others if one in free), ""):
                free.remove(other)
                result[at] = replace(taken[at], field=other)
            else:
                result[at] = _second(columns[at], columns[kept], taken[at], table, told)
    return result


def _are_numbered(columns: Sequence[Column], table: Table) -> bool:
    """Whether all are called alike, but for a number: "Country 1", "Country 2"."""
    found = [_NUMBER.fullmatch(column.header) for column in columns]
    names = {one[1].casefold() for one in found if one}
    return all(found) and len(names) == 1 and "target_markets" in fields_of(table)


def _may_name_persons(column: Column, first: Column) -> bool:
    """Whether a column is only called names, and organisations stand in another."""
    is_said = bool(column.name.language) or not _names_organisations(first)
    differs = column.content.distinct != first.content.distinct
    return column.name.meanings[:1] == ("name",) and not is_said and differs


def _names_organisations(column: Column) -> bool:
    """Whether a column says in its name that it is of organisations."""
    return column.name.is_whole and "organisation" in column.name.meanings


def _from(field: str, first: Column) -> str:
    return f"{field} is taken from column {first.letters}, '{first.header}'"


def _second(
    column: Column, first: Column, one: FoundColumn, table: Table, told: Told
) -> FoundColumn:
    """What becomes of a column whose field another one has."""
    if table == "clusters" and one.field == "name":
        if column.name.language or column.name.meanings == first.name.meanings:
            why = f"the name is taken from column {first.letters}"
            told.doubt(column, why, "aliases", ["name"])
            return replace(one, field="aliases", certainty="likely")
    if table == "partnerships" and one.field == "acronym":
        return replace(one, field="name", certainty="likely")
    if table == "members" and one.field == "partnership":
        if _n_letters(column) > _n_letters(first):  # beside its acronym
            return replace(one, field="partnership_name", certainty="likely")
    if one.field == "country" and may_be_markets(column, table):
        why = f"it holds countries, and column {first.letters} has those of seats"
        told.doubt(column, why, "target_markets")
        return replace(one, field="target_markets", certainty="guess")
    why = _from(one.field, first)
    if column.content.distinct == first.content.distinct:
        told.left_out(column, f"{why}, which says the same")
    else:
        told.unread(column, why, table, [one.field])
    return replace(one, field="", certainty="guess")


def _n_letters(column: Column) -> float:
    """How long the cells of a column are."""
    return sum(map(len, column.content.filled)) / len(column.content.filled)


def _first_of(found: Sequence[tuple[Column, str, str]]) -> int:
    """Place of the column to take among some: (column, field, certainty) each.

    Notes
    -----
    What the user says comes first, then what says that it is of organisations ("Name"
    beside it may be a person), what is sure, and what fits; a later year before an
    earlier one, English before other languages, a fuller column before an emptier one.
    """

    def place(at: int) -> tuple[object, ...]:
        column, field, certainty = found[at]
        return (
            certainty != "given",
            not _names_organisations(column),
            _CERTAINTIES.index(certainty),
            not column.content.filled,
            -round(fit(column.content, field), 1) if field != "focus" else 0,
            column.name.language not in ("", "en"),
            bool(column.name.language),
            -year_in(column.header),
            -len(column.content.filled),
            sum(map(len, column.content.filled)) if field == "focus" else 0,
            column.name.language,
            column.header,
            tuple(column.content.distinct),
        )

    return min(range(len(found)), key=place)
