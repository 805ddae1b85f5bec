"""Scores in words: very strong, strong, fair or weak.

In: a score and what it stands among. Out: the word. Words go by rank, so they mean
the same in every registry and with any weights.
"""

from __future__ import annotations

import numpy as np

from matcher.arrays import FloatArray, IntArray

STRENGTHS = (("very strong", 99.0), ("strong", 95.0), ("fair", 85.0), ("weak", 0.0))
"""Words for a score, and the least percentile of each among all it stands among."""


MAX_ROWS = 512
MAX_PAIRS = 1 << 22
"""Scores of so many clusters, evenly spaced, stand for all pairs of the registry."""


def strength_legend() -> str:
    """What each of `STRENGTHS` means: its share of the best, the last one the rest.

    Examples
    --------
    >>> strength_legend()
    'very strong: best 1%, strong: best 5%, fair: best 15%, weak: the rest'
    """
    *best, (last, _) = STRENGTHS
    told = [f"{word}: best {100 - least:g}%" for word, least in best]
    return ", ".join([*told, f"{last}: the rest"])


def rows_to_stand_for_all(n_clusters: int) -> IntArray:
    """Clusters whose scores stand for all: evenly spaced, as many as are affordable."""
    n_rows = min(n_clusters, max(MAX_PAIRS // max(n_clusters, 1), 1), MAX_ROWS)
    return np.unique(np.linspace(0, n_clusters - 1, n_rows).astype(np.intp))


def strength_cuts(scores: FloatArray) -> FloatArray:
    """The least score of each of `STRENGTHS` among those that are finite.

    Zeros if there are none.
    """
    found = scores[np.isfinite(scores)]
    if not len(found):
        return np.zeros(len(STRENGTHS))
    return np.percentile(found, [percentile for _, percentile in STRENGTHS])


def strength_of(score: float, cuts: FloatArray) -> str:
    """A score in words, by `strength_cuts`."""
    for (word, _), cut in zip(STRENGTHS, cuts, strict=True):
        if score >= cut:
            return word
    return STRENGTHS[-1][0]


def strength_at(n_worse: int, n_candidates: int) -> str:
    """A rank in a list in words, for scores that pairs do not compare with.

    Parameters
    ----------
    n_worse : int
        How many candidates have a lower score.
    n_candidates : int
        At least 1; the only candidate is the best one.
    """
    share = 100.0 * n_worse / (n_candidates - 1) if n_candidates > 1 else 100.0
    return next(word for word, least in STRENGTHS if share >= least)
