"""What a terminal shows is the score, opened, at any width."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from matcher import CodeContribution, Contribution, Score, SignalInfo
from matcher.cli.drawn.terminal import BAR_CELLS, N_CODES, waterfall


def contribution(title: str, value: float | None, weight: float) -> Contribution:
    reference = 0.25
    codes = ()
    if value:
        codes = (CodeContribution("code", f"{title} code", value, weight * value),)
    return Contribution(
        info=SignalInfo(title, title, "alike"),
        value=value,
        reference=reference,
        weight=weight,
        contribution=0.0 if value is None else weight * (value - reference),
        codes=codes,
    )


def score(*contributions: Contribution) -> Score:
    total = -2.0 + sum(c.contribution for c in contributions)
    return Score(
        score=total,
        intercept=-2.0,
        contributions=contributions,
        percentile=50.0,
        strength="fair",
    )


def shown(opened: Score, width: int = 80, encoding: str = "utf-8") -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    console = Console(file=stream, width=width, color_system=None)
    console.print(waterfall(opened, "Ant", "Bee"))
    stream.seek(0)
    return stream.read().splitlines()


OPENED = score(
    contribution("Full", 1.0, 4.0),  # +3.00
    contribution("Half", 0.5, -6.0),  # -1.50
    contribution("Silent", None, 5.0),
    contribution("Met nothing", 0.0, 2.0),  # -0.50
    contribution("Idle", 0.75, 0.0),
)


def line_of(title: str, lines: list[str]) -> str:
    return next(line for line in lines if line.startswith(title))


def test_the_waterfall_runs_from_the_start_to_the_score() -> None:
    lines = shown(OPENED)
    assert lines[0] == "Ant with Bee: fair"
    totals = [
        re.findall(r"[+-]\d+\.\d\d", line)
        for title in ("starting point", "Full", "Half", "Silent", "Met", "Idle")
        for line in [line_of(title, lines)]
    ]
    assert [numbers[:2] for numbers in totals] == [
        ["-2.00"],
        ["+3.00", "+1.00"],
        ["-1.50", "-0.50"],
        ["-0.50"],
        ["-0.50", "-1.00"],
        ["+0.00", "-1.00"],
    ]
    assert line_of("score", lines).split() == ["score", "-1.00", "fair"]


def test_bars_grow_from_the_zero_line_and_keep_proportion() -> None:
    lines = shown(OPENED)
    assert "│" + "█" * BAR_CELLS in line_of("Full", lines)
    half = BAR_CELLS / 2
    assert "▐" * (half % 1 > 0) + "█" * int(half) + "│" in line_of("Half", lines)
    for title in ("Silent", "Idle"):
        assert not set("█▐▌") & set(line_of(title, lines))


def test_a_bar_shows_even_the_smallest_part() -> None:
    lines = shown(score(contribution("Big", 1.0, 40.0), contribution("Tiny", 1.0, 0.1)))
    assert "│▌" in line_of("Tiny", lines)


def test_unknown_is_not_zero() -> None:
    lines = shown(OPENED)
    assert "not recorded" in line_of("Silent", lines)
    assert "nothing met; less the usual 0.50" in line_of("Met", lines)
    assert "weighs nothing" in line_of("Idle", lines)


def test_the_codes_shown_add_up_with_those_that_are_not() -> None:
    codes = tuple(
        CodeContribution(f"c{n}", f"label{n}", 0.1, 0.1 * (n + 1)) for n in range(9)
    )
    many = Contribution(SignalInfo("s", "Many", "alike"), 0.9, 0.0, 5.0, 4.5, codes)
    text = " ".join(shown(score(many), width=200))
    told = re.findall(r"(?:label\d|\d more) ([+-]\d\.\d\d)", text)
    assert len(told) == N_CODES + 1
    assert sum(map(float, told)) == pytest.approx(4.5)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_width(width: int) -> None:
    assert max(map(len, shown(OPENED, width=width))) <= width


def test_an_old_terminal_gets_plain_letters() -> None:
    lines = shown(OPENED, encoding="ascii")
    assert "|" + "+" * BAR_CELLS in line_of("Full", lines)
    assert all(line.isascii() for line in lines)
