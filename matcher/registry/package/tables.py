"""Tables of a data package: the record of each, and its rows as text.

What their columns hold stands in the fields of the records. `TABLES` is for everyone
who reads, checks, writes or describes a package; nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from types import MappingProxyType
from typing import Any, NamedTuple

from matcher.registry.calls.call import Call
from matcher.registry.columns import Column, columns_of
from matcher.registry.evidence import Fact
from matcher.registry.finding.terms import NaceActivity, ProfileValue, SearchTerm
from matcher.registry.lists import (
    Country,
    Ecosystem,
    Programme,
    Region,
    Sector,
    Technology,
)
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster


@dataclass(frozen=True)
class Table:
    """A table of the package, in one CSV file.

    Parameters
    ----------
    name : str
    record : class
        What a row becomes; its fields are the columns, in any order in a file.
    title : str
        What the rows are; up to the colon, if there is one, the title by itself.
    key : tuple of str
        Columns that tell a row from every other.
    may_be_empty : bool
        Whether a header without rows makes sense; where read aside, it always does.
    default : bool
        Whether the packaged table holds where a package does without it.
    aside : bool
        Whether it is read only when it is asked for; a package may do without it.
    """

    name: str
    record: type[Any]
    title: str
    key: tuple[str, ...] = ("code",)
    may_be_empty: bool = False
    default: bool = False
    aside: bool = False

    @property
    def file(self) -> str:
        """Name of the file inside the package."""
        return f"{self.name}.csv"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What each column holds."""
        return columns_of(self.record)


_TABLES = (
    Table("clusters", Cluster,
          "Organisations: clusters, and the networks, agencies, research centres and "
          "others around them", ("id",)),
    Table("calls", Call, "Funding calls and their rules for a consortium", ("id",),
          aside=True),
    Table("countries", Country,
          "Countries of the world: ISO 3166-1, and XK for Kosovo"),
    Table("ecosystems", Ecosystem,
          "The European Commission's 14 industrial ecosystems, and cross-cutting for "
          "sectors that serve them all"),
    Table("eccp_fields", ProfileValue,
          "Values of fields in profiles of the European Cluster Collaboration "
          "Platform, and our codes", ("field", "value", "kind", "code"), aside=True),
    Table("evidence", Fact, "Facts and the pages that say so: one fact, one page",
          ("id", "field", "value", "source"), aside=True),
    Table("members", Member, "Who takes part in which partnership",
          ("partnership", "cluster"), may_be_empty=True),
    Table("nace", NaceActivity,
          "Activities of NACE Rev. 2 and the sectors they belong to, the most apt "
          "first",
          ("nace", "sector"), aside=True),
    Table("partnerships", Partnership,
          "Cooperation of clusters: consortia, standing networks and agreements",
          ("id",), may_be_empty=True),
    Table("programmes", Programme, "Programmes that partnerships are part of",
          default=True),
    Table("regions", Region, "Named market regions outside the European Union"),
    Table("sectors", Sector,
          "Traded-cluster categories used by the European Cluster Observatory and the "
          "ECCP"),
    Table("technologies", Technology, "Technology fields"),
    Table("terms", SearchTerm,
          "What people write, and the codes that it means, the most apt first",
          ("kind", "code", "term"), aside=True),
)  # fmt: skip

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _TABLES})
"""Every table of a data package by name, in the order of their files."""


class Row(NamedTuple):
    """A row as text, with the line of the file where it starts."""

    line: int
    cells: dict[str, str]

    def line_of(self, column: str) -> int:
        """Line where this column's cell starts: earlier cells may break lines."""
        earlier = takewhile(lambda item: item[0] != column, self.cells.items())
        return self.line + sum(cell.count("\n") for _, cell in earlier)


@dataclass(frozen=True)
class Rows:
    """What could be read of a table.

    Parameters
    ----------
    table : Table
    columns : mapping of str to sequence of str
        The cells of each column, in the order of the file; all of one length.
    lines : sequence of int
        The line of the file where each row starts.
    uneven : tuple of Row
        Rows with too few or too many cells: known by their keys, not checked.
    whole : bool
        False if more rows may stand in the file than could be read.
    """

    table: Table
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Sequence[int] = ()
    uneven: tuple[Row, ...] = ()
    whole: bool = True

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column; none where the table could not be read."""
        return self.columns.get(name, ())

    def beside(self, *names: str) -> Iterator[tuple[str, ...]]:
        """The cells of some columns, row after row; none where one is missing."""
        return zip(*map(self.column, names), strict=False)

    def row(self, number: int) -> Row:
        """One row, counted from 0: all cells of it."""
        cells = {name: column[number] for name, column in self.columns.items()}
        return Row(self.lines[number], cells)

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, range(len(self.lines)))
