"""Clusters and partnerships as a graph: who belongs together, who bridges.

In: a registry. Out: `Network`, whose nodes are the clusters and partnerships that any
membership links, each with its community and how much of the network runs through it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

from matcher.explore.activities import Activity
from matcher.explore.network.measures import betweenness, find_communities
from matcher.registry.registry import Registry

NodeKind = Literal["cluster", "partnership"]

N_SHARED = 2
"""By so many activities at most a community is called."""


@dataclass(frozen=True)
class Node:
    """A cluster or a partnership in the network.

    Parameters
    ----------
    kind : {"cluster", "partnership"}
    id : str
    community : int
        Number of its community.
    n_links : int
        Partnerships of a cluster, or known members of a partnership.
    bridging : float in [0, 1]
        Share of all pairs of other nodes whose shortest paths run through it.
    """

    kind: NodeKind
    id: str
    community: int
    n_links: int
    bridging: float


@dataclass(frozen=True)
class Community:
    """Clusters and partnerships that are linked more with each other than with others.

    Parameters
    ----------
    number : int
        From 1, the largest first.
    shared : tuple of Activity
        What its members share most distinctively; empty where nothing is recorded.
    clusters, partnerships : tuple of str
        Ids, sorted.
    """

    number: int
    shared: tuple[Activity, ...]
    clusters: tuple[str, ...]
    partnerships: tuple[str, ...]


class Network:
    """The graph of clusters and partnerships; a membership is a link.

    Parameters
    ----------
    registry : Registry

    Attributes
    ----------
    links : tuple of (int, int)
        Positions in `nodes` of a cluster and of a partnership that it is a member of.
    alone : tuple of str
        Clusters in no partnership: they are no nodes.
    without_members : tuple of str
        Partnerships of which no member is known: they are no nodes either.

    Examples
    --------
    >>> from matcher import load_registry
    >>> from matcher.explore.network.graph import Network
    >>> network = Network(load_registry())
    >>> max(network.nodes, key=lambda node: node.bridging).id
    'alliance-g2'
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        clusters = [c.id for c in registry.clusters if registry.partnerships_of[c.id]]
        teams = [p.id for p in registry.partnerships if registry.members_of[p.id]]
        self._keys: list[tuple[NodeKind, str]] = [("cluster", id) for id in clusters]
        self._keys += [("partnership", id) for id in teams]
        position = {key: number for number, key in enumerate(self._keys)}
        self.links = tuple(
            (position["cluster", m.cluster], position["partnership", m.partnership])
            for m in registry.members
        )
        self.alone = tuple(
            c.id for c in registry.clusters if not registry.partnerships_of[c.id]
        )
        self.without_members = tuple(
            p.id for p in registry.partnerships if not registry.members_of[p.id]
        )

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each node, the positions of those it is linked with, in order."""
        found: list[list[int]] = [[] for _ in self._keys]
        for left, right in self.links:
            found[left].append(right)
            found[right].append(left)
        return tuple(tuple(sorted(others)) for others in found)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Clusters, then partnerships, each in id order.

        Notes
        -----
        Communities are found by `find_communities` and bridging by `betweenness`.
        """
        groups = find_communities(self.neighbours)
        shares = betweenness(self.neighbours).tolist()
        return tuple(
            Node(kind, id, groups[position] + 1, len(self.neighbours[position]), share)
            for position, ((kind, id), share) in enumerate(
                zip(self._keys, shares, strict=True)
            )
        )

    @cached_property
    def communities(self) -> tuple[Community, ...]:
        """All communities, by number.

        Notes
        -----
        A community is called by the sectors and technologies that tell it best from
        all others: those of the highest ``p * log(p / q)``, where `p` of its members
        and `q` of all nodes have the activity. It is what the activity adds to the
        Kullback-Leibler divergence. What only one member has does not count where any
        other activity is shared.
        """
        overall = Counter(a for node in self.nodes for a in self._activities(node))
        inside: dict[int, list[Node]] = {}
        for node in self.nodes:
            inside.setdefault(node.community, []).append(node)
        return tuple(
            Community(
                number,
                self._shared(members, overall),
                tuple(node.id for node in members if node.kind == "cluster"),
                tuple(node.id for node in members if node.kind == "partnership"),
            )
            for number, members in sorted(inside.items())
        )

    def _activities(self, node: Node) -> list[Activity]:
        registry = self.registry
        find = registry.cluster if node.kind == "cluster" else registry.partnership
        record = find(node.id)
        sectors = [Activity("sectors", code) for code in record.sectors]
        return sectors + [Activity("technologies", c) for c in record.technologies]

    def _shared(
        self, members: list[Node], overall: Counter[Activity]
    ) -> tuple[Activity, ...]:
        counts = Counter(a for node in members for a in self._activities(node))
        common = {a: n for a, n in counts.items() if n > 1} or counts

        def worth(activity: Activity) -> float:
            share = common[activity] / len(members)
            return share * log(share * len(self.nodes) / overall[activity])

        best = sorted(common, key=lambda a: (-worth(a), a))
        return tuple(a for a in best[:N_SHARED] if worth(a) > 0)


def most_tied(
    registry: Registry, partnerships: Collection[str], room: int
) -> frozenset[str]:
    """Those of some partnerships that are most tied to the others.

    Parameters
    ----------
    registry : Registry
    partnerships : collection of str
        Ids.
    room : int
        So many nodes at most: partnerships and the clusters in them.

    Returns
    -------
    frozenset of str
        All of them where there is room. One at least, however many members it has.

    Notes
    -----
    A tie is a membership of one of its members in another of the partnerships. Most
    ties first, equals by id, until the next one would not fit: so those that share
    members come together, and what is left is a network rather than many stars.
    """
    members = {one: registry.members_of[one] for one in partnerships}
    n_in = Counter(cluster for team in members.values() for cluster in team)
    if len(members) + len(n_in) <= room:
        return frozenset(members)
    n_ties = {one: sum(n_in[c] - 1 for c in team) for one, team in members.items()}
    found: list[str] = []
    clusters: set[str] = set()
    for one in sorted(members, key=lambda one: (-n_ties[one], one)):
        together = clusters.union(members[one])
        if found and len(found) + 1 + len(together) > room:
            break
        found.append(one)
        clusters = together
    return frozenset(found)
