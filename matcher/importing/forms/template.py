"""Template: a workbook to fill in, with lists to choose from and an example.

In: the vocabulary. Out: the bytes of an XLSX with sheets for organisations,
partnerships and members, one that explains each column, and one of all labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from matcher.files.listed import listed
from matcher.files.workbook import Cell, Choice, Sheet, workbook
from matcher.importing.forms.wording import (
    MEMBERS,
    ORGANISATIONS,
    PARTNERSHIPS,
    SHEET_NAMES,
)
from matcher.registry.columns import columns_of
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster
from matcher.registry.vocabulary import Vocabulary

EXPLAINED, LABELS = "How to fill in", "Labels"
"""The sheets that are no lists of anything."""

N_TO_CHOOSE = 5
"""So many sectors, technologies and markets each have a column of their own."""

N_ROWS = 1_000
"""So many rows offer lists to choose from; more may be filled in."""

_FIELDS = "importing/forms/template.toml"
_SECTOR, _TECHNOLOGY, _MARKET = "Sector", "Technology", "Market"
_SEVERAL = {_SECTOR, _TECHNOLOGY, _MARKET}
_CODES = {_SECTOR: "textile", _TECHNOLOGY: "smart-textiles", _MARKET: "JP"}


@dataclass(frozen=True)
class _Field:
    """A column to fill in: how it is called and explained, and an example."""

    title: str
    told: str
    example: Cell = None
    listed: str = ""  # title of a list in the sheet of labels
    width: int = 18


def fields_to_fill() -> dict[str, list[_Field]]:
    """The columns to fill in, by the sheets that have them."""
    told = listed(_FIELDS)
    names = ORGANISATIONS, PARTNERSHIPS, MEMBERS
    return {name: [_Field(**one) for one in told[name]] for name in names}


def template_workbook(vocabulary: Vocabulary) -> bytes:
    """A workbook to fill in, which an import reads.

    Parameters
    ----------
    vocabulary : Vocabulary
        Whose labels can be chosen.

    Returns
    -------
    bytes
        Of an XLSX; the same for the same lists.
    """
    labels, sheets = _labels(vocabulary), fields_to_fill()
    filled = [
        _to_fill(vocabulary, labels, name, fields) for name, fields in sheets.items()
    ]
    rows = [*zip_longest(*labels.values())]
    listed = Sheet(LABELS, [*labels], rows, [34] * len(labels))
    return workbook([*filled, _explained(), listed])


def _labels(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """What can be chosen, by what the list is called."""
    lists = {
        "Country": vocabulary.countries,
        _SECTOR: vocabulary.sectors,
        _TECHNOLOGY: vocabulary.technologies,
        _MARKET: vocabulary.markets,
        "Programme": vocabulary.programmes,
    }
    kinds = {
        column.name: list(column.accepted)
        for record in (Cluster, Partnership, Member)
        for column in columns_of(record)
    }
    return {
        **{
            name: sorted({term.label for term in terms.values()}, key=str.casefold)
            for name, terms in lists.items()
        },
        "Organisation type": kinds["organisation_type"],
        "Kind": kinds["kind"],
        "Role": kinds["role"],
    }


def _to_fill(
    vocabulary: Vocabulary,
    labels: dict[str, list[str]],
    name: str,
    fields: Sequence[_Field],
) -> Sheet:
    columns = [*_columns(fields)]
    example = [
        _example(vocabulary, field, number, labels) for field, _, number in columns
    ]
    choices = []
    for at, (field, _, _) in enumerate(columns):
        if field.listed in SHEET_NAMES.values():
            choices.append(Choice(at, at, field.listed, 0, N_ROWS, N_ROWS))
        elif listed := labels.get(field.listed):
            column = [*labels].index(field.listed)
            choices.append(Choice(at, at, LABELS, column, len(listed), N_ROWS))
    return Sheet(
        name,
        [title for _, title, _ in columns],
        [example],
        [field.width for field, _, _ in columns],
        choices,
        n_examples=1,
    )


def _columns(fields: Sequence[_Field]) -> Iterator[tuple[_Field, str, int]]:
    """Each column with its title; of those that there are several of, from 1."""
    for field in fields:
        if field.title in _SEVERAL:
            for number in range(1, N_TO_CHOOSE + 1):
                yield field, f"{field.title} {number}", number
        else:
            yield field, field.title, 0


def _example(
    vocabulary: Vocabulary, field: _Field, number: int, labels: dict[str, list[str]]
) -> Cell:
    if number == 1:
        label, known = vocabulary.label(_CODES[field.title]), labels[field.title]
        return label if label in known else next(iter(known), None)
    return field.example


def _explained() -> Sheet:
    """What each column is for, and what becomes of the rest."""
    rows: list[tuple[Cell, ...]] = [
        (name, field.title, field.told)
        for name, fields in fields_to_fill().items()
        for field in fields
    ]
    rows += [("All", "", told) for told in listed(_FIELDS)["all"]]
    return Sheet(EXPLAINED, ["Sheet", "Column", "What to write"], rows, [16, 20, 100])
