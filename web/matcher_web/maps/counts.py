"""Where clusters are and where partnerships go: counted, narrowed, as records.

In: the query string of `/map`. Out: a `MapCounts` that the page and its twins show, or
errors by field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from matcher import Cluster, Partnership
from matcher_web.clusters.shelf import cluster_shelf
from matcher_web.listing.facets import Facet, named_facet
from matcher_web.listing.listing import Listing, Shelf, list_records
from matcher_web.listing.narrowing import narrow
from matcher_web.partnerships.listing import partnership_shelf
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Cell, Table
from matcher_web.wording import name_key

FACETS = ("generation", "only_sectors", "only_markets")


@dataclass(frozen=True)
class Row:
    """A country or a market with how many there are of it."""

    code: str
    name: str
    n_clusters: int
    n_partnerships: int

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "n_clusters": self.n_clusters,
            "n_partnerships": self.n_partnerships,
        }


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
            "n_stating": self.n_stating,
            "n_markets_stated": self.n_markets_stated,
            "countries": [row.to_dict() for row in self.countries],
            "markets": [row.to_dict() for row in self.markets],
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
    browsed, teams = cluster_shelf(snapshot), partnership_shelf(snapshot)
    facets = {facet.name: facet for facet in (*browsed.facets, _rounds(snapshot))}
    assert {*FACETS} <= {facet.name for facet in teams.facets}
    return Shelf(
        browsed.records,
        browsed.index,
        tuple(facets[name] for name in FACETS),
        browsed.orders,
        max(1, len(browsed.records)),
    )


def _rounds(snapshot: Snapshot) -> Facet:
    """Generations of the partnerships that clusters are in."""
    teams = partnership_shelf(snapshot)
    of_teams = next(facet for facet in teams.facets if facet.name == "generation")
    codes = {
        cluster: sorted({round for id in ids for round in of_teams.codes[id]})
        for cluster, ids in snapshot.registry.partnerships_of.items()
    }
    labels = {code: of_teams.label(code) for code in of_teams.listed}
    return named_facet("generation", of_teams.title, codes, labels)


def read_map(
    sent: MultiDict[str, str], snapshot: Snapshot
) -> tuple[MapCounts, dict[str, str]]:
    """What an address asks to see on the map, and what is wrong with it by field.

    Notes
    -----
    A cluster fits a market that it targets, itself or by a partnership, and a
    generation that one of its partnerships is of; a partnership fits by its own record.
    A region counts for its countries and a country for its regions.
    """
    kept = {name: sent.getlist(name) for name in (*FACETS, "all_of")}
    listing, faults = list_records(_shelf(snapshot), MultiDict(kept))
    teams = partnership_shelf(snapshot)
    shared = [facet for facet in teams.facets if facet.name in FACETS]
    ids, _ = narrow([*teams.records], shared, listing.chosen, listing.all_of)
    composed = [teams.records[id] for id in ids]
    partnerships = tuple(team.partnership for team in composed)
    label, clusters = snapshot.vocabulary.label, listing.found
    return MapCounts(
        listing,
        partnerships,
        _rows(
            Counter(cluster.country for cluster in clusters),
            Counter(code for team in composed for code in team.countries),
            label,
        ),
        _rows(
            Counter(m for c in clusters for m in snapshot.markets_of(c.id)),
            Counter(m for p in partnerships for m in p.target_markets),
            label,
            partnerships_first=True,
        ),
    ), faults


def _rows(
    clusters: Mapping[str, int],
    partnerships: Mapping[str, int],
    label: Callable[[str], str],
    *,
    partnerships_first: bool = False,
) -> tuple[Row, ...]:
    """One row for each code; the highest count first, then by name."""
    rows = [
        Row(code, label(code), clusters.get(code, 0), partnerships.get(code, 0))
        for code in {*clusters, *partnerships}
    ]

    def place(row: Row) -> tuple[int, bool, str]:
        count = row.n_partnerships if partnerships_first else row.n_clusters
        return -count, not row.code, name_key(row.name)

    return tuple(sorted(rows, key=place))
