"""How far each activity reaches: sectors, technologies and ecosystems by market.

In: `Markets`. Out: `Reach`, which counts the clusters and partnerships of an activity
at a market, and finds the markets where one activity goes and another does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from matcher.explore.activities import Activities, Activity, ActivityKind
from matcher.explore.markets.presence import Count, Markets, Presence
from matcher.registry.records import Partnership, Profile

Cells = dict[tuple[str, str], Count]
"""Counts by code of the activity and market; nothing where nobody is."""


class Gap(NamedTuple):
    """A market where one activity goes by name and another does not."""

    market: str
    absent: Count
    present: Count


class Reach:
    """Which activities reach which markets.

    Parameters
    ----------
    markets : Markets

    Examples
    --------
    >>> from matcher import Markets, Reach, load_registry
    >>> reach = Reach(Markets(load_registry()))
    >>> find = reach.activities.find
    >>> food, packaging = find("food-processing"), find("paper-packaging")
    >>> [gap.market for gap in reach.gaps(absent=food, present=packaging)]
    ['IL', 'TN', 'TW']
    """

    def __init__(self, markets: Markets) -> None:
        self.markets = markets
        self.activities = Activities(markets.vocabulary)
        self._totals: dict[ActivityKind, tuple[Counter[str], Counter[str]]] = {}
        self._cells: dict[ActivityKind, Cells] = {}

    def active(self, kind: ActivityKind) -> tuple[Activity, ...]:
        """Activities of one kind that anybody works in.

        Returns
        -------
        tuple of Activity
            Most partnerships first, then clusters, then code.
        """
        partnerships, clusters = self._totals_of(kind)
        used = partnerships.keys() | clusters.keys()
        in_order = sorted(used, key=lambda c: (-partnerships[c], -clusters[c], c))
        return tuple(Activity(kind, code) for code in in_order)

    def totals(self, activity: Activity) -> tuple[int, int]:
        """How many partnerships and clusters work in it, wherever they go."""
        partnerships, clusters = self._totals_of(activity.kind)
        return partnerships[activity.code], clusters[activity.code]

    def _totals_of(self, kind: ActivityKind) -> tuple[Counter[str], Counter[str]]:
        if kind not in self._totals:

            def count(records: Iterable[Profile | Partnership]) -> Counter[str]:
                return Counter(a for r in records for a in self.activities.of(r, kind))

            registry = self.markets.registry
            found = count(registry.partnerships), count(registry.clusters)
            self._totals[kind] = found
        return self._totals[kind]

    def count(self, activity: Activity, market: str) -> Count:
        """How many of an activity are at a market, by name and by region."""
        return self._cells_of(activity.kind).get((activity.code, market), Count())

    def those(
        self, activity: Activity, market: str
    ) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
        """Partnerships and clusters of an activity at a market, by name first."""
        registry, markets = self.markets.registry, self.markets
        kind, code = activity
        of = self.activities.of
        return (
            tuple(
                found
                for found in markets.partnerships(market)
                if code in of(registry.partnership(found.id), kind)
            ),
            tuple(
                found
                for found in markets.clusters(market)
                if code in of(registry.cluster(found.id), kind)
            ),
        )

    def _cells_of(self, kind: ActivityKind) -> Cells:
        if kind not in self._cells:
            registry, of = self.markets.registry, self.activities.of
            columns: tuple[Counter[tuple[str, str]], ...]
            columns = tuple(Counter() for _ in Count._fields)
            named, clusters_named, by_region, clusters_by_region = columns
            for market in self.markets.vocabulary.markets:
                for found in self.markets.partnerships(market):
                    column = named if found.by_name else by_region
                    codes = of(registry.partnership(found.id), kind)
                    column.update((code, market) for code in codes)
                for found in self.markets.clusters(market):
                    column = clusters_named if found.by_name else clusters_by_region
                    codes = of(registry.cluster(found.id), kind)
                    column.update((code, market) for code in codes)
            cells = {cell for column in columns for cell in column}
            self._cells[kind] = {
                cell: Count(*(column[cell] for column in columns)) for cell in cells
            }
        return self._cells[kind]

    def gaps(self, absent: Activity, present: Activity) -> list[Gap]:
        """Markets where one activity goes by name and another does not.

        Parameters
        ----------
        absent : Activity
            No cluster and no partnership of it states the market by name.
        present : Activity
            A cluster or a partnership of it does.

        Returns
        -------
        list of Gap
            Markets where the absent one does not even count by region come first;
            within that, most clusters of the present one first, then most
            partnerships, then code.
        """
        gaps = [
            Gap(code, self.count(absent, code), self.count(present, code))
            for code in self.markets.codes
        ]
        found = [g for g in gaps if g.present.by_name and not g.absent.by_name]

        def order(gap: Gap) -> tuple[bool, int, int, str]:
            n_partnerships, n_clusters, *_ = gap.present
            return not gap.absent.nobody, -n_clusters, -n_partnerships, gap.market

        return sorted(found, key=order)
