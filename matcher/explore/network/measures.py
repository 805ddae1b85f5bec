"""What a graph says of its nodes: groups, components, steps, and who stands in between.

In: the neighbours of each node, as numbers; symmetric, no node with itself. Out: lists
and arrays in the order of the nodes. Knows nothing of clusters, and draws nothing by
chance: the same graph always gives the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from matcher.arrays import FloatArray, IntArray

MAX_SOURCES = 1024
"""From so many nodes at most paths are followed; a larger graph is sampled evenly."""

DECIMALS = 12
"""Shares are rounded so far, so that equal ones stay equal."""
_MOST_CELLS = 2**20

Neighbours = Sequence[Sequence[int]]


def find_communities(neighbours: Neighbours) -> list[int]:
    """The group of each node, by greedy modularity.

    Returns
    -------
    list of int
        Groups from 0, the largest first; equals by their first node. A node without
        neighbours is a group of its own.

    Notes
    -----
    Modularity is ``sum over groups of (inside / m - (degrees / 2m)**2)`` with `m` links
    in all. Of all groups that a link joins, those two merge where it rises most, until
    none would. Of equal rises the first nodes go first.

    References
    ----------
    Clauset, Newman and Moore, "Finding community structure in very large networks",
    2004.

    Examples
    --------
    >>> find_communities([[1, 2], [0, 2], [0, 1, 3], [2, 4, 5], [3, 5], [3, 4]])
    [0, 0, 0, 1, 1, 1]
    """
    from networkx.algorithms.community import greedy_modularity_communities

    group = [0] * len(neighbours)
    found = greedy_modularity_communities(_graph(neighbours)) if neighbours else []
    for number, nodes in enumerate(_by_size(found)):
        for node in nodes:
            group[node] = number
    return group


def betweenness(neighbours: Neighbours) -> FloatArray:
    """The share of pairs of other nodes whose shortest paths run through each node.

    Returns
    -------
    float array of shape (n_nodes,), in [0, 1]
        Where a pair has several shortest paths, each counts its part; a pair without
        any counts 0. All 0 in a graph of less than three nodes.

    Notes
    -----
    Exact up to `MAX_SOURCES` nodes. In a larger graph only paths from so many nodes,
    spread evenly over it, are followed, and the share is that among them.

    References
    ----------
    Freeman, "A set of measures of centrality based on betweenness", 1977. Brandes, "A
    faster algorithm for betweenness centrality", 2001. Brandes and Pich, "Centrality
    estimation in large networks", 2007, for the sample.

    Examples
    --------
    >>> betweenness([[1], [0, 2, 3], [1], [1]]).tolist()
    [0.0, 1.0, 0.0, 0.0]
    """
    n = len(neighbours)
    found = np.zeros(n)
    if n < 3:
        return found
    links, n_sources = _links(neighbours), min(n, MAX_SOURCES)
    sources = np.arange(n_sources) * n // n_sources
    at_once = max(1, _MOST_CELLS // n)
    for start in range(0, n_sources, at_once):
        found += _run_through(links, sources[start : start + at_once])
    return np.round(found / ((n - 1) * (n - 2)) * (n / n_sources), DECIMALS)


def _run_through(links: Any, sources: IntArray) -> FloatArray:
    """How many nodes are reached through each node on shortest paths from some sources.

    All sources at once, one step at a time: there to count paths, back to share them.
    """
    starts = sources, np.arange(len(sources))
    paths = np.zeros((links.shape[0], len(sources)))
    step_of = np.full(paths.shape, -1)
    paths[starts], step_of[starts] = 1.0, 0
    front, n_steps = paths, 0
    while front.any():
        n_steps += 1
        front = np.where(step_of < 0, links @ front, 0.0)
        step_of[front > 0] = n_steps
        paths = paths + front
    through = np.zeros(paths.shape)
    for step in range(n_steps - 1, 0, -1):
        share = np.zeros(paths.shape)
        np.divide(1.0 + through, paths, out=share, where=step_of == step)
        through += np.where(step_of == step - 1, paths * (links @ share), 0.0)
    through[starts] = 0.0
    return np.asarray(through.sum(axis=1))


def steps(neighbours: Neighbours) -> FloatArray:
    """How many links lie between any two nodes.

    Returns
    -------
    float array of shape (n_nodes, n_nodes)
        Infinite where no path leads.
    """
    from scipy.sparse.csgraph import shortest_path

    return np.asarray(shortest_path(_links(neighbours), unweighted=True))


def components(neighbours: Neighbours) -> list[IntArray]:
    """Nodes that paths connect, the largest component first; equals by first node."""
    from scipy.sparse.csgraph import connected_components

    n, component = connected_components(_links(neighbours), directed=False)
    return _by_size([np.flatnonzero(component == number) for number in range(n)])


def _by_size(groups: Iterable[Any]) -> list[Any]:
    return sorted(groups, key=lambda nodes: (-len(nodes), min(nodes)))


def _graph(neighbours: Neighbours) -> Any:
    from networkx import Graph

    return Graph(dict(enumerate(neighbours)))


def _links(neighbours: Neighbours) -> Any:
    """0/1, as a sparse matrix."""
    from scipy.sparse import csr_array

    counts = [len(others) for others in neighbours]
    columns = [other for others in neighbours for other in others]
    starts = np.cumsum([0, *counts])
    n = len(neighbours)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(n, n))
