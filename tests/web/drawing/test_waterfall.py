"""Bars stand where their numbers say."""

from __future__ import annotations

import pytest

from matcher import Contribution, Score, SignalInfo
from matcher_web.drawing.waterfall import waterfall


def score(*contributions: float, intercept: float = -2.0) -> Score:
    kinds = ("alike", "complementary", "history")
    parts = tuple(
        Contribution(SignalInfo("s", "S", kinds[i % 3]), 0.5, 0.0, 1.0, value)  # type: ignore[arg-type]
        for i, value in enumerate(contributions)
    )
    return Score(intercept + sum(contributions), intercept, parts, 50.0, "fair")


def test_a_waterfall_by_hand() -> None:
    # Sums: 0, -2, -1, 2; the picture is 4 wide, from -2 to 2.
    picture = waterfall(score(1.0, 3.0))
    bars = [(step.bar.x, step.bar.width) for step in picture.steps]
    assert bars == [(0, 50), (0, 25), (25, 75), (50, 50)]
    assert picture.zero == 50
    assert [step.total for step in picture.steps] == [-2.0, -1.0, 2.0, 2.0]
    assert picture.steps[-1].kind == "score"


def test_each_bar_starts_where_the_one_before_ended() -> None:
    steps = waterfall(score(0.7, -1.3, 2.1, 0.0)).steps
    for before, after in zip(steps, steps[1:-1], strict=False):
        edges = (after.bar.x, pytest.approx(after.bar.x + after.bar.width, abs=0.01))
        assert any(before.end == edge for edge in edges)


def test_bars_stay_inside_the_picture() -> None:
    for step in waterfall(score(-3.0, 8.0, -1.0, intercept=0.0)).steps:
        assert step.bar.x >= 0
        assert step.bar.x + step.bar.width <= 100.01


def test_a_score_of_nothing_but_zeros_can_be_drawn() -> None:
    picture = waterfall(score(0.0, intercept=0.0))
    assert all(step.bar.width == 0 for step in picture.steps)
