"""Where clusters are and where partnerships go: counted, narrowed, as records.

In: the query of `/map`. Out: a `MapCounts` that the page and its twins show, or errors
by field.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from matcher import Cluster, Partnership, fold, picked
from matcher_web.clusters.shelf import cluster_shelf
from matcher_web.listing.beginning import in_todays_words
from matcher_web.listing.facets import fitting
from matcher_web.listing.listing import Listing, Shelf, list_records
from matcher_web.partnerships.shelf import (
    RENAMED,
    facet_by_partnerships,
    partnership_shelf,
)
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Cell, Table

FACETS = ("programme", "generation", "only_sectors", "only_markets")


@dataclass(frozen=True)
class Row:
    """A country or a market with how many there are of it."""

    code: str
    name: str
    n_clusters: int
    n_partnerships: int


@dataclass(frozen=True)
class MapCounts:
    """What the map shows.

    Parameters
    ----------
    listing : Listing of Cluster
        The clusters that fit, and what is chosen.
    partnerships : tuple of Partnership
        Those that fit.
    countries : tuple of Row
        Clusters that are in each country, and partnerships with a member of it; code
        and name are empty where no country is recorded. Most clusters first.
    markets : tuple of Row
        Partnerships that target each market, and clusters that do, by themselves or by
        a partnership. Most partnerships first.
    """

    listing: Listing[Cluster]
    partnerships: tuple[Partnership, ...]
    countries: tuple[Row, ...]
    markets: tuple[Row, ...]

    @property
    def n_stating(self) -> int:
        """How many of the partnerships state a market."""
        return sum(bool(p.target_markets) for p in self.partnerships)

    @property
    def n_markets_stated(self) -> int:
        """How many markets those partnerships state."""
        return sum(bool(row.n_partnerships) for row in self.markets)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        chosen = {name: list(codes) for name, codes in self.listing.chosen.items()}
        return {
            "query": {**chosen, "all_of": list(self.listing.all_of)},
            "n_clusters": len(self.listing.found),
            "n_partnerships": len(self.partnerships),
            **picked(self, "n_stating", "n_markets_stated", "countries", "markets"),
        }

    def table(self) -> Table:
        """Countries, then markets."""
        columns = ("kind", "code", "name", "clusters", "partnerships")
        rows: list[list[Cell]] = [
            [kind, row.code, row.name, row.n_clusters, row.n_partnerships]
            for kind, found in (("country", self.countries), ("market", self.markets))
            for row in found
        ]
        return Table("map", columns, rows)


@derived
def _shelf(snapshot: Snapshot) -> Shelf[Cluster]:
    """All clusters, with those facets that partnerships have too."""
    browsed, mine = cluster_shelf(snapshot), snapshot.registry.partnerships_of
    facets = (
        *(facet_by_partnerships(snapshot, name, mine) for name in FACETS[:2]),
        *(browsed.facet(name) for name in FACETS[2:]),
    )
    return replace(browsed, facets=facets, per_page=max(1, len(browsed.records)))


def read_map(snapshot: Snapshot, sent: Sent) -> tuple[MapCounts, dict[str, str]]:
    """What an address asks to see on the map, and what is wrong with it by field.

    Notes
    -----
    A cluster fits a market that it targets, itself or by a partnership, and a
    programme or generation that one of its partnerships is of; a partnership fits by
    its own record. A region counts for its countries and a country for its regions.
    """
    sent = in_todays_words(sent, RENAMED)
    kept = {name: sent.getlist(name) for name in (*FACETS, "all_of")}
    listing, faults = list_records(_shelf(snapshot), MultiDict(kept))
    teams = partnership_shelf(snapshot)
    shared = [teams.facet(name) for name in FACETS]
    ids = fitting([*teams.records], shared, listing.chosen, listing.all_of)
    composed, clusters = [teams.records[id] for id in ids], listing.found
    countries = _rows(
        snapshot,
        Counter(cluster.country for cluster in clusters),
        Counter(code for team in composed for code in team.countries),
    )
    markets = _rows(
        snapshot,
        Counter(m for c in clusters for m in snapshot.registry.markets_of(c.id)),
        Counter(m for team in composed for m in team.partnership.target_markets),
    )
    partnerships = tuple(team.partnership for team in composed)
    countries.sort(key=lambda row: -row.n_clusters)
    markets.sort(key=lambda row: -row.n_partnerships)
    return MapCounts(listing, partnerships, tuple(countries), tuple(markets)), faults


def _rows(
    snapshot: Snapshot, clusters: Counter[str], partnerships: Counter[str]
) -> list[Row]:
    """One row for each code, by name; what is not recorded comes last."""
    label = snapshot.vocabulary.label
    rows = [
        Row(code, label(code), clusters[code], partnerships[code])
        for code in {*clusters, *partnerships}
    ]
    return sorted(rows, key=lambda row: (not row.code, fold(row.name)))
