"""The network and the map: pictures of who works with whom, and of who goes where.

In: an address. Out: HTML, JSON or a table of the same records.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher_web.listing.links import list_links
from matcher_web.listing.listing import Listing, list_records
from matcher_web.maps.counts import MapCounts, read_map
from matcher_web.maps.drawings import CountryMap, country_map
from matcher_web.maps.flows import FlowMap, flow_map
from matcher_web.network.crossing import (
    FIELDS,
    Crossing,
    activity_choices,
    crossing_table,
    read_crossing,
    reasons,
)
from matcher_web.network.graphs import Graph, draw_network, hues_of
from matcher_web.network.listing import (
    Entry,
    community_name,
    network_dict,
    network_shelf,
    network_table,
)
from matcher_web.network.plan import network_of
from matcher_web.snapshot import Snapshot, recent
from matcher_web.snapshot import current as snapshot
from matcher_web.tables import Table
from matcher_web.twins import add_table_twins, json_errors, table_errors

network_pages = Blueprint("network", __name__)

N_CONNECTORS = 20

Asked = tuple[Crossing | None, Listing[Entry], dict[str, str]]


def _asked() -> Asked:
    """The bridges that are asked for, what is listed, and what is wrong by field."""
    crossing, wrong = read_crossing(request.args, snapshot())
    listing, faults = list_records(network_shelf(snapshot()), request.args)
    return crossing, listing, {**wrong, **faults}


@network_pages.get("/network")
def network() -> ResponseReturnValue:
    """Who works with whom; or who bridges two activities."""
    crossing, listing, faults = _asked()
    here: dict[str, Any] = listing.parameters()
    if crossing:
        here = dict(crossing.parameters())
    page = render_template(
        "network.html",
        listing=listing,
        narrowed=_narrowed(listing),
        faults=faults,
        links=list_links(listing, lambda **changed: url_for(".network", **changed)),
        graph=None if faults else _graph(crossing, listing),
        network=network_of(snapshot()),
        communities=_communities(),
        led_to=_led_to(listing.chosen["community"]),
        fields=FIELDS,
        typed=here if crossing else request.args,
        choices=activity_choices(snapshot()),
        share=url_for(".network", **here, _external=True),
        csv=url_for(".network_csv", **here),
        xlsx=url_for(".network_xlsx", **here),
        json=url_for(".network_json", **here),
        **_bridges(crossing),
    )
    return (page, 400) if faults else page


def _bridges(crossing: Crossing | None) -> dict[str, Any]:
    if not crossing:
        return {"crossing": None}
    told = [
        (found, reasons(snapshot(), crossing, found))
        for found in crossing.found[:N_CONNECTORS]
    ]
    return {"crossing": crossing, "connectors": told}


def _graph(crossing: Crossing | None, listing: Listing[Entry]) -> Graph | None:
    """The picture: of what is found, or of who bridges and their partnerships."""
    if crossing:
        bridges = {found.cluster.id for found in crossing.found}
        teams = snapshot().registry.partnerships_of
        shown = {("cluster", cluster) for cluster in bridges}
        shown |= {("partnership", team) for c in bridges for team in teams[c]}
        return draw_network(snapshot(), frozenset(shown))
    chosen = listing.chosen["community"]
    found = None
    if _narrowed(listing):
        found = frozenset((entry.kind, entry.id) for entry in listing.found)
    return draw_network(snapshot(), found, int(chosen[0]) if len(chosen) == 1 else 0)


def _narrowed(listing: Listing[Entry]) -> bool:
    """Whether anything is searched or chosen."""
    return bool(listing.search or any(listing.chosen.values()))


def _communities() -> list[dict[str, Any]]:
    """Every community with its name, colour and the address that shows it alone."""
    listed = network_of(snapshot()).communities
    return [
        {
            "number": community.number,
            "name": community_name(snapshot(), community),
            "hue": hue,
            "n_clusters": len(community.clusters),
            "n_partnerships": len(community.partnerships),
            "address": url_for(".network", community=community.number),
        }
        for community, hue in zip(listed, hues_of(snapshot()), strict=True)
    ]


def _led_to(chosen: tuple[str, ...]) -> list[int]:
    """Communities that links lead to from one that is chosen."""
    network = network_of(snapshot())
    pairs = {
        (network.nodes[one].community, network.nodes[other].community)
        for left, right in network.links
        for one, other in ((left, right), (right, left))
    }
    return sorted(
        there for here, there in pairs if chosen == (str(here),) != (str(there),)
    )


@network_pages.get("/network.json")
def network_json() -> ResponseReturnValue:
    """Nodes, links and communities; or who bridges two activities."""
    crossing, listing, faults = _asked()
    if faults:
        return json_errors(faults)
    if crossing:
        return jsonify(crossing.to_dict())
    return jsonify(network_dict(snapshot(), listing))


def _network_table() -> Table | ResponseReturnValue:
    crossing, listing, faults = _asked()
    if faults:
        return table_errors(faults)
    if crossing:
        return crossing_table(snapshot(), crossing)
    return network_table(listing)


add_table_twins(network_pages, "/network", "network", _network_table)


@network_pages.get("/map")
def map() -> ResponseReturnValue:
    """Where the clusters are, and where partnerships go."""
    counts, faults = read_map(request.args, snapshot())
    listing = counts.listing
    here = listing.parameters()
    in_country = tuple((row.code, row.n_clusters) for row in counts.countries)
    to_market = tuple((row.code, row.n_partnerships) for row in counts.markets)
    europe, world = _maps(snapshot(), in_country, to_market)
    page = render_template(
        "map.html",
        counts=counts,
        listing=listing,
        faults=faults,
        links=list_links(listing, lambda **changed: url_for(".map", **changed)),
        europe=europe,
        world=world,
        clusters_of={code: _clusters_in(code, counts) for code, _ in in_country},
        share=url_for(".map", **here, _external=True),
        csv=url_for(".map_csv", **here),
        xlsx=url_for(".map_xlsx", **here),
        json=url_for(".map_json", **here),
    )
    return (page, 400) if faults else page


@recent(64)
def _maps(
    snapshot: Snapshot,
    in_country: tuple[tuple[str, int], ...],
    to_market: tuple[tuple[str, int], ...],
) -> tuple[CountryMap, FlowMap]:
    """The pictures of these counts, each drawn once."""
    vocabulary, there = snapshot.vocabulary, dict(in_country)
    europe = country_map(there, vocabulary.label)
    return europe, flow_map(dict(to_market), there, vocabulary)


def _clusters_in(country: str, counts: MapCounts) -> str:
    """Where the clusters that the map counts in a country are listed."""
    here = {**counts.listing.parameters(), "only_countries": country}
    if "generation" in here:
        # Clusters are not browsed by generation; the nodes of the network are.
        return url_for(".network", **here, kind="cluster")
    return url_for("clusters", **here)


@network_pages.get("/map.json")
def map_json() -> ResponseReturnValue:
    """Clusters by country, and partnerships by market."""
    counts, faults = read_map(request.args, snapshot())
    return json_errors(faults) if faults else jsonify(counts.to_dict())


def _map_table() -> Table | ResponseReturnValue:
    counts, faults = read_map(request.args, snapshot())
    return table_errors(faults) if faults else counts.table()


add_table_twins(network_pages, "/map", "map", _map_table)
