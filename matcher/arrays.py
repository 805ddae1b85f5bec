"""Kinds of arrays that rooms pass to each other; shapes stand where they are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]
FeatureArray = NDArray[np.float32]
"""Features take a few exact values, so half the memory of `FloatArray` holds them."""
