"""Merges what was gathered into a registry, and leaves out what would make it unsound.

In: a registry and a `Gathered`. Out: the registry with it, and what to report.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO

from matcher.errors import DatasetError, Fault
from matcher.importing.draft import RECORDS
from matcher.importing.identity.gathered import Gathered
from matcher.importing.identity.spelling import is_acronym
from matcher.importing.merging.soundness import (
    STEP,
    Refusal,
    find_refusals,
    rows_of_records,
    tables_of,
)
from matcher.importing.merging.taking import Key, Taking
from matcher.importing.report import Change, Counts, Entry, State
from matcher.importing.sheet import Remark, in_order
from matcher.registry.columns import cell
from matcher.registry.evidence import Fact
from matcher.registry.package.parsing import cells_of
from matcher.registry.package.proving import find_unproven
from matcher.registry.package.tables import TABLES
from matcher.registry.partnerships import Member
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.text import fold

_MOST_ROUNDS = 20
"""Each leaves out what the one before had hidden; there are few."""
_EVIDENCE = "evidence"


@dataclass(frozen=True)
class Merged:
    """A registry with what rows say, and what is to be reported of that.

    Parameters
    ----------
    registry : Registry
    entries : tuple of Entry
    counts : dict of str to Counts
    changes : tuple of Change
    remarks : tuple of Remark
    evidence : tuple of Fact
    """

    registry: Registry
    entries: tuple[Entry, ...]
    counts: dict[str, Counts]
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    evidence: tuple[Fact, ...]


def merge(known: Registry, gathered: Gathered) -> Merged:
    """The registry with all that was gathered, as far as it can be taken.

    Raises
    ------
    DatasetError
        If it would not be sound, and no row is to blame for that.
    """
    taking = Taking(known, gathered)
    for _ in range(_MOST_ROUNDS):
        refusals = [*find_taken_names(known.clusters, taking.clusters())]
        if not refusals:
            changed = taking.changed_fields()
            refusals = [*find_refusals(taking.registry(), changed)]
        if not taking.leave_out(refusals):
            break
    if refusals:
        faults = [Fault(one.table, 0, one.field, "", one.problem) for one in refusals]
        raise DatasetError(faults)
    return _merged(taking, gathered)


def _merged(taking: Taking, gathered: Gathered) -> Merged:
    states = {key: _state(taking, key) for key in taking.held}
    changed = {id for (_, id), state in states.items() if state != "unchanged"}
    ids = {id for told in changed for id in told.split()}
    registry, facts = without_contradicted(taking.registry(), ids)
    doubts = [doubt for _, held in taking.held.values() for doubt in held.doubts]
    return Merged(
        registry,
        tuple(_entries(taking, states)),
        {table: _counts(states, table) for table in RECORDS},
        tuple(_changes(taking)),
        (*gathered.remarks, *doubts, *taking.remarks),
        facts,
    )


def _state(taking: Taking, key: Key) -> State:
    if taking.is_new(key):
        return "new"
    return "updated" if taking.held[key][1].changes else "unchanged"


def _counts(states: dict[Key, State], table: str) -> Counts:
    found = [state for (of, _), state in states.items() if of == table]
    return Counts(*(found.count(state) for state in ("new", "updated", "unchanged")))


def _entries(taking: Taking, states: dict[Key, State]) -> Iterable[Entry]:
    for key in sorted(taking.held):
        record, _ = taking.held[key]
        if not isinstance(record, Member):
            name = record.name if isinstance(record, Cluster) else record.acronym
            places = (draft.place for draft in taking.told_of[key].drafts)
            first = min(places, key=in_order)
            yield Entry(*key, name, states[key], first, record)


def _changes(taking: Taking) -> Iterable[Change]:
    """What stood in the registry and stands there otherwise."""
    for key in sorted(taking.held):
        if not taking.is_new(key) or key[0] == "members":
            known = taking.told_of.get(("partnerships", key[1].split()[0]))
            if key[0] != "members" or (known and known.record):
                yield from taking.held[key][1].changes


def find_taken_names(
    known: Iterable[Cluster], merged: Mapping[str, Cluster]
) -> Iterator[Refusal]:
    """Every name of a merged organisation that another one has already.

    Parameters
    ----------
    known : iterable of Cluster
        Of the registry: they keep what they have.
    merged : mapping of str to Cluster
        By id, as they are to be.
    """
    holders: dict[str, str] = {}
    before: dict[str, set[str]] = {}
    for cluster in known:
        mine = before[cluster.id] = {name for _, name in _names_of(cluster)}
        holders |= dict.fromkeys(mine, cluster.id)
    for wanted in ("id", "name", "aliases"):
        for id in sorted(merged):
            for field, name in _names_of(merged[id]):
                if field != wanted or name in before.get(id, ()):
                    continue
                holder = holders.setdefault(name, id)
                if holder != id:
                    told = f"'{name}' is what '{holder}' is called too; say where or "
                    told += "since when, or say who is meant"
                    yield Refusal("clusters", id, field, told, name)


def _names_of(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """All that must mean this one alone, folded, by the fields that hold it."""
    yield "id", fold(cluster.id)
    yield "name", fold(cluster.name)
    for alias in cluster.aliases:
        if not is_acronym(alias):
            yield "aliases", fold(alias)


def without_contradicted(
    registry: Registry, ids: Collection[str]
) -> tuple[Registry, tuple[Fact, ...]]:
    """The registry without facts that say otherwise than their rows do now.

    Parameters
    ----------
    registry : Registry
    ids : collection of str
        Of organisations and partnerships that are not as before.

    Returns
    -------
    registry : Registry
        A note on why a row says otherwise goes where it says the same now.
    facts : tuple of Fact
        What was taken out.
    """
    # Of who is new no page tells yet: then facts need not be read in full.
    told = cells_of(TABLES[_EVIDENCE], registry.aside).get("id", ())
    if {*ids}.isdisjoint(told):
        return registry, ()
    known = registry.records_aside(_EVIDENCE)
    facts = [*known]
    positions = [n for n, fact in enumerate(facts) if fact.id in ids]
    tables = tables_of(registry)
    tables[_EVIDENCE] = rows_of_records(_EVIDENCE, [facts[n] for n in positions])
    gone: set[int] = set()
    for fault in [*find_unproven(tables)]:
        position = positions[fault.line // STEP]
        if fault.column == "note" and _only_note(fault):
            facts[position] = replace(facts[position], note="")
        else:
            gone.add(position)
    if not gone and facts == [*known]:
        return registry, ()
    kept = [fact for n, fact in enumerate(facts) if n not in gone]
    aside = {**registry.aside, _EVIDENCE: _text(kept)}
    return replace(registry, aside=aside), tuple(facts[n] for n in sorted(gone))


def _only_note(fault: Fault) -> bool:
    return "says the same" in fault.problem


def _text(facts: list[Fact]) -> str:
    names = [column.name for column in TABLES[_EVIDENCE].columns]
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(getattr(fact, name)) for name in names] for fact in facts)
    return stream.getvalue()
