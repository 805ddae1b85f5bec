"""What the pages of markets look up, worked out once for a snapshot.

In: the snapshot. Out: `MarketBook`: the domain's own objects, and what takes more than
a moment, kept once it was asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from matcher import fold, picked, plain
from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Count, Markets
from matcher.explore.markets.prospects import Prospect, Prospects
from matcher.explore.markets.reach import Reach
from matcher.explore.markets.white_spaces import WhiteSpace, WhiteSpaces
from matcher.explore.matches import (
    MOST_CLUSTERS,
    Completion,
    NewPair,
    best_completions,
    best_new_pairs,
    clusters_there,
    most_completed,
    partnerships_there,
)
from matcher_web.query.activities import ActivityChoices, activity_choices
from matcher_web.snapshot import Snapshot, derived, recent

N_CLUSTERS = 3
N_PARTNERSHIPS = 2
N_MATCHES = 5
N_MARKETS_KEPT = 64
N_SPACES_KEPT = 1024
"""So many markets, and so many white spaces, are kept once they were asked for."""


@dataclass(frozen=True)
class Round:
    """One generation of partnerships; all that have none are the last.

    Parameters
    ----------
    label : str
    year : str
        In which most of a generation began; empty where none is recorded.
    n_partnerships : int
    n_stating : int
        How many of them state a market.
    """

    label: str
    year: str
    n_partnerships: int
    n_stating: int


@dataclass(frozen=True)
class MarketRow:
    """One market: how many go there, by name and by region, and when."""

    code: str
    label: str
    is_region: bool
    count: Count
    by_round: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "market": self.code,
            **picked(self, "label", "is_region"),
            **self.count._asdict(),
            **picked(self, "by_round"),
        }


ORDERS: dict[str, Callable[[MarketRow], Any]] = {
    "partnerships": lambda row: 0,  # they come so
    "clusters": lambda row: -row.count.clusters,
    "name": lambda row: fold(row.label),
}


class MarketBook:
    """Who goes where, where nobody goes, and who could.

    Parameters
    ----------
    snapshot : Snapshot
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.registry = snapshot.registry
        self.vocabulary = snapshot.vocabulary
        self.markets = Markets(self.registry)
        self.reach = Reach(self.markets)
        self.activities = self.reach.activities
        self.white_spaces = WhiteSpaces(self.reach)
        self.prospects = Prospects(self.reach)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """Every round, in the order of `Markets.rounds`."""
        return tuple(map(self._round, self.markets.rounds))

    def _round(self, generation: int | None) -> Round:
        inside = [p for p in self.registry.partnerships if p.generation == generation]
        label, year = "Other cooperation", ""
        if generation is not None:
            years = Counter(p.start[:4] for p in inside if p.start)
            year = min(years, key=lambda year: (-years[year], year), default="")
            label = f"Generation {generation}"
        return Round(
            label, year, len(inside), sum(bool(p.target_markets) for p in inside)
        )

    @cached_property
    def choices(self) -> ActivityChoices:
        """Every activity that anybody works in, by kind: its key and label."""
        return activity_choices(self.activities, self.reach.active)

    @cached_property
    def busiest(self) -> int:
        """The most partnerships that any market has in one round."""
        return max((n for row in self._rows for n in row.by_round), default=1)

    def rows(self, sort: str) -> list[MarketRow]:
        """Every market that anybody states: countries first, then regions."""
        order = ORDERS[sort]
        return sorted(self._rows, key=lambda row: (row.is_region, order(row)))

    @cached_property
    def _rows(self) -> tuple[MarketRow, ...]:
        markets, vocabulary = self.markets, self.vocabulary
        return tuple(
            MarketRow(
                code,
                vocabulary.label(code),
                code in vocabulary.regions,
                markets.count(code),
                markets.by_round(code),
            )
            for code in markets.codes
        )

    def named(self, activity: Activity) -> dict[str, Any]:
        """An activity by its key, kind and label, for JSON."""
        return {
            "activity": self.activities.key(activity),
            "kind": activity.kind,
            "label": self.activities.label(activity),
        }


@derived
def market_book(snapshot: Snapshot) -> MarketBook:
    """The book of a snapshot; made on first use and kept."""
    return MarketBook(snapshot)


@dataclass(frozen=True)
class Opening:
    """A white space with who could fill it."""

    book: MarketBook
    space: WhiteSpace
    clusters: list[Prospect]
    partnerships: list[Prospect]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        named = self.book.named
        return {
            **named(self.space.activity),
            **picked(self.space, "market", "expected", "n_partnerships"),
            "related": [
                {
                    **named(related.activity),
                    "relatedness": related.relatedness,
                    "partnerships": related.n_partnerships,
                }
                for related in self.space.related
            ],
            **picked(self, "clusters", "partnerships"),
        }


@recent(N_SPACES_KEPT)
def opened(
    snapshot: Snapshot, activity: Activity, market: str, times: int = 1
) -> Opening:
    """One white space with who could fill it; so many times as many as listed."""
    book = market_book(snapshot)
    return Opening(
        book,
        book.white_spaces.space(activity, market),
        book.prospects.clusters(activity, market, N_CLUSTERS * times),
        book.prospects.partnerships(activity, market, N_PARTNERSHIPS * times),
    )


class Matches(NamedTuple):
    """The best new pairs at a market, and the best consortia to complete.

    Parameters
    ----------
    pairs : list of NewPair
    completions : list of Completion
    n_clusters, n_partnerships : (int, int)
        Of how many that are there so many were looked at.
    """

    pairs: list[NewPair]
    completions: list[Completion]
    n_clusters: tuple[int, int]
    n_partnerships: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON; how many are left out, where any are."""
        counts = {"clusters": self.n_clusters, "partnerships": self.n_partnerships}
        return {
            "new_pairs": plain(self.pairs),
            "complete": plain(self.completions),
            **{
                f"n_{noun}_left_out": there - looked_at
                for noun, (looked_at, there) in counts.items()
                if looked_at < there
            },
        }


@recent(N_MARKETS_KEPT)
def matches(snapshot: Snapshot, market: str) -> Matches:
    """Who would fit best at a market."""
    recommender, markets = snapshot.recommender, market_book(snapshot).markets
    n_clusters = len(clusters_there(markets, market))
    n_partnerships = len(partnerships_there(markets, market))
    most = most_completed(len(snapshot.registry.clusters))
    return Matches(
        best_new_pairs(recommender, markets, market, N_MATCHES),
        best_completions(recommender, markets, market, N_MATCHES),
        (min(n_clusters, MOST_CLUSTERS), n_clusters),
        (min(n_partnerships, most), n_partnerships),
    )
