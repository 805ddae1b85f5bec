"""The layout: the same every time, nothing overlaps, what belongs together is near."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from matcher.arrays import FloatArray
from matcher.explore.network.layout import STEP, lay_out
from tests.explore.network.test_measures import Neighbours, cliques, graph

SIZE = 12.0


def sizes(n: int, width: float = SIZE) -> FloatArray:
    return np.tile([width, SIZE], (n, 1))


def overlapping(places: FloatArray, boxes: FloatArray) -> list[tuple[int, int]]:
    found = []
    for left, right in combinations(range(len(places)), 2):
        apart = np.abs(places[left] - places[right])
        if np.all(apart < (boxes[left] + boxes[right]) / 2 - 0.2):
            found.append((left, right))
    return found


def test_two_linked_nodes_are_a_step_apart() -> None:
    places = lay_out([[1], [0]], [0, 0], sizes(2))
    assert np.hypot(*(places[0] - places[1])) == pytest.approx(STEP, abs=0.2)


def test_a_path_is_drawn_as_a_line() -> None:
    chain = graph(5, [(n, n + 1) for n in range(4)])
    across, down = lay_out(chain, [0] * 5, sizes(5)).T
    assert np.ptp(down) < 5
    assert np.all(np.diff(across) > 30) or np.all(np.diff(across) < -30)


def test_nodes_of_a_group_are_nearer_than_those_of_others() -> None:
    groups = np.repeat(np.arange(4), 5)
    places = lay_out(cliques(4, 5), groups.tolist(), sizes(20))
    gaps = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    same = groups[:, None] == groups
    np.fill_diagonal(gaps, np.nan)
    assert np.nanmax(gaps[same]) < np.nanmin(gaps[~same])


@pytest.mark.parametrize("width", [SIZE, 90.0])
def test_nothing_overlaps(width: float) -> None:
    neighbours: Neighbours = [*cliques(3, 4), [13], [12], []]
    boxes = sizes(15, width)
    groups = [*np.repeat([0, 1, 2], 4).tolist(), 3, 3, 4]
    places = lay_out(neighbours, groups, boxes)
    assert overlapping(places, boxes) == []
    assert (places - boxes / 2 >= 0).all()


def test_many_nodes_in_one_place_are_set_apart() -> None:
    star = graph(30, [(0, n) for n in range(1, 30)])
    places = lay_out(star, [0] * 30, sizes(30))
    assert overlapping(places, sizes(30)) == []


def test_parts_that_nothing_links_stand_side_by_side() -> None:
    places = lay_out([*cliques(3, 3), *[[]] * 6], [0] * 15, sizes(15))
    assert overlapping(places, sizes(15)) == []
    width, height = np.ptp(places, axis=0)
    assert 0.4 < width / height < 2.5


def test_nothing_and_one_can_be_laid_out() -> None:
    assert lay_out([], [], sizes(0)).shape == (0, 2)
    assert lay_out([[]], [0], sizes(1)).shape == (1, 2)


def test_the_same_graph_gives_the_same_bytes() -> None:
    groups = [0] * 12
    places = lay_out(cliques(4, 3), groups, sizes(12))
    assert places.tobytes() == lay_out(cliques(4, 3), groups, sizes(12)).tobytes()
