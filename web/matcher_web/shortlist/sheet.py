"""Lists of clusters as tables that people read: words for codes, and the question.

In: `Listed` clusters and who asks. Out: a `Table` whose file is called after the
question and whose rows say for whom they are. Programs read the JSON twin instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matcher import Cluster, Registry, Suggestion, fold
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Cell, Table

_MOST_OF_A_NAME = 60


@dataclass(frozen=True)
class Listed:
    """One cluster of a list, with why it is there.

    Parameters
    ----------
    cluster : Cluster
    found : Suggestion or None
        How it fits who asks, if anybody does.
    note : str
    """

    cluster: Cluster
    found: Suggestion | None = None
    note: str = ""


def running_of(registry: Registry, cluster_id: str) -> list[str]:
    """Ids of its partnerships that may run still: those that may be joined."""
    return [
        one
        for one in registry.partnerships_of[cluster_id]
        if registry.partnership(one).may_be_joined(registry.as_of)
    ]


Columns = dict[str, Callable[[Listed], Cell]]


def facts_of(snapshot: Snapshot) -> Columns:
    """What is recorded of a cluster, in words."""

    def labels(codes: Iterable[str]) -> str:
        return "; ".join(snapshot.labels(codes))

    def running(one: Listed) -> str:
        ids = running_of(snapshot.registry, one.cluster.id)
        return "; ".join(map(snapshot.registry.title_of, ids)) or "none on record"

    return {
        "Name": lambda one: one.cluster.name,
        "Country": lambda one: snapshot.vocabulary.label(one.cluster.country),
        "City": lambda one: one.cluster.city,
        "What it does": lambda one: one.cluster.focus,
        "Sectors": lambda one: labels(one.cluster.sectors),
        "Technologies": lambda one: labels(one.cluster.technologies),
        "Markets": lambda one: labels(snapshot.registry.markets_of(one.cluster.id)),
        "Members": lambda one: one.cluster.members,
        "Quality label": lambda one: one.cluster.label.capitalize(),
        "Running partnerships": running,
        "Website": lambda one: one.cluster.website,
        "Registry id": lambda one: one.cluster.id,
    }


def reasons_of(snapshot: Snapshot) -> Columns:
    """How a cluster fits who asks."""

    def of(make: Callable[[Suggestion], Cell]) -> Callable[[Listed], Cell]:
        return lambda one: make(one.found) if one.found else None

    def together(found: Suggestion) -> str:
        return "; ".join(map(snapshot.registry.title_of, found.partnerships))

    return {
        "Fit": of(lambda found: found.strength),
        "Ahead of, % of candidates": of(lambda found: int(found.percentile)),
        "Your place in their list": of(lambda found: found.their_rank or None),
        "Partners in": of(together),
        "Why it fits": of(lambda found: " ".join(found.reasons)),
        "Score": of(lambda found: round(found.score, 2)),
    }


def readable_table(
    snapshot: Snapshot,
    name: str,
    listed: Sequence[Listed],
    title: str,
    asked_by: str = "",
    notes: bool = False,
) -> Table:
    """A list of clusters as a table that people read.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        Of the sheet.
    listed : sequence of Listed
    title : str
        What was asked; the file is called after it and the date of the facts.
    asked_by : str
        Who asks, in words; without it there is nothing to fit.
    notes : bool
        Whether it has a column of notes.
    """
    columns: Columns = {
        **facts_of(snapshot),
        **(reasons_of(snapshot) if asked_by else {}),
        **({"Note": lambda one: one.note} if notes else {}),
        **({"Asked by": lambda one: asked_by} if asked_by else {}),
    }
    rows = [
        [place, *(make(one) for make in columns.values())]
        for place, one in enumerate(listed, start=1)
    ]
    told = [("Question", title), ("Asked by", asked_by)]
    about = tuple(pair for pair in told if pair[1])
    return Table(name, ("Place", *columns), rows, file_name(title), about)


def file_name(title: str) -> str:
    """A title as the name of a file, in letters that every system takes.

    Examples
    --------
    >>> file_name("Partners for Clúster Alimentario de Galicia")
    'partners-for-cluster-alimentario-de-galicia'
    """
    words = re.sub("[^a-z0-9]+", "-", fold(title)).strip("-")
    return words[:_MOST_OF_A_NAME].rstrip("-")
