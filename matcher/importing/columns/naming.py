"""Naming: columns that hold names, whose names, and labels that are none.

In: columns, and what they were taken for. Out: which one has the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.called.words import words_of
from matcher.importing.columns.held.fitting import SAYS_SO, looks_like, looks_worked_in
from matcher.importing.columns.tables import Column, fields_of
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import FoundColumn
from matcher.importing.word_lists import word_list
from matcher.text import fold

_NAMING = {"short_name", "name", "organisation", "partner"}
_MAY_NAME = {*_NAMING, "members"}
_TOGETHER = {"project", "cooperation"}
_OF_PARTNERSHIPS = re.compile(
    r"(?!.*(?:such|sought|wanted|wunsch|recherch|busc|busqued|poszuk|cerca|zoek))"
    r"(?!.*proje).*(?:partner|partenar|parcer|alianz|escp)"
)
_ACRONYM = re.compile(r"^[\w-]*[^\W\d_](?:[A-Z0-9][\w-]*[A-Z0-9]|\w*[a-z][A-Z0-9])")
_LONGEST = 24
_LISTED = frozenset({"sectors", "technologies", "target_markets"})
_VAGUE = frozenset({"cooperation", "remarks", "services"})
_SOME = 0.2
_OF_CODES = {"name", "id", "short_name", "aliases", "sectors"}


def lists_persons(columns: Sequence[Column]) -> bool:
    """Whether the names of persons stand in a list.

    In parts, as first and last names; or beside what they do in an organisation.
    """
    personal = [one for one in columns if one.name.meanings[:1] == ("personal",)]
    personal = [one for one in personal if not _greets_firms(one)]
    words = {word for one in personal for word in words_of(one.header)}
    meant = {m for one in columns if one.name.is_whole for m in one.name.meanings}
    does = "organisation" in meant and not word_list("posts").isdisjoint(words)
    return does or not word_list("parts_of_names").isdisjoint(words)


def _greets_firms(column: Column) -> bool:
    """Whether all that a column calls its rows is a firm, as SAP greets them."""
    said = {fold(cell) for cell in column.content.distinct}
    return bool(said) and said <= word_list("greetings_of_firms")


def are_named_alone(columns: Sequence[Column]) -> bool:
    """Whether a column is called as names are, and none as what they work in."""
    meant = {m for one in columns if one.name.is_whole for m in one.name.meanings}
    return bool(_NAMING & meant) and not {"sectors", "technologies", "nace"} & meant


def listed(column: Column, table: Table, is_kept_elsewhere: bool) -> str:
    """The field that a column of a vague name lists, as "Tags" may; empty if none.

    So is a name of what only other tables have, as a region of a partnership.
    """
    is_vague = is_kept_elsewhere or bool(_VAGUE & {*column.name.meanings})
    if not is_vague and column.name.how != "part":
        return ""
    found = looks_worked_in(column.content, SAYS_SO) if is_vague else ""
    found = found or looks_like(column.content, True)
    return found if found in _LISTED & {*fields_of(table)} else ""


def names_partnerships(column: Column, table: Table) -> bool:
    """Whether a column of organisations names the partnerships that they are in."""
    is_said = bool(_OF_PARTNERSHIPS.search(fold(column.header)))
    is_of_it = table == "clusters" and bool(_TOGETHER & {*column.name.meanings})
    return is_of_it and is_said and column.content.share(_is_acronym, True) > SAYS_SO


def _is_acronym(text: str) -> bool:
    """Whether a text is short, and has capitals or digits within a word."""
    return len(text) <= _LONGEST and bool(_ACRONYM.search(text))


def may_be_markets(column: Column, table: Table) -> bool:
    """Whether most of its cells hold several countries, or most lie outside Europe."""
    content, is_of_it = column.content, "target_markets" in fields_of(table)
    are_several = min(content.areas, content.lists) >= SAYS_SO
    return is_of_it and (are_several or content.far >= SAYS_SO)


def counts_what_it_names(column: Column, fields: Sequence[str], table: Table) -> bool:
    """Whether a column called as organisations are holds numbers of them."""
    is_of_it = [*fields] == ["name"] and "members" in fields_of(table)
    return is_of_it and column.content.bare_numbers > SAYS_SO


def most_like_names(columns: Sequence[Column], taken: Sequence[FoundColumn]) -> int:
    """The place of the column that looks most like names; -1 where none does.

    Whatever the order of columns: short names first, then what differs most.
    """
    able = [
        at
        for at, (column, one) in enumerate(zip(columns, taken, strict=True))
        if one.field == "short_name" or not one.field
        if _MAY_NAME & {*(column.name.meanings or _NAMING), one.field}
        or ("coordinator" in column.name.meanings and _names_firms(column))
        if column.content.may_be_names
    ]

    def alike(at: int) -> tuple[object, ...]:
        cells = columns[at].content.distinct
        n_letters = sum(map(len, cells))
        return taken[at].field == "short_name", len(cells), n_letters, tuple(cells)

    return max(able, key=alike, default=-1)


def _names_firms(column: Column) -> bool:
    """Whether those who apply or coordinate are organisations, not persons."""
    return column.content.organisations > _SOME


def guess_name(
    columns: Sequence[Column], taken: list[FoundColumn], table: Table, told: Told
) -> None:
    """Names, where no column is called so, from the column most like them."""
    fields = [one.field for one in taken]
    if table == "partnerships" and "acronym" not in fields and "name" in fields:
        at = fields.index("name")
        why = "partnerships have no acronym beside their name"
        told.doubt(columns[at], why, "acronym", ["name"])
        taken[at] = replace(taken[at], field="acronym", certainty="likely")
    if table != "clusters" or "name" in fields:
        return
    at = most_like_names(columns, taken)
    if at >= 0:
        told.forget(columns[at])
        others = [fields[at]] if fields[at] else []
        told.doubt(columns[at], "no column is called a name", "name", others)
        taken[at] = replace(taken[at], field="name", certainty="guess")


def lists_codes(columns: Sequence[Column], taken: Sequence[FoundColumn]) -> bool:
    """Whether what would be names are labels of codes, with nothing beside them."""
    if not {one.field for one in taken if one.field} <= _OF_CODES:
        return False
    position = next((one.position for one in taken if one.field == "name"), -1)
    return any(
        max(content.sectors, content.technologies, content.countries) > SAYS_SO
        for content in (c.content for c in columns if c.position == position)
    )
