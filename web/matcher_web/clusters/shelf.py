"""The clusters that can be browsed: how they are searched, narrowed and ordered.

In: the snapshot. Out: the `Shelf` of clusters, made once, and what was found on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher import Cluster, Registry, columns_of, fold, picked
from matcher_web.listing.facets import Facet, Facets
from matcher_web.listing.listing import Listing, Order, Shelf
from matcher_web.query.names import cluster_index
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Table

PER_PAGE = 50
PAST = {"partner": "In a partnership", "newcomer": "Newcomer: in none on record"}


@derived
def cluster_shelf(snapshot: Snapshot) -> Shelf[Cluster]:
    """All clusters in name order, with their facets and orders."""
    registry, label = snapshot.registry, snapshot.vocabulary.label

    def country(cluster: Cluster) -> str | None:
        return fold(label(cluster.country)) or None

    index = cluster_index(snapshot)
    records = {i: registry.cluster(i) for i in index.ids}
    return Shelf(
        records=records,
        index=index,
        facets=_facets(snapshot, records),
        orders=(
            Order("name", lambda c: fold(c.name)),
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


def _facets(snapshot: Snapshot, records: Mapping[str, Cluster]) -> tuple[Facet, ...]:
    kinds = sorted({c.organisation_type for c in records.values()} - {""})
    partnerships_of = snapshot.registry.partnerships_of
    facets = Facets(snapshot, records)
    return (
        facets.coded("only_countries", lambda c: [c.country], many=False),
        facets.ecosystems(lambda c: snapshot.ecosystems_of(c.sectors)),
        facets.coded("only_sectors", lambda c: c.sectors),
        facets.coded("only_technologies", lambda c: c.technologies),
        facets.coded("only_markets", lambda c: snapshot.registry.markets_of(c.id)),
        facets.named(
            "only_types",
            "Type of organisation",
            lambda c: [c.organisation_type],
            {kind: kind.capitalize() for kind in kinds},
        ),
        facets.named(
            "past",
            "Past partnerships",
            lambda c: ["partner" if partnerships_of[c.id] else "newcomer"],
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
            picked(cluster, *_SHOWN)
            | {"n_partnerships": len(partnerships_of[cluster.id])}
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
    "status",
    "successor",
)
_NOT_LISTED = {"aliases", "organisation_type", "coding", "sources"}
_COLUMNS = (
    *(c.name for c in columns_of(Cluster) if c.name not in _NOT_LISTED),
    "n_partnerships",
    "sources",
)
