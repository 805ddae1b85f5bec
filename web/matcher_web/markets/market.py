"""One market, or one activity at it: what its page and its twins show.

In: the code of a market and a `MarketQuery`. Out: `MarketFacts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matcher import fold
from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Count
from matcher_web.markets.book import (
    MarketBook,
    Matches,
    Opening,
    Round,
    matches,
    opened,
)
from matcher_web.markets.goers import Goers
from matcher_web.markets.query import MarketQuery
from matcher_web.markets.words import by_name
from matcher_web.tables import Table

_TIMES = 4
"""So many times as many prospects are named on the page of one white space."""


@dataclass(frozen=True)
class MarketFacts:
    """One market: everyone there, or all of one activity; who could join."""

    book: MarketBook
    query: MarketQuery
    code: str

    @property
    def label(self) -> str:
        """What people call the market."""
        return self.book.vocabulary.label(self.code)

    @property
    def is_region(self) -> bool:
        """Whether it is one, not a country."""
        return self.code in self.book.vocabulary.regions

    @cached_property
    def there(self) -> Goers:
        """All who go there, or those of the query's activity."""
        markets, activity = self.book.markets, self.query.activity
        if activity:
            return Goers(*self.book.reach.those(activity, self.code))
        return Goers(markets.partnerships(self.code), markets.clusters(self.code))

    @property
    def heading(self) -> str:
        """Who goes there, in numbers."""
        activity = self.query.activity
        name = self.book.activities.label(activity) if activity else "Who goes"
        joined = "in" if activity else "to"
        return f"{name} {joined} {self.label}: {by_name(self.there.count)}"

    @property
    def around(self) -> list[str]:
        """Regions that hold the market; of a region, the countries that are stated."""
        markets, label = self.book.markets, self.book.vocabulary.label
        found = markets.overlapping(self.code)
        if self.is_region:
            return [code for code in markets.codes if code in found]
        return sorted(found, key=lambda code: fold(label(code)))

    @property
    def over_time(self) -> list[tuple[Round, int]]:
        """How many partnerships state it by name, in each round that states any."""
        counts = self.book.markets.by_round(self.code)
        pairs = zip(self.book.rounds, counts, strict=True)
        return [(one, count) for one, count in pairs if one.n_stating]

    @property
    def present(self) -> list[tuple[Activity, Count]]:
        """Activities that go there, most partnerships first, then clusters."""
        reach = self.book.reach
        counts = [(a, reach.count(a, self.code)) for a in reach.active(self.query.by)]
        there = [(a, count) for a, count in counts if not count.nobody]
        return sorted(there, key=lambda found: [-n for n in found[1]])

    @cached_property
    def openings(self) -> list[Opening]:
        """The nearest white spaces; with an activity its own, if it is one."""
        snapshot, spaces = self.book.snapshot, self.book.white_spaces
        query, code = self.query, self.code
        if query.activity:
            is_white = spaces.is_white(query.activity, code)
            return [opened(snapshot, query.activity, code, _TIMES)] if is_white else []
        area = self.book.vocabulary.regions.get(code, (code,))
        found = spaces.ranked(query.by, markets=area)[: query.k]
        return [opened(snapshot, space.activity, space.market) for space in found]

    @property
    def unforeseen(self) -> list[Activity]:
        """What does not go there either, and nothing tells whether it should.

        White, and no partnership of it states any market: no count is expected.
        """
        spaces, code = self.book.white_spaces, self.code
        return [
            activity
            for activity in self.book.reach.active(self.query.by)
            if spaces.is_white(activity, code) and not spaces.expected(activity, code)
        ]

    @property
    def is_stated(self) -> bool:
        """Whether anybody states it by name, or, of a region, a country of it."""
        return self.code in self.book.markets.codes or (
            self.is_region and bool(self.around)
        )

    @cached_property
    def matches(self) -> Matches:
        """The best new pairs and consortia there; none of one activity alone."""
        if self.query.activity:
            return Matches([], [], (0, 0), (0, 0))
        return matches(self.book.snapshot, self.code)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.query.to_dict(),
            "market": self.code,
            "label": self.label,
            "is_region": self.is_region,
            **self.there.count._asdict(),
            "by_round": list(self.book.markets.by_round(self.code)),
            "found": self.there.to_dict(),
            "activities": [
                {**self.book.named(activity), **count._asdict()}
                for activity, count in self.present
            ],
            "white_spaces": [opening.to_dict() for opening in self.openings],
            "unforeseen": [self.book.named(one) for one in self.unforeseen],
            **self.matches.to_dict(),
        }

    def table(self) -> Table:
        """Everybody at the market."""
        return self.there.table(f"market-{self.code.lower()}", self.book.registry)
