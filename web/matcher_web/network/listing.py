"""The nodes of the network that can be browsed: how they are searched and narrowed.

In: the snapshot. Out: the `Shelf` of all clusters and partnerships, those that nothing
links too, made once; and a listing as JSON or as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from matcher import Community, Node, widen_markets
from matcher_web.listing.facets import Facet, named_facet, vocabulary_facet
from matcher_web.listing.listing import Listing, Order, Shelf
from matcher_web.network.plan import network_of
from matcher_web.partnerships.listing import partnership_shelf
from matcher_web.query.search import SearchIndex
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Cell, Table
from matcher_web.wording import name_key

PER_PAGE = 50
KINDS = {"cluster": "Clusters", "partnership": "Partnerships"}


@dataclass(frozen=True)
class Entry:
    """A cluster or a partnership, and its node if anything links it.

    Parameters
    ----------
    kind : {"cluster", "partnership"}
    id, name : str
    countries : tuple of str
        Of the cluster, or of the known members.
    node : Node or None
    """

    kind: str
    id: str
    name: str
    countries: tuple[str, ...]
    node: Node | None

    @property
    def n_links(self) -> int:
        """Partnerships of a cluster, or known members of a partnership."""
        return self.node.n_links if self.node else 0

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "countries": list(self.countries),
            "community": self.node.community if self.node else None,
            "n_links": self.n_links,
            "bridging": self.node.bridging if self.node else None,
        }


@derived
def network_shelf(snapshot: Snapshot) -> Shelf[Entry]:
    """Clusters and partnerships in name order, with their facets and orders."""
    registry = snapshot.registry
    nodes = {(node.kind, node.id): node for node in network_of(snapshot).nodes}
    entries = [
        Entry(
            "cluster",
            c.id,
            c.name,
            (c.country,) if c.country else (),
            nodes.get(("cluster", c.id)),
        )
        for c in registry.clusters
    ] + [
        Entry(
            "partnership",
            p.id,
            registry.title_of(p.id),
            partnership_shelf(snapshot).records[p.id].countries,
            nodes.get(("partnership", p.id)),
        )
        for p in registry.partnerships
    ]
    entries.sort(key=lambda e: (name_key(e.name), e.kind, e.id))
    records = {_key(entry): entry for entry in entries}
    return Shelf(
        records=records,
        index=SearchIndex({k: _called(snapshot, e) for k, e in records.items()}, {}),
        facets=_facets(snapshot, records.values()),
        orders=(
            Order("bridging", lambda e: e.node and e.node.bridging, falling=True),
            Order("name", lambda e: name_key(e.name)),
            Order("kind", lambda e: e.kind),
            Order("community", lambda e: e.node and e.node.community),
            Order("links", lambda e: e.n_links, falling=True),
        ),
        per_page=PER_PAGE,
    )


def _key(entry: Entry) -> str:
    """One word for it: a cluster and a partnership may have the same id."""
    return f"{entry.kind}:{entry.id}"


def _called(snapshot: Snapshot, entry: Entry) -> list[str]:
    if entry.kind == "cluster":
        cluster = snapshot.registry.cluster(entry.id)
        return [cluster.id, cluster.name, cluster.short_name, *cluster.aliases]
    partnership = snapshot.registry.partnership(entry.id)
    return [partnership.id, partnership.acronym, partnership.name]


def _facets(snapshot: Snapshot, entries: Iterable[Entry]) -> tuple[Facet, ...]:
    registry, listed = snapshot.registry, tuple(entries)
    teams = partnership_shelf(snapshot).records

    def codes(of: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        return {_key(entry): tuple(filter(None, of(entry))) for entry in listed}

    def sectors(entry: Entry) -> tuple[str, ...]:
        if entry.kind == "cluster":
            return registry.cluster(entry.id).sectors
        return registry.partnership(entry.id).sectors

    def markets(entry: Entry) -> Iterable[str]:
        if entry.kind == "cluster":
            return snapshot.markets_of(entry.id)
        return registry.partnership(entry.id).target_markets

    def rounds(entry: Entry) -> set[str]:
        if entry.kind == "partnership":
            return {teams[entry.id].round}
        return {teams[id].round for id in registry.partnerships_of[entry.id]}

    generations = next(
        f for f in partnership_shelf(snapshot).facets if f.name == "generation"
    )
    named = {c.number: c for c in network_of(snapshot).communities}
    targeted = codes(markets)
    return (
        named_facet(
            "community",
            "Community",
            codes(lambda e: [str(e.node.community)] if e.node else []),
            {str(n): f"{n} {community_name(snapshot, c)}" for n, c in named.items()},
        ),
        named_facet("kind", "Kind", codes(lambda e: [e.kind]), KINDS),
        named_facet(
            "generation",
            "Generation",
            codes(rounds),
            {code: generations.label(code) for code in generations.listed},
        ),
        vocabulary_facet(
            snapshot, "only_sectors", "Sector", "sectors", codes(sectors), many=False
        ),
        vocabulary_facet(
            snapshot,
            "only_markets",
            "Market",
            "target_markets",
            targeted,
            covered={
                key: widen_markets(found, snapshot.vocabulary)
                for key, found in targeted.items()
            },
            many=False,
        ),
        vocabulary_facet(
            snapshot,
            "only_countries",
            "Country",
            "country",
            codes(lambda e: e.countries),
            many=False,
        ),
    )


def community_name(snapshot: Snapshot, community: Community) -> str:
    """What the members of a community share most distinctively."""
    labels = snapshot.labels(activity.code for activity in community.shared)
    return " · ".join(labels) or "nothing recorded"


def network_dict(snapshot: Snapshot, listing: Listing[Entry]) -> dict[str, Any]:
    """Everything found with its links, and all communities, for JSON."""
    found = {(entry.kind, entry.id) for entry in listing.found}
    network = network_of(snapshot)
    return {
        "query": listing.query(),
        "mended": dict(listing.matched.mended),
        "n_nodes": len(listing.found),
        "nodes": [entry.to_dict() for entry in listing.found],
        "links": [
            {"cluster": member.cluster, "partnership": member.partnership}
            for member in snapshot.registry.members
            if ("cluster", member.cluster) in found
            and ("partnership", member.partnership) in found
        ],
        "communities": [
            {
                "number": community.number,
                "name": community_name(snapshot, community),
                "shared": [activity.code for activity in community.shared],
                "clusters": list(community.clusters),
                "partnerships": list(community.partnerships),
            }
            for community in network.communities
        ],
        "facets": {f.name: f.to_dict("n_nodes") for f in listing.facets},
    }


def network_table(listing: Listing[Entry]) -> Table:
    """Everything found, not only one page of it."""
    columns = ("kind", "id", "name", "countries", "community", "n_links", "bridging")
    rows: list[list[Cell]] = [
        [
            entry.kind,
            entry.id,
            entry.name,
            ";".join(entry.countries),
            entry.node.community if entry.node else None,
            entry.n_links,
            entry.node.bridging if entry.node else None,
        ]
        for entry in listing.found
    ]
    return Table("network", columns, rows)
