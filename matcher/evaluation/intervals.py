"""Means over questions, and intervals from drawing partnerships with replacement.

Pairs of one partnership stand or fall together, so whole partnerships are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matcher.arrays import FloatArray
from matcher.evaluation.questions import Answer
from matcher.evaluation.words import METRICS

N_DRAWS = 2000
"""Bootstrap draws of partnerships for an interval."""


def by_partnership(kept: Sequence[Answer]) -> tuple[FloatArray, FloatArray]:
    """Sums of defined metrics and counts of questions, for each partnership."""
    tested = sorted({answer.partnership for answer in kept})
    row = {partnership: number for number, partnership in enumerate(tested)}
    totals, counts = np.zeros((len(tested), len(METRICS))), np.zeros(len(tested))
    for answer in kept:
        if not np.isnan(answer.values).any():
            totals[row[answer.partnership]] += answer.values
            counts[row[answer.partnership]] += 1
    asked = counts > 0  # a draw of partnerships that ask nothing says nothing
    return totals[asked], counts[asked]


def drawn_means(totals: FloatArray, counts: FloatArray, seed: int) -> FloatArray:
    """Means over questions when partnerships are drawn with replacement.

    Returns
    -------
    float array of shape (n_draws, n_metrics)
    """
    n_partnerships = len(counts)
    if not counts.sum():
        return np.full((1, totals.shape[1]), np.nan)
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(
        n_partnerships, np.full(n_partnerships, 1 / n_partnerships), N_DRAWS
    ).astype(float)
    asked = np.maximum(drawn @ counts, 1e-12)
    return np.asarray((drawn @ totals) / asked[:, None])


def interval(means: FloatArray) -> FloatArray:
    """Low and high end of the middle 95% of drawn means."""
    return np.asarray(np.percentile(means, [2.5, 97.5], axis=0))
