"""Opens a score into contributions that add up to it exactly.

In: two sides, their signal values and the weights. Out: one `Contribution` for each
signal, split over the codes, words, countries and partnerships that caused it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.contributions import CodeContribution, Contribution
from matcher.model.learning.weights import SignalWeights
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.signals import SIGNALS, DenseSignal, HistorySignal, Met
from matcher.model.values import history_pairs
from matcher.registry.registry import Registry

Shares = Mapping[Met, float]


def open_score(
    left: Side,
    right: Side,
    values: FloatArray,
    weights: SignalWeights,
    scorer: Scorer,
) -> tuple[Contribution, ...]:
    """What each signal, and within it each code, adds to a score.

    Parameters
    ----------
    left, right : Side
    values : float array of shape (n_signals,)
        NaN where undefined.
    weights : SignalWeights
        What each signal weighs in this score.
    scorer : Scorer
        What was learnt.

    Returns
    -------
    tuple of Contribution
        With the intercept they add up to the score, to rounding.
    """
    added = weights.contributions(values)
    opened = []
    for position, signal in enumerate(scorer.all_signals):
        defined = not np.isnan(values[position])
        shares: Shares = {}
        if not defined:
            pass
        elif isinstance(signal, DenseSignal):
            shares = _dense_shares(signal, left, right, position)
        else:
            shares = _history_shares(signal, left, right, scorer)
        opened.append(
            Contribution(
                info=SIGNALS[position],
                value=float(values[position]) if defined else None,
                reference=float(weights.references[position]),
                weight=float(weights.weights[position]),
                contribution=float(added[position]),
                codes=_codes(shares, float(weights.weights[position])),
            )
        )
    return tuple(opened)


def _codes(shares: Shares, weight: float) -> tuple[CodeContribution, ...]:
    ordered = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        CodeContribution(
            met.code, met.label, float(share), float(weight * share), met.wider
        )
        for met, share in ordered
    )


def _dense_shares(
    signal: DenseSignal, left: Side, right: Side, position: int
) -> Shares:
    """Shares of a signal, averaged over the profiles that record it."""
    ours, theirs = left.evidence[position], right.evidence[position]
    n_meetings = len(ours) * len(theirs)
    shares: dict[Met, float] = {}
    lefts = [ours.rows([row]) for row in range(len(ours))]
    rights = [theirs.rows([row]) for row in range(len(theirs))]
    for one, other in product(lefts, rights):
        for code, share in signal.meet(one, other).items():
            shares[code] = shares.get(code, 0.0) + share / n_meetings
    return shares


def _history_shares(
    signal: HistorySignal, left: Side, right: Side, scorer: Scorer
) -> Shares:
    """Shares of a history signal, averaged over the pairs of known members."""
    past, registry = scorer.past, scorer.registry
    pairs = history_pairs(left.rows, right.rows, past)
    shares: dict[Met, float] = {}
    for one, other in pairs:
        for code, share in signal.meet(past, registry, one, other).items():
            shares[code] = shares.get(code, 0.0) + share / len(pairs)
    return shares


def partnerships_in_common(registry: Registry, left: str, right: str) -> list[str]:
    """Ids of the partnerships that both clusters are in, in id order."""
    theirs = set(registry.partnerships_of[right])
    return [p for p in registry.partnerships_of[left] if p in theirs]
