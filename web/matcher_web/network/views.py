"""The network: a picture of who works with whom, and who bridges two activities.

In: a snapshot and an address. Out: a page.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from matcher_web.listing.beginning import ALL, in_todays_words
from matcher_web.listing.links import list_links
from matcher_web.listing.listing import list_records
from matcher_web.network.crossing import (
    FIELDS,
    Crossing,
    crossing_choices,
    read_crossing,
)
from matcher_web.network.drawn import NODES_RENAMED, Drawn, read_drawn
from matcher_web.network.graphs import Graph, draw_network, hues_of
from matcher_web.network.plan import network_of
from matcher_web.network.shelf import Nodes, community_name, network_shelf
from matcher_web.partnerships.shelf import partnership_shelf
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot
from matcher_web.twins import Page, page

N_CONNECTORS = 20
OUTLINES = {
    "consortium": "solid: consortia",
    "network": "dashed: networks",
    "agreement": "dotted: agreements",
}
"""How the box of each kind of partnership is drawn, in words."""


@page("/network")
def network(snapshot: Snapshot, sent: Sent) -> Page:
    """Who works with whom; or who bridges two activities."""
    sent = in_todays_words(sent, NODES_RENAMED)
    drawn = read_drawn(snapshot, sent)
    crossing, wrong = read_crossing(snapshot, drawn, sent)
    listing, faults = list_records(network_shelf(snapshot, drawn), sent)
    nodes, faults = Nodes(snapshot, drawn, listing), {**wrong, **faults}
    here = crossing.parameters() if crossing else listing.parameters()
    return Page(
        crossing or nodes,
        "network.html",
        lambda: {
            "listing": listing,
            "narrowed": nodes.narrowed,
            "links": list_links(listing, "network"),
            "graph": None if faults else _graph(nodes, crossing),
            "network": network_of(snapshot, drawn.ids),
            "nodes": nodes,
            "whole": len(drawn.ids) == len(snapshot.registry.partnerships),
            "outlines": _outlines(snapshot, drawn),
            "wider": url_for("network", **{**here, "programme": ALL}),
            "communities": _communities(snapshot, drawn),
            "led_to": _led_to(snapshot, drawn, listing.chosen["community"]),
            "fields": FIELDS,
            "typed": here if crossing else sent,
            "choices": crossing_choices(snapshot),
            "crossing": crossing,
            "connectors": _bridges(crossing),
        },
        here,
        faults,
    )


def _outlines(snapshot: Snapshot, drawn: Drawn) -> str:
    """How each kind of partnership is drawn, where there are others than consortia."""
    teams = partnership_shelf(snapshot).records
    kinds = {teams[id].kind for id in drawn.ids}
    if kinds <= {"consortium"}:
        return ""
    return "; ".join(words for kind, words in OUTLINES.items() if kind in kinds)


def _bridges(crossing: Crossing | None) -> list[tuple[Any, list[str]]]:
    found = crossing.found[:N_CONNECTORS] if crossing else ()
    return [(one, crossing.reasons(one)) for one in found if crossing]


def _graph(nodes: Nodes, crossing: Crossing | None) -> Graph | None:
    """The picture: of what is found, or of who bridges and their partnerships."""
    if crossing:
        return draw_network(nodes.snapshot, nodes.drawn.ids, crossing.shown)
    chosen = nodes.listing.chosen["community"]
    alone = int(chosen[0]) if len(chosen) == 1 else 0
    shown = nodes.shown if nodes.narrowed else None
    return draw_network(nodes.snapshot, nodes.drawn.ids, shown, alone)


def _communities(snapshot: Snapshot, drawn: Drawn) -> list[dict[str, Any]]:
    """Every community with its name, colour and the address that shows it alone."""
    listed, asked = network_of(snapshot, drawn.ids).communities, drawn.parameters()
    return [
        {
            "number": community.number,
            "name": community_name(snapshot, community),
            "hue": hue,
            "n_clusters": len(community.clusters),
            "n_partnerships": len(community.partnerships),
            "address": url_for("network", **asked, community=community.number),
        }
        for community, hue in zip(listed, hues_of(snapshot, drawn.ids), strict=True)
    ]


def _led_to(snapshot: Snapshot, drawn: Drawn, chosen: tuple[str, ...]) -> list[int]:
    """Communities that links lead to from one that is chosen."""
    network = network_of(snapshot, drawn.ids)
    pairs = {
        (network.nodes[one].community, network.nodes[other].community)
        for left, right in network.links
        for one, other in ((left, right), (right, left))
    }
    return sorted(
        there for here, there in pairs if chosen == (str(here),) != (str(there),)
    )
