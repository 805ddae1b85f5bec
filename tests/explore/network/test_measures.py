"""Groups, components, steps and betweenness of graphs, against what is plain to see."""

from __future__ import annotations

from itertools import combinations, product

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Registry
from matcher.explore.network import measures
from matcher.explore.network.graph import Network
from matcher.explore.network.measures import (
    betweenness,
    components,
    find_communities,
    steps,
)

Neighbours = list[list[int]]


def graph(n: int, links: list[tuple[int, int]]) -> Neighbours:
    found: Neighbours = [[] for _ in range(n)]
    for left, right in links:
        found[left].append(right)
        found[right].append(left)
    return [sorted(others) for others in found]


def cliques(n_cliques: int, size: int) -> Neighbours:
    """Cliques in a ring, each linked with the next by one link."""
    links = []
    for number in range(n_cliques):
        start = number * size
        links += list(combinations(range(start, start + size), 2))
        links.append((start + size - 1, (start + size) % (n_cliques * size)))
    return graph(n_cliques * size, links)


@st.composite
def graphs(draw: st.DrawFn) -> Neighbours:
    n = draw(st.integers(1, 7))
    pairs = list(combinations(range(n), 2))
    kept = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return graph(n, [pair for pair, keep in zip(pairs, kept, strict=True) if keep])


def modularity(neighbours: Neighbours, groups: list[int]) -> float:
    """As Newman and Girvan define it, over all pairs of nodes; 0 without any link."""
    degrees = [len(others) for others in neighbours]
    ends = sum(degrees)
    found = [
        (right in neighbours[left]) - degrees[left] * degrees[right] / ends
        for left, right in product(range(len(groups)), repeat=2)
        if groups[left] == groups[right] and ends
    ]
    return sum(found) / max(ends, 1)


def test_cliques_in_a_ring_are_the_communities() -> None:
    assert find_communities(cliques(5, 4)) == [n for n in range(5) for _ in range(4)]


def test_parts_without_a_link_between_never_share_a_community() -> None:
    groups = find_communities(graph(6, [(0, 1), (2, 3), (4, 5)]))
    assert groups == [0, 0, 1, 1, 2, 2]


def test_the_largest_community_comes_first() -> None:
    groups = find_communities(graph(5, [(0, 1), (2, 3), (2, 4), (3, 4)]))
    assert groups == [1, 1, 0, 0, 0]


def test_nodes_without_neighbours_are_alone() -> None:
    assert find_communities([[], [], []]) == [0, 1, 2]
    assert find_communities([]) == []


@given(graphs())
def test_no_node_would_better_move_to_another_community(neighbours: Neighbours) -> None:
    groups = find_communities(neighbours)
    best = modularity(neighbours, groups)
    assert best >= modularity(neighbours, list(range(len(groups)))) - 1e-12
    assert best >= modularity(neighbours, [0] * len(groups)) - 1e-12


def test_the_best_of_all_groupings_is_found_on_a_small_graph() -> None:
    neighbours = cliques(3, 3)
    best = max(modularity(neighbours, g) for g in product(range(3), repeat=9))
    assert modularity(neighbours, find_communities(neighbours)) == pytest.approx(best)


def test_the_shipped_network_is_grouped_about_as_well_as_by_louvain(
    registry: Registry,
) -> None:
    neighbours = [list(others) for others in Network(registry).neighbours]
    whole = networkx.Graph(dict(enumerate(neighbours)))
    found = networkx.community.louvain_communities(whole, seed=0)
    louvain = networkx.community.modularity(whole, found)
    assert modularity(neighbours, find_communities(neighbours)) > louvain - 0.01


def test_components_are_walked_one_by_one() -> None:
    found = components(graph(7, [(0, 5), (1, 2), (2, 3)]))
    assert [nodes.tolist() for nodes in found] == [[1, 2, 3], [0, 5], [4], [6]]


def shortest_paths(neighbours: Neighbours, start: int, end: int) -> list[list[int]]:
    """All shortest paths, by walking every one."""
    walks = [[start]]
    for _ in neighbours:
        ended = [walk for walk in walks if walk[-1] == end]
        if ended:
            return ended
        walks = [
            [*walk, other]
            for walk in walks
            for other in neighbours[walk[-1]]
            if other not in walk
        ]
    return []


def walked_betweenness(neighbours: Neighbours) -> list[float]:
    n = len(neighbours)
    found = [0.0] * n
    for start, end in combinations(range(n), 2):
        walks = shortest_paths(neighbours, start, end)
        for walk in walks:
            for node in walk[1:-1]:
                found[node] += 1 / len(walks)
    n_pairs = (n - 1) * (n - 2) / 2
    return [value / n_pairs if n_pairs else 0.0 for value in found]


def test_the_middle_of_a_star_is_between_all() -> None:
    assert betweenness(graph(5, [(2, n) for n in (0, 1, 3, 4)])).tolist() == [
        0,
        0,
        1,
        0,
        0,
    ]


def test_a_square_halves_its_paths() -> None:
    # Each node is on one of the two paths of one of three pairs of others.
    square = graph(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    assert betweenness(square).tolist() == pytest.approx([1 / 6] * 4)


@given(graphs())
def test_betweenness_equals_paths_walked_one_by_one(neighbours: Neighbours) -> None:
    found = betweenness(neighbours)
    assert found.tolist() == pytest.approx(walked_betweenness(neighbours))
    assert np.all((found >= 0) & (found <= 1 + 1e-12))


@given(graphs())
def test_steps_are_symmetric_and_infinite_without_a_path(
    neighbours: Neighbours,
) -> None:
    found = steps(neighbours)
    assert np.array_equal(found, found.T)
    for start, end in combinations(range(len(neighbours)), 2):
        walks = shortest_paths(neighbours, start, end)
        assert found[start, end] == (len(walks[0]) - 1 if walks else np.inf)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_nothing_is_between_less_than_three(n: int) -> None:
    assert betweenness([[] for _ in range(n)]).tolist() == [0.0] * n


def test_a_large_graph_is_sampled_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    neighbours = cliques(12, 3)
    exact = betweenness(neighbours)
    monkeypatch.setattr(measures, "MAX_SOURCES", 18)
    sampled = betweenness(neighbours)
    assert sampled == pytest.approx(exact, abs=0.15)
    assert np.corrcoef(exact, sampled)[0, 1] > 0.9
