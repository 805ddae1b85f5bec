"""Who would complete some clusters, with who asks among them if it is registered.

In: clusters and who asks. Out: a `Completion`, which its page and twins show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Cluster, Suggestion
from matcher_web.query.question import Question
from matcher_web.query.weights import weighted
from matcher_web.shortlist.asking import Asker, named
from matcher_web.shortlist.sheet import Listed, readable_table
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table


@dataclass(frozen=True)
class Completion:
    """Some clusters and who would complete them.

    Parameters
    ----------
    snapshot : Snapshot
    team : tuple of Cluster
        Who asks first, if it is in the registry.
    asker : Asker or None
    suggestions, known_partners : list of Suggestion
        New partners, and those whom one of them has worked with; each list best first.
    """

    snapshot: Snapshot
    team: tuple[Cluster, ...]
    asker: Asker | None
    suggestions: list[Suggestion]
    known_partners: list[Suggestion]

    @property
    def names(self) -> str:
        """The team as a list in a sentence."""
        return named([cluster.called for cluster in self.team], most=4)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.asker and self.asker.question.to_dict(),
            "clusters": [cluster.named() for cluster in self.team],
            "suggestions": [found.to_dict() for found in self.suggestions],
            "known_partners": [found.to_dict() for found in self.known_partners],
        }

    def table(self) -> Table:
        """New partners, best first, then known ones."""
        every = (*self.suggestions, *self.known_partners)
        listed = [Listed(found.cluster, found) for found in every]
        title = f"Who would complete {self.names}"
        return readable_table(self.snapshot, "complete", listed, title, self.names)


def complete(
    snapshot: Snapshot, chosen: tuple[Cluster, ...], asker: Asker | None, k: int
) -> Completion:
    """Who would complete some clusters.

    Raises
    ------
    FilterError
        If there is no cluster.
    """
    question = asker.question if asker else Question()
    asking = [question.known] if question.known else []
    ids = dict.fromkeys([*asking, *(one.id for one in chosen)])
    found = weighted(snapshot, question.weights).answer(
        list(ids), k=k, goals=question.wanted, **question.filters.arguments()
    )
    team = tuple(map(snapshot.registry.cluster, ids))
    return Completion(snapshot, team, asker, found.suggestions, found.known_partners)
