"""What answers a question: suggestions, whom a filter holds back, partnerships.

In: a `Question`. Out: an `Answer`, which holds the recommender's own score objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from matcher import Cluster, LeftOut, Suggestion, Synergy
from matcher_web.query.question import Question
from matcher_web.query.weights import weighted
from matcher_web.shortlist.asking import asker_of
from matcher_web.shortlist.sheet import Listed, readable_table
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table

N_PARTNERSHIPS = 5
OF_THE_CLUSTER = ("id", "name", "country", "city", "website", "status")
SUGGESTION_COLUMNS = (
    "rank",
    *OF_THE_CLUSTER,
    "score",
    "strength",
    "percentile",
    "their_rank",
    "alike",
    "complementary",
    "history",
    "agreement",
    "known_partner",
    "partnerships",
    "reasons",
)


@dataclass(frozen=True)
class Answer:
    """Partners and partnerships that fit, and who a filter holds back."""

    snapshot: Snapshot
    question: Question
    cluster: Cluster | None
    suggestions: list[Suggestion]
    left_out: list[LeftOut]
    partnerships: list[Synergy]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        fate = self.cluster.fate() if self.cluster else {}
        return {
            "query": {**self.question.to_dict(), **fate},
            "suggestions": [s.to_dict() for s in self.suggestions],
            "left_out": [left.to_dict() for left in self.left_out],
            "partnerships": [s.to_dict() for s in self.partnerships],
        }

    def table(self) -> Table:
        """The suggestions, best first, for people to read."""
        words = asker_of(self.snapshot, self.question).words
        listed = [Listed(found.cluster, found) for found in self.suggestions]
        return readable_table(
            self.snapshot, "partners", listed, f"Partners for {words}", words
        )


def answer(snapshot: Snapshot, question: Question) -> Answer:
    """Suggestions for a cluster or a description."""
    recommender, asked = weighted(snapshot, question.weights), question.asked
    filters = question.filters.arguments()
    found = recommender.answer(asked, k=question.k, **filters)
    fitting = recommender.suggest_partnerships(asked, k=N_PARTNERSHIPS, **filters)
    cluster = None
    if question.cluster_id:
        cluster = snapshot.registry.cluster(question.cluster_id)
    return Answer(
        snapshot, question, cluster, found.suggestions, found.left_out, fitting
    )


def suggestions_table(suggestions: Iterable[Suggestion], name: str) -> Table:
    """Suggestions, best first."""
    return Table.of(
        name,
        suggestions,
        SUGGESTION_COLUMNS,
        **{name: attrgetter(f"cluster.{name}") for name in OF_THE_CLUSTER},
        reasons=lambda s: " ".join(s.reasons),
    )
