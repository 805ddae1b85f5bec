"""What stands behind the model: is its likelihood true, is its penalty well chosen.

Both look at labelled pairs whose signals were computed without their partnership.
"""

from __future__ import annotations

import numpy as np
from sklearn.model_selection import GroupKFold

from matcher.arrays import FloatArray, IntArray
from matcher.evaluation.levels import Levels
from matcher.evaluation.metrics import ndcg
from matcher.evaluation.records import Bin, PenaltyTrial
from matcher.model.learning.partner_model import PartnerModel
from matcher.model.learning.training import (
    PENALTY,
    PairTable,
    encoded,
    expected_weights,
    training_pairs,
)
from matcher.model.past import Past
from matcher.model.signals import fit_signals
from matcher.registry.registry import Registry

PENALTIES = (30.0, 300.0, 3000.0, 30000.0, 300000.0)
BIN_EDGES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 1.0)
N_FOLDS = 5


def labelled_pairs(registry: Registry) -> PairTable:
    """The pairs that the recommender learns its weights from."""
    past = Past.of(registry)
    signals = fit_signals(past)
    return training_pairs(past, signals, encoded(signals, past))


def reliability(table: PairTable) -> tuple[Bin, ...]:
    """Predicted against observed shares of partners, learnt from other partnerships.

    Empty with fewer than two partnerships to learn from.
    """
    folds = _folds(table)
    if not folds:
        return ()
    chance = np.empty(len(table.same))
    for rest, held in folds:
        model = _fitted(PENALTY, table, rest)
        chance[held] = model.predict_proba(table.values[held])[:, 1]
    found, bin_ = [], np.digitize(chance, BIN_EDGES[1:-1])
    for number in np.unique(bin_).tolist():
        inside = bin_ == number
        weight = table.sample_weight[inside]
        predicted, observed = (
            float(np.average(values[inside], weights=weight))
            for values in (chance, table.same)
        )
        low, high = BIN_EDGES[number : number + 2]
        found.append(Bin(low, high, predicted, observed, len(weight)))
    return tuple(found)


def penalty_trials(table: PairTable) -> tuple[PenaltyTrial, ...]:
    """nDCG@10 of each penalty, cross-validated with partnerships held together.

    Empty with fewer than two partnerships to learn from.
    """
    folds = _folds(table)
    if not folds:
        return ()
    found = []
    for penalty in PENALTIES:
        gains = []
        for rest, held in folds:
            model = _fitted(penalty, table, rest)
            gains += _gains(table, held, model.decision_function(table.values[held]))
        found.append(PenaltyTrial(penalty, float(np.mean(gains))))
    return tuple(found)


def _folds(table: PairTable) -> list[tuple[IntArray, IntArray]]:
    n_folds = min(N_FOLDS, len(np.unique(table.partnership)))
    if n_folds < 2:
        return []
    splitter = GroupKFold(n_folds)
    return list(splitter.split(table.values, table.same, table.partnership))


def _fitted(penalty: float, table: PairTable, rows: IntArray) -> PartnerModel:
    model = PartnerModel(expected_weights(), penalty)
    return model.fit(table.values[rows], table.same[rows], table.sample_weight[rows])


def _gains(table: PairTable, held: IntArray, scores: FloatArray) -> list[float]:
    """nDCG@10 of each member's list; its pairs follow each other."""
    asked = np.column_stack([table.partnership[held], table.left[held]])
    _, starts = np.unique(asked, axis=0, return_index=True)
    gains = []
    for rows in np.split(np.arange(len(held)), np.sort(starts)[1:]):
        gains.append(ndcg(Levels.of(scores[rows], table.same[held[rows]])))
    return gains
