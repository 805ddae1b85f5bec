"""Rows of weighted features: rarity, damping and what counts as recorded."""

from __future__ import annotations

import numpy as np

from matcher.arrays import BoolArray, FeatureArray, FloatArray, IntArray

DAMPING = 0.25
"""How much evidence a match asks for, in units of an average profile."""


def idf(features: FeatureArray | FloatArray) -> FloatArray:
    """Rarity of each feature: ``ln((1 + n) / (1 + df)) + 1``, at least 1.

    Parameters
    ----------
    features : float array of shape (n_profiles, n_features)
        Non-zero where a profile has the feature.

    Returns
    -------
    float array of shape (n_features,)

    References
    ----------
    Smoothed inverse document frequency as in scikit-learn's `TfidfTransformer`.
    """
    return rarity((features != 0).sum(axis=0), len(features))


def rarity(n_with: IntArray, n_profiles: int) -> FloatArray:
    """As `idf`, from how many profiles have each feature."""
    found: FloatArray = np.log((1 + n_profiles) / (1 + n_with)) + 1
    return found


def damped_rows(
    rows: FloatArray, damping: float, squares: FloatArray | None = None
) -> FloatArray:
    """Rows divided by ``sqrt(|row|^2 + damping)``: a cosine that asks for evidence.

    Parameters
    ----------
    rows : float array of shape (n_profiles, n_features)
    damping : float
        0 gives unit rows. Above, a match on one code counts less than a match on many.
    squares : float array of shape (n_profiles,), optional
        Squared lengths, if not those of the rows alone.

    Returns
    -------
    float array of the same shape
        Inner products of two rows lie in [0, 1] for rows without negative numbers.

    References
    ----------
    Singhal, Buckley and Mitra, "Pivoted Document Length Normalization", 1996.
    """
    squares = (rows**2).sum(axis=1) if squares is None else squares
    length = np.sqrt(squares + damping)[:, None]
    return np.asarray(rows / np.where(length > 0, length, 1.0))


def mean_square(rows: FloatArray) -> float:
    """Mean squared length of the rows that are not all zeros; 0 if all are."""
    return mean_filled((rows**2).sum(axis=1))


def mean_filled(squares: FloatArray) -> float:
    """Mean of those squared lengths that are not 0; 0 if all are."""
    return float(squares[squares > 0].mean()) if squares.any() else 0.0


def filled_rows(rows: FeatureArray | FloatArray) -> BoolArray:
    """Whether anything stands in each row."""
    return np.asarray(rows.any(axis=1))
