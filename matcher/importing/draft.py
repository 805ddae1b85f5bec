"""Drafts: what a row says of one organisation, partnership or membership.

In: nothing. Out: the record that identity and merging work on; the tables that rows may
belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from matcher.importing.sheet import Place
from matcher.registry.columns import Value
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster

Table = Literal["clusters", "partnerships", "members"]

RECORDS: Mapping[Table, type] = {
    "clusters": Cluster,
    "partnerships": Partnership,
    "members": Member,
}
"""What a row of each table becomes."""


class Places(Mapping[str, Place]):
    """Where each value of a row stands, worked out when it is asked for.

    Parameters
    ----------
    row : Place
        Of the row.
    columns : mapping of str to (str, str)
        By field, letters and header of a column; rows that are filled alike share it.
    """

    __slots__ = ("_columns", "_row")

    def __init__(self, row: Place, columns: Mapping[str, tuple[str, str]]) -> None:
        self._row, self._columns = row, columns

    def __getitem__(self, name: str) -> Place:
        letters, header = self._columns[name]
        return replace(self._row, column=letters, header=header)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


BY_A_NUMBER = "country by a number"


@dataclass(frozen=True, slots=True)
class Draft:
    """One row, read.

    Parameters
    ----------
    table : {"clusters", "partnerships", "members"}
    place : Place
        Of the row.
    values : mapping of str to Value
        By field, what the row says; a field that it does not record is not among them.
        Organisations and partnerships are still names: `cluster` and `partnership` of
        a membership, `members` (a tuple) and `coordinator` of a partnership.
    places : mapping of str to Place
        Where each value stands; by a field, a space and the value, where it stands in
        another column than the first of a list.
    derived : frozenset of str
        Fields that no cell says, such as a country by the end of a website: they fill
        what nobody else tells, and replace nothing. `BY_A_NUMBER` is among them where
        a phone tells the country, which may be that of a person alone.
    """

    table: Table
    place: Place
    values: Mapping[str, Value]
    places: Mapping[str, Place]
    derived: frozenset[str] = frozenset()

    @property
    def telling(self) -> Mapping[str, Value]:
        """The values that tell who is meant."""
        if BY_A_NUMBER not in self.derived:
            return self.values
        return {name: one for name, one in self.values.items() if name != "country"}
