"""Each real record has one look-alike a world; some change worlds, none is lost."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.registry.records import Cluster
from matcher.registry.synth.resampling import Kin
from matcher.registry.synth.worlds import (
    MOVE,
    look_alikes,
    moved,
    origins_of,
    successors_of,
    worlds_of,
)
from tests.toy import registry_of


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize(("n", "n_worlds"), [(0, 0), (1, 1), (5, 1), (6, 2), (10, 2)])
def test_every_row_stands_once_and_every_world_but_the_last_is_whole(
    n: int, n_worlds: int
) -> None:
    worlds = worlds_of(n, 5, generator())
    assert worlds.shape == (n_worlds, 5)
    assert sorted(worlds[worlds >= 0].tolist()) == [*range(n)]
    assert (worlds[:-1] >= 0).all()


def test_nothing_resembles_nobody() -> None:
    assert worlds_of(0, 0, generator()).shape == (0, 0)


def test_a_row_knows_whom_it_resembles() -> None:
    worlds = np.array([[2, 0, 1], [-1, 3, -1]])
    assert origins_of(worlds, 4).tolist() == [1, 2, 0, 1]


def test_a_few_change_worlds_and_nobody_who_they_resemble() -> None:
    worlds = worlds_of(30_000, 3, generator())
    after = moved(worlds, generator())
    assert (np.sort(after, axis=0) == np.sort(worlds, axis=0)).all()
    assert (after != worlds).mean() == pytest.approx(MOVE, abs=0.01)


# Worlds of three: a (gone, to b), b, c (gone, to a name outside).
CLUSTERS = (
    Cluster(id="a", name="A", status="merged", successor="b"),
    Cluster(id="b", name="B"),
    Cluster(id="c", name="C", status="dissolved", successor="Somebody Else"),
)


@pytest.mark.parametrize(
    ("worlds", "successors"),
    [
        ([[0, 1, 2], [3, 4, 5]], {0: 1, 3: 4}),
        ([[0, 1, 2], [3, -1, 4]], {0: 1, 3: 1}),  # that of the first world
        ([[0, 1, 2], [-1, 3, 4]], {0: 1}),
        ([[0, -1, 1]], {}),  # nobody is there to carry it on
    ],
)
def test_successors_are_of_the_same_world_where_it_has_them(
    worlds: list[list[int]], successors: dict[int, int]
) -> None:
    assert successors_of(np.array(worlds), registry_of(*CLUSTERS)) == successors


def test_a_team_is_of_one_world_and_filled_up_from_others() -> None:
    worlds = np.array([[0, 1, 2], [3, -1, 4]])
    kin = Kin([("x",), ("x",), ("y",)])
    origins, chosen = np.array([0, 1]), np.array([0, 1])
    teams = look_alikes(origins, chosen, worlds, kin, generator())
    assert teams.tolist() == [[0, 1], [3, 1]]


def test_in_a_world_alone_kin_stand_in_or_nobody() -> None:
    worlds = np.array([[0, -1, 1, -1]])
    kin = Kin([("x",), ("x",), ("y",), ("z",)])
    alone = np.array([0])
    for team, found in (([1, 2], [0, 1]), ([0, 1], [0, -1]), ([3, 2], [-1, 1])):
        drawn = look_alikes(np.array(team), alone, worlds, kin, generator())
        assert drawn.tolist() == [found]
