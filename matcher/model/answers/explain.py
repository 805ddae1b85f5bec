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
    told = zip(SIGNALS, values.tolist(), *learnt, strict=True)
    signals, ours, theirs = scorer.signals, left.codes, right.codes
    opened = []
    for position, (info, value, reference, weight) in enumerate(told):
        if math.isnan(value):
            opened.append(Contribution(info, None, reference, weight, 0.0))
            continue
        met: list[Met] = []  # nothing has, where the value is 0
        if value and position < len(signals):
            met = signals[position].meet(ours[position], theirs[position])
        elif value:
            signal = HISTORY_SIGNALS[position - len(signals)]
            met = _mean_met(signal, left, right, scorer)
        opened.append(Contribution.of(info, value, reference, weight, met))
    return tuple(opened)


def _mean_met(
    signal: HistorySignal, left: Side, right: Side, scorer: Scorer
) -> list[Met]:
    """Shares of a history signal, averaged over the pairs of known members."""
    past, registry = scorer.past, scorer.registry
    if len(left.rows) == len(right.rows) == 1:
        return signal.meet(past, registry, left.rows[0], right.rows[0])
    known = signal.known(past)
    pairs = [
        (one, other)
        for one in left.rows
        for other in right.rows
        if one != other and known[one] and known[other]
    ]
    met = [signal.meet(past, registry, *pair) for pair in pairs]
    shares: dict[str, Met] = {}
    for code, label, share, wider in chain.from_iterable(met):
        before = shares[code][2] if code in shares else 0.0
        shares[code] = code, label, before + share / len(pairs), wider
    return list(shares.values())
