"""Geometry of a heat map: a square array of values in, steps of one ramp out.

Templates draw it as a table whose cells are links; a cell's class names its step, so
that no inline style is needed, and its words say what the colour says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from matcher_web.wording import score_text

N_STEPS = 7
MAX_NUMBERED = 30
"""With more rows than this the cells are too small for a number to be read in them."""

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Ramp:
    """Steps from nothing to the most, each as wide as the others.

    Parameters
    ----------
    lowest : float
        Up to here a value is nothing, and its cell stays empty.
    width : float
        Of a step.
    decimals : int
        How many people read; 0 for counts.
    """

    lowest: float
    width: float
    decimals: int

    @classmethod
    def over(cls, values: FloatArray, lowest: float, decimals: int) -> Ramp:
        """The ramp that ends at the highest value; steps of counts are whole."""
        highest = float(np.nanmax(values, initial=lowest))
        width = (highest - lowest) / N_STEPS
        return cls(lowest, float(ceil(width)) if decimals == 0 else width, decimals)

    def step(self, value: float) -> int:
        """From 1 to `N_STEPS`; 0 for nothing, and for what is not recorded."""
        if not value > self.lowest or not self.width:
            return 0
        # A hair less, so that the top of a step is in it whatever the rounding.
        return min(N_STEPS, ceil(round((value - self.lowest) / self.width, 9)))

    def text(self, value: float) -> str:
        """The value as people read it."""
        return score_text(value, self.decimals)

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each step with the values that it stands for."""
        told = []
        for step in range(1, N_STEPS + 1):
            low = self.lowest + (step - 1) * self.width
            high = low + self.width
            if self.decimals:
                told.append((step, f"{self.text(low)} to {self.text(high)}"))
            elif self.width == 1:
                told.append((step, self.text(high)))
            else:
                told.append((step, f"{self.text(low + 1)} to {self.text(high)}"))
        return tuple(told)


@dataclass(frozen=True)
class Cell:
    """One pair that has something to show.

    Parameters
    ----------
    step : int
        Of the ramp, from 1.
    key, name : str
        What the column stands for, for an address and for people.
    text : str
        The value.
    """

    step: int
    key: str
    name: str
    text: str


@dataclass(frozen=True)
class Row:
    """One row: what it stands for, and a cell for each column; None where empty."""

    id: str
    key: str
    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class HeatMap:
    """A square table of pairs; columns stand in the order of the rows."""

    rows: tuple[Row, ...]
    ramp: Ramp

    @property
    def numbered(self) -> bool:
        """Whether there is room for a number in each cell."""
        return len(self.rows) <= MAX_NUMBERED


def heat_map(
    values: FloatArray, ids: Sequence[str], names: Sequence[str], ramp: Ramp
) -> HeatMap:
    """The heat map of values in their order.

    Parameters
    ----------
    values : float array of shape (n, n)
        NaN for what stays empty.
    ids, names : sequences of str of length n
    ramp : Ramp
    """
    keys = [quote(id_, safe="") for id_ in ids]
    rows = []
    for id_, key, name, line in zip(ids, keys, names, values.tolist(), strict=True):
        steps = [ramp.step(value) for value in line]
        cells = tuple(
            Cell(step, their_key, their_name, ramp.text(value)) if step else None
            for step, their_key, their_name, value in zip(
                steps, keys, names, line, strict=True
            )
        )
        rows.append(Row(id_, key, name, cells))
    return HeatMap(tuple(rows), ramp)
