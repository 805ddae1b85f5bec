"""What the pages about the product show: the ranking with its data, and the back-test.

In: a snapshot. Out: records, each with a `to_dict` for JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import SIGNALS
from matcher_web.about.model_card import signal_steps
from matcher_web.about.report import BESIDE, BacktestReport, is_packaged, published
from matcher_web.query.names import n_clusters
from matcher_web.snapshot import Snapshot, derived


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
    report : BacktestReport or None
        None where none is stored.
    stored : dict or None
        The same as it is stored.
    is_of_this : bool
        Whether this is the registry that it is stored with.
    """

    report: BacktestReport | None
    stored: dict[str, Any] | None
    is_of_this: bool

    def shown(self) -> dict[str, Any]:
        """What templates are given of it."""
        of_this = self.is_of_this or self.report is None
        return {
            "report": self.report,
            "of_this_registry": of_this,
            "BESIDE": BESIDE,
        }

    def to_dict(self) -> dict[str, Any]:
        """The report as it is stored, for JSON."""
        return {"report": self.stored, "of_this_registry": self.is_of_this}


@derived
def backtest_of(snapshot: Snapshot) -> Backtest:
    """The back-test, as a snapshot's pages show it."""
    found, is_of_this = published(), is_packaged(snapshot)
    if found is None:
        return Backtest(None, None, is_of_this)
    return Backtest(BacktestReport(found), found.to_dict(), is_of_this)
