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
from matcher.model.past import Past
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.signals import DenseSignal, Met
from matcher.model.signals.history import shared_partners, ties
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
    registry = scorer.registry
    added = weights.contributions(values)
    opened = []
    for position, signal in enumerate(scorer.all_signals):
        defined = not np.isnan(values[position])
        shares: Shares = {}
        if defined and position < len(left.evidence):
            dense: DenseSignal = signal  # type: ignore[assignment]
            shares = _dense_shares(dense, left, right, position)
        elif defined:
            shares = _history_shares(signal.name, left, right, scorer.past, registry)
        opened.append(
            Contribution(
                signal=signal.name,
                title=signal.title,
                kind=signal.kind,
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
    name: str, left: Side, right: Side, past: Past, registry: Registry
) -> Shares:
    """Shares of a history signal, averaged over the pairs of known members."""
    pairs = history_pairs(left.rows, right.rows, past)
    shares: dict[Met, float] = {}
    for one, other in pairs:
        if name == "already_partners":
            found = _shared_partnerships(one, other, past, registry)
        else:
            found = {
                Met(registry.clusters[row].id, registry.clusters[row].called): share
                for row, share in shared_partners(past, one, other).items()
            }
        for code, share in found.items():
            shares[code] = shares.get(code, 0.0) + share / len(pairs)
    return shares


def partnerships_in_common(registry: Registry, left: str, right: str) -> list[str]:
    """Ids of the partnerships that both clusters are in, in id order."""
    theirs = set(registry.partnerships_of[right])
    return [p for p in registry.partnerships_of[left] if p in theirs]


def _shared_partnerships(
    one: int, other: int, past: Past, registry: Registry
) -> Shares:
    tied = ties(past, past.partners[one].get(other, ()))
    scale = 1.0 / max(sum(tied.values()), 1.0)
    ids = {position: registry.partnerships[position].id for position in tied}
    return {
        Met(ids[position], registry.title_of(ids[position])): tie * scale
        for position, tie in tied.items()
    }
