"""Who would complete some clusters, with who asks among them if it is registered.

In: clusters and who asks. Out: a `Completion`, which its page and twins show.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from matcher import Cluster, Goals, Suggestion
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
