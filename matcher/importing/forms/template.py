"""Template: a workbook to fill in, with lists to choose from and an example.

In: the vocabulary. Out: the bytes of an XLSX with sheets for organisations,
partnerships and members, one that explains each column, and one of all labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from matcher.files.workbook import Cell, Choice, Sheet, workbook
from matcher.importing.forms.wording import MEMBERS, ORGANISATIONS, PARTNERSHIPS
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

_MARK = "Example: "
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


_ORGANISATIONS = (
    _Field("Name", "Its full name. The only cell that a row needs.",
           f"{_MARK}Blue Textile Network", width=36),
    _Field("Short name", "Abbreviation or short form in use.", "BTN"),
    _Field("Other names", "Former names, and names in other languages; a semicolon "
           "between them.", "Réseau Textile Bleu", width=28),
    _Field("Organisation type", "What it is.", "cluster", "Organisation type"),
    _Field("Country", "Country of its seat.", "France", "Country", 20),
    _Field("Region", "Region of its seat.", "Hauts-de-France"),
    _Field("City", "Town of its seat.", "Lille"),
    _Field("Website", "Its own website.", "https://btn.example", width=28),
    _Field("Founded", "Year in which it was founded.", 2009, width=10),
    _Field("Members", "Number of its members, of any kind.", 85, width=10),
    _Field("SME members", "Number of small and medium-sized firms among its members.",
           60, width=14),
    _Field(_SECTOR, "Industries of its members. For more than five, write several into "
           "one cell with semicolons between them.", listed=_SECTOR, width=28),
    _Field(_TECHNOLOGY, "Technology fields of its members, likewise.",
           listed=_TECHNOLOGY, width=26),
    _Field(_MARKET, "Countries outside the European Union, and regions of them, where "
           "it wants to do business, likewise.", listed=_MARKET, width=22),
    _Field("Description", "What it does, in a sentence.",
           "Helps makers of technical textiles into new markets.", width=50),
    _Field("Sources", "Addresses of pages that say so.", "https://btn.example/about",
           width=28),
)  # fmt: skip

_PARTNERSHIPS = (
    _Field("Acronym", "What it is called for short. The only cell that a row needs.",
           f"{_MARK}TEX-GLOBE", width=26),
    _Field("Name", "Its full name.", "Textile clusters go global", width=36),
    _Field("Programme", "What it is part of.", listed="Programme", width=20),
    _Field("Kind", "consortium: a project with a beginning and an end; network: a "
           "standing network; agreement: of two organisations.", "consortium", "Kind"),
    _Field("Start", "When it began: a year, a month as 2021-03, or a day.", "2021-03",
           width=12),
    _Field("End", "When it ended or is due to.", "2024-02", width=12),
    _Field(_SECTOR, "Industries, as for organisations.", listed=_SECTOR, width=28),
    _Field(_TECHNOLOGY, "Technology fields, likewise.", listed=_TECHNOLOGY, width=26),
    _Field(_MARKET, "Markets that it aims at, likewise.", listed=_MARKET, width=22),
    _Field("Description", "What it does, in a sentence.", width=50),
    _Field("Sources", "Addresses of pages that say so.", width=28),
)  # fmt: skip

_MEMBERS = (
    _Field("Partnership", "Acronym of a partnership, from the sheet before.",
           f"{_MARK}TEX-GLOBE", PARTNERSHIPS, 26),
    _Field("Organisation", "Name of an organisation, from the first sheet or already "
           "known.", f"{_MARK}Blue Textile Network", ORGANISATIONS, 36),
    _Field("Role", "Its part in the partnership.", "coordinator", "Role"),
    _Field("Since", "From when: a year, a month as 2021-03, or a day.", "2021-03",
           width=12),
    _Field("Source", "Address of the page that says so.", width=28),
)  # fmt: skip

SHEETS = {
    ORGANISATIONS: _ORGANISATIONS,
    PARTNERSHIPS: _PARTNERSHIPS,
    MEMBERS: _MEMBERS,
}
"""The sheets to fill in."""


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
    labels = _labels(vocabulary)
    filled = [
        _to_fill(vocabulary, labels, name, fields) for name, fields in SHEETS.items()
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
        if field.listed in SHEETS:
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
        for name, fields in SHEETS.items()
        for field in fields
    ]
    rows += [
        ("All", "", "Leave a cell empty where nothing is known; the order of columns "
         "does not matter, and columns may be taken out or added."),
        ("All", "", "Rows that begin with Example are left out: overwrite or delete "
         "them."),
        ("All", "", "Persons, telephone numbers and e-mail addresses are not kept."),
    ]  # fmt: skip
    return Sheet(EXPLAINED, ["Sheet", "Column", "What to write"], rows, [16, 20, 100])
