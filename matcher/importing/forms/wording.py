"""Wording: what the columns of a workbook for people are called, and what cells say.

In: fields of records, values. Out: titles that an import takes for the same fields, and
cells that it reads as the same values.
"""

from __future__ import annotations

from collections.abc import Mapping

from matcher.files.workbook import Cell
from matcher.registry.columns import Column, Value
from matcher.registry.vocabulary import Term, Vocabulary

ORGANISATIONS, PARTNERSHIPS, MEMBERS = "Organisations", "Partnerships", "Members"
"""What the sheets are called."""

SHEET_NAMES = {
    "clusters": ORGANISATIONS,
    "partnerships": PARTNERSHIPS,
    "members": MEMBERS,
}

BETWEEN = "; "
"""Stands between the values of a list: no separator is surer."""

_LISTS = {
    "countries": "countries",
    "markets": "markets",
    "programmes": "programmes",
    "sectors": "sectors",
    "technologies": "technologies",
}
_LETTERS_SEEN = {"paragraph": 60, "text": 30, "words": 30, "codes": 40, "addresses": 40}
_LEAST_SEEN = 12


def title(field: str) -> str:
    """What a column is called.

    Examples
    --------
    >>> title("sme_members")
    'SME members'
    """
    words = field.replace("_", " ").replace("sme", "SME")
    return words[:1].upper() + words[1:]


def width(column: Column) -> int:
    """So many letters of a column are seen."""
    return max(_LETTERS_SEEN.get(column.kind, _LEAST_SEEN), len(column.name) + 4)


def cell(column: Column, value: Value, vocabulary: Vocabulary) -> Cell:
    """What a cell says of a value: labels instead of codes, None where not recorded."""
    if value is None or value == "" or value == ():
        return None
    terms: Mapping[str, Term] = getattr(
        vocabulary, _LISTS.get(column.refers_to, ""), {}
    )
    if isinstance(value, tuple):
        return BETWEEN.join(_label(one, terms) for one in value)
    return _label(value, terms) if isinstance(value, str) else value


def _label(code: str, terms: Mapping[str, Term]) -> str:
    """The label of a code, unless it would be taken for a list; else the code."""
    label = terms[code].label if code in terms else code
    return code if set(";|\n") & set(label) else label
