"""Profiles become the arrays that signals count, by scikit-learn's rules."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pytest
from sklearn.base import BaseEstimator, clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks

from matcher import PartnerRecommender, Profile, ProfileError, Registry
from matcher.model.vectoriser import ProfileVectoriser
from tests.toy import VOCABULARY


@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
)
def test_it_keeps_the_contract_of_what_takes_no_numbers(
    check: Callable[[str, BaseEstimator], None],
) -> None:
    check("ProfileVectoriser", ProfileVectoriser(VOCABULARY))


def test_the_recommender_counts_these_arrays(recommender: PartnerRecommender) -> None:
    past, registry = recommender.scorer.past, recommender.registry
    vectoriser = ProfileVectoriser(registry.vocabulary, registry.phrases)
    arrays = clone(vectoriser).fit_transform(registry.clusters)
    for field in ("sectors", "technologies", "countries", "words"):
        assert np.array_equal(getattr(arrays, field), getattr(past.arrays, field))


def test_profiles_become_named_features(registry: Registry) -> None:
    vectoriser = ProfileVectoriser(registry.vocabulary)
    arrays = vectoriser.fit_transform(registry.clusters)
    names = vectoriser.get_feature_names_out()
    features = np.asarray(arrays)
    assert features.shape == arrays.shape == (len(registry.clusters), len(names))
    row = registry.index["inovcluster"]
    assert {*names[features[row] == 1]} >= {"countries=PT", "sectors=food-processing"}
    start = list(names).index("markets=" + vectoriser.spaces_.markets.codes[0])
    n_markets = vectoriser.spaces_.markets.n_features
    assert np.array_equal(features[:, start : start + n_markets], arrays.markets)


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    vectoriser = ProfileVectoriser(VOCABULARY).fit()
    with pytest.raises(ProfileError, match="did you mean 'textile'"):
        vectoriser.transform([Profile(sectors=("txtile",))])
    with pytest.raises(ProfileError, match="no country 'XX'"):
        vectoriser.transform([Profile(country="XX")])


def test_it_asks_to_be_fitted() -> None:
    with pytest.raises(NotFittedError):
        ProfileVectoriser(VOCABULARY).transform([])


def test_no_profiles_are_no_rows() -> None:
    vectoriser = ProfileVectoriser(VOCABULARY).fit()
    assert np.asarray(vectoriser.transform([])).shape == (
        0,
        len(vectoriser.spaces_.names),
    )


def test_copies_give_the_same_arrays() -> None:
    vectoriser = ProfileVectoriser(VOCABULARY).fit()
    profiles = [Profile(country="FR", sectors=("textile",), focus="smart yarns")]
    known = vectoriser.transform(profiles)
    for other in (clone(vectoriser).fit(), pickle.loads(pickle.dumps(vectoriser))):
        again = other.transform(profiles)
        assert np.array_equal(again, known)
        assert again.words == known.words


def test_it_is_a_first_step_of_pipelines(registry: Registry) -> None:
    """Whether a cluster works with food is told from its codes, of course."""
    clusters = list(registry.clusters)
    with_food = [any("food" in code for code in c.sectors) for c in clusters]
    vectoriser = ProfileVectoriser(registry.vocabulary)
    pipeline = make_pipeline(vectoriser, LogisticRegression(C=100.0))
    found = cross_val_score(pipeline, clusters, with_food, scoring="roc_auc")
    assert found.min() > 0.95
    twice = make_union(vectoriser, clone(vectoriser)).fit_transform(clusters)
    assert twice.shape == (
        len(clusters),
        2 * len(pipeline.fit(clusters, with_food)[:-1].get_feature_names_out()),
    )
