"""Records as feature arrays, for scikit-learn pipelines.

`ProfileVectoriser` turns profiles into an array (n_profiles, n_features) with feature
names; `DampedIdf` weights such an array as the signals do. The recommender itself uses
`matcher.model.encoding` and `matcher.model.signals`, which need only numpy: importing
scikit-learn takes longer than a whole suggestion.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from matcher.arrays import FloatArray
from matcher.model.encoding import ProfileArrays, Spaces
from matcher.model.signals.rows import DAMPING, damped_rows, idf, mean_square
from matcher.registry.records import Profile
from matcher.registry.vocabulary import Vocabulary

_FIELDS = ("sectors", "technologies", "markets", "countries")


class ProfileVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Profiles to features: 1 for a recorded code, less for what it stands for.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes that profiles are written in.

    Examples
    --------
    >>> from matcher import Profile, load_registry
    >>> vectoriser = ProfileVectoriser(load_registry().vocabulary)
    >>> X = vectoriser.fit_transform([Profile(sectors=["textile"])])
    >>> list(vectoriser.get_feature_names_out()[X[0] > 0])
    ['sectors=textile', 'sectors=ecosystem:textile']
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def fit(self, profiles: Sequence[Profile], y: None = None) -> Self:
        """Lay out the features; nothing is learnt from the profiles."""
        self.spaces_ = Spaces.of(self.vocabulary)
        return self

    def transform(self, profiles: Sequence[Profile]) -> FloatArray:
        """Features of profiles.

        Returns
        -------
        float array of shape (n_profiles, n_features)

        Raises
        ------
        ProfileError
            For a profile with an unknown code.
        """
        check_is_fitted(self)
        checked = [profile.checked(self.vocabulary) for profile in profiles]
        arrays = ProfileArrays.of(checked, self.spaces_)
        return np.hstack([getattr(arrays, field) for field in _FIELDS])

    def get_feature_names_out(self, input_features: None = None) -> NDArray[Any]:
        """``field=code`` for each column."""
        check_is_fitted(self)
        return np.array(
            [
                f"{field}={code}"
                for field in _FIELDS
                for code in getattr(self.spaces_, field).codes
            ],
            dtype=object,
        )


class DampedIdf(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """IDF-weighted rows whose inner products are damped cosines.

    Parameters
    ----------
    damping : float
        How much evidence a match asks for, in units of an average row; 0 gives the
        plain cosine.
    """

    def __init__(self, damping: float = DAMPING) -> None:
        self.damping = damping

    def fit(self, X: FloatArray, y: None = None) -> Self:
        """Learn how rare each feature is.

        Parameters
        ----------
        X : float array of shape (n_profiles, n_features)
        """
        X = validate_data(self, X, dtype=np.float64)
        self.idf_ = idf(X)
        self.damping_ = self.damping * mean_square(X * self.idf_)
        return self

    def transform(self, X: FloatArray) -> FloatArray:
        """Weighted, damped rows; shape as given."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return damped_rows(X * self.idf_, self.damping_)
