"""Geometry of the pictures: scores in, places in percent of the width out.

Templates draw these as SVG with `x` and `width` in percent, so that a picture fits
any screen while its words keep their size, and no inline style is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from matcher import Score

ROW_HEIGHT = 52


@dataclass(frozen=True)
class Bar:
    """One bar: from where to where, in percent of the picture's width.

    Parameters
    ----------
    kind : str
        What sort of reason it stands for; names its colour.
    x, width : float
        Left edge and width, in percent.
    """

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Step:
    """One row of a waterfall: what is added, and the sum after it.

    Parameters
    ----------
    label, kind : str
    value : float
        Log-odds added, or the whole score in the last row.
    total : float
        Log-odds so far.
    bar : Bar
    end : float
        Where the sum so far stands, in percent.
    y : int
        Top of the row.
    recorded : bool
        False where a side records nothing for it.
    """

    label: str
    kind: str
    value: float
    total: float
    bar: Bar
    end: float
    y: int
    recorded: bool = True


@dataclass(frozen=True)
class Waterfall:
    """How a score adds up, from where every pair starts to the sum."""

    steps: tuple[Step, ...]
    zero: float
    height: int


def waterfall(score: Score) -> Waterfall:
    """The rows of a score's waterfall; the last total is the score itself."""
    parts = [("Where every pair starts", "start", score.intercept, True)]
    for part in score.contributions:
        parts.append((part.title, part.kind, part.contribution, part.recorded))
    totals = [0.0]
    for _, _, value, _ in parts:
        totals.append(totals[-1] + value)
    low, high = min(totals), max(totals)
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return round(100 * (value - low) / span, 3)

    steps = []
    for row, (label, kind, value, recorded) in enumerate(parts):
        before, after = place(totals[row]), place(totals[row + 1])
        bar = Bar(kind, min(before, after), round(abs(after - before), 3))
        total = totals[row + 1]
        y = row * ROW_HEIGHT
        steps.append(Step(label, kind, value, total, bar, after, y, recorded))
    end, zero = place(totals[-1]), place(0.0)
    bar = Bar("score", min(zero, end), round(abs(end - zero), 3))
    y = len(parts) * ROW_HEIGHT
    steps.append(Step("Score", "score", score.score, score.score, bar, end, y))
    return Waterfall(tuple(steps), zero, y + ROW_HEIGHT)
