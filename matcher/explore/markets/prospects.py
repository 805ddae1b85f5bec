"""Who could fill a white space: clusters and partnerships with neighbours there.

In: `Reach`, an activity and a market. Out: lists of `Prospect`, each with its reasons:
past partners or members that go there, and markets of the same region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Presence
from matcher.explore.markets.reach import Reach
from matcher.model.contributions import listing
from matcher.registry.filters import checked_count
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster

Holder = TypeVar("Holder", Cluster, Partnership)

Neighbourhood = tuple[str, Sequence[str], Sequence[str]]
"""An id, the ids of its neighbours and the markets that it goes to."""

N_NAMED = 2
"""So many countries of a region are named at most; the rest are counted."""


@dataclass(frozen=True)
class Prospect:
    """A cluster or a partnership that could go to a market, and why.

    Parameters
    ----------
    id : str
    there : tuple of Presence
        Past partners of the cluster, or members of the partnership, that go there by
        name, in id order.
    nearby : tuple of str
        Countries that share a region with the market and that it goes to by name, the
        busiest first.
    reasons : tuple of str
        The same in sentences.
    """

    id: str
    there: tuple[Presence, ...]
    nearby: tuple[str, ...]
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        there = [presence.to_dict() for presence in self.there]
        return {**asdict(self), "there": there}


class Prospects:
    """Who of an activity could go to a market, and why.

    Parameters
    ----------
    reach : Reach

    Notes
    -----
    A prospect states the activity and does not go to the market, by name or by region;
    it has a neighbour there, or goes to a country of the same region. Who is merged or
    dissolved can go nowhere. Those with most neighbours come first, then those with
    most such countries, ties by id.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.markets = reach.markets
        self.registry = reach.markets.registry
        self._label = reach.markets.vocabulary.label

    def clusters(self, activity: Activity, market: str, k: int = 3) -> list[Prospect]:
        """Clusters whose past partners go there, or that go to the same region."""
        registry, there = self.registry, self.markets.clusters(market)
        found = [
            (one.id, registry.partners_of[one.id], registry.markets_of(one.id))
            for one in self._absent(registry.clusters, activity, there)
            if not one.is_gone
        ]
        return self._best(found, market, "past partner", k)

    def partnerships(
        self, activity: Activity, market: str, k: int = 3
    ) -> list[Prospect]:
        """Partnerships whose members go there, or that go to the same region."""
        registry, there = self.registry, self.markets.partnerships(market)
        found = [
            (one.id, registry.members_of[one.id], one.target_markets)
            for one in self._absent(registry.partnerships, activity, there)
        ]
        return self._best(found, market, "member", k)

    def _absent(
        self, records: Iterable[Holder], activity: Activity, goers: Iterable[Presence]
    ) -> Iterator[Holder]:
        """Those that state the activity and do not go there already."""
        states, there = self.reach.activities.of, {found.id for found in goers}
        for one in records:
            if one.id not in there and activity.code in states(one, activity.kind):
                yield one

    def _best(
        self, found: Iterable[Neighbourhood], market: str, what: str, k: int
    ) -> list[Prospect]:
        """The best that have any reason to go."""
        named = {p.id: p for p in self.markets.clusters(market) if p.by_name}
        around = self._around(market)
        prospects = []
        for holder, neighbours, goes_to in found:
            there = tuple(named[n] for n in neighbours if n in named)
            nearby = sorted(around.keys() & {*goes_to}, key=self.markets.codes.index)
            reasons = [self._of_neighbours(there, what)] if there else []
            reasons += [self._of_region(nearby, around)] if nearby else []
            if reasons:
                prospects.append(Prospect(holder, there, (*nearby,), (*reasons,)))
        prospects.sort(key=lambda one: (-len(one.there), -len(one.nearby), one.id))
        return prospects[: checked_count(k)]

    def _around(self, market: str) -> dict[str, str]:
        """Countries that share a region with a country, each with the smallest."""
        regions = self.markets.vocabulary.regions
        holding = [r for r in self.markets.overlapping(market) if r in regions]
        holding.sort(key=lambda region: (-len(regions[region]), region))
        around = {code: region for region in holding for code in regions[region]}
        around.pop(market, None)
        return around

    def _of_region(self, nearby: Sequence[str], around: Mapping[str, str]) -> str:
        region = around[nearby[0]]
        inside = [self._label(code) for code in nearby if around[code] == region]
        return f"It goes to {listing(inside, N_NAMED)}, in {self._label(region)} too."

    def _of_neighbours(self, there: Sequence[Presence], what: str) -> str:
        first = there[0]
        name = self.registry.cluster(first.id).called
        how = "by itself"
        if first.partnerships:
            how = f"with {self.registry.title_of(first.partnerships[0])}"
        if len(there) == 1:
            return f"Its {what} {name} goes there {how}."
        return f"{len(there)} of its {what}s go there, among them {name} {how}."
