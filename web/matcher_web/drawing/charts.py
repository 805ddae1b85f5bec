"""Geometry of the back-test's pictures: estimates in, places in percent out.

As in `waterfall`, templates draw these as SVG; every picture stands beside, or inside,
a table that says the same in numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.evaluation.records import Estimate, GoalTrial

CURVE_HEIGHT = 320


@dataclass(frozen=True)
class Dot:
    """A dot on its interval, in percent of the picture's width."""

    x: float
    x1: float
    x2: float


@dataclass(frozen=True)
class Scale:
    """A scale from 0, with its ticks.

    Parameters
    ----------
    top : float
        Where it ends.
    ticks : tuple of (float, str)
        Place in percent, and words.
    """

    top: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: float) -> float:
        """Where a value stands, in percent."""
        return round(100 * min(max(value / self.top, 0.0), 1.0), 3)

    def dot(self, estimate: Estimate) -> Dot | None:
        """Where an estimate stands; None where there is none."""
        if estimate.value is None:
            return None
        low = estimate.value if estimate.low is None else estimate.low
        high = estimate.value if estimate.high is None else estimate.high
        return Dot(self.place(estimate.value), self.place(low), self.place(high))


def scale_for(estimates: Iterable[Estimate]) -> Scale:
    """A scale from 0 that holds all estimates with their intervals.

    Examples
    --------
    >>> from matcher.evaluation.records import Estimate
    >>> scale_for([Estimate(0.5, 0.4, 0.58)]).ticks
    ((0.0, '0'), (33.333, '0.2'), (66.667, '0.4'), (100.0, '0.6'))
    """
    highest = max((e.high or e.value or 0.0 for e in estimates), default=0.0)
    n_steps = max(1, ceil(round(highest / 0.2, 6)))
    ticks = [
        (round(100 * step / n_steps, 3), f"{0.2 * step:.1f}" if step else "0")
        for step in range(n_steps + 1)
    ]
    return Scale(0.2 * n_steps, tuple(ticks))


@dataclass(frozen=True)
class Curve:
    """A reliability curve: points, ticks of both axes, and the height in pixels.

    Parameters
    ----------
    points : tuple of (float, float)
        Percent from the left, pixels from the top.
    ticks : tuple of (float, float, str)
        Percent from the left, pixels from the top, words.
    """

    points: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, float, str], ...]
    height: int = CURVE_HEIGHT


def reliability_curve(chances: Sequence[tuple[float, float]]) -> Curve:
    """Predicted chance to the right, observed share upwards.

    Parameters
    ----------
    chances : sequence of (float, float)
        Predicted and observed, of pairs of about the same predicted chance.

    Notes
    -----
    Both axes are square roots: most pairs have a small chance, which a plain axis
    would press into one corner. The diagonal stays the diagonal.
    """
    largest = max(map(max, chances), default=0.0)
    top = next(t for t in (0.05, 0.25, 0.5, 1.0) if largest <= t or t == 1)

    def across(value: float) -> float:
        return round(100 * sqrt(min(max(value, 0.0), top) / top), 3)

    def down(value: float) -> float:
        return round(CURVE_HEIGHT * (1 - across(value) / 100), 2)

    marks = [t for t in (0.0, 0.01, 0.05, 0.25, 0.5, 1.0) if t <= top]
    return Curve(
        tuple((across(predicted), down(observed)) for predicted, observed in chances),
        tuple((across(t), down(t), f"{t:.0%}") for t in marks),
    )


@dataclass(frozen=True)
class Trade:
    """A point of a trade-off, with what it is called beside it.

    Parameters
    ----------
    x : float
        Percent from the left.
    y : float
        Pixels from the top.
    words : str
    """

    x: float
    y: float
    words: str


LEAST_PERCENTILE = 50.0


def trade_off_curve(trials: Sequence[GoalTrial]) -> tuple[Trade, ...]:
    """Affinity to the right, from the middle on; what wanted markets gain upwards.

    Parameters
    ----------
    trials : sequence of GoalTrial
    """
    most = max((trial.available for trial in trials), default=0.0) or 1.0
    return tuple(
        Trade(
            round(max(trial.percentile - LEAST_PERCENTILE, 0.0) / 0.5, 3),
            round(CURVE_HEIGHT * (1 - trial.served / most), 2),
            f"{trial.factor:g} times" if trial.factor else "off",
        )
        for trial in trials
    )
