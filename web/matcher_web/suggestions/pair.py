"""One pair, opened: why the two fit, what meets, what only one brings, what would help.

In: a cluster or a description, and a cluster. Out: `Pair`, which the page and its
twins show.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from matcher import Cluster, CodeContribution, Profile, Suggestion
from matcher.explore.improve import WhatIf, what_would_raise
from matcher_web.query.question import Question
from matcher_web.query.weights import Weights, weighted
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table, score_table

_PROFILE = ("country", "sectors", "technologies", "target_markets", "focus")


@dataclass(frozen=True)
class Meeting:
    """What two sides record in one field.

    Parameters
    ----------
    name, title : str
    left, right : tuple of str
        Codes of each side; empty where it records nothing.
    wider : tuple of str
        What people read for what codes of both belong to, where no code itself meets:
        an ecosystem, a region.
    """

    name: str
    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    wider: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[str, ...]:
        """Codes that meet."""
        return tuple(code for code in self.left if code in self.right)

    @property
    def only_left(self) -> tuple[str, ...]:
        """Codes that only the left side brings."""
        return tuple(code for code in self.left if code not in self.right)

    @property
    def only_right(self) -> tuple[str, ...]:
        """Codes that only the right side brings."""
        return tuple(code for code in self.right if code not in self.left)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "both": list(self.both),
            "only_left": list(self.only_left),
            "only_right": list(self.only_right),
        }


@dataclass(frozen=True)
class Pair:
    """One pair, opened.

    Parameters
    ----------
    left : Cluster or None
        Who asks; None for a description.
    profile : Profile
        What describes who asks.
    suggestion : Suggestion
        Who is proposed, and why.
    question : Question
        Who asks, and with what goals and weights.
    meetings : tuple of Meeting
    what_if : WhatIf
    """

    left: Cluster | None
    profile: Profile
    suggestion: Suggestion
    question: Question
    meetings: tuple[Meeting, ...]
    what_if: WhatIf

    @property
    def weights(self) -> Weights:
        """What counts otherwise than as learnt."""
        return self.question.weights

    @property
    def right(self) -> Cluster:
        """Who is proposed."""
        return self.suggestion.cluster

    @property
    def words(self) -> tuple[CodeContribution, ...]:
        """Words of the focus and activities that both use."""
        return self.suggestion.met("words")

    @property
    def partners_in_common(self) -> tuple[CodeContribution, ...]:
        """Clusters that were partners of both, the one that tells most first."""
        return self.suggestion.met("partners")

    def table(self) -> Table:
        """How the score adds up, one signal a row."""
        return score_table(self.suggestion, "pair")

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        found = self.suggestion.to_dict()
        del found["cluster"]
        described = {name: getattr(self.profile, name) for name in _PROFILE}
        return {
            "left": self.left and {**self.left.named(), **self.left.fate()},
            "profile": described,
            "right": {**self.right.named(), **self.right.fate()},
            **({"goals": asdict(self.question.wanted)} if self.question.wanted else {}),
            **self.weights.to_dict(),
            **found,
            "codes": {meeting.name: meeting.to_dict() for meeting in self.meetings},
            "partners_in_common": [code.code for code in self.partners_in_common],
            "what_would_raise": self.what_if.to_dict(),
        }


def open_pair(snapshot: Snapshot, question: Question, right: str) -> Pair:
    """Why who asks and a cluster fit.

    Raises
    ------
    UnknownCluster
        If an id is in no registry.
    ProfileError, FilterError
    """
    registry, left = snapshot.registry, question.asked
    known = registry.cluster(left) if isinstance(left, str) else None
    profile = known or left
    assert not isinstance(profile, str)
    recommender = weighted(snapshot, question.weights)
    suggestion = recommender.explain(left, right, goals=question.wanted)
    return Pair(
        left=known,
        profile=profile,
        suggestion=suggestion,
        question=question,
        meetings=_meetings(
            question.asking(registry), registry.as_compared(right), suggestion
        ),
        what_if=what_would_raise(recommender, left, right),
    )


def _meetings(
    left: Profile, right: Profile, suggestion: Suggestion
) -> tuple[Meeting, ...]:
    def meeting(name: str, title: str, field: str) -> Meeting:
        wider = tuple(code.label for code in suggestion.met(name) if code.wider)
        return Meeting(name, title, getattr(left, field), getattr(right, field), wider)

    return (
        Meeting("country", "Country", _one(left.country), _one(right.country)),
        meeting("sectors", "Sectors", "sectors"),
        meeting("technologies", "Technologies", "technologies"),
        meeting("markets", "Markets", "target_markets"),
    )


def _one(code: str) -> tuple[str, ...]:
    return (code,) if code else ()
