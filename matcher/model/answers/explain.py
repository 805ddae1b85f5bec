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


class Opener:
    """Opens scores of one side.

    Parameters
    ----------
    side : Side
    weights : SignalWeights
        What each signal weighs in these scores.
    scorer : Scorer
        What was learnt.
    """

    def __init__(self, side: Side, weights: SignalWeights, scorer: Scorer) -> None:
        self._side, self._scorer = side, scorer
        learnt = weights.references.tolist(), weights.weights.tolist()
        self._learnt = [*zip(SIGNALS, *learnt, strict=True)]
        # Most signals of most pairs are one of these.
        self._undefined = [
            Contribution(info, None, reference, weight, 0.0)
            for info, reference, weight in self._learnt
        ]
        self._nothing = [
            Contribution.of(info, 0.0, reference, weight, [])
            for info, reference, weight in self._learnt
        ]

    def opened(self, other: Side, values: FloatArray) -> tuple[Contribution, ...]:
        """What each signal, and within it each code, adds to a score.

        Parameters
        ----------
        other : Side
        values : float array of shape (n_signals,)
            NaN where undefined.

        Returns
        -------
        tuple of Contribution
            With the intercept they add up to the score, to rounding.
        """
        side, scorer = self._side, self._scorer
        signals, ours, theirs = scorer.signals, side.codes, other.codes
        opened = []
        for position, value in enumerate(values.tolist()):
            if not value:  # nothing has met
                opened.append(self._nothing[position])
            elif math.isnan(value):
                opened.append(self._undefined[position])
            else:
                if position < len(signals):
                    met = signals[position].meet(ours[position], theirs[position])
                else:
                    signal = HISTORY_SIGNALS[position - len(signals)]
                    met = _mean_met(signal, side, other, scorer)
                info, reference, weight = self._learnt[position]
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
