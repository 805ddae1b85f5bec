"""The clusters that can be browsed: how they are searched, narrowed and ordered.

In: the snapshot. Out: the `Shelf` of clusters, made once, and what was found on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Cluster, Registry, columns_of, widen_markets
from matcher_web.listing.facets import Facet, named_facet, vocabulary_facet
from matcher_web.listing.listing import Listing, Order, Shelf
from matcher_web.query.names import cluster_index
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Table
from matcher_web.wording import name_key

PER_PAGE = 50
PAST = {"partner": "In a partnership", "newcomer": "Newcomer: in none on record"}


@derived
def cluster_shelf(snapshot: Snapshot) -> Shelf[Cluster]:
    """All clusters in name order, with their facets and orders."""
    registry, label = snapshot.registry, snapshot.vocabulary.label

    def country(cluster: Cluster) -> str | None:
        return name_key(label(cluster.country)) or None

    return Shelf(
        records={i: registry.cluster(i) for i in cluster_index(snapshot).ids},
        index=cluster_index(snapshot),
        facets=_facets(snapshot),
        orders=(
            Order("name", lambda c: name_key(c.name)),
            Order("country", country),
            Order(
                "partnerships",
                lambda c: len(snapshot.registry.partnerships_of[c.id]),
                falling=True,
            ),
            Order("members", lambda c: c.members, falling=True),
        ),
        per_page=PER_PAGE,
    )


def _facets(snapshot: Snapshot) -> tuple[Facet, ...]:
    registry, vocabulary = snapshot.registry, snapshot.vocabulary
    clusters = registry.clusters
    markets = {c.id: snapshot.markets_of(c.id) for c in clusters}
    covered = {c: widen_markets(codes, vocabulary) for c, codes in markets.items()}
    kinds = sorted({c.organisation_type for c in clusters} - {""})
    return (
        vocabulary_facet(
            snapshot,
            "only_countries",
            "Country",
            "country",
            {c.id: [c.country] if c.country else [] for c in clusters},
            many=False,
        ),
        named_facet(
            "only_ecosystems",
            "Ecosystem",
            {c.id: snapshot.ecosystems_of(c.sectors) for c in clusters},
            {t.code: t.label for t in vocabulary.ecosystems.values()},
            many=True,
        ),
        vocabulary_facet(
            snapshot,
            "only_sectors",
            "Sector",
            "sectors",
            {c.id: c.sectors for c in clusters},
        ),
        vocabulary_facet(
            snapshot,
            "only_technologies",
            "Technology",
            "technologies",
            {c.id: c.technologies for c in clusters},
        ),
        vocabulary_facet(
            snapshot,
            "only_markets",
            "Market",
            "target_markets",
            markets,
            covered=covered,
        ),
        named_facet(
            "only_types",
            "Kind of organisation",
            {c.id: [c.organisation_type] for c in clusters},
            {kind: kind.capitalize() for kind in kinds},
        ),
        named_facet(
            "past",
            "Past partnerships",
            {
                c: ["partner" if ids else "newcomer"]
                for c, ids in registry.partnerships_of.items()
            },
            PAST,
        ),
    )


@dataclass(frozen=True)
class Clusters:
    """The clusters that were found."""

    registry: Registry
    listing: Listing[Cluster]

    def to_dict(self) -> dict[str, Any]:
        """One page of them, for JSON."""
        partnerships_of = self.registry.partnerships_of
        rows = [
            {
                **{name: getattr(cluster, name) for name in _SHOWN},
                "n_partnerships": len(partnerships_of[cluster.id]),
            }
            for cluster in self.listing.shown
        ]
        return self.listing.to_dict("clusters", rows)

    def table(self) -> Table:
        """All of them, not only those of one page."""
        partnerships_of = self.registry.partnerships_of
        return Table.of(
            "clusters",
            self.listing.found,
            _COLUMNS,
            n_partnerships=lambda cluster: len(partnerships_of[cluster.id]),
        )


_SHOWN = (
    "id",
    "name",
    "short_name",
    "country",
    "sectors",
    "technologies",
    "target_markets",
    "members",
)
_NOT_LISTED = {"aliases", "organisation_type", "coding", "sources"}
_COLUMNS = (
    *(c.name for c in columns_of(Cluster) if c.name not in _NOT_LISTED),
    "n_partnerships",
    "sources",
)
