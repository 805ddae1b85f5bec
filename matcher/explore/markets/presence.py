"""Who goes where: every market with the clusters and partnerships that target it.

In: a registry. Out: `Markets`, which counts them by market and by round, and always
keeps apart who states a market by name and who states only a region that holds it: a
partnership that targets ASEAN may or may not go to Singapore.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, NamedTuple

from matcher.errors import UnknownMarket
from matcher.registry.filters import widen_markets
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry

Stated = dict[str, tuple[bool, tuple[str, ...]]]
"""Markets by name: whether the own record states them, and which partnerships do."""


@dataclass(frozen=True)
class Presence:
    """How a cluster or a partnership comes to be counted at a market.

    Parameters
    ----------
    id : str
        Of the cluster or the partnership.
    own : bool
        Whether its own record states it; always so for a partnership.
    partnerships : tuple of str
        Partnerships of the cluster that state it.
    via : tuple of str
        What is stated instead of the market: regions that hold it or, where the market
        is a region, countries in it. Empty where the market is stated by name.
    at_once : bool
        Of several markets: whether its own record alone, or one partnership alone, has
        all of them; False where they are pieced together from several.
    """

    id: str
    own: bool = True
    partnerships: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    at_once: bool = True

    @property
    def by_name(self) -> bool:
        """Whether the market itself is stated."""
        return not self.via

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {**asdict(self), "by_name": self.by_name}


class Count(NamedTuple):
    """How many are at a market, by name; and how many more only by region."""

    partnerships: int = 0
    clusters: int = 0
    partnerships_by_region: int = 0
    clusters_by_region: int = 0

    @classmethod
    def of(
        cls, partnerships: Collection[Presence], clusters: Collection[Presence]
    ) -> Count:
        """Count those found at a market."""
        named, there = sum(p.by_name for p in partnerships), len(partnerships)
        clusters_named, clusters_there = sum(p.by_name for p in clusters), len(clusters)
        return cls(
            named, clusters_named, there - named, clusters_there - clusters_named
        )

    @property
    def by_name(self) -> bool:
        """Whether anybody states the market itself."""
        return bool(self.partnerships or self.clusters)

    @property
    def nobody(self) -> bool:
        """Whether there is nobody at all, not even by region."""
        return not any(self)


class Markets:
    """Who goes where in one registry.

    Parameters
    ----------
    registry : Registry
        Markets are taken as clusters and partnerships state them; a cluster also goes
        where its partnerships go.

    Examples
    --------
    >>> from matcher import load_registry
    >>> from matcher.explore.markets.presence import Markets
    >>> markets = Markets(load_registry())
    >>> [found.id for found in markets.partnerships_at_all(["BR", "IN"])]
    ['feeding-the-planet-g0', 'wiintech-g0', 'elca-g3']
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.vocabulary = registry.vocabulary
        self._overlapping: dict[str, tuple[str, ...]] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Markets that anybody states; most partnerships first, then clusters, code."""
        counts = {code: self.count(code) for code in self.vocabulary.markets}
        used = [c for c, n in counts.items() if n.partnerships or n.clusters]
        return tuple(sorted(used, key=lambda c: (*(-n for n in counts[c][:2]), c)))

    def checked(self, market: str) -> str:
        """The code of a market, if it is one.

        Raises
        ------
        UnknownMarket
            With the nearest known codes.
        """
        if market not in self.vocabulary.markets:
            told = self.vocabulary.explain_unknown("target_markets", market)
            raise UnknownMarket(told)
        return market

    def partnerships(self, market: str) -> tuple[Presence, ...]:
        """Partnerships at a market: by name first, then by region, each in id order."""
        return self._partnerships_at.get(market, ())

    def clusters(self, market: str) -> tuple[Presence, ...]:
        """Clusters at a market: by name first, then by region, each in id order."""
        return self._clusters_at.get(market, ())

    def partnerships_at_all(self, markets: Sequence[str]) -> tuple[Presence, ...]:
        """Partnerships at every one of some markets.

        Returns
        -------
        tuple of Presence
            Those that state all by name first; `via` gathers over the markets.
        """
        return _at_all([self.partnerships(market) for market in markets])

    def clusters_at_all(self, markets: Sequence[str]) -> tuple[Presence, ...]:
        """Clusters at every one of some markets, by whatever partnership or record.

        Returns
        -------
        tuple of Presence
            Those that have all by name first, within that those that have all at once;
            `own`, `partnerships` and `via` gather over the markets.
        """
        return _at_all([self.clusters(market) for market in markets])

    @cached_property
    def _partnerships_at(self) -> dict[str, tuple[Presence, ...]]:
        return self._by_market(
            (
                partnership.id,
                {market: (True, ()) for market in partnership.target_markets},
            )
            for partnership in self.registry.partnerships
        )

    @cached_property
    def _clusters_at(self) -> dict[str, tuple[Presence, ...]]:
        return self._by_market(
            (cluster.id, self._stated_by(cluster)) for cluster in self.registry.clusters
        )

    def _by_market(
        self, holders: Iterable[tuple[str, Stated]]
    ) -> dict[str, tuple[Presence, ...]]:
        """Presences by market; holders come in id order and stay so, by name first."""
        gathered: dict[str, list[Presence]] = {}
        for holder, stated in holders:
            for market, presence in self._presences(holder, stated):
                gathered.setdefault(market, []).append(presence)
        return {
            market: tuple(sorted(presences, key=lambda p: not p.by_name))
            for market, presences in gathered.items()
        }

    def _stated_by(self, cluster: Cluster) -> Stated:
        """Markets of a cluster by name: on its own record, by which partnerships."""
        found: Stated = {market: (True, ()) for market in cluster.target_markets}
        for partnership_id in self.registry.partnerships_of[cluster.id]:
            for market in self.registry.partnership(partnership_id).target_markets:
                own, partnerships = found.get(market, (False, ()))
                found[market] = (own, (*partnerships, partnership_id))
        return found

    def _presences(self, holder: str, stated: Stated) -> Iterator[tuple[str, Presence]]:
        """The markets of one cluster or partnership, by name and by region."""
        via: dict[str, list[str]] = {}
        for code in sorted(stated):
            yield code, Presence(holder, *stated[code])
            for market in self.overlapping(code):
                if market not in stated:
                    via.setdefault(market, []).append(code)
        for market, codes in via.items():
            own = any(stated[code][0] for code in codes)
            through = sorted({p for code in codes for p in stated[code][1]})
            yield market, Presence(holder, own, tuple(through), tuple(codes))

    def overlapping(self, market: str) -> tuple[str, ...]:
        """Regions that hold a country; countries that a region holds. In code order."""
        if market not in self._overlapping:
            found = widen_markets([market], self.vocabulary) - {market}
            self._overlapping[market] = tuple(sorted(found))
        return self._overlapping[market]

    def count(self, market: str) -> Count:
        """How many are at a market, by name and by region."""
        return Count.of(self.partnerships(market), self.clusters(market))

    @cached_property
    def rounds(self) -> tuple[int | None, ...]:
        """Generations of partnerships, earliest first; None for no generation."""
        found = {partnership.generation for partnership in self.registry.partnerships}
        return tuple(sorted(found, key=lambda g: (g is None, g or 0)))

    def by_round(self, market: str) -> tuple[int, ...]:
        """How many partnerships of each of the `rounds` state a market by name."""
        partnership = self.registry.partnership
        named = (p for p in self.partnerships(market) if p.by_name)
        counts = Counter(partnership(p.id).generation for p in named)
        return tuple(counts[generation] for generation in self.rounds)


def _at_all(found: Sequence[Sequence[Presence]]) -> tuple[Presence, ...]:
    """Who is at every market, with all that brings them there."""
    if not found:
        return ()
    by_id = [{presence.id: presence for presence in at} for at in found]
    everywhere = sorted(set.intersection(*(set(at) for at in by_id)))
    gathered = []
    for holder in everywhere:
        mine = [at[holder] for at in by_id]
        partnerships = sorted({p for one in mine for p in one.partnerships})
        via = sorted({code for one in mine for code in one.via})
        own = any(one.own for one in mine)
        at_once = all(one.own for one in mine) or any(
            all(p in one.partnerships for one in mine) for p in partnerships
        )
        gathered.append(Presence(holder, own, tuple(partnerships), tuple(via), at_once))
    return tuple(sorted(gathered, key=lambda p: (not p.by_name, not p.at_once)))
