"""What the pages of markets look up, worked out once for an application.

In: the snapshot. Out: `MarketBook`: the domain's own objects, with what takes more
than a moment kept once it was asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from matcher import (
    Activity,
    Completion,
    Count,
    Markets,
    NewPair,
    Prospect,
    Prospects,
    Reach,
    WhiteSpace,
    WhiteSpaces,
    best_completions,
    best_new_pairs,
)
from matcher_web.snapshot import Snapshot, derived
from matcher_web.wording import name_key

N_CLUSTERS = 3
N_PARTNERSHIPS = 2
N_MATCHES = 5
N_KEPT = 1024
"""So many markets, and so many white spaces, are kept once they were asked for."""


@dataclass(frozen=True)
class Opening:
    """A white space with who could fill it."""

    space: WhiteSpace
    clusters: list[Prospect]
    partnerships: list[Prospect]

    def to_dict(self, named: Callable[[Activity], dict[str, Any]]) -> dict[str, Any]:
        """The same words as keys, for JSON; `named` tells of an activity."""
        return {
            **named(self.space.activity),
            "market": self.space.market,
            "expected": self.space.expected,
            "n_partnerships": self.space.n_partnerships,
            "related": [
                {
                    **named(related.activity),
                    "relatedness": related.relatedness,
                    "partnerships": related.n_partnerships,
                }
                for related in self.space.related
            ],
            "clusters": [prospect.to_dict() for prospect in self.clusters],
            "partnerships": [prospect.to_dict() for prospect in self.partnerships],
        }


@dataclass(frozen=True)
class Round:
    """One generation of partnerships, or those that have none.

    Parameters
    ----------
    label : str
    year : str
        In which most of them began; empty where none is recorded.
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
        self.opened = lru_cache(N_KEPT)(self._opened)
        self.matches = lru_cache(N_KEPT)(self._matches)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """Every round, in the order of `Markets.rounds`."""
        made = []
        for generation in self.markets.rounds:
            inside = [
                p for p in self.registry.partnerships if p.generation == generation
            ]
            years = Counter(p.start[:4] for p in inside if p.start)
            programmes = sorted({p.programme.upper() for p in inside if p.programme})
            label = f"Generation {generation}"
            if generation is None:
                label = ", ".join(programmes) or "No generation"
            year = min(years, key=lambda year: (-years[year], year), default="")
            n_stating = sum(bool(p.target_markets) for p in inside)
            made.append(Round(label, year, len(inside), n_stating))
        return tuple(made)

    @property
    def busiest(self) -> int:
        """The most partnerships that any market has in one round."""
        return max((n for row in self._rows for n in row.by_round), default=1)

    def rows(self, sort: str) -> list[MarketRow]:
        """Every market that anybody states: countries first, then regions."""
        rows = list(self._rows)
        if sort == "name":
            rows.sort(key=lambda row: name_key(row.label))
        elif sort == "clusters":
            rows.sort(key=lambda row: -row.count.clusters)
        return sorted(rows, key=lambda row: row.is_region)

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

    def _opened(self, activity: Activity, market: str, times: int = 1) -> Opening:
        """One white space with who could fill it; so many times as many as listed."""
        space = self.white_spaces.space(activity, market)
        return Opening(
            space,
            self.prospects.clusters(activity, market, N_CLUSTERS * times),
            self.prospects.partnerships(activity, market, N_PARTNERSHIPS * times),
        )

    def _matches(self, market: str) -> tuple[list[NewPair], list[Completion]]:
        """The best new pairs at a market, and the best consortia to complete."""
        recommender = self.snapshot.recommender
        return (
            best_new_pairs(recommender, self.markets, market, N_MATCHES),
            best_completions(recommender, self.markets, market, N_MATCHES),
        )

    def area(self, market: str) -> tuple[str, ...]:
        """The market; or, for a region, its countries."""
        return self.vocabulary.regions.get(market, (market,))

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
