"""Who could fill a white space: clusters and partnerships with neighbours there.

In: `Reach`, an activity and a market. Out: lists of `Prospect`, each with its reasons:
past partners or members that go there, and markets of the same region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from operator import itemgetter

from matcher.explore.activities import Activity, ActivityKind
from matcher.explore.markets.presence import Presence
from matcher.explore.markets.reach import Reach
from matcher.model.contributions import listing
from matcher.registry.filters import checked_count

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
        self._of_clusters = cache(self._clusters_of)
        self._of_partnerships = cache(self._partnerships_of)
        self._named = cache(self._gone_by_name)

    def clusters(self, activity: Activity, market: str, k: int = 3) -> list[Prospect]:
        """Clusters whose past partners go there, or that go to the same region."""
        found = self._of_clusters(activity.kind).get(activity.code, ())
        there = self.markets.clusters(market)
        return self._best(found, there, market, "past partner", k)

    def partnerships(
        self, activity: Activity, market: str, k: int = 3
    ) -> list[Prospect]:
        """Partnerships whose members go there, or that go to the same region."""
        found = self._of_partnerships(activity.kind).get(activity.code, ())
        there = self.markets.partnerships(market)
        return self._best(found, there, market, "member", k)

    def _clusters_of(self, kind: ActivityKind) -> dict[str, list[Neighbourhood]]:
        registry, of = self.registry, self.reach.activities.of
        return _by_code(
            ((one.id, registry.partners_of[one.id], registry.markets_of(one.id)), codes)
            for one in registry.clusters
            if not one.is_gone and (codes := of(one, kind))
        )

    def _partnerships_of(self, kind: ActivityKind) -> dict[str, list[Neighbourhood]]:
        registry, of = self.registry, self.reach.activities.of
        return _by_code(
            ((one.id, registry.members_of[one.id], one.target_markets), of(one, kind))
            for one in registry.partnerships
        )

    def _best(
        self,
        found: Iterable[Neighbourhood],
        gone_there: Iterable[Presence],
        market: str,
        what: str,
        k: int,
    ) -> list[Prospect]:
        """The best of those that do not go there already and have any reason to."""
        named = self._named(market)
        around, already = self._around(market), {one.id for one in gone_there}
        counted = []
        for one in found:
            holder, neighbours, goes_to = one
            if holder in already:
                continue
            n_there = sum(map(named.__contains__, neighbours))
            n_nearby = sum(map(around.__contains__, goes_to))
            if n_there or n_nearby:
                counted.append((-n_there, -n_nearby, holder, one))
        # Words are for the few that are shown.
        best = nsmallest(checked_count(k), counted, key=itemgetter(0, 1, 2))
        return [self._prospect(one, named, around, what) for *_, one in best]

    def _gone_by_name(self, market: str) -> dict[str, Presence]:
        return {p.id: p for p in self.markets.clusters(market) if p.by_name}

    def _prospect(
        self,
        found: Neighbourhood,
        named: Mapping[str, Presence],
        around: Mapping[str, str],
        what: str,
    ) -> Prospect:
        holder, neighbours, goes_to = found
        there = tuple(named[n] for n in neighbours if n in named)
        nearby = sorted(around.keys() & {*goes_to}, key=self.markets.codes.index)
        reasons = [self._of_neighbours(there, what)] if there else []
        reasons += [self._of_region(nearby, around)] if nearby else []
        return Prospect(holder, there, (*nearby,), (*reasons,))

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


def _by_code(
    stating: Iterable[tuple[Neighbourhood, Iterable[str]]],
) -> dict[str, list[Neighbourhood]]:
    """Who states each code, in the order that they come in."""
    found = defaultdict[str, list[Neighbourhood]](list)
    for one, codes in stating:
        for code in codes:
            found[code].append(one)
    return found
