"""What is answered about all markets: an overview, or one of two questions.

In: a `MarketQuery`. Out: `Overview`, `Absences` or `Together`: records that the page
and its twins show, each part of them worked out when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Count, Presence
from matcher.explore.markets.prospects import Prospect
from matcher.explore.markets.reach import Gap
from matcher_web.markets.book import MarketBook, Opening, opened
from matcher_web.markets.goers import Goers
from matcher_web.markets.overview import Overview
from matcher_web.markets.query import MarketQuery
from matcher_web.markets.words import in_numbers
from matcher_web.shortlist.asking import named
from matcher_web.tables import Table
from matcher_web.wording import counted


@dataclass(frozen=True)
class Absence:
    """One market where the absent activity could go.

    Parameters
    ----------
    gap : Gap
    there : Goers
        Of the present activity, by name.
    opening : Opening
        Who of the absent activity could go.
    """

    gap: Gap
    there: Goers
    opening: Opening


@dataclass(frozen=True)
class Absences:
    """Where one activity is absent and another goes, and who could follow."""

    book: MarketBook
    query: MarketQuery
    absent: Activity
    present: Activity

    @cached_property
    def found(self) -> list[Absence]:
        """The markets, those where the absent one is not even by region first."""
        reach, snapshot = self.book.reach, self.book.snapshot
        return [
            Absence(
                gap,
                Goers(*reach.those(self.present, gap.market)).by_name,
                opened(snapshot, self.absent, gap.market),
            )
            for gap in reach.gaps(self.absent, self.present)
        ]

    @property
    def heading(self) -> str:
        """What is asked, and how many markets answer it."""
        absent, present = map(self.book.activities.label, (self.absent, self.present))
        n_markets = counted(len(self.found), "market")
        return f"Where {absent} is absent and {present} goes: {n_markets}"

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.query.to_dict(),
            "absent": self.book.named(self.absent),
            "present": self.book.named(self.present),
            "markets": [
                {
                    "market": one.gap.market,
                    "label": self.book.vocabulary.label(one.gap.market),
                    "absent": one.gap.absent._asdict(),
                    "present": one.gap.present._asdict(),
                    **one.there.to_dict(),
                    "could_go": one.opening.to_dict(),
                }
                for one in self.found
            ],
        }

    def table(self) -> Table:
        """The markets, each with who goes there and who could."""
        keys, label = self.query.keys, self.book.vocabulary.label
        cells: dict[str, Callable[[Absence], Any]] = {
            "market": lambda one: one.gap.market,
            "label": lambda one: label(one.gap.market),
            "absent": lambda one: keys["absent"],
            "absent_partnerships_by_region": (
                lambda one: one.gap.absent.partnerships_by_region
            ),
            "absent_clusters_by_region": lambda one: one.gap.absent.clusters_by_region,
            "present": lambda one: keys["present"],
            "present_partnerships": lambda one: _ids(one.there.partnerships),
            "present_clusters": lambda one: _ids(one.there.clusters),
            "clusters_that_could_go": lambda one: _ids(one.opening.clusters),
            "reasons": lambda one: " ".join(
                reason for p in one.opening.clusters for reason in p.reasons
            ),
        }
        return Table.of("absent-and-present", self.found, tuple(cells), **cells)


def _ids(found: Iterable[Presence | Prospect]) -> list[str]:
    return [one.id for one in found]


@dataclass(frozen=True)
class Together:
    """Who targets all of some markets."""

    book: MarketBook
    query: MarketQuery

    @property
    def markets(self) -> tuple[str, ...]:
        """Those that must all be targeted."""
        return self.query.together

    @cached_property
    def there(self) -> Goers:
        """Everybody who targets all of them."""
        return self._at_all(self.markets)

    @cached_property
    def without(self) -> list[tuple[str, Count]]:
        """How many target all but one: which to take off where nobody is found."""
        codes = self.markets if len(self.markets) > 1 else ()
        rest = {code: [c for c in codes if c != code] for code in codes}
        return [(code, self._at_all(others).count) for code, others in rest.items()]

    def _at_all(self, codes: Sequence[str]) -> Goers:
        markets = self.book.markets
        found = markets.partnerships_at_all(codes), markets.clusters_at_all(codes)
        return Goers(*found)

    @property
    def n_at_once(self) -> int:
        """How many clusters have all in their own record, or by one partnership."""
        return sum(cluster.at_once for cluster in self.there.clusters)

    @property
    def n_pieced_together(self) -> int:
        """How many clusters have all only by several records and partnerships."""
        return len(self.there.clusters) - self.n_at_once

    @property
    def heading(self) -> str:
        """What is asked, and who answers it in numbers."""
        names = named(self.book.snapshot.labels(self.markets), len(self.markets))
        there = self.there
        numbers = in_numbers(len(there.partnerships), len(there.clusters))
        return f"Who targets {names}: {numbers or 'nobody'}"

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": self.query.to_dict(),
            "all": list(self.markets),
            **self.there.count._asdict(),
            "clusters_at_once": self.n_at_once,
            "clusters_pieced_together": self.n_pieced_together,
            "found": self.there.to_dict(),
            "without": [{"market": m, **count._asdict()} for m, count in self.without],
        }

    def table(self) -> Table:
        """Everybody who targets all of them."""
        return self.there.table("all-of-these-markets", self.book.registry)


def answer(book: MarketBook, query: MarketQuery) -> Overview | Absences | Together:
    """What a question is answered with: an overview where nothing special is asked."""
    if query.absent and query.present:
        return Absences(book, query, query.absent, query.present)
    return Together(book, query) if query.together else Overview(book, query)
