"""Who could fill a white space: clusters and partnerships with neighbours there.

In: `Reach`, an activity and a market. Out: lists of `Prospect`, each with its reasons:
past partners or members that go there, and markets of the same region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Presence
from matcher.explore.markets.reach import Reach
from matcher.registry.filters import checked_count

N_NAMED = 2


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
    it has a neighbour there, or goes to a country of the same region. Those with most
    neighbours come first, then those with most such countries, ties by id.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.markets = reach.markets
        self.registry = reach.markets.registry
        self._label = reach.markets.vocabulary.label

    def clusters(self, activity: Activity, market: str, k: int = 3) -> list[Prospect]:
        """Clusters whose past partners go there, or that go to the same region."""
        states, gone = self.reach.activities.of, self._gone(market)[1]
        return _best(
            (
                self._prospect(
                    cluster.id,
                    market,
                    self._partners[cluster.id],
                    "past partner",
                    self.registry.markets_of(cluster.id),
                )
                for cluster in self.registry.clusters
                if cluster.id not in gone
                and activity.code in states(cluster, activity.kind)
            ),
            checked_count(k),
        )

    def partnerships(
        self, activity: Activity, market: str, k: int = 3
    ) -> list[Prospect]:
        """Partnerships whose members go there, or that go to the same region."""
        states, gone = self.reach.activities.of, self._gone(market)[0]
        return _best(
            (
                self._prospect(
                    partnership.id,
                    market,
                    self.registry.members_of[partnership.id],
                    "member",
                    partnership.target_markets,
                )
                for partnership in self.registry.partnerships
                if partnership.id not in gone
                and activity.code in states(partnership, activity.kind)
            ),
            checked_count(k),
        )

    def _gone(self, market: str) -> tuple[set[str], set[str]]:
        """Ids of the partnerships and the clusters that go there already."""
        markets = self.markets
        return (
            {found.id for found in markets.partnerships(market)},
            {found.id for found in markets.clusters(market)},
        )

    @cached_property
    def _partners(self) -> dict[str, tuple[str, ...]]:
        members_of, partnerships_of = (
            self.registry.members_of,
            self.registry.partnerships_of,
        )
        return {
            cluster: tuple(
                sorted({m for p in mine for m in members_of[p] if m != cluster})
            )
            for cluster, mine in partnerships_of.items()
        }

    def _prospect(
        self,
        holder: str,
        market: str,
        neighbours: Sequence[str],
        what: str,
        goes_to: Iterable[str],
    ) -> Prospect:
        named = {p.id: p for p in self.markets.clusters(market) if p.by_name}
        there = tuple(named[n] for n in neighbours if n in named)
        around = self._around(market)
        nearby = sorted(around.keys() & set(goes_to), key=self.markets.codes.index)
        reasons = []
        if there:
            reasons.append(self._of_neighbours(there, what))
        if nearby:
            region = around[nearby[0]]
            inside = [code for code in nearby if around[code] == region]
            listed = in_words([self._label(code) for code in inside])
            reasons.append(f"It goes to {listed}, in {self._label(region)} too.")
        return Prospect(holder, there, tuple(nearby), tuple(reasons))

    def _around(self, market: str) -> dict[str, str]:
        """Countries that share a region with a country, each with the smallest."""
        regions = self.markets.vocabulary.regions
        holding = [r for r in self.markets.overlapping(market) if r in regions]
        holding.sort(key=lambda region: (-len(regions[region]), region))
        around = {code: region for region in holding for code in regions[region]}
        around.pop(market, None)
        return around

    def _of_neighbours(self, there: Sequence[Presence], what: str) -> str:
        first = there[0]
        name = self.registry.cluster(first.id).called
        how = "by itself"
        if first.partnerships:
            how = f"with {self.registry.title_of(first.partnerships[0])}"
        if len(there) == 1:
            return f"Its {what} {name} goes there {how}."
        return f"{len(there)} of its {what}s go there, among them {name} {how}."


def _best(found: Iterable[Prospect], k: int) -> list[Prospect]:
    prospects = [prospect for prospect in found if prospect.reasons]
    prospects.sort(key=lambda p: (-len(p.there), -len(p.nearby), p.id))
    return prospects[:k]


def in_words(names: Sequence[str]) -> str:
    """Names in one line, the first few of them.

    Examples
    --------
    >>> in_words(["Chile"]), in_words(["Chile", "Peru"])
    ('Chile', 'Chile and Peru')
    >>> in_words(["Chile", "Peru", "Cuba", "Haiti"])
    'Chile, Peru and 2 more'
    """
    if len(names) <= N_NAMED:
        return " and ".join(names)
    return f"{', '.join(names[:N_NAMED])} and {len(names) - N_NAMED} more"
