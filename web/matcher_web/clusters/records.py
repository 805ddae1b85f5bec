"""One cluster: what is recorded, where it was, who would fit.

In: its id. Out: `ClusterFacts`, which its page and twin show.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from matcher import Cluster, Member, Partnership, Suggestion, picked
from matcher_web.facts.sheet import Sheet, make_sheet
from matcher_web.facts.words import OF_CLUSTERS
from matcher_web.snapshot import Snapshot

N_PREVIEW = 5


@dataclass(frozen=True)
class ClusterFacts:
    """One cluster: what is recorded, where it was, who would fit.

    Parameters
    ----------
    cluster : Cluster
    sheet : Sheet
        What is recorded, with its sources.
    markets : tuple of str
        With those of its partnerships.
    memberships : list of (Member, Partnership)
    suggestions, known_partners : list of Suggestion
        New partners, and those of partnerships before; each list best first.
    """

    cluster: Cluster
    sheet: Sheet
    markets: tuple[str, ...]
    memberships: list[tuple[Member, Partnership]]
    suggestions: list[Suggestion]
    known_partners: list[Suggestion]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "cluster": asdict(self.cluster),
            "markets": list(self.markets),
            "partnerships": [
                picked(partnership, "id", "acronym", "kind")
                | picked(member, "role", "since", "confidence", "source")
                for member, partnership in self.memberships
            ],
            **picked(self, "suggestions", "known_partners"),
            "evidence": self.sheet.to_dict(),
        }


def cluster_facts(snapshot: Snapshot, cluster_id: str) -> ClusterFacts:
    """What is known of one cluster."""
    registry = snapshot.registry
    cluster = registry.cluster(cluster_id)
    members = [one for one in registry.members if one.cluster == cluster_id]
    markets = snapshot.registry.markets_of(cluster_id)
    found = snapshot.recommender.answer(cluster_id, k=N_PREVIEW)
    return ClusterFacts(
        cluster=cluster,
        sheet=make_sheet(snapshot, cluster, OF_CLUSTERS, {"markets": markets}, members),
        markets=markets,
        memberships=[(one, registry.partnership(one.partnership)) for one in members],
        suggestions=found.suggestions,
        known_partners=found.known_partners,
    )
