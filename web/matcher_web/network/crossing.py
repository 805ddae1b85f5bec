"""Which clusters bridge two activities: the question of an address, and its answer.

In: the query string of `/network`. Out: a `Crossing` that the page and its twins show,
or errors by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from werkzeug.datastructures import MultiDict

from matcher import (
    Activities,
    Activity,
    ActivityKind,
    Connector,
    FilterError,
    Tie,
    connectors,
)
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Cell, Table
from matcher_web.wording import counted, name_key, sentence

FIELDS = {"between": "Between", "and": "And"}
CHOOSE = "Choose a sector, a technology or an ecosystem here too."
_N_NAMED = 4


@dataclass(frozen=True)
class Crossing:
    """Two activities and the clusters that bridge them.

    Parameters
    ----------
    left, right : str
        Keys of the activities, as addresses write them.
    titles : tuple of (str, str)
        What people read for them.
    found : tuple of Connector
        The strongest first.
    """

    left: str
    right: str
    titles: tuple[str, str]
    found: tuple[Connector, ...]

    def parameters(self) -> dict[str, str]:
        """The question as it stands in an address."""
        return {"between": self.left, "and": self.right}

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.parameters(),
            "n_connectors": len(self.found),
            "connectors": [connector.to_dict() for connector in self.found],
        }


def read_crossing(
    sent: MultiDict[str, str], snapshot: Snapshot
) -> tuple[Crossing | None, dict[str, str]]:
    """The answer to what an address asks, and what is wrong with it by field.

    Returns
    -------
    Crossing or None, dict of str to str
        No crossing where none is asked for, or something is wrong.
    """
    given = {name: sent.get(name, "").strip()[:80] for name in FIELDS}
    if not any(given.values()):
        return None, {}
    activities = Activities(snapshot.vocabulary)
    found: dict[str, Activity] = {}
    faults: dict[str, str] = {}
    for name, text in given.items():
        try:
            found[name] = activities.find(text)
        except FilterError as error:
            faults[name] = sentence(str(error)) if text else CHOOSE
    if faults:
        return None, faults
    left, right = found.values()
    try:
        listed = connectors(snapshot.registry, left, right)
    except FilterError as error:
        return None, {"and": sentence(str(error))}
    titles = activities.label(left), activities.label(right)
    keys = activities.key(left), activities.key(right)
    return Crossing(*keys, titles, tuple(listed)), {}


def reasons(snapshot: Snapshot, crossing: Crossing, found: Connector) -> list[str]:
    """Why a cluster bridges two activities, in sentences."""
    ties = list(zip((found.left, found.right), crossing.titles, strict=True))
    if all(tie.works_in_it for tie, _ in ties):
        told = ["Works in both."]
        told += [_known(snapshot, tie, title) for tie, title in ties if tie.partners]
    else:
        told = [_tied(snapshot, tie, title) for tie, title in ties]
    if found.n_introductions:
        pairs = counted(found.n_introductions, "pair")
        told.append(f"Could introduce {pairs} of them who were never partners.")
    return told


def _tied(snapshot: Snapshot, tie: Tie, title: str) -> str:
    if not tie.works_in_it:
        return _known(snapshot, tie, title)
    if not tie.partners:
        return f"Works in {title}."
    n_partners = counted(len(tie.partners), "partner")
    return f"Works in {title} with {n_partners}: {_named(snapshot, tie)}."


def _known(snapshot: Snapshot, tie: Tie, title: str) -> str:
    n_partners = counted(len(tie.partners), "partner")
    return f"Has {n_partners} in {title}: {_named(snapshot, tie)}."


def _named(snapshot: Snapshot, tie: Tie) -> str:
    named = tie.partners[:_N_NAMED]
    names = [snapshot.registry.cluster(partner).called for partner in named]
    rest = len(tie.partners) - len(names)
    return ", ".join(names) + (f" and {rest} more" if rest else "")


@derived
def activity_choices(
    snapshot: Snapshot,
) -> tuple[tuple[ActivityKind, tuple[tuple[str, str], ...]], ...]:
    """Every activity that a cluster works in, by kind: its key and label."""
    activities = Activities(snapshot.vocabulary)
    made = []
    for kind in get_args(ActivityKind)[::-1]:
        used = {
            Activity(kind, code)
            for cluster in snapshot.registry.clusters
            for code in activities.of(cluster, kind)
        }
        choices = ((activities.key(a), activities.label(a)) for a in used)
        made.append((kind, tuple(sorted(choices, key=lambda c: name_key(c[1])))))
    return tuple(made)


def crossing_table(snapshot: Snapshot, crossing: Crossing) -> Table:
    """All clusters that bridge two activities."""
    columns = (
        "rank",
        "id",
        "name",
        "country",
        "strength",
        "works_in_left",
        "partners_in_left",
        "works_in_right",
        "partners_in_right",
        "n_introductions",
        "reasons",
    )
    rows: list[list[Cell]] = [
        [
            found.rank,
            found.cluster.id,
            found.cluster.name,
            found.cluster.country,
            found.strength,
            found.left.works_in_it,
            ";".join(found.left.partners),
            found.right.works_in_it,
            ";".join(found.right.partners),
            found.n_introductions,
            " ".join(reasons(snapshot, crossing, found)),
        ]
        for found in crossing.found
    ]
    return Table("bridges", columns, rows)
