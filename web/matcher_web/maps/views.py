"""The map: where the clusters are, and where partnerships go.

In: a snapshot and an address. Out: a page.
"""

from __future__ import annotations

from flask import url_for

from matcher_web.drawing.countries import CountryMap, country_map
from matcher_web.drawing.flows import FlowMap, flow_map
from matcher_web.listing.links import list_links
from matcher_web.maps.records import MapCounts, read_map
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot, recent
from matcher_web.twins import Page, page

Counts = tuple[tuple[str, int], ...]


@page("/map")
def map(snapshot: Snapshot, sent: Sent) -> Page:
    """Where the clusters are, and where partnerships go."""
    counts, faults = read_map(snapshot, sent)
    listing = counts.listing
    in_country = tuple((row.code, row.n_clusters) for row in counts.countries)
    to_market = tuple((row.code, row.n_partnerships) for row in counts.markets)

    def shown() -> dict[str, object]:
        europe, world = _maps(snapshot, in_country, to_market)
        return {
            "links": list_links(listing, "map"),
            "europe": europe,
            "world": world,
            "clusters_of": {code: _clusters_in(code, counts) for code, _ in in_country},
        }

    return Page(counts, "map.html", shown, listing.parameters(), faults)


@recent(64)
def _maps(
    snapshot: Snapshot, in_country: Counts, to_market: Counts
) -> tuple[CountryMap, FlowMap]:
    """The pictures of these counts, each drawn once."""
    vocabulary, there = snapshot.vocabulary, dict(in_country)
    europe = country_map(there, vocabulary.label)
    return europe, flow_map(dict(to_market), there, vocabulary)


def _clusters_in(country: str, counts: MapCounts) -> str:
    """Where the clusters that the map counts in a country are listed."""
    here = {**counts.listing.parameters(), "only_countries": country}
    if "generation" in here or "programme" in here:
        # Clusters are not browsed by these; the nodes of the network are.
        return url_for("network", **here, nodes="cluster")
    return url_for("clusters", **here)
