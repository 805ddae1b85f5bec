"""Evidence: facts of the registry that a row contradicts now.

In: a registry as it is to be. Out: the same with the evidence that still holds, and
the facts that were taken out.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import replace
from io import StringIO

from matcher.errors import Fault
from matcher.importing.merging.soundness import STEP, rows_of_records, tables_of
from matcher.registry.columns import cell
from matcher.registry.evidence import Fact
from matcher.registry.package.proving import find_unproven
from matcher.registry.package.tables import TABLES
from matcher.registry.registry import Registry

_NAME = "evidence"


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
    if not ids or _NAME not in registry.aside:
        return registry, ()
    known = registry.records_aside(_NAME)
    facts = [*known]
    positions = [n for n, fact in enumerate(facts) if fact.id in ids]
    tables = tables_of(registry)
    tables[_NAME] = rows_of_records(_NAME, [facts[n] for n in positions])
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
    aside = {**registry.aside, _NAME: _text(kept)}
    return replace(registry, aside=aside), tuple(facts[n] for n in sorted(gone))


def _only_note(fault: Fault) -> bool:
    return "says the same" in fault.problem


def _text(facts: list[Fact]) -> str:
    names = [column.name for column in TABLES[_NAME].columns]
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(getattr(fact, name)) for name in names] for fact in facts)
    return stream.getvalue()
