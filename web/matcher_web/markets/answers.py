"""What the pages of markets and their twins show, worked out once for all of them.

In: a `MarketQuery`. Out: records of the domain's own objects,
each with a `to_dict` for JSON; pages draw the same records and tables list them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from matcher import Activity, Count, Gap, Presence, WhiteSpace
from matcher_web.markets.book import MarketBook, MarketRow, Opening, Round
from matcher_web.markets.query import MarketQuery


@dataclass(frozen=True)
class Overview:
    """All markets beside all activities of one kind, and the white spaces."""

    query: MarketQuery
    book: MarketBook
    rounds: tuple[Round, ...]
    rows: list[MarketRow]
    activities: tuple[Activity, ...]
    spaces: list[WhiteSpace]

    @property
    def openings(self) -> list[Opening]:
        """The white spaces that are listed, each with who could fill it."""
        shown = self.spaces[: self.query.k]
        return [self.book.opened(space.activity, space.market) for space in shown]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        reach, named = self.book.reach, self.book.named
        return {
            "query": self.query.to_dict(self.book.activities),
            "rounds": [asdict(one) for one in self.rounds],
            "markets": [
                {
                    "market": row.code,
                    "label": row.label,
                    "is_region": row.is_region,
                    **row.count._asdict(),
                    "by_round": list(row.by_round),
                }
                for row in self.rows
            ],
            "cells": [
                {
                    **named(activity),
                    "market": row.code,
                    **reach.count(activity, row.code)._asdict(),
                }
                for activity in self.activities
                for row in self.rows
                if not reach.count(activity, row.code).nobody
            ],
            "n_white_spaces": len(self.spaces),
            "white_spaces": [opening.to_dict(named) for opening in self.openings],
        }


def overview(book: MarketBook, query: MarketQuery) -> Overview:
    """All markets, and all white spaces of what the query asks for."""
    return Overview(
        query,
        book,
        book.rounds,
        book.rows(query.sort),
        book.reach.active(query.by),
        book.white_spaces.ranked(query.by, query.activity),
    )


@dataclass(frozen=True)
class Absence:
    """One market where the absent activity could go.

    Parameters
    ----------
    gap : Gap
    partnerships, clusters : tuple of Presence
        Of the present activity, by name.
    opening : Opening
        Who of the absent activity could go.
    """

    gap: Gap
    partnerships: tuple[Presence, ...]
    clusters: tuple[Presence, ...]
    opening: Opening


@dataclass(frozen=True)
class Absences:
    """Where one activity is absent and another goes."""

    book: MarketBook
    absent: Activity
    present: Activity
    found: list[Absence]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "absent": self.book.named(self.absent),
            "present": self.book.named(self.present),
            "markets": [
                {
                    "market": one.gap.market,
                    "label": self.book.vocabulary.label(one.gap.market),
                    "absent": one.gap.absent._asdict(),
                    "present": one.gap.present._asdict(),
                    "partnerships": [p.to_dict() for p in one.partnerships],
                    "clusters": [p.to_dict() for p in one.clusters],
                    "could_go": one.opening.to_dict(self.book.named),
                }
                for one in self.found
            ],
        }


def absences(book: MarketBook, absent: Activity, present: Activity) -> Absences:
    """Where one activity is absent and another goes, and who could follow."""
    found = []
    for gap in book.reach.gaps(absent, present):
        partnerships, clusters = book.reach.those(present, gap.market)
        found.append(
            Absence(
                gap,
                _by_name(partnerships),
                _by_name(clusters),
                book.opened(absent, gap.market),
            )
        )
    return Absences(book, absent, present, found)


def _by_name(found: Iterable[Presence]) -> tuple[Presence, ...]:
    return tuple(presence for presence in found if presence.by_name)


@dataclass(frozen=True)
class Together:
    """Who targets all of some markets.

    Parameters
    ----------
    book : MarketBook
    markets : tuple of str
    partnerships, clusters : tuple of Presence
    without : tuple of (str, Count)
        How many target all but this one: what to take off where nobody is found.
    """

    book: MarketBook
    markets: tuple[str, ...]
    partnerships: tuple[Presence, ...]
    clusters: tuple[Presence, ...]
    without: tuple[tuple[str, Count], ...]

    def label(self, code: str) -> str:
        """What people call a market."""
        return self.book.vocabulary.label(code)

    @property
    def count(self) -> Count:
        """How many, by name and by region."""
        return Count.of(self.partnerships, self.clusters)

    @property
    def n_at_once(self) -> int:
        """How many clusters have all in their own record, or by one partnership."""
        return sum(cluster.at_once for cluster in self.clusters)

    @property
    def n_pieced_together(self) -> int:
        """How many clusters have all only by several records and partnerships."""
        return len(self.clusters) - self.n_at_once

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "all": list(self.markets),
            **self.count._asdict(),
            "clusters_at_once": self.n_at_once,
            "clusters_pieced_together": self.n_pieced_together,
            "found": {
                "partnerships": [p.to_dict() for p in self.partnerships],
                "clusters": [p.to_dict() for p in self.clusters],
            },
            "without": [{"market": m, **count._asdict()} for m, count in self.without],
        }


def together(book: MarketBook, codes: tuple[str, ...]) -> Together:
    """Who targets every one of some markets."""
    markets = book.markets
    without = []
    for code in codes if len(codes) > 1 else ():
        rest = [other for other in codes if other != code]
        found = markets.partnerships_at_all(rest), markets.clusters_at_all(rest)
        without.append((code, Count.of(*found)))
    return Together(
        book,
        codes,
        markets.partnerships_at_all(codes),
        markets.clusters_at_all(codes),
        tuple(without),
    )
