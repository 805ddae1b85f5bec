"""Whom the members of a consortium agree on: a candidate high on their lists, and back.

In: a fitted `Scorer` and a side of several clusters. Out: `ConsortiumScores`. The mean
of the members' scores alone lets a candidate win that is middling for all; consortia of
the past rather grew around strong ties from both sides, which the back-test measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.contributions import Contribution, SignalInfo
from matcher.model.learning.weights import SignalWeights
from matcher.model.scoring.lists import DECIMALS
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.registry.registry import Registry

HALF_PLACE = 4
"""So many ranks below the best, a place in a list is worth half of the first."""

SHORTLIST = 300
"""The best so many by mean score are asked for their side; the rest agree on nobody.
Of equals all are asked or none, so fewer where not all of the last ones fit in."""

SIGNAL_SHARE = 1 / 3
"""What a signal weighs in a consortium, of what it weighs in a pair."""

WEIGHT = 9.0
REFERENCE = 0.05
OFFSET = -5.25
"""Log-odds that a cluster is the hidden member of a past partnership: ``OFFSET``, a
third of the mean score, and ``WEIGHT`` for each step of 1 in agreement above
``REFERENCE``, its mean. Fitted by logistic regression on partnerships of three members
or more, each taken out of the registry, one member hidden at a time."""


AGREEMENT = SignalInfo(
    name="agreement",
    title="Agreement of members",
    kind="agreement",
    description="Members and the partner stand high on each other's lists.",
    meets="members",
    sentence="Fits {} from both sides, each high on the other's list.",
    least_part=0.25,  # both 13th on each other's lists, or one 5th
)


@dataclass(frozen=True)
class ConsortiumScores:
    """Scores of all clusters as a further member.

    Parameters
    ----------
    scores : float array of shape (n_clusters,)
        Log-odds.
    weights : SignalWeights
        What each signal weighs here; with agreement they add up to the score.
    shares : float array of shape (n_members, n_clusters)
        What each member adds to the agreement on a cluster; the sum is in [0, 1].
    """

    scores: FloatArray
    weights: SignalWeights
    shares: FloatArray

    @property
    def agreement(self) -> FloatArray:
        """How much members and a cluster agree on each other; in [0, 1]."""
        return np.asarray(self.shares.sum(axis=0))

    def speaks_for(self, row: int) -> bool:
        """Whether a cluster scores higher than one that nothing is known of."""
        return bool(self.scores[row] > round(self.weights.intercept, DECIMALS))

    def opened(self, row: int, side: Side, registry: Registry) -> Contribution:
        """What agreement adds to one score, split over the members.

        Parameters
        ----------
        row : int
            The candidate.
        side : Side
        registry : Registry
        """
        clusters = [registry.clusters[member] for member in side.rows]
        met = [
            (cluster.id, cluster.called, share, False)
            for cluster, share in zip(
                clusters, self.shares[:, row].tolist(), strict=True
            )
            if share
        ]
        value = float(self.agreement[row])
        return Contribution.of(AGREEMENT, value, REFERENCE, WEIGHT, met)


def consortium_scores(
    scorer: Scorer, side: Side, values: FloatArray
) -> ConsortiumScores:
    """Score all clusters as a further member of a consortium.

    Parameters
    ----------
    scorer : Scorer
    side : Side
        Of two clusters or more.
    values : float array of shape (n_clusters, n_signals)
        Signals of the side with all clusters.

    Notes
    -----
    With ``a(r) = h / (h + r - 1)`` for rank `r`, equals at the lowest place of them,
    and `h` `HALF_PLACE`, the agreement on `j` is the mean over members `i` of
    ``(a(rank of j for i) + a(rank of i for j)) / 2``.

    References
    ----------
    Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
    individual rank learning methods", 2009, for the sum of reciprocal ranks.
    """
    learnt = scorer.weights
    weights = SignalWeights(
        SIGNAL_SHARE * learnt.intercept + OFFSET,
        SIGNAL_SHARE * learnt.weights,
        learnt.references,
    )
    members = np.array(side.rows)
    asked = _shortlist(scorer.log_odds(values), members)
    shares = np.zeros((len(members), len(values)))
    theirs = _worth(scorer.ranks_between(asked, members, shared=True)).T
    ours = _worth(scorer.ranks_between(members, asked, shared=True))
    shares[:, asked] = (ours + theirs) / (2 * len(members))
    added = WEIGHT * (shares.sum(axis=0) - REFERENCE)
    scores = np.round(weights.log_odds(values) + added, DECIMALS)
    return ConsortiumScores(scores, weights, shares)


def _shortlist(scores: FloatArray, members: IntArray) -> IntArray:
    """The candidates that are asked for their side, in id order."""
    others = np.delete(np.arange(len(scores)), members)
    if len(others) <= SHORTLIST:
        return others
    first_beyond = np.sort(scores[others])[-SHORTLIST - 1]
    return np.asarray(others[scores[others] > first_beyond])


def _worth(ranks: IntArray) -> FloatArray:
    """1 for the best, half at `HALF_PLACE` ranks below it, towards 0 further down."""
    return np.asarray(HALF_PLACE / (HALF_PLACE + ranks - 1))
