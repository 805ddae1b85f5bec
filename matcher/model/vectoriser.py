"""The arrays of profiles as a transformer of scikit-learn, for pipelines.

In: profiles, in the codes of a vocabulary. Out: `ProfileArrays`, one row a profile: the
same that signals are computed from, for a next step to take. The recommender makes them
by the same `Layout` and does without scikit-learn, which takes long to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted

from matcher.model.encoding import Layout, ProfileArrays
from matcher.registry.records import Profile
from matcher.registry.vocabulary import Vocabulary
from matcher.text import Phrases


class ProfileVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Profiles to features: 1 for a recorded code, less for what it stands for.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes that profiles are written in.
    phrases : mapping of str to frozenset of str, optional
        Words of a focus that count together, as `matcher.text.phrases_among` gives
        them.

    Attributes
    ----------
    layout_ : Layout
    spaces_ : Spaces
        The columns of each field.

    Examples
    --------
    >>> import numpy as np
    >>> from matcher import Profile, load_registry
    >>> vectoriser = ProfileVectoriser(load_registry().vocabulary)
    >>> X = vectoriser.fit_transform([Profile(sectors=["textile"])])
    >>> list(vectoriser.get_feature_names_out()[np.asarray(X)[0] > 0])
    ['sectors=textile', 'sectors=ecosystem:textile']
    """

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases | None = None) -> None:
        self.vocabulary = vocabulary
        self.phrases = phrases

    def fit(self, profiles: Sequence[Profile] = (), y: object = None) -> Self:
        """Lay out the features; nothing is learnt from the profiles."""
        self.layout_ = Layout(self.vocabulary, self.phrases)
        self.spaces_ = self.layout_.spaces
        return self

    def transform(self, profiles: Sequence[Profile]) -> ProfileArrays:
        """Features of profiles, field by field, and their words.

        Returns
        -------
        ProfileArrays
            As an array of shape (n_profiles, n_features) wherever numpy expects one.

        Raises
        ------
        ProfileError
            For a profile with an unknown code.
        """
        check_is_fitted(self)
        return self.layout_.arrays(profiles)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:
        """``field=code`` for each column."""
        check_is_fitted(self)
        return np.array(self.spaces_.names, dtype=object)

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        return tags
