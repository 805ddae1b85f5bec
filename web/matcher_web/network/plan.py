"""Where the network stands in its picture, whatever is filtered: worked out once.

In: a snapshot. Out: its `Network`, and the `Plan` of its picture: names, places and
colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher import Network, Node, lay_out
from matcher_web.drawing.labels import Box, text_width
from matcher_web.snapshot import Snapshot, derived

TYPE_SIZE = 13.0
DOT = 6.0
"""Radius of a cluster."""
N_HUES = 8

_PILL = 20.0
_GAP = 4.0
_NEAR = 4


@derived
def network_of(snapshot: Snapshot) -> Network:
    """The network of a snapshot, made once."""
    return Network(snapshot.registry)


@dataclass(frozen=True)
class Plan:
    """What no filter changes, by place of the node in `Network.nodes`.

    Parameters
    ----------
    names : tuple of str
        What people call each node.
    places : tuple of (float, float)
    boxes : tuple of Box
        What each node covers.
    hues : tuple of int
        Colour of each community, by its number from 1.
    """

    names: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    boxes: tuple[Box, ...]
    hues: tuple[int, ...]


@derived
def plan_of(snapshot: Snapshot) -> Plan:
    """The plan of a snapshot's network, made once."""
    network = network_of(snapshot)
    names = tuple(_name(snapshot, node) for node in network.nodes)
    sizes = np.full((len(names), 2), 2 * DOT)
    for place, node in enumerate(network.nodes):
        if node.kind == "partnership":
            sizes[place] = text_width(names[place], TYPE_SIZE) + 16, _PILL
    groups = [node.community for node in network.nodes]
    spots = lay_out(network.neighbours, groups, sizes + _GAP)
    half = sizes / 2
    boxes = tuple(
        Box(*low, *high)
        for low, high in zip(
            (spots - half).tolist(), (spots + half).tolist(), strict=True
        )
    )
    places = tuple((x, y) for x, y in spots.tolist())
    return Plan(names, places, boxes, _hues(network, places))


def _name(snapshot: Snapshot, node: Node) -> str:
    if node.kind == "partnership":
        return snapshot.registry.title_of(node.id)
    return snapshot.registry.cluster(node.id).called


def _hues(network: Network, places: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """A colour for each community: none that is linked or nearest has the same."""
    groups = np.array([node.community for node in network.nodes])
    spots = np.array(places).reshape(-1, 2)
    ends = groups[np.array(network.links, dtype=int).reshape(-1, 2)]
    found: list[int] = []
    for community in network.communities:
        mine = spots[groups == community.number]
        gaps = [
            (_gap(mine, spots[groups == other]), other)
            for other in range(1, community.number)
        ]
        linked = ends[(ends == community.number).any(axis=1)].ravel().tolist()
        taken = {*linked, *(other for _, other in sorted(gaps)[:_NEAR])}
        near = {found[other - 1] for other in taken if other < community.number}
        hues = range(1, N_HUES + 1)
        found.append(min(hues, key=lambda h: (h in near, found.count(h), h)))
    return tuple(found)


def _gap(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    apart = left[:, None] - right
    return float(np.hypot(apart[..., 0], apart[..., 1]).min())
