"""What the recommender answers with: suggestions, synergies and why.

A `Score` holds `Contribution` records that add up to it exactly, each split over the
codes that caused it, and says the reasons in sentences. Every view (page, terminal,
CSV, API) shows these same records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, cast, get_args

from matcher.model.contributions import CodeContribution, Contribution, Kind, in_words
from matcher.model.goals.grounds import Ground
from matcher.model.signals import SIGNALS
from matcher.registry.columns import picked
from matcher.registry.partnerships import Partnership, Standing
from matcher.registry.records import Cluster

FACTS = (
    *("city", "website", "members", "label", "status", "successor"),
    "target_markets",
)
"""Plain facts that JSON tells of a cluster that is suggested."""

LEAST = 1e-10
"""What adds no more than this is lost where scores are rounded, and is no reason."""


Opened = tuple[Contribution, ...]


class _WhenAsked:
    """Holds contributions, or what opens them when somebody looks at them."""

    def __get__(self, score: Score | None, owner: type | None = None) -> Opened:
        if score is None:
            raise AttributeError("contributions are of a score")
        held: Opened | Callable[[], Opened] = score.__dict__["contributions"]
        if not isinstance(held, tuple):
            held = score.__dict__["contributions"] = held()
        return held

    def __set__(self, score: Score, given: Opened) -> None:
        score.__dict__["contributions"] = given


def when_asked(opening: Callable[[], Opened]) -> Opened:
    """Contributions of a score that are opened once they are asked for: few are."""
    return cast(Opened, opening)


@dataclass(frozen=True)
class Score:
    """One score, opened: ``intercept`` and ``contributions`` add up to ``score``.

    Parameters
    ----------
    score : float
        Log-odds.
    intercept : float
    contributions : tuple of Contribution
        In the order of the signals.
    percentile : float in [0, 100]
        Share of this profile's candidates with a lower affinity.
    strength : str
        The affinity in words, by where it stands among all pairs of the registry; for a
        consortium among its candidates. Equals have equal words.
    """

    score: float
    intercept: float
    contributions: Opened
    percentile: float
    strength: str

    @property
    def affinity(self) -> float:
        """The score less what goals add: what was learnt, in log-odds."""
        return self.score - self.parts.get("goal", 0.0)

    @cached_property
    def parts(self) -> dict[Kind, float]:
        """Log-odds that the signals of each kind add together.

        Agreement is there where a consortium asks, goals where something is wanted.
        """
        parts = dict.fromkeys((signal.kind for signal in SIGNALS), 0.0)
        for c in self.contributions:
            parts[c.kind] = parts.get(c.kind, 0.0) + c.contribution
        return parts

    def met(self, what: str) -> tuple[CodeContribution, ...]:
        """What met in the signals of that: of sectors, of words, of partners."""
        found = (c.codes for c in self.contributions if c.info.meets == what)
        return tuple(chain.from_iterable(found))

    @property
    def of_consortium(self) -> bool:
        """Whether a consortium asks, whose members agree more or less."""
        return "agreement" in self.parts

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Sentences for what speaks for the pair, the weightiest first."""
        return self._reasons(self.contributions)

    @property
    def learnt_reasons(self) -> tuple[str, ...]:
        """Those among them that hold whatever is wanted."""
        return self._reasons([c for c in self.contributions if c.kind != "goal"])

    @property
    def wanted_reasons(self) -> tuple[str, ...]:
        """Those among them that serve what is wanted."""
        return self._reasons([c for c in self.contributions if c.kind == "goal"])

    def _reasons(
        self, parts: Iterable[Contribution], of_members: bool = False
    ) -> tuple[str, ...]:
        shown = [c for c in parts if c.contribution > LEAST]
        shown.sort(key=lambda c: -c.contribution)
        for plain in (False, True):  # plain words where there is nothing else to say
            found = (in_words(c, of_members, plain) for c in shown)
            if told := tuple(sentence for sentence in found if sentence):
                return told
        return ()

    def score_dict(self) -> dict[str, Any]:
        """The score with all its parts, for JSON."""
        told = ("score", "affinity", "intercept", "percentile", "strength")
        parts = {kind: self.parts.get(kind, 0) for kind in get_args(Kind)}
        return picked(self, *told) | parts | picked(self, "reasons", "contributions")


# After it is made, so that it is no default.
setattr(Score, "contributions", _WhenAsked())  # noqa: B010


@dataclass(frozen=True)
class Suggestion(Score):
    """A cluster proposed, with its score, rank and reasons.

    Parameters
    ----------
    cluster : Cluster
        Who is proposed.
    rank : int
        From 1, within the list that was asked for.
    their_rank : int
        Rank of the asking side in the cluster's own list of all candidates; for a
        consortium that of the member that stands highest there.
    n_candidates : int
        How many candidates the percentile counts over.
    n_in_their_list : int
        How many `their_rank` counts over; a visitor counts as one more.
    partnerships : tuple of str
        Ids of partnerships both were in; empty for new partners.
    markets : tuple of str
        Where the cluster goes: its own markets and those of its partnerships.
    grounds : tuple of Ground
        By which fact it serves each thing that is wanted, or that none is recorded.
    """

    cluster: Cluster
    rank: int
    their_rank: int
    n_candidates: int
    n_in_their_list: int
    partnerships: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()

    @property
    def known_partner(self) -> bool:
        """Whether both were in a partnership together."""
        return bool(self.partnerships)

    @property
    def served(self) -> str:
        """How many of the wanted markets it serves; empty where there is but one."""
        wanted = [one.value > 0 for one in self.grounds if one.goal == "markets"]
        if len(wanted) < 2:  # the ground itself says it
            return ""
        return f"serves {sum(wanted)} of your {len(wanted)} markets"

    def to_dict(self) -> dict[str, Any]:
        """The suggestion with all its parts, for JSON."""
        facts = self.cluster.named() | picked(self.cluster, *FACTS)
        ranked = ("their_rank", "n_candidates", "n_in_their_list", "known_partner")
        return {
            "rank": self.rank,
            "cluster": facts | picked(self, "markets"),
            **picked(self, *ranked, "partnerships", "grounds"),
            **self.score_dict(),
        }


@dataclass(frozen=True)
class Synergy(Score):
    """A partnership proposed, with its score, rank and reasons.

    Parameters
    ----------
    partnership : Partnership
        What is proposed.
    rank : int
        From 1, within the list that was asked for.
    standing : Standing
        Whether it runs or has ended, as of the date of the facts.
    shared_members : tuple of str
        Ids of clusters that stand on both sides.
    """

    partnership: Partnership
    rank: int
    standing: Standing
    shared_members: tuple[str, ...] = ()

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Sentences for what speaks for the two, the weightiest first."""
        return self._reasons(self.contributions, of_members=True)

    def to_dict(self) -> dict[str, Any]:
        """The synergy with all its parts, for JSON."""
        named = ("id", "acronym", "generation", "programme", "kind")
        told = {"standing": self.standing.state, "end": self.standing.end}
        return {
            "rank": self.rank,
            "partnership": picked(self.partnership, *named) | told,
            **picked(self, "shared_members"),
            **self.score_dict(),
        }
