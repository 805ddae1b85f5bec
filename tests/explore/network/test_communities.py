"""Groups of a graph: what belongs together is found, the same every time."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.explore.network.communities import find_communities, modularity

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


def test_modularity_by_hand() -> None:
    # Two triangles and a link: m = 7, both groups have 3 links inside and degree 7.
    two = graph(6, [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)])
    expected = 2 * (3 / 7 - (7 / 14) ** 2)
    assert modularity(two, [0, 0, 0, 1, 1, 1]) == pytest.approx(expected)
    assert modularity(two, [0] * 6) == 0
    assert modularity([[], []], [0, 1]) == 0


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
