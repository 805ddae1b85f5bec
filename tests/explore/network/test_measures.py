"""Steps and betweenness against paths walked one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from matcher.explore.network import paths
from matcher.explore.network.paths import betweenness, steps
from tests.explore.network.test_communities import Neighbours, cliques, graph, graphs


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
    found = steps(neighbours, np.arange(len(neighbours)))
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
    monkeypatch.setattr(paths, "MAX_SOURCES", 18)
    sampled = betweenness(neighbours)
    assert sampled == pytest.approx(exact, abs=0.15)
    assert np.corrcoef(exact, sampled)[0, 1] > 0.9


def test_sources_taken_a_few_at_once_give_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = betweenness(cliques(4, 3))
    monkeypatch.setattr(paths, "_MAX_CELLS", 25)
    assert betweenness(cliques(4, 3)) == pytest.approx(whole)
