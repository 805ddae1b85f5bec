"""What the pages about the product show: the ranking with its data, and the back-test.

In: a snapshot. Out: records, each with a `to_dict` for JSON; of each signal, how much
it moves suggestions, in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from statistics import median
from typing import Any

import matcher
from matcher import SIGNALS, Suggestion, picked
from matcher_web.about.report import BESIDE, BacktestReport
from matcher_web.query.names import n_clusters
from matcher_web.snapshot import Snapshot, derived
from matcher_web.wording import MINUS, score_text

N_SAMPLED = 25


@dataclass(frozen=True)
class SignalStep:
    """What one signal adds where it speaks for a suggestion.

    Parameters
    ----------
    signal, title, kind : str
    adds : float
        Log-odds, the median of suggestions that have something of it, against having
        nothing of it.
    lacks : float
        Log-odds where both sides record it and nothing meets; 0 or less.
    share : float in [0, 1]
        Share of suggestions that have something of it.
    compared : float in [0, 1]
        `adds` as a share of the largest.
    leader : str
        Title of the signal that adds most.
    """

    signal: str
    title: str
    kind: str
    adds: float
    lacks: float
    share: float
    compared: float
    leader: str

    @property
    def sentence(self) -> str:
        """The same in words."""
        if self.adds == 0:
            return "It adds nothing in the lists of this registry."
        odds = f"which multiplies the odds by {exp(self.adds):.2g}"
        often = f"{self.share:.0%} of suggestions have it"
        lacks = score_text(self.lacks)
        without = "Having none of it costs next to nothing."
        if lacks.startswith(MINUS):
            without = f"Having none of it takes away {lacks.removeprefix(MINUS)}."
        if self.title == self.leader:
            return (
                f"It counts most: where a suggestion has it, it typically adds "
                f"{score_text(self.adds)}, {odds}. {often}. {without}"
            )
        return (
            f"It typically adds {score_text(self.adds)}, {odds}: "
            f"{self.compared:.0%} of what {self.leader} adds. {often}. {without}"
        )

    def to_dict(self) -> dict[str, Any]:
        """For JSON, beside the weight."""
        return {
            "typically_adds": self.adds,
            "having_none_adds": self.lacks,
            "share_of_suggestions": self.share,
            "sentence": self.sentence,
        }


@derived
def signal_steps(snapshot: Snapshot) -> list[SignalStep]:
    """What each signal typically adds, the largest first."""
    found = sampled_suggestions(snapshot)
    adds = {signal.name: _typical(found, signal.name) for signal in SIGNALS}
    most = max((step for step, _ in adds.values()), default=0.0)
    leader = next((s.title for s in SIGNALS if adds[s.name][0] == most), "")
    lacks = {
        name: -weight * reference
        for name, weight, reference in snapshot.recommender.weights
    }
    steps = [
        SignalStep(
            signal.name,
            signal.title,
            signal.kind,
            adds[signal.name][0],
            lacks[signal.name],
            adds[signal.name][1],
            adds[signal.name][0] / most if most else 0.0,
            leader,
        )
        for signal in SIGNALS
    ]
    return sorted(steps, key=lambda step: -step.adds)


def sampled_suggestions(snapshot: Snapshot) -> list[Suggestion]:
    """First tens of clusters spread evenly over the registry."""
    clusters = snapshot.registry.clusters
    step = max(1, len(clusters) // N_SAMPLED)
    return [
        suggestion
        for cluster in clusters[::step][:N_SAMPLED]
        for suggestion in snapshot.recommender.suggest(cluster.id)
    ]


def _typical(found: list[Suggestion], signal: str) -> tuple[float, float]:
    """Median of what a signal adds where there is any of it, and how often that is."""
    added = [
        part.contribution - part.baseline
        for suggestion in found
        for part in suggestion.contributions
        if part.signal == signal and part.value
    ]
    return (median(added), len(added) / len(found)) if added else (0.0, 0.0)


@dataclass(frozen=True)
class Ranking:
    """How suggestions are ranked, and what the data holds and lacks."""

    snapshot: Snapshot

    def to_dict(self) -> dict[str, Any]:
        """Every signal with its live weight, and the data in numbers."""
        recommender, registry = self.snapshot.recommender, self.snapshot.registry
        weights = {
            name: (weight, reference) for name, weight, reference in recommender.weights
        }
        steps = {step.signal: step for step in signal_steps(self.snapshot)}
        codings = [cluster.coding or "" for cluster in registry.clusters]
        return {
            "intercept": recommender.intercept,
            "signals": [
                {
                    "signal": signal.name,
                    **picked(signal, "title", "kind", "description"),
                    "weight": weights[signal.name][0],
                    "reference": weights[signal.name][1],
                    **steps[signal.name].to_dict(),
                }
                for signal in SIGNALS
            ],
            "data": {
                "clusters": len(registry.clusters),
                "countries": len(n_clusters(self.snapshot)["country"]),
                "partnerships": len(registry.partnerships),
                "members": len(registry.members),
                "markets": len(n_clusters(self.snapshot)["target_markets"]),
                "sectors": len(registry.vocabulary.sectors),
                "technologies": len(registry.vocabulary.technologies),
                "clusters_with_own_markets": sum(
                    bool(c.target_markets) for c in registry.clusters
                ),
                "clusters_with_website": sum(
                    bool(c.website) for c in registry.clusters
                ),
                "clusters_in_no_partnership": sum(
                    not ids for ids in registry.partnerships_of.values()
                ),
                "partnerships_with_three_members": sum(
                    len(ids) >= 3 for ids in registry.members_of.values()
                ),
                "coding": {word: codings.count(word) for word in sorted(set(codings))},
            },
        }


@dataclass(frozen=True)
class Backtest:
    """The back-test that ships with the product.

    Parameters
    ----------
    report : BacktestReport
    is_of_this : bool
        Whether this is the registry that it is stored with.
    """

    report: BacktestReport
    is_of_this: bool

    def shown(self) -> dict[str, Any]:
        """What templates are given of it."""
        return {
            "report": self.report,
            "of_this_registry": self.is_of_this,
            "BESIDE": BESIDE,
        }

    def to_dict(self) -> dict[str, Any]:
        """The report as it is stored, for JSON."""
        stored = self.report.found.to_dict()
        return {"report": stored, "of_this_registry": self.is_of_this}


@derived
def backtest_of(snapshot: Snapshot) -> Backtest:
    """The back-test, as a snapshot's pages show it."""
    found = BacktestReport(matcher.published_backtest())
    return Backtest(found, snapshot.registry == matcher.load_registry())
