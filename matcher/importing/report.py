"""Reports: what came in, what was changed, and what is to be looked at.

In: nothing. Out: the record that an import ends with, and its document for programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

from matcher.importing.layout import FoundColumn
from matcher.importing.mapping import Mapping as Said
from matcher.importing.sheet import Place, Remark
from matcher.registry.columns import picked
from matcher.registry.evidence import Fact
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster

State = Literal["new", "updated", "unchanged"]


class Entry(NamedTuple):
    """An organisation or partnership that the files tell of.

    Parameters
    ----------
    table : {"clusters", "partnerships"}
    id, name : str
        As in the result.
    state : {"new", "updated", "unchanged"}
    place : Place
        Of the first row that tells of it.
    record : Cluster or Partnership, optional
        As it is to be, while it is kept; not in the document.
    """

    table: str
    id: str
    name: str
    state: State
    place: Place
    record: Cluster | Partnership | None = None


class Counts(NamedTuple):
    """How many records of a table the files tell of."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


class SheetColumn(NamedTuple):
    """A column of a sheet, and what it was taken for.

    Parameters
    ----------
    file, sheet : str
    table : str
        Which table the sheet was taken for; empty for none.
    column : FoundColumn
    header_row : int
        As `Layout.header`: the last row of the header of the sheet; 0 where none.
    """

    file: str
    sheet: str
    table: str
    column: FoundColumn
    header_row: int = 0


class Change(NamedTuple):
    """A cell of the registry that has become another one.

    Parameters
    ----------
    id : str
        Of the organisation or partnership; of a membership both, with a space between.
    field, before, after : str
        As they stand in the table.
    place : Place
        What says so.
    """

    id: str
    field: str
    before: str
    after: str
    place: Place


class Word(NamedTuple):
    """A word without a code.

    Parameters
    ----------
    field : str
    word : str
        As it stands where it was found first.
    n_cells : int
        In how many cells it stands.
    line : str
        What to write in the mapping, once the code is filled in.
    """

    field: str
    word: str
    n_cells: int
    line: str


class Near(NamedTuple):
    """A new organisation that may be one that is known; the two were not merged.

    Parameters
    ----------
    id, name : str
        Of the new one.
    known_id, known_name : str
        Of the one that may be meant.
    score : int
        How alike the names are, of 100.
    reason : str
        What else they share, in words.
    line : str
        What to write in the mapping if both are one.
    place : Place
    """

    id: str
    name: str
    known_id: str
    known_name: str
    score: int
    reason: str
    line: str
    place: Place


@dataclass(frozen=True)
class Report:
    """What an import did.

    Parameters
    ----------
    files : tuple of str
        Those that were read.
    into : str
        Folder of the data package.
    written : bool
        Whether it was written: not on a dry run, nor where nothing changes.
    n_rows : int
        Rows that were read as organisations, partnerships or memberships.
    counts : mapping of str to Counts
        By table: clusters, partnerships, members.
    columns : tuple of SheetColumn
        Every column that holds anything, in the order of files.
    entries : tuple of Entry
        Everything the files tell of, in the order of ids.
    changes : tuple of Change
        What stood in the registry before and stands there otherwise, in order of ids.
    remarks : tuple of Remark
        In the order of files, sheets and rows.
    words : tuple of Word
        Words without a code, most frequent first.
    near : tuple of Near
        Most alike first.
    evidence : tuple of Fact
        Facts that were taken out, since the files say otherwise.
    mapping : str
        TOML of what was understood, to be corrected and given back.
    as_of : str
        The date of the facts in the result; empty where not recorded.
    said : Mapping
        What the user has said, now and at earlier imports; not in the document.
    """

    files: tuple[str, ...] = ()
    into: str = ""
    written: bool = False
    n_rows: int = 0
    counts: Mapping[str, Counts] = field(default_factory=dict)
    columns: tuple[SheetColumn, ...] = ()
    entries: tuple[Entry, ...] = ()
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    words: tuple[Word, ...] = ()
    near: tuple[Near, ...] = ()
    evidence: tuple[Fact, ...] = ()
    mapping: str = ""
    as_of: str = ""
    said: Said = field(default_factory=Said)

    @property
    def n_changed(self) -> int:
        """How many records are new or not as before."""
        return sum(one.new + one.updated for one in self.counts.values())

    def remarks_of(self, kind: str) -> tuple[Remark, ...]:
        """The remarks of one kind."""
        return tuple(remark for remark in self.remarks if remark.kind == kind)

    def document(self) -> dict[str, Any]:
        """The whole report for programs, as JSON writes it.

        Places are flat: file, sheet, row, column and header stand beside what is told.
        """
        columns = [{**one._asdict(), **asdict(one.column)} for one in self.columns]
        for one in columns:
            del one["column"]
        return {
            **picked(self, "files", "into", "written", "n_rows", "counts"),
            "columns": columns,
            "entries": [_flat(one) for one in self.entries],
            "changes": [_flat(one) for one in self.changes],
            "remarks": [_flat(one) for one in self.remarks],
            **picked(self, "words"),
            "near": [_flat(one) for one in self.near],
            **picked(self, "evidence", "mapping", "as_of"),
        }


def _flat(told: Entry | Change | Near | Remark) -> dict[str, Any]:
    facts = asdict(told) if isinstance(told, Remark) else told._asdict()
    place = facts.pop("place")
    facts.pop("record", None)
    return facts | (place if isinstance(place, dict) else asdict(place))
