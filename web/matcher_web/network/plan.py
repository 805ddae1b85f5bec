"""Where the network stands in its picture, whatever is filtered: worked out once.

In: a snapshot and the partnerships that the network is of. Out: the `Network`, and the
`Plan` of its picture: each node as a `Mark` with its name, its spot and its colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.explore.network.graph import Network, Node
from matcher.explore.network.layout import lay_out
from matcher_web.drawing.labels import Box, Label, text_width
from matcher_web.partnerships.shelf import partnership_shelf
from matcher_web.snapshot import Snapshot, recent

TYPE_SIZE = 13.0
DOT = 6.0
"""Radius of a cluster."""
N_HUES = 8

MAX_KEPT = 8
"""So many networks, of different partnerships, are kept once they are asked for."""
LONGEST_NAME = 26
"""A longer name is cut in the picture."""

_PILL = 20.0
_GAP = 4.0
_NEAR = 4


@recent(MAX_KEPT)
def network_of(snapshot: Snapshot, ids: frozenset[str]) -> Network:
    """The network of some partnerships and of all clusters."""
    registry = snapshot.registry
    whole = len(ids) == len(registry.partnerships)
    return Network(registry if whole else registry.only(ids))


@dataclass(frozen=True)
class Mark:
    """A node as it is drawn: a circle for a cluster, a box for a partnership.

    Parameters
    ----------
    node : Node
    index : int
        In `Network.nodes`.
    hue : int
        Colour of its community, from 1.
    x, y : float
        Its middle.
    box : Box
        What it covers.
    kind : str
        "cluster", or the kind of the partnership.
    name, short : str
        What people call it, and that cut to what a picture has room for.
    label : Label or None
        Its name beside it, where there is room for one that is always shown.
    faint : bool
        Whether a filter leaves it out.
    """

    node: Node
    index: int
    hue: int
    x: float
    y: float
    box: Box
    kind: str
    name: str
    short: str
    label: Label | None = None
    faint: bool = False

    @property
    def width(self) -> float:
        """Of the box of a partnership."""
        return round(self.box.right - self.box.left, 1)


@dataclass(frozen=True)
class Plan:
    """What no filter changes.

    Parameters
    ----------
    marks : tuple of Mark
        Every node, none of them faint or with a label.
    hues : tuple of int
        Colour of each community, by its number from 1.
    """

    marks: tuple[Mark, ...]
    hues: tuple[int, ...]


@recent(MAX_KEPT)
def plan_of(snapshot: Snapshot, ids: frozenset[str]) -> Plan:
    """The plan of the network of some partnerships."""
    network, teams = network_of(snapshot, ids), partnership_shelf(snapshot).records
    names = [_name(snapshot, node) for node in network.nodes]
    sizes = np.full((len(names), 2), 2 * DOT)
    for index, node in enumerate(network.nodes):
        if node.kind == "partnership":
            sizes[index] = text_width(_short(names[index]), TYPE_SIZE) + 16, _PILL
    groups = [node.community for node in network.nodes]
    spots = lay_out(network.neighbours, groups, sizes + _GAP)
    hues = _hues(network, spots)
    corners = np.hstack([spots - sizes / 2, spots + sizes / 2])
    drawn = zip(network.nodes, spots.tolist(), corners.tolist(), names, strict=True)
    marks = (
        Mark(
            node=node,
            index=index,
            hue=hues[node.community - 1],
            x=x,
            y=y,
            box=Box(*box),
            kind="cluster" if node.kind == "cluster" else teams[node.id].kind,
            name=name,
            short=_short(name),
        )
        for index, (node, (x, y), box, name) in enumerate(drawn)
    )
    return Plan(tuple(marks), hues)


def _name(snapshot: Snapshot, node: Node) -> str:
    if node.kind == "partnership":
        return snapshot.registry.title_of(node.id)
    return snapshot.registry.cluster(node.id).called


def _short(name: str) -> str:
    """A name cut at a word where it is too long to stand in a picture."""
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[:LONGEST_NAME].rpartition(" ")[0] or name[:LONGEST_NAME]
    return cut.rstrip(" -,") + "…"


def _hues(network: Network, spots: NDArray[np.float64]) -> tuple[int, ...]:
    """A colour for each community: none that is linked has the same, if that can be.

    Nor has any of the nearest, where enough colours are left.
    """
    groups = np.array([node.community for node in network.nodes])
    ends = groups[np.array(network.links, dtype=int).reshape(-1, 2)]
    found: list[int] = []
    for community in network.communities:
        mine = spots[groups == community.number]
        gaps = [
            (_gap(mine, spots[groups == other]), other)
            for other in range(1, community.number)
        ]
        tied = ends[(ends == community.number).any(axis=1)].ravel().tolist()
        linked, near = (
            {found[other - 1] for other in others if other < community.number}
            for others in (tied, [other for _, other in sorted(gaps)[:_NEAR]])
        )
        worst = [
            (hue in linked, hue in near, found.count(hue), hue)
            for hue in range(1, N_HUES + 1)
        ]
        found.append(min(worst)[-1])
    return tuple(found)


def _gap(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    apart = left[:, None] - right
    return float(np.hypot(apart[..., 0], apart[..., 1]).min())
