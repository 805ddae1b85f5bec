"""The model of pairs keeps scikit-learn's contract; the recommender learns by it."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator

from matcher import PartnerRecommender
from matcher.model.learning.partner_model import PartnerModel
from matcher.model.learning.training import (
    PENALTY,
    expected_weights,
    learn_weights,
    training_pairs,
)
from matcher.model.learning.weights import fit_weights
from tests.toy import block_registry

# What takes arrays of numpy alone has nothing to show to the check of other arrays.
CHECKS = {
    check.func.__name__ + str(check.keywords or ""): check
    for _, check in estimator_checks_generator(PartnerModel())
    if check.func.__name__ != "check_array_api_input"
}


@pytest.mark.parametrize("name", CHECKS)
def test_it_keeps_the_contract_of_scikit_learn(name: str) -> None:
    CHECKS[name](PartnerModel())


def test_the_recommender_learns_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    fit = PartnerModel.fit
    monkeypatch.setattr(
        PartnerModel,
        "fit",
        lambda model, *given: asked.append(model) or fit(model, *given),
    )
    recommender = PartnerRecommender().fit(block_registry())
    (model,) = asked
    assert recommender.scorer.weights is model.weights_
    assert model.penalty == PENALTY


def test_it_counts_as_the_recommender_does() -> None:
    scorer = PartnerRecommender().fit(block_registry()).scorer
    table = training_pairs(scorer.past, scorer.signals, scorer.encodings)
    learnt = learn_weights(scorer.past, scorer.signals, scorer.encodings)
    model = PartnerModel(expected_weights(), PENALTY)
    model.fit(table.values, table.same, table.sample_weight)
    solved = fit_weights(
        table.values, table.same, table.sample_weight, expected_weights(), PENALTY
    )
    np.testing.assert_array_equal(model.weights_.weights, solved.weights)
    np.testing.assert_array_equal(model.weights_.weights, learnt.weights)


def test_chances_and_classes_follow_the_log_odds() -> None:
    values = np.array([[0.0], [0.2], [0.8], [1.0], [np.nan]])
    model = PartnerModel(penalty=1e-3).fit(values[:4], ["no", "no", "yes", "yes"])
    log_odds = model.decision_function(values)
    chance = model.predict_proba(values)
    np.testing.assert_allclose(chance[:, 1], 1 / (1 + np.exp(-log_odds)))
    np.testing.assert_allclose(chance.sum(axis=1), 1)
    assert list(model.predict(values[:4])) == ["no", "no", "yes", "yes"]
    assert log_odds[4] == model.weights_.intercept  # undefined adds nothing


def test_copies_say_the_same() -> None:
    scorer = PartnerRecommender().fit(block_registry()).scorer
    table = training_pairs(scorer.past, scorer.signals, scorer.encodings)
    model = PartnerModel(expected_weights(), PENALTY).fit(table.values, table.same)
    for other in (
        pickle.loads(pickle.dumps(model)),
        clone(model).fit(table.values, table.same),
    ):
        np.testing.assert_array_equal(
            other.decision_function(table.values), model.decision_function(table.values)
        )


def test_it_is_cross_validated_in_a_pipeline() -> None:
    scorer = PartnerRecommender().fit(block_registry()).scorer
    table = training_pairs(scorer.past, scorer.signals, scorer.encodings)
    pipeline = make_pipeline(FunctionTransformer(), PartnerModel(expected_weights()))
    found = cross_val_score(pipeline, table.values, table.same, scoring="roc_auc")
    assert found.mean() > 0.7
