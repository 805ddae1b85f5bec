"""Drafts: what a row says of one organisation, partnership or membership.

In: nothing. Out: the record that identity and merging work on; the tables that rows may
belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
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
        what nobody else tells, and replace nothing.
    """

    table: Table
    place: Place
    values: Mapping[str, Value]
    places: Mapping[str, Place]
    derived: frozenset[str] = frozenset()
