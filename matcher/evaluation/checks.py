"""What stands behind the model: is its likelihood true, is its penalty well chosen.

Both look at labelled pairs whose signals were computed without their partnership.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import GroupKFold

from matcher.encoding import FloatArray, IntArray, Spaces
from matcher.evaluation.metrics import ndcg
from matcher.model import PartnerModel
from matcher.past import Past
from matcher.records import Registry
from matcher.signals import SIGNALS, fit_signals
from matcher.training import PENALTY, PRIOR, PairTable, training_pairs

PENALTIES = (30.0, 300.0, 3000.0, 30000.0, 300000.0)
BIN_EDGES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 1.0)
N_FOLDS = 5


@dataclass(frozen=True)
class Bin:
    """Pairs whose predicted chance of being partners lies in one range.

    Parameters
    ----------
    low, high : float in [0, 1]
        The range.
    predicted, observed : float in [0, 1]
        Mean predicted chance, and the share that were partners.
    n_pairs : int
    """

    low: float
    high: float
    predicted: float
    observed: float
    n_pairs: int


@dataclass(frozen=True)
class PenaltyTrial:
    """How well a penalty ranks pairs of partnerships that it did not learn from."""

    penalty: float
    ndcg: float


def labelled_pairs(registry: Registry) -> PairTable:
    """The pairs that the recommender learns its weights from."""
    past = Past.of(registry, Spaces.of(registry.vocabulary))
    signals = fit_signals(past)
    return training_pairs(past, signals, [s.encode(past.arrays) for s in signals])


def reliability(table: PairTable) -> tuple[Bin, ...]:
    """Predicted against observed shares of partners, learnt from other partnerships."""
    chance = np.empty(len(table.same))
    for rest, held in _folds(table):
        model = _model(PENALTY).fit(table.values[rest], table.same[rest])
        chance[held] = model.predict_proba(table.values[held])[:, 1]
    place = np.digitize(chance, BIN_EDGES[1:-1])
    return tuple(
        Bin(
            BIN_EDGES[number],
            BIN_EDGES[number + 1],
            float(chance[place == number].mean()),
            float(table.same[place == number].mean()),
            int((place == number).sum()),
        )
        for number in range(len(BIN_EDGES) - 1)
        if (place == number).any()
    )


def penalty_trials(table: PairTable) -> tuple[PenaltyTrial, ...]:
    """nDCG@10 of each penalty, cross-validated with partnerships held together."""
    found = []
    for penalty in PENALTIES:
        gains = []
        for rest, held in _folds(table):
            model = _model(penalty).fit(table.values[rest], table.same[rest])
            gains += _gains(table, held, model.decision_function(table.values[held]))
        found.append(PenaltyTrial(penalty, float(np.mean(gains))))
    return tuple(found)


def _folds(table: PairTable) -> list[tuple[IntArray, IntArray]]:
    splitter = GroupKFold(N_FOLDS)
    return list(splitter.split(table.values, table.same, table.partnership))


def _model(penalty: float) -> PartnerModel:
    return PartnerModel(np.array([PRIOR[signal.name] for signal in SIGNALS]), penalty)


def _gains(table: PairTable, held: IntArray, scores: FloatArray) -> list[float]:
    """nDCG@10 of each member's list; candidates of a member stand in id order."""
    asked = np.column_stack([table.partnership[held], table.left[held]])
    _, starts = np.unique(asked, axis=0, return_index=True)
    gains = []
    for rows in np.split(np.arange(len(held)), np.sort(starts)[1:]):
        ranking = np.argsort(-scores[rows], kind="stable")
        gains.append(ndcg(ranking, np.flatnonzero(table.same[held[rows]])))
    return gains
