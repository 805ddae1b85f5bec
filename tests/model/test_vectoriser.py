"""The scikit-learn faces keep scikit-learn's contract."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.utils.estimator_checks import check_estimator

from matcher import PartnerRecommender, Profile, ProfileError, Registry
from matcher.model.learning.partner_model import PartnerModel
from matcher.model.vectoriser import DampedIdf, ProfileVectoriser


@pytest.mark.parametrize("estimator", [DampedIdf(), PartnerModel()])
def test_estimator_keeps_the_contract_of_scikit_learn(estimator: BaseEstimator) -> None:
    results = check_estimator(estimator, on_skip=None)
    assert {result["status"] for result in results} <= {"passed", "skipped"}
    assert sum(result["status"] == "passed" for result in results) > 40


def test_damped_idf_gives_the_signal_of_the_recommender(
    recommender: PartnerRecommender,
) -> None:
    rows = DampedIdf().fit_transform(recommender.scorer.past.arrays.markets)
    signal = recommender.scorer.encodings[2].left
    np.testing.assert_allclose(rows, signal, rtol=0, atol=1e-15)


def test_profiles_become_named_features(registry: Registry) -> None:
    vectoriser = ProfileVectoriser(registry.vocabulary)
    features = vectoriser.fit_transform(registry.clusters)
    names = vectoriser.get_feature_names_out()
    assert features.shape == (len(registry.clusters), len(names))
    row = registry.index["inovcluster"]
    assert {name for name in names[features[row] == 1] if "=" in name} >= {
        "countries=PT",
        "sectors=food-processing",
    }


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    from tests.toy import VOCABULARY

    vectoriser = ProfileVectoriser(VOCABULARY).fit([])
    with pytest.raises(ProfileError, match="did you mean 'textile'"):
        vectoriser.transform([Profile(sectors=["txtile"])])  # type: ignore[arg-type]
