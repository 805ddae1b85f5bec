"""How far nodes of a graph are from one another, and who stands in between.

In: neighbours of each node, as numbers. Out: distances in steps, and for each node the
share of shortest paths that run through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from matcher.arrays import FloatArray, IntArray

MAX_SOURCES = 512
"""From so many nodes at most paths are followed; a larger graph is sampled evenly."""

_MAX_CELLS = 4_000_000


def steps(neighbours: Sequence[Sequence[int]], sources: IntArray) -> FloatArray:
    """How many links lie between nodes.

    Parameters
    ----------
    neighbours : sequence of sequence of int
        Symmetric, no node with itself.
    sources : int array of shape (n_sources,)

    Returns
    -------
    float array of shape (n_sources, n_nodes)
        Infinite where no path leads.
    """
    return _followed(_links(neighbours), sources)[0]


def betweenness(neighbours: Sequence[Sequence[int]]) -> FloatArray:
    """The share of pairs of other nodes whose shortest paths run through each node.

    Parameters
    ----------
    neighbours : sequence of sequence of int
        Symmetric, no node with itself.

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
    if n < 3:
        return np.zeros(n)
    n_sources = min(n, MAX_SOURCES)
    sources = np.arange(n_sources) * n // n_sources
    links, at_once = _links(neighbours), max(1, _MAX_CELLS // n)
    total = np.zeros(n)
    for start in range(0, n_sources, at_once):
        total += _dependencies(links, sources[start : start + at_once])
    return total * (n / n_sources) / ((n - 1) * (n - 2))


def _dependencies(links: Any, sources: IntArray) -> FloatArray:
    """Over all paths from these sources, the shares that run through each node."""
    distances, n_paths = _followed(links, sources)
    share = np.zeros_like(distances)
    farthest = int(np.max(distances, initial=0, where=np.isfinite(distances)))
    for far in range(farthest, 0, -1):
        handed = np.zeros_like(share)
        np.divide(1 + share, n_paths, out=handed, where=distances == far)
        share += np.asarray(handed @ links) * n_paths * (distances == far - 1)
    share[np.arange(len(sources)), sources] = 0
    return np.asarray(share.sum(axis=0))


def _followed(links: Any, sources: IntArray) -> tuple[FloatArray, FloatArray]:
    """Steps from each source to each node, and over how many shortest paths."""
    n_sources = len(sources)
    distances = np.full((n_sources, links.shape[0]), np.inf)
    n_paths = np.zeros_like(distances)
    distances[np.arange(n_sources), sources] = 0
    n_paths[np.arange(n_sources), sources] = 1
    reached, far = n_paths.copy(), 0
    while reached.any():
        far += 1
        reached = np.asarray(reached @ links) * np.isinf(distances)
        distances[reached > 0] = far
        n_paths += reached
    return distances, n_paths


def _links(neighbours: Sequence[Sequence[int]]) -> Any:
    """0/1, as a sparse matrix."""
    from scipy.sparse import csr_array

    counts = [len(others) for others in neighbours]
    columns = [other for others in neighbours for other in others]
    starts = np.cumsum([0, *counts])
    n = len(neighbours)
    return csr_array((np.ones(len(columns)), columns, starts), shape=(n, n))
