"""Which clusters bridge two activities: the question of an address, and its answer.

In: the query of `/network`. Out: a `Crossing` that the page and its twins show, or
errors by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from matcher import FilterError
from matcher.explore.activities import Activities, Activity
from matcher.explore.network.connecting import Connector, Tie, connectors
from matcher_web.network.drawn import Drawn
from matcher_web.network.plan import network_of
from matcher_web.query.activities import (
    CHOOSE,
    ActivityChoices,
    activity_choices,
    read_activity,
)
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Table
from matcher_web.wording import counted, sentence

FIELDS = {"between": "Between", "and": "And"}
_N_NAMED = 4


@dataclass(frozen=True)
class Crossing:
    """Two activities and the clusters that bridge them.

    Parameters
    ----------
    snapshot : Snapshot
    drawn : Drawn
        The partnerships that tie clusters to each other.
    left, right : str
        Keys of the activities, as addresses write them.
    titles : tuple of (str, str)
        What people read for them.
    found : tuple of Connector
        The strongest first.
    """

    snapshot: Snapshot
    drawn: Drawn
    left: str
    right: str
    titles: tuple[str, str]
    found: tuple[Connector, ...]

    def parameters(self) -> dict[str, Any]:
        """The question as it stands in an address."""
        return {"between": self.left, "and": self.right, **self.drawn.parameters()}

    @property
    def shown(self) -> frozenset[tuple[str, str]]:
        """Kind and id of each that bridges, and of their partnerships."""
        teams = network_of(self.snapshot, self.drawn.found).registry.partnerships_of
        ids = {one.cluster.id for one in self.found}
        shown = {("cluster", id) for id in ids}
        return frozenset(shown | {("partnership", t) for id in ids for t in teams[id]})

    def reasons(self, found: Connector) -> list[str]:
        """Why a cluster bridges the two, in sentences."""
        ties = list(zip((found.left, found.right), self.titles, strict=True))
        if all(tie.works_in_it for tie, _ in ties):
            told = ["Works in both."]
            told += [self._known(tie, title) for tie, title in ties if tie.partners]
        else:
            told = [self._tied(tie, title) for tie, title in ties]
        if found.n_introductions:
            pairs = counted(found.n_introductions, "pair")
            told.append(f"Could introduce {pairs} of them who were never partners.")
        return told

    def _tied(self, tie: Tie, title: str) -> str:
        if not tie.works_in_it:
            return self._known(tie, title)
        if not tie.partners:
            return f"Works in {title}."
        return f"Works in {title} with {self._partners(tie)}."

    def _known(self, tie: Tie, title: str) -> str:
        return f"Has {self._partners(tie, f' in {title}')}."

    def _partners(self, tie: Tie, where: str = "") -> str:
        """How many partners, and the first of them by name."""
        names = [self.snapshot.registry.cluster(p).called for p in tie.partners]
        named, n_more = ", ".join(names[:_N_NAMED]), len(names[_N_NAMED:])
        more = f" and {n_more} more" if n_more else ""
        return f"{counted(len(names), 'partner')}{where}: {named}{more}"

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.parameters(),
            "n_connectors": len(self.found),
            "connectors": [connector.to_dict() for connector in self.found],
        }

    def table(self) -> Table:
        """All clusters that bridge the two."""
        cells = {name: attrgetter(path) for name, path in _COLUMNS.items()}
        return Table.of(
            "bridges",
            self.found,
            (*_COLUMNS, "reasons"),
            **cells,
            reasons=lambda found: " ".join(self.reasons(found)),
        )


_COLUMNS = {
    "rank": "rank",
    "id": "cluster.id",
    "name": "cluster.name",
    "country": "cluster.country",
    "strength": "strength",
    "works_in_left": "left.works_in_it",
    "partners_in_left": "left.partners",
    "works_in_right": "right.works_in_it",
    "partners_in_right": "right.partners",
    "n_introductions": "n_introductions",
}


def read_crossing(
    snapshot: Snapshot, drawn: Drawn, sent: Sent
) -> tuple[Crossing | None, dict[str, str]]:
    """The answer to what an address asks, and what is wrong with it by field.

    Returns
    -------
    Crossing or None, dict of str to str
        No crossing where none is asked for, or something is wrong.
    """
    reading, activities = Reading(sent), Activities(snapshot.vocabulary)
    if not any(map(reading.text, FIELDS)):
        return None, {}
    left, right = (read_activity(reading, activities, n, CHOOSE) for n in FIELDS)
    if not left or not right:
        return None, reading.faults
    try:
        registry = network_of(snapshot, drawn.found).registry
        found = connectors(registry, left, right)
    except FilterError as error:
        return None, {"and": sentence(str(error))}
    titles = activities.label(left), activities.label(right)
    keys = activities.key(left), activities.key(right)
    return Crossing(snapshot, drawn, *keys, titles, tuple(found)), {}


@derived
def crossing_choices(snapshot: Snapshot) -> ActivityChoices:
    """Every activity that a cluster works in, by kind: its key and label."""
    activities, clusters = Activities(snapshot.vocabulary), snapshot.registry.clusters
    return activity_choices(
        activities,
        lambda kind: {
            Activity(kind, code) for c in clusters for code in activities.of(c, kind)
        },
    )
