"""Merges what was gathered into a registry, and leaves out what would make it unsound.

In: a registry and a `Gathered`. Out: the registry with it, and what to report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.errors import DatasetError, Fault
from matcher.importing.identity.gathered import Gathered
from matcher.importing.merging.evidence import without_contradicted
from matcher.importing.merging.names import find_taken_names
from matcher.importing.merging.soundness import find_refusals
from matcher.importing.merging.taking import Key, Taking
from matcher.importing.report import Change, Counts, Entry, State
from matcher.importing.sheet import Remark, in_order
from matcher.registry.evidence import Fact
from matcher.registry.partnerships import Member
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry

_MOST_ROUNDS = 20
"""Each leaves out what the one before had hidden; there are few."""


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
        {
            table: _counts(states, table)
            for table in ("clusters", "partnerships", "members")
        },
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
