"""All markets beside all activities of one kind: who goes where, and where nobody is.

In: a `MarketQuery`. Out: `Overview` and `OverTime`, which the page and its twins show.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Count
from matcher.explore.markets.white_spaces import WhiteSpace
from matcher_web.markets.book import MarketBook, MarketRow, Opening, opened
from matcher_web.markets.query import MarketQuery
from matcher_web.markets.words import QUESTION
from matcher_web.tables import Cell, Table
from matcher_web.wording import counted


@dataclass(frozen=True)
class Overview:
    """All markets beside all activities of one kind, and the white spaces."""

    book: MarketBook
    query: MarketQuery

    @cached_property
    def rows(self) -> list[MarketRow]:
        """All markets in the order that is asked for."""
        return self.book.rows(self.query.sort)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All that anybody works in, of the kind that is asked for."""
        return self.book.reach.active(self.query.by)

    @cached_property
    def spaces(self) -> list[WhiteSpace]:
        """All white spaces of what is asked for."""
        return self.book.white_spaces.ranked(self.query.by, self.query.activity)

    @property
    def openings(self) -> list[Opening]:
        """The white spaces that are listed, each with who could fill it."""
        return [
            opened(self.book.snapshot, space.activity, space.market)
            for space in self.spaces[: self.query.k]
        ]

    @property
    def heading(self) -> str:
        """What is asked and, of one activity, the answer in numbers."""
        if not self.query.activity:
            return QUESTION
        name = self.book.activities.label(self.query.activity)
        n_spaces = counted(len(self.spaces), "white space")
        return f"Where {name} does not go, and related activities do: {n_spaces}"

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        reach, named = self.book.reach, self.book.named
        cells = [(a, row.code) for a in self.activities for row in self.rows]
        return {
            "query": self.query.to_dict(),
            "rounds": [asdict(one) for one in self.book.rounds],
            "markets": [row.to_dict() for row in self.rows],
            "cells": [
                {**named(activity), "market": market, **count._asdict()}
                for activity, market in cells
                for count in [reach.count(activity, market)]
                if not count.nobody
            ],
            "n_white_spaces": len(self.spaces),
            "white_spaces": [opening.to_dict() for opening in self.openings],
        }

    def table(self) -> Table:
        """Every activity at every market: how many go, and how many should.

        Notes
        -----
        White spaces come first, most expected first; then the rest in the order of the
        page. Only the rows of the query's activity, if it has one.
        """
        book, query = self.book, self.query
        activities = (query.activity,) if query.activity else self.activities
        white = dict.fromkeys((space.activity, space.market) for space in self.spaces)
        others = dict.fromkeys((a, row.code) for a in activities for row in self.rows)
        rows: list[list[Cell]] = [
            [
                book.activities.key(activity),
                book.activities.label(activity),
                market,
                book.vocabulary.label(market),
                *book.reach.count(activity, market),
                book.white_spaces.expected(activity, market),
                (activity, market) in white,
            ]
            for activity, market in {**white, **others}
        ]
        return Table(f"{query.by}-by-market", _CELL_COLUMNS, rows)


_CELL_COLUMNS = (
    *("activity", "activity_label", "market", "market_label"),
    *Count._fields,
    *("expected_partnerships", "white_space"),
)


@dataclass(frozen=True)
class OverTime:
    """How many partnerships go to each market, round by round."""

    book: MarketBook
    query: MarketQuery

    def table(self) -> Table:
        """Every market with how many go there, and how many in each round."""
        names = [one.label.lower().replace(" ", "_") for one in self.book.rounds]
        columns = ("market", "label", "is_region", *Count._fields, *names)
        rows: list[list[Cell]] = [
            [row.code, row.label, row.is_region, *row.count, *row.by_round]
            for row in self.book.rows(self.query.sort)
        ]
        return Table("markets-over-time", columns, rows)
