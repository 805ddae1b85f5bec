"""Where the nodes of a graph stand in a picture: neighbours and groups in, places out.

Nothing is drawn by chance: the same graph always gives the same places. Distances on
the paper follow steps in the graph, with more room between groups; boxes that overlap
are pushed apart; components of the graph are packed side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.explore.network.measures import components, steps

STEP = 40.0
"""How far neighbours would like to stand from each other."""
BETWEEN_GROUPS = 1.5
"""How many steps nodes of different groups stand farther apart."""
MARGIN = 46.0
"""Free room around each component."""

_N_ROUNDS = 60
_N_PUSHES, _GROWTH = 20, 1.05
_LEEWAY = 60.0
"""Boxes with more free room between them are not watched while others move."""


def lay_out(
    neighbours: Sequence[Sequence[int]],
    groups: Sequence[int],
    sizes: FloatArray,
    shape: float = 1.1,
) -> FloatArray:
    """Places for all nodes, so that links are short and groups stand apart.

    Parameters
    ----------
    neighbours : sequence of sequence of int
        Symmetric, no node with itself.
    groups : sequence of int
        One for each node.
    sizes : float array of shape (n_nodes, 2)
        Width and height of what is drawn for each node; nothing will overlap.
    shape : float
        Width by height that the picture should have, about.

    Returns
    -------
    float array of shape (n_nodes, 2)
        Centres, right and down, from 0; rounded to a tenth.

    Notes
    -----
    Each component minimises its stress, ``sum of ((distance - wanted) /
    wanted)**2`` over pairs, where `wanted` is the steps between them, and
    `BETWEEN_GROUPS` more if their groups differ. It takes O(n**2) memory.

    References
    ----------
    Gansner, Koren and North, "Graph drawing by stress majorization", 2005.
    """
    if not neighbours:
        return np.zeros((0, 2))
    group = np.asarray(groups)
    found = components(neighbours)
    places = np.zeros((len(neighbours), 2))
    corners = np.zeros((len(found), 2))
    for number, nodes in enumerate(found):
        inside = {node: row for row, node in enumerate(nodes.tolist())}
        links = [[inside[other] for other in neighbours[node]] for node in nodes]
        placed = _apart(_least_stress(links, group[nodes]), sizes[nodes])
        low = (placed - sizes[nodes] / 2).min(axis=0)
        places[nodes] = placed - low + MARGIN / 2
        corners[number] = (placed + sizes[nodes] / 2).max(axis=0) - low + MARGIN
    for nodes, corner in zip(found, _packed(corners, shape), strict=True):
        places[nodes] += corner
    return np.round(places, 1)


def _least_stress(links: Sequence[Sequence[int]], group: IntArray) -> FloatArray:
    """Places of a component that keep distances as well as a plane can."""
    n = len(links)
    if n == 1:
        return np.zeros((1, 2))
    wanted = steps(links)
    wanted += BETWEEN_GROUPS * (group[:, None] != group)
    places = _classical(wanted)
    weights = np.zeros_like(wanted)
    np.divide(1.0, wanted**2, out=weights, where=wanted > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # Places are free to shift together, so the first one is held at the origin.
    solve = np.linalg.inv(laplacian[1:, 1:])
    weights *= wanted
    for _ in range(_N_ROUNDS):
        gaps = _distances(places)
        gaps[gaps <= 1e-9] = np.inf
        ratio = np.divide(weights, gaps, out=gaps)
        pull = places * ratio.sum(axis=1)[:, None] - ratio @ places
        before, places = places, np.vstack([[0.0, 0.0], solve @ pull[1:]])
        if _distance_moved(before, places) < 0.01:
            break
    return _lying(places) * STEP


def _distance_moved(before: FloatArray, after: FloatArray) -> float:
    """How far the farthest node went, wherever the whole may have shifted."""
    moved = after - before
    return float(np.abs(moved - moved.mean(axis=0)).max())


def _classical(wanted: FloatArray) -> FloatArray:
    """A first guess by classical scaling; nodes of one place are set a little apart.

    References
    ----------
    Torgerson, "Multidimensional scaling: I. Theory and method", 1952.
    """
    n = len(wanted)
    centred = wanted**2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None]
    values, vectors = np.linalg.eigh(-(centred + (wanted**2).mean()) / 2)
    places = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    turn = np.arange(n) * (np.pi * (3 - np.sqrt(5)))
    spiral = np.column_stack([np.cos(turn), np.sin(turn)])
    return _lying(places) + 0.05 * spiral


def _lying(places: FloatArray) -> FloatArray:
    """Turned so that the picture is widest across; of mirror images always the same."""
    centred = places - places.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    farthest = np.abs(turned).argmax(axis=0)
    signs = np.sign(turned[farthest, [0, 1]])
    return np.asarray(turned * np.where(signs == 0, 1.0, signs))


def _distances(places: FloatArray) -> FloatArray:
    """Worked out in place: of many nodes, most of the time goes into this."""
    squares, down = (axis[:, None] - axis for axis in places.T)
    squares *= squares
    down *= down
    squares += down
    return np.asarray(np.sqrt(squares, out=squares))


def _apart(places: FloatArray, sizes: FloatArray) -> FloatArray:
    """Boxes that overlap pushed apart, along the shorter way out.

    Where they jam, the whole picture grows, until each has room. Only boxes that are
    near each other are looked at, until one has moved so far that others may be.
    """
    spots, moved = places.copy(), np.inf
    across, down = ((one[:, None] + one) / 2 + _LEEWAY for one in sizes.T)
    reach = np.triu(across, 1), down
    for number in count(1):
        if 2 * moved >= _LEEWAY:
            left, right = _near(spots, reach)
            moved = 0.0
        gaps = spots[left] - spots[right]
        overlap = (sizes[left] + sizes[right]) / 2 - np.abs(gaps)
        meets = np.asarray((overlap > 0).all(axis=1))
        if not meets.any():
            break
        # Of two boxes in one place the later one goes right and down.
        way = np.where(gaps > 0, 1.0, -1.0) * (overlap + 0.1) / 2
        flat = overlap[:, 0] < overlap[:, 1]
        way *= np.column_stack([flat, ~flat]) * meets[:, None]
        push = np.zeros_like(spots)
        np.add.at(push, left, way)
        np.subtract.at(push, right, way)
        spots += push
        moved += float(np.abs(push).max())
        if number % _N_PUSHES == 0:
            spots, moved = spots * _GROWTH, np.inf
    return spots


def _near(
    spots: FloatArray, reach: tuple[FloatArray, FloatArray]
) -> tuple[IntArray, IntArray]:
    """Pairs whose middles are less than their reach apart, on both axes."""
    near, down = (
        np.abs(middle[:, None] - middle) < far
        for middle, far in zip(spots.T, reach, strict=True)
    )
    left, right = np.nonzero(near & down)
    return left, right


def _packed(corners: FloatArray, shape: float) -> FloatArray:
    """Upper left corners of boxes of these sizes, packed tightly in order.

    Parameters
    ----------
    corners : float array of shape (n_boxes, 2)
    shape : float
        Width by height of the whole, about.
    """
    starts, ends = np.zeros_like(corners), np.zeros_like(corners)
    for number, size in enumerate(corners):
        begin, end = starts[:number], ends[:number]
        none = np.zeros(number)
        sides = [(end[:, 0], begin[:, 1]), (begin[:, 0], end[:, 1])]
        edges = [(end[:, 0], none), (none, end[:, 1])]
        spots = np.vstack([(0.0, 0.0), *map(np.column_stack, [*sides, *edges])])
        taken = (spots[:, None] < end) & (begin < (spots + size)[:, None])
        free = spots[~taken.all(axis=2).any(axis=1)]
        right, bottom = np.maximum(free + size, ends.max(axis=0)).T
        worth = np.maximum(right / shape, bottom)
        starts[number] = free[np.lexsort((*free.T, worth))[0]]
        ends[number] = starts[number] + size
    return starts
