"""Bars stand where their numbers say."""

from __future__ import annotations

import pytest

from matcher import Contribution, Score, SignalInfo
from matcher_web.drawing.waterfall import part_bars, waterfall


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


def test_parts_share_one_scale_and_one_zero() -> None:
    small, large = score(1.0, -1.0, 0.0), score(3.0, 0.0, 0.0)
    parts, longer = part_bars([small, large])
    assert parts.zero == 25
    assert [(bar.kind, bar.x, bar.width, value) for bar, value in parts.bars] == [
        ("alike", 25, 25, 1.0),
        ("complementary", 0, 25, -1.0),
        ("history", 25, 0, 0.0),
    ]
    assert longer.bars[0][0].width == 75


def test_agreement_has_a_bar_only_where_a_consortium_asks() -> None:
    plain = score(1.0)
    agreed = Contribution(SignalInfo("agreement", "A", "agreement"), 0.5, 0.0, 6.0, 3.0)
    asked = Score(2.0, -2.0, (*plain.contributions, agreed), 50.0, "fair")
    assert "agreement" not in [bar.kind for bar, _ in part_bars([plain])[0].bars]
    bars = part_bars([asked])[0].bars
    assert [(bar.kind, bar.width) for bar, _ in bars][:2] == [
        ("agreement", 100),
        ("alike", pytest.approx(33.333)),
    ]
