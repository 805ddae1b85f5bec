"""Naming: columns that hold names, whose names, and labels that are none.

In: columns, and what they were taken for. Out: which one has the names.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.importing.columns.fitting import SAYS_SO
from matcher.importing.columns.tables import Column
from matcher.importing.columns.words import words_of
from matcher.importing.layout import FoundColumn

_PARTS_OF_NAMES = frozenset(
    "vorname nachname anrede first last given surname salutation prenom civilite "
    "apellido cognome voornaam achternaam nazwisko imie apelido sobrenome prenume "
    "prijmeni".split()
)
_OF_CODES = {"name", "id", "short_name", "aliases", "sectors"}


def is_of_persons(column: Column) -> bool:
    """Whether a column holds a part of the names of persons."""
    words = {*words_of(column.header)}
    return column.name.meanings[:1] == ("personal",) and bool(_PARTS_OF_NAMES & words)


def most_like_names(columns: Sequence[Column], taken: Sequence[FoundColumn]) -> int:
    """The place of the column that looks most like names; -1 where none does.

    Whatever the order of columns: short names first, then what differs most.
    """
    able = [
        at
        for at, (column, one) in enumerate(zip(columns, taken, strict=True))
        if one.field == "short_name" or not (one.field or column.name.meanings)
        if column.content.may_be_names
    ]

    def alike(at: int) -> tuple[object, ...]:
        cells = columns[at].content.distinct
        n_letters = sum(map(len, cells))
        return taken[at].field == "short_name", len(cells), n_letters, tuple(cells)

    return max(able, key=alike, default=-1)


def lists_codes(columns: Sequence[Column], taken: Sequence[FoundColumn]) -> bool:
    """Whether what would be names are labels of codes, with nothing beside them."""
    if not {one.field for one in taken if one.field} <= _OF_CODES:
        return False
    position = next((one.position for one in taken if one.field == "name"), -1)
    return any(
        max(content.sectors, content.technologies, content.countries) > SAYS_SO
        for content in (c.content for c in columns if c.position == position)
    )
