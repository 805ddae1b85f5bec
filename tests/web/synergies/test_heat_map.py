"""Steps of the ramp and cells of the heat map, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from matcher_web.synergies.heat_map import N_STEPS, Ramp, heat_map

SHARES = Ramp(lowest=0.0, width=0.1, decimals=2)


@pytest.mark.parametrize(
    ("value", "step"),
    [(0.0, 0), (-1.0, 0), (np.nan, 0), (0.01, 1), (0.1, 1), (0.11, 2), (0.3, 3)]
    + [(0.7, 7), (0.7000000000001, 7), (5.0, 7)],
)
def test_a_step_holds_its_top_and_nothing_has_none(value: float, step: int) -> None:
    assert SHARES.step(value) == step


def test_a_ramp_goes_from_nothing_to_the_highest() -> None:
    values = np.array([[np.nan, -6.0], [9.0, np.nan]])
    ramp = Ramp.over(values, lowest=-5.0, decimals=2)
    assert ramp.width == 2
    assert ramp.step(9.0) == N_STEPS
    assert ramp.legend[0] == (1, "−5.00 to −3.00")
    assert ramp.legend[-1] == (7, "7.00 to 9.00")


@pytest.mark.parametrize(
    ("highest", "first", "last"),
    [(3, "1", "7"), (7, "1", "7"), (8, "1 to 2", "13 to 14")],
)
def test_steps_of_counts_are_whole(highest: float, first: str, last: str) -> None:
    ramp = Ramp.over(np.array([[highest]]), lowest=0.0, decimals=0)
    assert ramp.legend[0][1] == first
    assert ramp.legend[-1][1] == last
    assert ramp.text(ramp.step(1)) == "1"


def test_where_all_is_nothing_no_cell_is_drawn() -> None:
    values = np.array([[np.nan, 0.0], [0.0, np.nan]])
    drawn = heat_map(values, "ab", "AB", Ramp.over(values, 0.0, 2))
    assert [row.cells for row in drawn.rows] == [(None, None), (None, None)]
    nothing = np.empty((0, 0))
    assert heat_map(nothing, "", "", Ramp.over(nothing, 0.0, 2)).rows == ()


def test_cells_stand_in_the_order_of_the_rows() -> None:
    values = np.array([[np.nan, 0.25, 0.0], [0.25, np.nan, 0.7], [0.0, 0.7, np.nan]])
    drawn = heat_map(values, ["a", "b c", "d"], ["A", "B", "D"], SHARES)
    first, second, third = drawn.rows
    assert (first.id, first.key, first.name) == ("a", "a", "A")
    assert second.key == "b%20c"
    assert first.cells[0] is None
    assert first.cells[2] is None
    cell = first.cells[1]
    assert cell is not None
    assert (cell.step, cell.key, cell.name, cell.text) == (3, "b%20c", "B", "0.25")
    assert [c.text if c else "" for c in third.cells] == ["", "0.70", ""]
    assert drawn.numbered
