"""One cluster: what is recorded, where it was, who would fit.

In: its id. Out: `ClusterFacts`, which its page and twin show.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from matcher import Cluster, Member, Partnership, Suggestion
from matcher_web.snapshot import Snapshot

N_PREVIEW = 5


@dataclass(frozen=True)
class ClusterFacts:
    """One cluster: what is recorded, where it was, who would fit."""

    cluster: Cluster
    markets: tuple[str, ...]
    memberships: list[tuple[Member, Partnership]]
    suggestions: list[Suggestion]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "cluster": asdict(self.cluster),
            "markets": list(self.markets),
            "partnerships": [
                {"id": p.id, "acronym": p.acronym, "role": m.role, "source": m.source}
                for m, p in self.memberships
            ],
            "suggestions": [s.to_dict() for s in self.suggestions],
        }


def cluster_facts(snapshot: Snapshot, cluster_id: str) -> ClusterFacts:
    """What is known of one cluster."""
    registry = snapshot.registry
    cluster = registry.cluster(cluster_id)
    memberships = [
        (member, registry.partnership(member.partnership))
        for member in registry.members
        if member.cluster == cluster_id
    ]
    suggestions = snapshot.recommender.suggest(cluster_id, k=N_PREVIEW)
    markets = snapshot.markets_of(cluster_id)
    return ClusterFacts(cluster, markets, memberships, suggestions)
