"""The model of pairs, a scikit-learn classifier: signal values in, log-odds out.

The recommender learns by it, and cross-validation and calibration look at the same.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import Tags
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    _check_sample_weight,
    check_is_fitted,
    validate_data,
)

from matcher.arrays import FloatArray
from matcher.model.learning.weights import fit_weights


class PartnerModel(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression with a prior, where undefined values (NaN) add nothing.

    Parameters
    ----------
    prior : float array of shape (n_signals,), optional
        Expected weights, in log-odds for one standard deviation. No weight falls
        below half of it; without a prior any may be negative.
    penalty : float
        How strongly weights are held to the prior.
    highest : float array of shape (n_signals,), optional
        What references are at most; see `fit_weights`.

    Attributes
    ----------
    weights_ : SignalWeights
    classes_ : array of shape (2,)
    """

    def __init__(
        self,
        prior: FloatArray | None = None,
        penalty: float = 1.0,
        highest: FloatArray | None = None,
    ) -> None:
        self.prior = prior
        self.penalty = penalty
        self.highest = highest

    def fit(
        self, X: FloatArray, y: NDArray[Any], sample_weight: FloatArray | None = None
    ) -> Self:
        """Learn the weights.

        Parameters
        ----------
        X : float array of shape (n_pairs, n_signals)
            NaN where a signal is undefined.
        y : array of shape (n_pairs,)
            Two classes; the second in sorted order is "partners".
        sample_weight : float array of shape (n_pairs,), optional
        """
        X, y = validate_data(
            self, X, y, dtype=np.float64, ensure_all_finite="allow-nan"
        )
        check_classification_targets(y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(self.classes_) != 2:
            raise ValueError(
                "Only binary classification is supported; y has "
                f"{len(self.classes_)} class{'es' * (len(self.classes_) != 1)}"
            )
        weight = _check_sample_weight(sample_weight, X)
        self.weights_ = fit_weights(
            X, codes == 1, weight, self.prior, self.penalty, self.highest
        )
        return self

    def decision_function(self, X: FloatArray) -> FloatArray:
        """Log-odds of each pair; shape (n_pairs,)."""
        check_is_fitted(self)
        X = validate_data(
            self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False
        )
        return self.weights_.log_odds(X)

    def predict_proba(self, X: FloatArray) -> FloatArray:
        """Chance of each class; shape (n_pairs, 2)."""
        chance = 0.5 * (1.0 + np.tanh(0.5 * self.decision_function(X)))
        return np.column_stack([1.0 - chance, chance])

    def predict(self, X: FloatArray) -> NDArray[Any]:
        """The likelier class of each pair; shape (n_pairs,)."""
        likelier = (self.decision_function(X) > 0).astype(int)
        return np.asarray(self.classes_[likelier])

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.allow_nan = True
        return tags
