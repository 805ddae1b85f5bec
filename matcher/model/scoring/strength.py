"""Scores in words: very strong, strong, fair or weak; and what a goal is worth.

In: a score and what it stands among. Out: the word. Words go by rank, so they mean
the same in every registry and with any weights. Equal scores have equal words, those of
the lowest of them: a word is earned by how many stand lower. A score that nothing
speaks for earns none.
"""

from __future__ import annotations

import math
from typing import NamedTuple

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


class Strengths(NamedTuple):
    """How scores lie among all pairs of a registry.

    Parameters
    ----------
    cuts : float array of shape (n_strengths,)
        What a score must be above to have each of `STRENGTHS`; ``-inf`` for the last.
    step : float
        From a fair score to a very strong one, in log-odds: what serving a goal whole
        is worth. Where scores do not differ so far, 1.
    """

    cuts: FloatArray
    step: float

    @classmethod
    def of(cls, lists: FloatArray, rows: IntArray, nothing: float) -> Strengths:
        """Read them off the scores of pairs.

        Parameters
        ----------
        lists : float array of shape (n_rows, n_clusters)
            Scores of the pairs; ``-inf`` where a list holds its owner.
        rows : int array of shape (n_rows,)
            Who owns each list, in rising order.
        nothing : float
            The score of a pair that nothing is known of; up to it only the last word
            fits.

        Notes
        -----
        As by `strength_at`: with `n` scores in rising order and the least percentile
        `p`, the score with ``ceil(p / 100 * (n - 1))`` below it has the word, unless it
        is equal to the one before. The step is the 99th less the 85th percentile.
        """
        rising = np.sort(_each_pair_once(lists, rows))
        return cls(_cuts(rising, nothing), _step(rising))

    def word(self, score: float) -> str:
        """A score in words."""
        words = zip(STRENGTHS, self.cuts, strict=True)
        return next((word for (word, _), cut in words if score > cut), STRENGTHS[-1][0])


def _step(rising: FloatArray) -> float:
    if not len(rising):
        return 1.0
    (_, high), _, (_, low), _ = STRENGTHS
    fair, very_strong = np.percentile(rising, [low, high])
    return float(very_strong - fair) or 1.0


def _cuts(rising: FloatArray, nothing: float) -> FloatArray:
    cuts = np.full(len(STRENGTHS), nothing)
    cuts[-1] = -np.inf
    for position, (_, least) in enumerate(STRENGTHS[:-1]):
        n_lower = math.ceil(least * (len(rising) - 1) / 100.0)
        if n_lower > 0:
            cuts[position] = max(nothing, rising[n_lower - 1])
    return cuts


def _each_pair_once(lists: FloatArray, rows: IntArray) -> FloatArray:
    """Scores of all pairs: where both have a list, from that of the first."""
    told = np.zeros(lists.shape, dtype=bool)
    told[:, rows] = rows < rows[:, None]
    return np.asarray(lists[~told & np.isfinite(lists)])


def strength_at(n_worse: int, n_candidates: int, speaks: bool = True) -> str:
    """A rank in a list in words, for scores that pairs do not compare with.

    Parameters
    ----------
    n_worse : int
        How many candidates have a lower score.
    n_candidates : int
        At least 1; the only candidate is the best one.
    speaks : bool
        Whether anything speaks for the candidate.
    """
    if not speaks:
        return STRENGTHS[-1][0]
    share = 100.0 * n_worse / (n_candidates - 1) if n_candidates > 1 else 100.0
    return next(word for word, least in STRENGTHS if share >= least)
