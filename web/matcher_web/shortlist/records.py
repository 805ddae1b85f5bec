"""The shortlist with all that is shown of it.

In: a `Shortlist` and who asks. Out: `ShortlistFacts`, which its page and twins show,
and `Completion`: who would complete those on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from matcher import Cluster, Goals, Suggestion, picked, plain
from matcher_web.query.question import Question
from matcher_web.query.weights import weighted
from matcher_web.shortlist.asking import Asker, fit, named
from matcher_web.shortlist.chosen import NOTE, Shortlist
from matcher_web.shortlist.introduction import introduction
from matcher_web.shortlist.sheet import Listed, readable_table, running_of
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table


@dataclass(frozen=True)
class Entry:
    """One cluster of the shortlist.

    Parameters
    ----------
    cluster : Cluster
    note : str
    markets : tuple of str
        With those of its partnerships.
    running : list of str
        Ids of partnerships that run.
    found : Suggestion or None
        How it fits who asks; None where nobody asks, or itself.
    introduction : str
        A text from who asks; empty likewise.
    """

    cluster: Cluster
    note: str
    markets: tuple[str, ...]
    running: list[str]
    found: Suggestion | None
    introduction: str

    @property
    def field(self) -> str:
        """The field of its note."""
        return NOTE + self.cluster.id

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        cluster = self.cluster
        facts = ("city", "website", "label", "focus", "sectors", "technologies")
        return {
            "cluster": {
                **cluster.named(),
                **picked(cluster, *facts),
                "markets": list(self.markets),
            },
            "note": self.note,
            "running_partnerships": self.running,
            "suggestion": self.found and self.found.to_dict(),
            "introduction": self.introduction,
        }


@dataclass(frozen=True)
class ShortlistFacts:
    """The shortlist and who asks."""

    snapshot: Snapshot
    shortlist: Shortlist
    asker: Asker | None
    entries: list[Entry]

    @property
    def typed(self) -> Mapping[str, str]:
        """Notes as they were typed, by cluster."""
        return {**self.shortlist.notes, **self.shortlist.typed}

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.asker and self.asker.question.to_dict(),
            "asked_by": self.asker.words if self.asker else "",
            "shortlist": plain(self.entries),
        }

    def table(self) -> Table:
        """One cluster a row, with its note."""
        listed = [Listed(one.cluster, one.found, one.note) for one in self.entries]
        asked_by = self.asker.words if self.asker else ""
        title = f"Shortlist for {asked_by}" if asked_by else "Shortlist"
        return readable_table(
            self.snapshot, "shortlist", listed, title, asked_by, notes=True
        )


def shortlist_facts(
    snapshot: Snapshot, shortlist: Shortlist, asker: Asker | None
) -> ShortlistFacts:
    """What is known of the clusters of a shortlist, and how they fit who asks."""
    entries = []
    for cluster_id in shortlist.ids:
        found = fit(snapshot, asker, cluster_id)
        entries.append(
            Entry(
                cluster=snapshot.registry.cluster(cluster_id),
                note=shortlist.notes.get(cluster_id, ""),
                markets=snapshot.registry.markets_of(cluster_id),
                running=running_of(snapshot.registry, cluster_id),
                found=found,
                introduction=introduction(snapshot, asker.question, found)
                if asker and found
                else "",
            )
        )
    return ShortlistFacts(snapshot, shortlist, asker, entries)


@dataclass(frozen=True)
class Completion:
    """Some clusters and who would complete them.

    Parameters
    ----------
    snapshot : Snapshot
    team : tuple of Cluster
        Who asks first, if it is in the registry.
    asker : Asker or None
    question : Question
        With what goals, filters and weights.
    suggestions, known_partners : list of Suggestion
        New partners, and those whom one of them has worked with; each list best first.
    """

    snapshot: Snapshot
    team: tuple[Cluster, ...]
    asker: Asker | None
    question: Question
    suggestions: list[Suggestion]
    known_partners: list[Suggestion]

    @property
    def names(self) -> str:
        """The team as a list in a sentence."""
        return named([cluster.called for cluster in self.team], most=4)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.question.to_dict() if self.asker else None,
            **({"goals": asdict(self.question.wanted)} if self.question.wanted else {}),
            "clusters": [cluster.named() for cluster in self.team],
            **picked(self, "suggestions", "known_partners"),
        }

    def table(self) -> Table:
        """New partners, best first, then known ones."""
        every = (*self.suggestions, *self.known_partners)
        listed = [Listed(found.cluster, found) for found in every]
        title = f"Who would complete {self.names}"
        return readable_table(self.snapshot, "complete", listed, title, self.names)


def complete(
    snapshot: Snapshot,
    chosen: tuple[Cluster, ...],
    asker: Asker | None,
    goals: Goals,
    k: int,
) -> Completion:
    """Who would complete some clusters.

    Parameters
    ----------
    snapshot : Snapshot
    chosen : tuple of Cluster
    asker : Asker or None
    goals : Goals
        What who joins should bring; where nothing is said, what who asks wants.
    k : int

    Raises
    ------
    FilterError
        If there is no cluster.
    """
    question = asker.question if asker else Question()
    if goals:
        question = replace(question, goals=goals)
    asking = [question.known] if question.known else []
    ids = dict.fromkeys([*asking, *(one.id for one in chosen)])
    found = weighted(snapshot, question.weights).answer(
        list(ids), k=k, goals=question.wanted, **question.filters.arguments()
    )
    team = tuple(map(snapshot.registry.cluster, ids))
    new, known = found.suggestions, found.known_partners
    return Completion(snapshot, team, asker, question, new, known)
