"""What answers a question: suggestions, whom a filter holds back, partnerships.

In: a `Question`. Out: an `Answer`, which holds the recommender's own score objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import (
    Cluster,
    LeftOut,
    Proposed,
    Suggestion,
    Synergy,
    VarietyCost,
    picked,
    proposed_codes,
)
from matcher_web.query.question import Question
from matcher_web.query.weights import weighted
from matcher_web.shortlist.asking import asker_of
from matcher_web.shortlist.sheet import Listed, readable_table
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table

N_TO_JOIN = 5
N_TO_LEARN_FROM = 3


@dataclass(frozen=True)
class Answer:
    """Partners and partnerships that fit, and who a filter holds back.

    Parameters
    ----------
    question : Question
    cluster : Cluster or None
        Who asks; None for a description.
    suggestions, known_partners : list of Suggestion
        New partners, and those of partnerships before; each list best first.
    left_out : list of LeftOut
    partnerships, ended_partnerships : list of Synergy
        What can be joined, and what can only be learnt from.
    variety : VarietyCost or None
        What it costs that the suggestions differ; None where that is not asked.
    """

    snapshot: Snapshot
    question: Question
    cluster: Cluster | None
    suggestions: list[Suggestion]
    known_partners: list[Suggestion]
    left_out: list[LeftOut]
    partnerships: list[Synergy]
    ended_partnerships: list[Synergy]
    variety: VarietyCost | None = None

    @property
    def proposed(self) -> list[Proposed]:
        """Codes that the focus speaks of; none of a named cluster."""
        if self.cluster:
            return []
        return proposed_codes(self.snapshot.registry.finder, self.question.profile)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        fate = self.cluster.fate() if self.cluster else {}
        return {
            "query": {**self.question.to_dict(), **fate},
            **picked(self, "proposed", "suggestions", "known_partners", "left_out"),
            **(picked(self, "variety") if self.variety else {}),
            **picked(self, "partnerships", "ended_partnerships"),
        }

    def table(self) -> Table:
        """New partners, best first, then known ones, for people to read."""
        words = asker_of(self.snapshot, self.question).words
        every = (*self.suggestions, *self.known_partners)
        listed = [Listed(found.cluster, found) for found in every]
        return readable_table(
            self.snapshot, "partners", listed, f"Partners for {words}", words
        )


def answer(snapshot: Snapshot, question: Question) -> Answer:
    """Suggestions for a cluster or a description."""
    recommender, asked = weighted(snapshot, question.weights), question.asked
    filters = question.filters.arguments()
    found = recommender.answer(
        asked,
        k=question.k,
        goals=question.wanted,
        variety=question.variety,
        **filters,
    )
    running, ended = recommender.running_and_ended(
        asked, N_TO_JOIN, N_TO_LEARN_FROM, **filters
    )
    cluster = None
    if question.cluster_id:
        cluster = snapshot.registry.cluster(question.cluster_id)
    return Answer(
        snapshot,
        question,
        cluster,
        found.suggestions,
        found.known_partners,
        found.left_out,
        running,
        ended,
        found.variety,
    )
