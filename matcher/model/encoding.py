"""What arrays of profiles are like: the columns of each coded field, and the rows.

In: the vocabulary. Out: `Spaces`, the columns, and `ProfileArrays`, one row a profile,
which `matcher.model.vectoriser` fills. Nothing here is learnt from data; weights such
as IDF belong to the signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from matcher.arrays import FeatureArray, FloatArray, IntArray
from matcher.registry.vocabulary import Vocabulary

ROWS_AT_ONCE = 512
"""Larger registries are worked through in blocks of so many profiles."""

WIDER_WEIGHT = 0.5
"""What a code lends to its wider code (ecosystem, group, region), and a region to its
countries. At 0.5 or more, adding a code that the other side has never lowers a cosine
of back-off features for codes with one wider code; see `SharedCodes`."""


@dataclass(frozen=True)
class CodeSpace:
    """The features of one coded field: its codes, then the wider codes.

    Parameters
    ----------
    codes : tuple of str
        Feature names; a wider code that is not itself recorded is written
        ``ecosystem:health``.
    labels : tuple of str
        What people read for each feature.
    lends : float array of shape (n_features, n_features)
        1 at ``[c, d]``: a profile with `c` also stands, at a lower weight, for `d`.
    """

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    lends: FloatArray

    @cached_property
    def column(self) -> dict[str, int]:
        """Column of each feature."""
        return {code: column for column, code in enumerate(self.codes)}

    @property
    def n_features(self) -> int:
        """How many columns the field has."""
        return len(self.codes)

    def counts(self, code_lists: Iterable[Iterable[str]]) -> FeatureArray:
        """How often each code stands in each list; shape (n_lists, n_features)."""
        lists = [tuple(codes) for codes in code_lists]
        counts = np.zeros((len(lists), self.n_features), dtype=np.float32)
        for row, codes in enumerate(lists):
            for code in codes:
                counts[row, self.column[code]] += 1.0
        return counts

    def features(self, counts: FeatureArray | FloatArray) -> FeatureArray:
        """1 for a recorded code, `WIDER_WEIGHT` for what it lends to, else 0.

        Parameters
        ----------
        counts : float array of shape (n_profiles, n_features)
        """
        features = np.empty(counts.shape, dtype=np.float32)
        for start in range(0, len(counts), ROWS_AT_ONCE):
            some = slice(start, start + ROWS_AT_ONCE)
            recorded = (counts[some] > 0).astype(float)
            lent = (recorded @ self.lends > 0) * WIDER_WEIGHT
            features[some] = np.maximum(recorded, lent)
        return features


@dataclass(frozen=True)
class Spaces:
    """The feature spaces of a vocabulary, one for each coded field."""

    sectors: CodeSpace
    technologies: CodeSpace
    markets: CodeSpace
    countries: CodeSpace

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Spaces:
        """Spaces for all codes that a vocabulary accepts, in sorted order."""
        return cls(
            _space_with_wider(vocabulary, "sectors", "ecosystem:"),
            _space_with_wider(vocabulary, "technologies", "group:"),
            _market_space(vocabulary),
            _country_space(vocabulary),
        )

    @property
    def names(self) -> list[str]:
        """``field=code`` for each feature, field after field."""
        spaces = {field.name: getattr(self, field.name) for field in fields(self)}
        return [f"{n}={code}" for n, space in spaces.items() for code in space.codes]


def _space_with_wider(vocabulary: Vocabulary, kind: str, prefix: str) -> CodeSpace:
    terms = vocabulary.terms(kind)
    codes = sorted(terms)
    wider = sorted({parent for term in terms.values() for parent in term.parents})
    column = {name: len(codes) + position for position, name in enumerate(wider)}
    n_features = len(codes) + len(wider)
    lends = np.zeros((n_features, n_features), dtype=float)
    for row, code in enumerate(codes):
        for parent in terms[code].parents:
            lends[row, column[parent]] = 1.0
    wider_labels = [
        vocabulary.ecosystems[name].label
        if name in vocabulary.ecosystems and kind == "sectors"
        else name.replace("-", " ")
        for name in wider
    ]
    noun = prefix.rstrip(":")
    return CodeSpace(
        tuple(codes) + tuple(prefix + name for name in wider),
        tuple(terms[code].label for code in codes)
        + tuple(f"the {label} {noun}" for label in wider_labels),
        lends,
    )


def _market_space(vocabulary: Vocabulary) -> CodeSpace:
    markets = vocabulary.markets
    codes = sorted(markets)
    column = {code: position for position, code in enumerate(codes)}
    lends = np.zeros((len(codes), len(codes)))
    for region, countries in vocabulary.regions.items():
        for country in countries:
            if country in column:
                lends[column[country], column[region]] = 1.0
                lends[column[region], column[country]] = 1.0
    labels = tuple(markets[code].label for code in codes)
    return CodeSpace(tuple(codes), labels, lends)


def _country_space(vocabulary: Vocabulary) -> CodeSpace:
    codes = sorted(vocabulary.countries)
    labels = tuple(vocabulary.countries[code].label for code in codes)
    return CodeSpace(tuple(codes), labels, np.zeros((len(codes),) * 2))


@dataclass(frozen=True)
class ProfileArrays:
    """Profiles as arrays, one row each.

    Parameters
    ----------
    sectors, technologies, markets : float array of shape (n_profiles, n_features)
        Features of the field's `CodeSpace`: 1, `WIDER_WEIGHT` or 0.
    countries : float array of shape (n_profiles, n_countries)
        One 1 in each row; none where the country is not recorded.
    words : tuple of mapping of str to str
        Stems of the focus text and of the names of sectors and technologies, each
        with a word it stands for.
    """

    sectors: FeatureArray
    technologies: FeatureArray
    markets: FeatureArray
    countries: FeatureArray
    words: tuple[Mapping[str, str], ...]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of profiles and of features."""
        return len(self), sum(rows.shape[1] for rows in self._features)

    @property
    def _features(self) -> tuple[FeatureArray, ...]:
        return tuple(getattr(self, field.name) for field in fields(Spaces))

    def __array__(
        self, dtype: DTypeLike | None = None, copy: bool | None = None
    ) -> NDArray[Any]:
        """All features side by side, as numpy and scikit-learn take them."""
        return np.hstack(self._features).astype(dtype or np.float32, copy=False)

    def rows(self, index: IntArray | Sequence[int]) -> ProfileArrays:
        """The same arrays, these rows only."""
        rows = np.asarray(index, dtype=np.intp)
        return ProfileArrays(
            self.sectors[rows],
            self.technologies[rows],
            self.markets[rows],
            self.countries[rows],
            tuple(self.words[row] for row in rows),
        )

    def blocks(self) -> Iterator[ProfileArrays]:
        """The profiles in order, `ROWS_AT_ONCE` at a time."""
        for start in range(0, len(self), ROWS_AT_ONCE):
            yield self.rows(range(start, min(start + ROWS_AT_ONCE, len(self))))

    def with_markets(self, markets: FeatureArray) -> ProfileArrays:
        """The same profiles with other market features."""
        return replace(self, markets=markets)
