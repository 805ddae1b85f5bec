"""What goals gain and what they cost: wanted markets served, against affinity.

In: a fitted scorer. Out: a `GoalTrial` for each factor on the weight of a goal. Real
clusters ask for two markets each; what counts is the first ten new partners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import BoolArray, FloatArray
from matcher.evaluation.metrics import K
from matcher.evaluation.records import GoalTrial
from matcher.model.goals.serving import Serving
from matcher.model.goals.wanted import Goals
from matcher.model.scoring.lists import DECIMALS
from matcher.model.scoring.scorer import Scorer

FACTORS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""What the weight of a goal is multiplied by; 1 is what is used unless users say so."""

N_QUESTIONS = 200
N_WANTED = 2


@dataclass(frozen=True)
class Question:
    """Who asks, and for which markets.

    Parameters
    ----------
    row : int
        The asking cluster.
    markets : tuple of str
    """

    row: int
    markets: tuple[str, ...]


def goal_trials(scorer: Scorer, seed: int = 0) -> tuple[GoalTrial, ...]:
    """Ask the same questions with each factor; none where nobody states markets.

    Parameters
    ----------
    scorer : Scorer
    seed : int
        For the draw of clusters and markets.
    """
    asked = [
        _measured(scorer, one)
        for one in questions(scorer, seed)
        if _new_partners(scorer, one.row).any()
    ]
    if not asked:
        return ()
    served, best, percentiles = (
        np.array(values) for values in zip(*asked, strict=True)
    )
    return tuple(
        GoalTrial(
            factor,
            len(asked),
            float(served[:, position].mean()),
            float(best.mean()),
            float(percentiles[:, position].mean()),
        )
        for position, factor in enumerate(FACTORS)
    )


def questions(scorer: Scorer, seed: int) -> Iterator[Question]:
    """Clusters that are not gone, each with two markets.

    A market is drawn as often as clusters state it, in their own records or by their
    partnerships.
    """
    registry = scorer.registry
    stated = [code for c in registry.clusters for code in registry.markets_of(c.id)]
    codes, counts = np.unique(stated, return_counts=True)
    rows = [row for row, c in enumerate(registry.clusters) if not c.is_gone]
    # By name, so that the draw does not hang on ids.
    rows.sort(key=lambda row: registry.clusters[row].name)
    if len(codes) < N_WANTED or not rows:
        return
    generator = np.random.default_rng(seed)
    for _ in range(N_QUESTIONS):
        row = int(generator.choice(rows))
        chosen = generator.choice(
            codes, N_WANTED, replace=False, p=counts / counts.sum()
        )
        yield Question(row, tuple(sorted(chosen.tolist())))


def _measured(
    scorer: Scorer, question: Question
) -> tuple[list[float], float, list[float]]:
    """Share of the wanted that the first ten serve by each factor, at best; affinity.

    Returns
    -------
    served : list of float in [0, 1], of length n_factors
    best : float in [0, 1]
        What the ten new partners that serve most would serve.
    percentiles : list of float in [0, 100], of length n_factors
        Mean, of the affinity of the first ten, among all candidates.
    """
    affinity = scorer.log_odds(
        scorer.cluster_values(scorer.cluster_side([question.row]))
    )
    others = np.delete(np.arange(len(affinity)), question.row)
    rising = np.sort(affinity[others])
    below = 100 * np.searchsorted(rising, affinity, side="left") / len(rising)
    new = _new_partners(scorer, question.row)
    goals = Goals(markets=question.markets)
    added = Serving(goals, scorer.grounds, scorer.goal_weight).added
    serves = _stating(scorer, question.markets)
    served, percentiles = [], []
    for factor in FACTORS:
        first = _in_the_first(np.round(affinity + factor * added, DECIMALS)[new])
        served.append(float(np.average(serves[new], weights=first)))
        percentiles.append(float(np.average(below[new], weights=first)))
    return served, float(np.sort(serves[new])[-K:].mean()), percentiles


def _in_the_first(scores: FloatArray) -> FloatArray:
    """How likely each candidate is in the first ten, ties drawn by lot."""
    last = np.sort(scores)[-K:][0]
    chances: FloatArray = (scores > last).astype(float)
    tied = scores == last
    chances[tied] = (min(K, len(scores)) - chances.sum()) / tied.sum()
    return chances


def _new_partners(scorer: Scorer, row: int) -> BoolArray:
    """Who is not gone, not the cluster itself and in no partnership with it."""
    registry = scorer.registry
    asking = registry.clusters[row].id
    out = {asking, *registry.partners_of[asking]}
    return np.array([not c.is_gone and c.id not in out for c in registry.clusters])


def _stating(scorer: Scorer, markets: tuple[str, ...]) -> FloatArray:
    """Share of some markets that each cluster states by name."""
    registry = scorer.registry
    stated = [registry.markets_of(cluster.id) for cluster in registry.clusters]
    return np.array([np.mean([m in its for m in markets]) for its in stated])
