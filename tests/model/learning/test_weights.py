"""Weights: the same as scikit-learn's where that can say it, bounded where not."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from matcher.model.learning.weights import fit_weights


def pairs(n_pairs: int = 600) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(3)
    values = generator.random((n_pairs, 3))
    log_odds = 4 * values[:, 0] - 3 * values[:, 1] - 1
    return values, generator.random(n_pairs) < 1 / (1 + np.exp(-log_odds))


def test_without_a_prior_it_is_ridge_logistic_regression() -> None:
    values, same = pairs()
    spread = values.std(axis=0)
    standard = (values - values.mean(axis=0)) / spread
    peer = LogisticRegression(C=1 / 2.5, tol=1e-12, max_iter=1000).fit(standard, same)
    ours = fit_weights(values, same, penalty=2.5)
    np.testing.assert_allclose(ours.weights * spread, peer.coef_[0], atol=1e-6)
    assert ours.intercept == pytest.approx(peer.intercept_[0], abs=1e-6)


def test_a_weight_never_falls_below_half_of_what_is_expected() -> None:
    values, same = pairs()
    prior = np.array([0.5, 0.5, 0.1])
    learnt = fit_weights(values, same, prior=prior, penalty=1.0)
    assert learnt.weights[1] * values[:, 1].std() == pytest.approx(0.25)
    assert learnt.weights[0] * values[:, 0].std() > 0.5


def test_a_strong_penalty_returns_the_prior() -> None:
    values, same = pairs()
    prior = np.array([0.2, 0.4, 0.1])
    learnt = fit_weights(values, same, prior=prior, penalty=1e9)
    np.testing.assert_allclose(learnt.weights * values.std(axis=0), prior, atol=1e-5)


def test_a_row_that_stands_for_two_counts_as_two_rows() -> None:
    values, same = pairs(200)
    weight = np.ones(200)
    weight[:50] = 2
    twice = np.r_[0:200, 0:50]
    weighted = fit_weights(values, same, weight)
    repeated = fit_weights(values[twice], same[twice])
    np.testing.assert_allclose(weighted.weights, repeated.weights, atol=1e-9)


def test_undefined_adds_nothing() -> None:
    values, same = pairs()
    learnt = fit_weights(values, same)
    row = np.array([[0.5, np.nan, 0.2]])
    assert learnt.contributions(row)[0, 1] == 0
    known = np.array([[0.5, learnt.references[1], 0.2]])
    assert learnt.log_odds(row) == pytest.approx(learnt.log_odds(known))


def test_a_signal_that_is_never_defined_or_never_varies_does_no_harm() -> None:
    values, same = pairs()
    values[:, 1] = np.nan
    values[:, 2] = 0.4
    learnt = fit_weights(values, same)
    assert np.isfinite(learnt.weights).all()
    assert learnt.weights[1] == pytest.approx(0)


def test_references_are_means_but_never_above_the_highest() -> None:
    values, same = pairs()
    highest = np.array([np.inf, 0.1, np.inf])
    learnt = fit_weights(values, same, highest=highest)
    np.testing.assert_allclose(
        learnt.references, np.minimum(values.mean(axis=0), highest)
    )


def test_without_any_pair_the_prior_stands() -> None:
    nothing = np.empty((0, 2))
    learnt = fit_weights(nothing, np.empty(0, bool), prior=np.array([0.3, 0.1]))
    np.testing.assert_allclose(learnt.weights, [0.3, 0.1])
    assert learnt.intercept == 0
