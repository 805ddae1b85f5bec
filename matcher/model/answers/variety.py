"""Variety: of the best candidates those that also differ from each other.

In: a fitted `Scorer`, candidates in order and their scores. Out: some of them, in the
order in which they are to be shown, and what that costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.scoring.scorer import Scorer

AMONG = 5
"""So many times as many candidates as are shown are chosen from."""


@dataclass(frozen=True)
class VarietyCost:
    """What a list gives up to be varied.

    Parameters
    ----------
    steps : float
        How much lower the mean score is, in steps from a fair pair to a very strong
        one; never below 0.
    percentile, instead_of : float in [0, 100]
        Mean percentile of affinity, and that of the best.
    """

    steps: float
    percentile: float
    instead_of: float

    @classmethod
    def of(
        cls, step: float, best: Sequence[tuple[float, float]],
        chosen: Sequence[tuple[float, float]],
    ) -> VarietyCost:  # fmt: skip
        """By score and percentile of the best, and of those chosen instead."""
        score, before = np.mean(best, axis=0).tolist() if best else (0.0, 0.0)
        varied, now = np.mean(chosen, axis=0).tolist() if chosen else (0.0, 0.0)
        return cls(max(score - varied, 0.0) / (step or 1.0), now, before)

    @property
    def in_words(self) -> str:
        """For people: ``costs 0.30 of the step ...``."""
        return (
            f"costs {self.steps:.2f} of the step from fair to very strong: mean "
            f"percentile {self.percentile:.0f} instead of {self.instead_of:.0f}"
        )


def varied(
    scorer: Scorer, rows: Sequence[int], scores: FloatArray, k: int
) -> list[int]:
    """The k clusters whose scores are high and that differ from each other.

    Parameters
    ----------
    scorer : Scorer
    rows : sequence of int
        Candidates, best first.
    scores : float array of shape (n_rows,)
        Log-odds.
    k : int

    Notes
    -----
    The best comes first. Then each time the one with the largest score, in steps from a
    fair pair to a very strong one, less its largest likeness to one already chosen:
    whoever is wholly like another has to be a step better. Ties go to the better.

    References
    ----------
    Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering
    documents and producing summaries", SIGIR 1998.
    """
    if not rows:
        return []
    like, gains = likeness(scorer, rows), scores / (scorer.goal_weight or 1.0)
    nearest, left = like[0].copy(), [*range(1, len(rows))]
    chosen = [0]
    while left and len(chosen) < k:
        best = left[int(np.argmax(gains[left] - nearest[left]))]
        left.remove(best)
        chosen.append(best)
        nearest = np.maximum(nearest, like[best])
    return [rows[position] for position in chosen[:k]]


def likeness(scorer: Scorer, rows: Sequence[int]) -> FloatArray:
    """How alike some clusters are: the mean of the signals of that kind.

    Returns
    -------
    float array of shape (n_rows, n_rows) in [0, 1]
        Over the signals that both record; 0 where there is none.
    """
    some, n = np.array(rows, dtype=np.intp), len(rows)
    total, known = np.zeros((n, n)), np.zeros((n, n))
    for signal, encoding in zip(scorer.signals, scorer.encodings, strict=True):
        if signal.kind == "alike":
            both = np.outer(encoding.recorded[some], encoding.recorded[some])
            total += both * (encoding.left[some] @ encoding.right[some].T)
            known += both
    return total / np.maximum(known, 1)
