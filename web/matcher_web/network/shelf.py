"""The nodes of the network that can be browsed: how they are searched and narrowed.

In: a snapshot and the partnerships that the network is of. Out: the `Shelf` of all
clusters and partnerships, those that nothing links too; and what was found on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from matcher import Cluster, Partnership, fold, picked, widen_markets
from matcher.explore.network.graph import Community, Node
from matcher_web.listing.facets import Facet, Facets
from matcher_web.listing.listing import Listing, Order, Shelf
from matcher_web.network.drawn import OF_PARTNERSHIPS, Drawn
from matcher_web.network.plan import MAX_KEPT, network_of
from matcher_web.partnerships.composed import Composed
from matcher_web.partnerships.shelf import facet_by_partnerships, partnership_shelf
from matcher_web.query.search import Meanings, SearchIndex
from matcher_web.snapshot import Snapshot, derived, recent
from matcher_web.tables import Table

PER_PAGE = 50
NODES = {"cluster": "Clusters", "partnership": "Partnerships"}
COLUMNS = (
    *("kind", "id", "name", "countries", "status", "standing"),
    *("community", "n_links", "bridging"),
)


@dataclass(frozen=True)
class Entry:
    """A cluster or a partnership, and its node if anything links it.

    Parameters
    ----------
    kind : {"cluster", "partnership"}
    record : Cluster or Partnership
    name : str
    called : tuple of str
        All its names.
    countries : tuple of str
        Of the cluster, or of the known members.
    markets : tuple of str
        Of the cluster and its partnerships, or of the partnership.
    teams : tuple of Composed
        Its partnerships, or itself.
    node : Node or None
    """

    kind: str
    record: Cluster | Partnership
    name: str
    called: tuple[str, ...]
    countries: tuple[str, ...]
    markets: tuple[str, ...]
    teams: tuple[Composed, ...]
    node: Node | None = None

    @property
    def id(self) -> str:
        """Of the cluster or the partnership."""
        return self.record.id

    @property
    def community(self) -> int | None:
        """The number of its community."""
        return self.node.community if self.node else None

    @property
    def told_kind(self) -> str:
        """Whether it is a cluster, or of which kind the partnership is."""
        return self.kind if self.kind == "cluster" else self.teams[0].kind

    @property
    def status(self) -> str:
        """Of a cluster; empty for a partnership, and where not recorded."""
        return self.record.status if isinstance(self.record, Cluster) else ""

    @property
    def standing(self) -> str:
        """Of a partnership; empty for a cluster, and where not recorded."""
        return "" if self.kind == "cluster" else self.teams[0].standing

    @property
    def n_links(self) -> int:
        """Partnerships of a cluster, or known members of a partnership."""
        return self.node.n_links if self.node else 0

    @property
    def bridging(self) -> float | None:
        """How often it lies between others."""
        return self.node.bridging if self.node else None

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {name: getattr(self, name) for name in COLUMNS}


@recent(MAX_KEPT)
def network_shelf(snapshot: Snapshot, drawn: Drawn) -> Shelf[Entry]:
    """Clusters and partnerships in name order, with their facets and orders."""
    nodes: dict[tuple[str, str], Node] = {
        (n.kind, n.id): n for n in network_of(snapshot, drawn.ids).nodes
    }
    unlinked = _unlinked(snapshot)
    linked = {_key(*named): node for named, node in nodes.items()}
    records = unlinked | {
        key: replace(unlinked[key], node=node) for key, node in linked.items()
    }
    return Shelf(
        records=records,
        index=_index(snapshot),
        facets=_facets(snapshot, drawn, records),
        orders=(
            Order("bridging", lambda e: e.bridging, falling=True),
            Order("name", lambda e: fold(e.name)),
            Order("kind", lambda e: e.kind),
            Order("community", lambda e: e.community),
            Order("links", lambda e: e.n_links, falling=True),
        ),
        per_page=PER_PAGE,
        beginning=partnership_shelf(snapshot).beginning,
    )


@derived
def _unlinked(snapshot: Snapshot) -> dict[str, Entry]:
    """All clusters and partnerships in name order, without their nodes."""
    entries = sorted(_entries(snapshot), key=lambda e: (fold(e.name), e.kind, e.id))
    return {_key(entry.kind, entry.id): entry for entry in entries}


def _key(kind: str, id: str) -> str:
    """A cluster and a partnership may have the same id."""
    return f"{kind}:{id}"


@derived
def _index(snapshot: Snapshot) -> SearchIndex:
    entries = _unlinked(snapshot)
    codes = {key: _codes(snapshot, entry) for key, entry in entries.items()}
    meanings = Meanings(snapshot.registry.finder, codes)
    return SearchIndex({key: e.called for key, e in entries.items()}, {}, meanings)


def _codes(snapshot: Snapshot, entry: Entry) -> frozenset[str]:
    """What an entry is found by, beside its names."""
    markets = widen_markets(entry.markets, snapshot.vocabulary)
    record = entry.record
    return markets | {*entry.countries, *record.sectors, *record.technologies}


def _entries(snapshot: Snapshot) -> Iterator[Entry]:
    registry, teams = snapshot.registry, partnership_shelf(snapshot).records
    for c in registry.clusters:
        yield Entry(
            "cluster",
            c,
            c.name,
            (c.id, c.name, c.short_name, *c.aliases),
            (c.country,) if c.country else (),
            snapshot.registry.markets_of(c.id),
            tuple(teams[id] for id in registry.partnerships_of[c.id]),
        )
    for p in registry.partnerships:
        yield Entry(
            "partnership",
            p,
            registry.title_of(p.id),
            (p.id, p.acronym, p.name),
            teams[p.id].countries,
            p.target_markets,
            (teams[p.id],),
        )


def _facets(
    snapshot: Snapshot, drawn: Drawn, records: Mapping[str, Entry]
) -> tuple[Facet, ...]:
    facets = Facets(snapshot, records)
    communities = {
        str(one.number): f"{one.number} {community_name(snapshot, one)}"
        for one in network_of(snapshot, drawn.ids).communities
    }

    return (
        _of_teams(snapshot, "programme", drawn.is_of_kind),
        _of_teams(snapshot, "kind", drawn.is_of_programme),
        facets.named(
            "community",
            "Community",
            lambda e: [str(e.community)] if e.node else [],
            communities,
        ),
        *_always(snapshot),
    )


@derived
def _always(snapshot: Snapshot) -> tuple[Facet, ...]:
    """The facets that are the same whatever the network is of."""
    facets = Facets(snapshot, _unlinked(snapshot))
    return (
        facets.named("nodes", "Clusters or partnerships", lambda e: [e.kind], NODES),
        _of_teams(snapshot, "generation", lambda _: True),
        facets.coded("only_sectors", lambda e: e.record.sectors, many=False),
        facets.coded("only_markets", lambda e: e.markets, many=False),
        facets.coded("only_countries", lambda e: e.countries, many=False),
    )


def _of_teams(
    snapshot: Snapshot, name: str, counts: Callable[[Composed], bool]
) -> Facet:
    """A facet of partnerships, of all entries that are in one that counts."""
    ids = {
        key: [team.partnership.id for team in entry.teams if counts(team)]
        for key, entry in _unlinked(snapshot).items()
    }
    return facet_by_partnerships(snapshot, name, ids)


def community_name(snapshot: Snapshot, community: Community) -> str:
    """What the members of a community share most distinctively."""
    labels = snapshot.labels(activity.code for activity in community.shared)
    return " · ".join(labels) or "nothing recorded"


@dataclass(frozen=True)
class Nodes:
    """The clusters and partnerships that were found."""

    snapshot: Snapshot
    drawn: Drawn
    listing: Listing[Entry]

    @property
    def n_more(self) -> int:
        """How many more partnerships there are, where the network begins with some."""
        n_all = len(self.snapshot.registry.partnerships)
        return n_all - len(self.drawn.found) if self.listing.begins else 0

    @property
    def narrowed(self) -> bool:
        """Whether anything is searched, or chosen within the network."""
        chosen = self.listing.chosen.items()
        inside = [codes for name, codes in chosen if name not in OF_PARTNERSHIPS]
        return bool(self.listing.search or any(inside))

    @property
    def shown(self) -> frozenset[tuple[str, str]]:
        """Kind and id of each."""
        return frozenset((entry.kind, entry.id) for entry in self.listing.found)

    def to_dict(self) -> dict[str, Any]:
        """All of them with their links, and all communities, for JSON."""
        listing, shown = self.listing, self.shown
        n_left_out = self.drawn.n_left_out
        network = network_of(self.snapshot, self.drawn.ids)
        return {
            "query": listing.query(),
            **listing.matched.told(),
            "n_partnerships": len(self.drawn.ids),
            "n_more": self.n_more,
            **({"n_left_out": n_left_out} if n_left_out else {}),
            "n_nodes": len(listing.found),
            "nodes": [entry.to_dict() for entry in listing.found],
            "links": [
                picked(member, "cluster", "partnership")
                for member in network.registry.members
                if ("cluster", member.cluster) in shown
                and ("partnership", member.partnership) in shown
            ],
            "communities": [
                {
                    **picked(community, "number", "clusters", "partnerships"),
                    "name": community_name(self.snapshot, community),
                    "shared": [activity.code for activity in community.shared],
                }
                for community in network.communities
            ],
            "facets": {f.name: f.to_dict("n_nodes") for f in listing.facets},
        }

    def table(self) -> Table:
        """All of them, not only those of one page.

        Where partnerships are not measured its name says so, for a table has no margin.
        """
        name, drawn = "network", self.drawn
        if drawn.n_left_out:
            name += f"-measured-{len(drawn.ids)}-of-{len(drawn.found)}"
        return Table.of(name, self.listing.found, COLUMNS)
