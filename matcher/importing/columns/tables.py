"""Tables: which one columns belong to, and the fields that meanings are of there.

In: names and contents of columns. Out: a table; fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.importing.columns.called.names import Name
from matcher.importing.columns.held.content import Content
from matcher.importing.draft import RECORDS, Table
from matcher.registry.columns import columns_of

_OTHERWISE: Mapping[Table, Mapping[str, str]] = {
    "clusters": {"organisation": "name", "partner": "name", "year": "founded"},
    "partnerships": {
        "organisation": "members",
        "organisation_type": "kind",
        "partner": "members",
        "project": "acronym",
        "short_name": "acronym",
        "sme_members": "sme_count",
        "website": "sources",
        "year": "start",
    },
    "members": {
        "members": "cluster",
        "name": "cluster",
        "organisation": "cluster",
        "partner": "cluster",
        "project": "partnership",
        "short_name": "partnership",
        "sources": "source",
        "start": "since",
    },
}
_MORE: Mapping[Table, tuple[str, ...]] = {
    "clusters": ("nace", "partnership", "personal"),
    "partnerships": ("members", "coordinator", "nace", "personal"),
    # Of the organisation: by which it is told from others of its name, and more.
    "members": (
        *("country", "region", "city", "website", "personal"),
        *("sectors", "technologies", "target_markets"),
        *("partnership_name", "end", "programme", "call"),  # of the partnership
    ),
}
SEVERAL = frozenset(
    "aliases sectors technologies target_markets languages sources nace personal "
    "partners".split()
)
"""Fields that several columns may be of; of a partnership also `members`."""

_DESCRIBING = frozenset(
    "sectors technologies target_markets focus members sme_members founded label nace "
    "organisation_type".split()
)
_OF_PARTNERSHIPS = frozenset(
    "programme call start end coordinator grant_id sme_count generation strand kind "
    "partner".split()
)
_OF_THESE_ALONE = _OF_PARTNERSHIPS - {"kind"}  # organisations have kinds too
_NAMING = {"partner", "coordinator"}
_SEATS = {"country", "region", "city", "website"}
_OF_ORGANISATIONS = {"country", "region", "city", "founded", "members"}
_ORGANISATIONS = ("organisation", "partner", "name")
_FEW = 1
_SOME_NUMBERS = 0.2


@dataclass(frozen=True)
class Column:
    """A column as it stands in a sheet.

    Parameters
    ----------
    position : int
    letters, header : str
    name : Name
        What its header may mean.
    content : Content
    """

    position: int
    letters: str
    header: str
    name: Name
    content: Content


def fields_of(table: Table) -> tuple[str, ...]:
    """What a column of the table can be taken for."""
    own = (column.name for column in columns_of(RECORDS[table]))
    return (*own, *_MORE[table])


def field_of(meaning: str, table: Table) -> str:
    """The field that a meaning is of in a table; empty if it has none."""
    field = _OTHERWISE[table].get(meaning, meaning)
    return field if field in fields_of(table) else ""


def is_list(field: str, table: Table) -> bool:
    """Whether several columns may be of a field."""
    return field in SEVERAL or (table == "partnerships" and field == "members")


def table_of(columns: Sequence[Column]) -> Table | None:
    """The table that columns are of; None where they name neither kind of record."""
    by_meaning = _by_meaning(columns)
    projects = by_meaning.get("project", [])
    shorts = by_meaning.get("short_name", [])
    told = len(_DESCRIBING & {*by_meaning})
    seats = _SEATS & {*by_meaning}
    partners = by_meaning.get("partner", [])
    others = {*by_meaning} & (_OF_THESE_ALONE | {"project"})
    if seats and others == {"partner"}:
        if len(partners) == 1 and partners[0].content.may_be_names:
            return "clusters"  # a list of partners, one in each row
    if projects or ({*by_meaning} & _OF_THESE_ALONE and shorts):
        if _are_members(projects or shorts, by_meaning, told):
            return "members"
        is_mentioned = projects and _is_only_mentioned(projects, by_meaning, told)
        is_seated = not projects and _are_seated(by_meaning)
        return "clusters" if is_mentioned or is_seated else "partnerships"
    if len(_OF_PARTNERSHIPS & {*by_meaning}) > 1 + told:
        return "partnerships"
    is_named = {*_ORGANISATIONS, "short_name"} & {*by_meaning}
    n_of_seat = len(_SEATS & {*by_meaning})
    return "clusters" if is_named or told + n_of_seat > _FEW else None


def other_table_of(columns: Sequence[Column], table: Table) -> Table | None:
    """The other table that columns may be of, where they say as much of it."""
    by_meaning = _by_meaning(columns)
    if "project" in by_meaning or "short_name" not in by_meaning:
        return None
    if not _OF_THESE_ALONE & {*by_meaning}:
        return None
    if table == "clusters":
        return "partnerships"
    return "clusters" if table == "partnerships" and _SEATS & {*by_meaning} else None


def _by_meaning(columns: Sequence[Column]) -> dict[str, list[Column]]:
    """Columns that hold anything by what their names mean for sure."""
    by_meaning: dict[str, list[Column]] = {}
    for column in columns:
        is_answered = column.name.how == "asked" and column.content.answers > 0.5
        if column.name.is_whole and column.content.filled and not is_answered:
            for meaning in column.name.meanings[:2]:
                if meaning not in _NAMING or column.content.numbers < _SOME_NUMBERS:
                    by_meaning.setdefault(meaning, []).append(column)
    return by_meaning


def table_of_names(columns: Sequence[Column]) -> Table | None:
    """Organisations, where columns describe some, and one may hold their names."""
    meant = {m for one in columns if one.name.is_whole for m in one.name.meanings}
    may_name = any(
        not one.name.meanings and one.content.may_be_names
        for one in columns
        if len(one.content.filled) > _FEW
    )
    return "clusters" if may_name and meant & (_DESCRIBING | _SEATS) else None


def _are_members(
    projects: Sequence[Column], by_meaning: Mapping[str, list[Column]], told: int
) -> bool:
    """Whether each row is one organisation in one partnership."""
    others = [
        column
        for meaning in _ORGANISATIONS
        for column in by_meaning.get(meaning, ())
        if column not in projects
    ]
    counts = by_meaning.get("members", ())
    others += [one for one in counts if one.content.numbers < _SOME_NUMBERS]
    others = [*dict.fromkeys(others)]
    partners = [one for one in by_meaning.get("partner", ()) if one not in projects]
    if not others or len(partners) > 1:
        return False
    if any(one.content.lists > 0.3 for one in [*projects, *others]):
        return False
    is_sure = "project" in by_meaning or projects[0].content.repeats > 0
    if "role" in by_meaning or ("since" in by_meaning and is_sure):
        return True
    names, named = projects[0].content, others[0].content
    is_one = not {"partner", "organisation", "members"}.isdisjoint(by_meaning)
    is_full = len(names.filled) >= len(named.filled)
    own = {*_MORE["members"]} & _DESCRIBING & {*by_meaning}
    told -= len(own) if is_full else 0
    return is_one and told <= _FEW and names.repeats > 0.2


def _are_seated(by_meaning: Mapping[str, list[Column]]) -> bool:
    """Whether as much is said of organisations alone as of partnerships alone.

    A coordinator, or a date, beside names and their seats is one of organisations.
    """
    is_named = not {"organisation", "name"}.isdisjoint(by_meaning)
    of_seats = {*by_meaning} & _OF_ORGANISATIONS
    return is_named and len(_OF_THESE_ALONE & {*by_meaning}) <= len(of_seats)


def _is_only_mentioned(
    projects: Sequence[Column], by_meaning: Mapping[str, list[Column]], told: int
) -> bool:
    """Whether organisations are described, and their projects but named."""
    of_partnerships = _OF_THESE_ALONE & {*by_meaning}
    organisations = [c for c in by_meaning.get("organisation", ()) if c not in projects]
    return bool(organisations) and told > _FEW and len(of_partnerships) < 2
