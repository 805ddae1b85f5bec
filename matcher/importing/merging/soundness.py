"""Soundness: what the checks of a data package would refuse, before it is written.

In: a registry as it is to be, and the one it comes from. Out: refusals of what rows
say, so that the rest comes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from matcher.errors import Fault
from matcher.importing.draft import RECORDS
from matcher.registry.columns import cell
from matcher.registry.package.agreeing import find_contradictions
from matcher.registry.package.checking import find_faults
from matcher.registry.package.tables import TABLES, Rows
from matcher.registry.registry import Registry

STEP = 1 << 15
"""Lines between two rows: more than a row can break into."""

_PLACES = re.compile(r" \(\w+\.csv line [0-9]+\)")

_BOTH: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("clusters", "sme_members"): ("sme_members", "members"),
    ("clusters", "successor"): ("successor", "status"),
    ("partnerships", "end"): ("end", "start"),
    ("members", "since"): ("since",),
}
"""Fields that one may be wrong in, where a check of two blames the first."""


class Refusal(NamedTuple):
    """Something that a record cannot hold.

    Parameters
    ----------
    table : {"clusters", "partnerships", "members"}
    id : str
        Of the record; of a membership both ids, with a space between.
    field : str
        Of which rows are not to be heard; empty for all that they say.
    problem : str
        Why.
    value : str
        The one of several values that is meant; empty for all of the field.
    """

    table: str
    id: str
    field: str
    problem: str
    value: str = ""


def rows_of_records(name: str, records: Sequence[Any]) -> Rows:
    """Records as the checks read them; the row of a line is told by `STEP`."""
    table = TABLES[name]
    columns = {
        column.name: [cell(getattr(record, column.name)) for record in records]
        for column in table.columns
    }
    return Rows(table, columns, range(0, len(records) * STEP, STEP))


def tables_of(registry: Registry) -> dict[str, Rows]:
    """The three tables that an import changes."""
    return {name: rows_of_records(name, getattr(registry, name)) for name in RECORDS}


def find_refusals(
    registry: Registry, changed: Mapping[tuple[str, str], set[str]]
) -> Iterator[Refusal]:
    """What is to be left out for the registry to be sound.

    Parameters
    ----------
    registry : Registry
        As it is to be.
    changed : mapping of (str, str) to set of str
        By table and id, the fields that are not as before; with ``id`` where it is new.
    """
    tables = tables_of(registry)
    for fault in find_faults(tables, registry.vocabulary):
        yield from _blamed(fault, registry, changed)
    for fault in find_contradictions(tables, registry.as_of):
        yield from _blamed(fault, registry, changed)


def _blamed(
    fault: Fault, registry: Registry, changed: Mapping[tuple[str, str], set[str]]
) -> Iterator[Refusal]:
    """Which of the fields that were changed a fault comes from."""
    table = fault.file.removesuffix(".csv")
    record = getattr(registry, table)[fault.line // STEP]
    id = f"{record.partnership} {record.cluster}" if table == "members" else record.id
    fields = changed.get((table, id), set())
    problem = _PLACES.sub("", fault.problem)
    suspects = _BOTH.get((table, fault.column), (fault.column,))
    found = [field for field in suspects if field in fields]
    if found and not _is_needed(table, found[0]):
        yield Refusal(table, id, found[0], problem)
    elif table == "partnerships" and fault.column == "kind":
        for member in registry.members:
            whole = f"{member.partnership} {member.cluster}"
            if member.partnership == id and ("members", whole) in changed:
                yield Refusal("members", whole, "", problem)
    else:
        yield Refusal(table, id, "", problem)


def _is_needed(table: str, field: str) -> bool:
    columns = {column.name: column for column in TABLES[table].columns}
    return columns[field].required and field in ("id", "name", "acronym")
