"""Kinds of arrays that rooms pass to each other; shapes stand where they are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]
FeatureArray = NDArray[np.float32]
"""Features take a few exact values, so half the memory of `FloatArray` holds them."""

Span = tuple[int, int]
"""The first of some rows that follow each other, and the row after the last."""


def spans_of(n_rows: int, n_in_span: int) -> list[Span]:
    """All rows in spans of so many, at least one.

    Examples
    --------
    >>> spans_of(5, 2)
    [(0, 2), (2, 4), (4, 5)]
    """
    step = max(n_in_span, 1)
    return [(start, min(start + step, n_rows)) for start in range(0, n_rows, step)]
