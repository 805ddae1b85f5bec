"""Opens a score into contributions that add up to it exactly.

In: two sides, their signal values and the weights. Out: one `Contribution` for each
signal, split over the codes, words, countries and partnerships that caused it.
"""

from __future__ import annotations

import math
from itertools import chain

from matcher.arrays import FloatArray
from matcher.model.contributions import Contribution, Met
from matcher.model.learning.weights import SignalWeights
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.signals import HISTORY_SIGNALS, SIGNALS, HistorySignal


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
    learnt = weights.references.tolist(), weights.weights.tolist()
    return tuple(
        Contribution(info, None, reference, weight, 0.0)
        if math.isnan(value)
        else Contribution.of(
            info, value, reference, weight, _met(position, left, right, scorer)
        )
        for position, (info, value, reference, weight) in enumerate(
            zip(SIGNALS, values.tolist(), *learnt, strict=True)
        )
    )


def _met(position: int, left: Side, right: Side, scorer: Scorer) -> list[Met]:
    """What met in one signal of two sides."""
    if position < len(scorer.signals):
        signal = scorer.signals[position]
        return signal.meet(left.codes[position], right.codes[position])
    history = HISTORY_SIGNALS[position - len(scorer.signals)]
    return _mean_met(history, left, right, scorer)


def _mean_met(
    signal: HistorySignal, left: Side, right: Side, scorer: Scorer
) -> list[Met]:
    """Shares of a history signal, averaged over the pairs of known members."""
    past, registry = scorer.past, scorer.registry
    known = signal.known(past)
    pairs = [
        (one, other)
        for one in left.rows
        for other in right.rows
        if one != other and known[one] and known[other]
    ]
    met = [signal.meet(past, registry, *pair) for pair in pairs]
    if len(met) == 1:
        return met[0]
    shares: dict[str, Met] = {}
    for one in chain.from_iterable(met):
        before = shares[one.code].share if one.code in shares else 0.0
        shares[one.code] = one._replace(share=before + one.share / len(pairs))
    return list(shares.values())
