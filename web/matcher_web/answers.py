"""What a page and its twins show, worked out once for all of them.

In: a `Question` or ids from the address. Out: records that hold the recommender's own
score objects, each with a `to_dict` for JSON; pages draw the same records.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from matcher import (
    SIGNALS,
    Cluster,
    LeftOut,
    Member,
    Partnership,
    Suggestion,
    Synergy,
)
from matcher_web.about.model_card import signal_steps
from matcher_web.query.names import n_clusters
from matcher_web.query.question import Question, filter_name
from matcher_web.query.weights import weighted
from matcher_web.snapshot import Snapshot

N_PARTNERSHIPS = 5
N_PREVIEW = 5


@dataclass(frozen=True)
class Answer:
    """Partners and partnerships that fit, and who a filter holds back."""

    question: Question
    cluster: Cluster | None
    suggestions: list[Suggestion]
    left_out: list[LeftOut]
    partnerships: list[Synergy]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        question = self.question
        asked: dict[str, Any] = {"cluster": question.cluster_id}
        if not question.cluster_id:
            asked = {"profile": asdict(question.profile)}
        return {
            "query": {
                **asked,
                "k": question.k,
                "filters": question.filters.to_dict(),
                **question.weights.to_dict(),
            },
            "suggestions": [s.to_dict() for s in self.suggestions],
            "left_out": [
                {
                    "filter": filter_name(left.filter),
                    "reason": left.reason,
                    "suggestion": left.suggestion.to_dict(),
                }
                for left in self.left_out
            ],
            "partnerships": [s.to_dict() for s in self.partnerships],
        }


def answer(snapshot: Snapshot, question: Question) -> Answer:
    """Suggestions for a cluster or a description."""
    recommender = weighted(snapshot, question.weights)
    asked, k = question.asked, question.k
    filters = question.filters.arguments()
    cluster = None
    if question.cluster_id:
        cluster = snapshot.registry.cluster(question.cluster_id)
    return Answer(
        question,
        cluster,
        recommender.suggest(asked, k=k, **filters),
        recommender.left_out(asked, k=k, **filters),
        recommender.suggest_partnerships(asked, k=N_PARTNERSHIPS, **filters),
    )


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


def ranking(snapshot: Snapshot) -> dict[str, Any]:
    """How suggestions are ranked: every signal with its live weight, and the data."""
    recommender, registry = snapshot.recommender, snapshot.registry
    weights = {
        name: (weight, reference) for name, weight, reference in recommender.weights
    }
    steps = {step.signal: step for step in signal_steps(snapshot)}
    codings = [cluster.coding or "" for cluster in registry.clusters]
    return {
        "intercept": recommender.intercept,
        "signals": [
            {
                "signal": signal.name,
                "title": signal.title,
                "kind": signal.kind,
                "description": signal.description,
                "weight": weights[signal.name][0],
                "reference": weights[signal.name][1],
                **steps[signal.name].to_dict(),
            }
            for signal in SIGNALS
        ],
        "data": {
            "clusters": len(registry.clusters),
            "countries": len(n_clusters(snapshot)["country"]),
            "partnerships": len(registry.partnerships),
            "members": len(registry.members),
            "markets": len(n_clusters(snapshot)["target_markets"]),
            "sectors": len(registry.vocabulary.sectors),
            "technologies": len(registry.vocabulary.technologies),
            "clusters_with_own_markets": sum(
                bool(c.target_markets) for c in registry.clusters
            ),
            "clusters_with_website": sum(bool(c.website) for c in registry.clusters),
            "clusters_in_no_partnership": sum(
                not ids for ids in registry.partnerships_of.values()
            ),
            "partnerships_with_three_members": sum(
                len(ids) >= 3 for ids in registry.members_of.values()
            ),
            "coding": {word: codings.count(word) for word in sorted(set(codings))},
        },
    }
