"""One market, or one activity at it: what its page and its twins show.

In: the code of a market and a `MarketQuery`. Out: `MarketFacts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Activity, Completion, Count, NewPair, Presence
from matcher_web.markets.book import MarketBook, Opening, Round
from matcher_web.markets.query import MarketQuery
from matcher_web.wording import name_key


@dataclass(frozen=True)
class MarketFacts:
    """One market: everyone there, or all of one activity; who could join.

    Parameters
    ----------
    book : MarketBook
    code : str
    query : MarketQuery
    partnerships, clusters : tuple of Presence
        All of them, or those of the query's activity.
    openings : list of Opening
        The nearest white spaces; with an activity its own, if it is one.
    pairs : list of NewPair
    completions : list of Completion
    """

    book: MarketBook
    code: str
    query: MarketQuery
    partnerships: tuple[Presence, ...]
    clusters: tuple[Presence, ...]
    openings: list[Opening]
    pairs: list[NewPair]
    completions: list[Completion]

    @property
    def label(self) -> str:
        """What people call the market."""
        return self.book.vocabulary.label(self.code)

    @property
    def count(self) -> Count:
        """How many are listed, by name and by region."""
        return Count.of(self.partnerships, self.clusters)

    @property
    def around(self) -> list[str]:
        """Regions that hold the market; of a region, the countries that are stated."""
        markets = self.book.markets
        found = markets.overlapping(self.code)
        if self.code in self.book.vocabulary.regions:
            return [code for code in markets.codes if code in found]
        label = self.book.vocabulary.label
        return sorted(found, key=lambda code: name_key(label(code)))

    @property
    def over_time(self) -> list[tuple[Round, int]]:
        """How many partnerships state it by name, in each round that states any."""
        counts = self.book.markets.by_round(self.code)
        pairs = zip(self.book.rounds, counts, strict=True)
        return [(one, count) for one, count in pairs if one.n_stating]

    @property
    def present(self) -> list[tuple[Activity, Count]]:
        """Activities that go there, most partnerships first, then clusters."""
        counts = [
            (activity, self.book.reach.count(activity, self.code))
            for activity in self.book.reach.active(self.query.by)
        ]
        there = [(a, count) for a, count in counts if not count.nobody]
        return sorted(there, key=lambda found: [-n for n in found[1]])

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        book = self.book
        return {
            "query": self.query.to_dict(book.activities),
            "market": self.code,
            "label": self.label,
            "is_region": self.code in book.vocabulary.regions,
            **self.count._asdict(),
            "by_round": list(book.markets.by_round(self.code)),
            "found": {
                "partnerships": [p.to_dict() for p in self.partnerships],
                "clusters": [p.to_dict() for p in self.clusters],
            },
            "activities": [
                {**book.named(activity), **count._asdict()}
                for activity, count in self.present
            ],
            "white_spaces": [one.to_dict(book.named) for one in self.openings],
            "new_pairs": [pair.to_dict() for pair in self.pairs],
            "complete": [completion.to_dict() for completion in self.completions],
        }


def market_facts(book: MarketBook, code: str, query: MarketQuery) -> MarketFacts:
    """What is known of one market.

    Raises
    ------
    UnknownMarket
        If there is none with this code.
    """
    market, activity = book.markets.checked(code), query.activity
    if activity is None:
        spaces = book.white_spaces.ranked(query.by, markets=book.area(market))
        openings = [book.opened(s.activity, s.market) for s in spaces[: query.k]]
        here = book.markets.partnerships(market), book.markets.clusters(market)
        pairs, completions = book.matches(market)
    else:
        white = book.white_spaces.is_white(activity, market)
        openings = [book.opened(activity, market, times=4)] if white else []
        here = book.reach.those(activity, market)
        pairs, completions = [], []
    return MarketFacts(book, market, query, *here, openings, pairs, completions)
