"""Where the nodes of a graph stand in a picture: neighbours and groups in, places out.

Nothing is drawn by chance: the same graph always gives the same places. Distances on
the paper follow steps in the graph, with more room between groups; boxes that overlap
are pushed apart; components of the graph are packed side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.explore.network.measures import components, steps

STEP = 40.0
"""How far neighbours would like to stand from each other."""
BETWEEN_GROUPS = 1.5
"""How many steps nodes of different groups stand farther apart."""
MARGIN = 46.0
"""Free room around each component."""

_N_ROUNDS = 250
_N_PUSHES = 200


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
    for _ in range(_N_ROUNDS):
        gaps = _distances(places)
        ratio = np.zeros_like(gaps)
        np.divide(weights * wanted, gaps, out=ratio, where=gaps > 1e-9)
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
    across, down = places.T
    squares = (across[:, None] - across) ** 2 + (down[:, None] - down) ** 2
    return np.asarray(np.sqrt(squares))


def _apart(places: FloatArray, sizes: FloatArray) -> FloatArray:
    """Boxes that overlap pushed apart, along the shorter way out."""
    spots = places.T.copy()
    wanted = (sizes.T[:, :, None] + sizes.T[:, None]) / 2
    order = np.arange(len(places))
    # Of two boxes in one place the later one goes right and down.
    later = np.sign(order[:, None] - order)
    for _ in range(_N_PUSHES):
        moved = spots[:, :, None] - spots[:, None]
        overlap = wanted - np.abs(moved)
        across, down = overlap
        meets = (across > 0) & (down > 0)
        np.fill_diagonal(meets, False)
        if not meets.any():
            break
        way = np.where(moved == 0, later, np.sign(moved)) * (overlap + 0.1)
        spots[0] += (way[0] * (meets & (across < down))).sum(axis=1) / 2
        spots[1] += (way[1] * (meets & (across >= down))).sum(axis=1) / 2
    return spots.T


def _packed(corners: FloatArray, shape: float) -> FloatArray:
    """Upper left corners of boxes of these sizes, packed tightly in order.

    Parameters
    ----------
    corners : float array of shape (n_boxes, 2)
    shape : float
        Width by height of the whole, about.
    """
    placed: list[tuple[float, float, float, float]] = []
    found = np.zeros_like(corners)
    for number, (width, height) in enumerate(corners.tolist()):
        spots = [(0.0, 0.0)]
        spots += [(right, top) for _, top, right, _ in placed]
        spots += [(left, bottom) for left, _, _, bottom in placed]
        spots += [(right, 0.0) for _, _, right, _ in placed]
        spots += [(0.0, bottom) for *_, bottom in placed]
        best = (np.inf, 0.0, 0.0)
        for x, y in spots:
            box = (x, y, x + width, y + height)
            if not any(
                box[0] < r and left < box[2] and box[1] < b and t < box[3]
                for left, t, r, b in placed
            ):
                right = max([box[2], *(other[2] for other in placed)])
                bottom = max([box[3], *(other[3] for other in placed)])
                best = min(best, (max(right / shape, bottom), y, x))
        _, y, x = best
        placed.append((x, y, x + width, y + height))
        found[number] = x, y
    return found
