"""How far each activity reaches: sectors, technologies and ecosystems by market.

In: `Markets`. Out: `Reach`, which counts the clusters and partnerships of an activity
at a market, and finds the markets where one activity goes and another does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from matcher.explore.activities import Activities, Activity, ActivityKind
from matcher.explore.markets.presence import Count, Markets, Presence


@dataclass
class _Cell:
    """Who of an activity is at a market, by name first."""

    partnerships: list[Presence] = field(default_factory=list)
    clusters: list[Presence] = field(default_factory=list)

    @cached_property
    def count(self) -> Count:
        """How many they are."""
        return Count.of(self.partnerships, self.clusters)


Cells = dict[tuple[str, str], _Cell]
"""By code of the activity and market; none where nobody is."""


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
    >>> from matcher import load_registry
    >>> from matcher.explore.markets.presence import Markets
    >>> from matcher.explore.markets.reach import Reach
    >>> reach = Reach(Markets(load_registry()))
    >>> find = reach.activities.find
    >>> food, packaging = find("food-processing"), find("paper-packaging")
    >>> [gap.market for gap in reach.gaps(absent=food, present=packaging)]
    ['IL', 'TW']
    """

    def __init__(self, markets: Markets) -> None:
        self.markets = markets
        self.activities = Activities(markets.vocabulary)
        self._totals = cache(self._counted)
        self._cells = cache(self._gathered)

    def active(self, kind: ActivityKind) -> tuple[Activity, ...]:
        """Activities of one kind that anybody works in.

        Returns
        -------
        tuple of Activity
            Most partnerships first, then clusters, then code.
        """
        partnerships, clusters = self._totals(kind)
        used = partnerships.keys() | clusters.keys()
        in_order = sorted(used, key=lambda c: (-partnerships[c], -clusters[c], c))
        return tuple(Activity(kind, code) for code in in_order)

    def totals(self, activity: Activity) -> tuple[int, int]:
        """How many partnerships and clusters work in it, wherever they go."""
        partnerships, clusters = self._totals(activity.kind)
        return partnerships[activity.code], clusters[activity.code]

    def _counted(self, kind: ActivityKind) -> tuple[Counter[str], Counter[str]]:
        registry, of = self.markets.registry, self.activities.of
        return (
            Counter(code for p in registry.partnerships for code in of(p, kind)),
            Counter(code for c in registry.clusters for code in of(c, kind)),
        )

    def count(self, activity: Activity, market: str) -> Count:
        """How many of an activity are at a market, by name and by region."""
        cell = self._cells(activity.kind).get((activity.code, market))
        return cell.count if cell else Count()

    def those(
        self, activity: Activity, market: str
    ) -> tuple[tuple[Presence, ...], tuple[Presence, ...]]:
        """Partnerships and clusters of an activity at a market, by name first."""
        cell = self._cells(activity.kind).get((activity.code, market), _Cell())
        return tuple(cell.partnerships), tuple(cell.clusters)

    def _gathered(self, kind: ActivityKind) -> Cells:
        registry, of = self.markets.registry, self.activities.of
        teams = {one.id: of(one, kind) for one in registry.partnerships}
        clusters = {one.id: of(one, kind) for one in registry.clusters}
        cells: Cells = defaultdict(_Cell)
        for market in self.markets.vocabulary.markets:
            for found in self.markets.partnerships(market):
                for code in teams[found.id]:
                    cells[code, market].partnerships.append(found)
            for found in self.markets.clusters(market):
                for code in clusters[found.id]:
                    cells[code, market].clusters.append(found)
        return dict(cells)

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
