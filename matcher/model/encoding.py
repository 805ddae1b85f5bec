"""Profiles as arrays: the columns of each coded field, and a row for each profile.

In: the vocabulary, and profiles. Out: `Spaces`, the columns, and `ProfileArrays`, the
rows, by a `Layout`. Nothing here is learnt from data; weights such as IDF belong to the
signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from matcher.arrays import FeatureArray, FloatArray, IntArray
from matcher.registry.records import Profile
from matcher.registry.vocabulary import Vocabulary
from matcher.text import Phrases, stems

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
            held = recorded.any(axis=0)  # few codes, where there are few profiles
            lent = (recorded[:, held] @ self.lends[held] > 0) * WIDER_WEIGHT
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
            _activities(vocabulary, "sectors", "ecosystem"),
            _activities(vocabulary, "technologies", "group"),
            _markets(vocabulary),
            _countries(vocabulary),
        )

    @property
    def names(self) -> list[str]:
        """``field=code`` for each feature, field after field."""
        spaces = {field.name: getattr(self, field.name) for field in fields(self)}
        return [f"{n}={code}" for n, space in spaces.items() for code in space.codes]


def _activities(vocabulary: Vocabulary, kind: str, wider: str) -> CodeSpace:
    """Codes, then what they stand for: the ecosystems of sectors, groups of others."""
    terms = dict(sorted(vocabulary.terms(kind).items()))
    lending = [
        (code, f"{wider}:{parent}")
        for code, term in terms.items()
        for parent in term.parents
    ]
    labels = {code: term.label for code, term in terms.items()}
    for name in sorted({name for _, name in lending}):
        parent = name.partition(":")[2]
        known = vocabulary.ecosystems.get(parent) if wider == "ecosystem" else None
        label = known.label if known else parent.replace("-", " ")
        labels[name] = f"the {label} {wider}"
    return _space(labels, lending)


def _markets(vocabulary: Vocabulary) -> CodeSpace:
    """Countries and their regions, each standing for the other."""
    labels = {code: term.label for code, term in sorted(vocabulary.markets.items())}
    pairs = [
        (country, region)
        for region, countries in vocabulary.regions.items()
        for country in countries
        if country in labels
    ]
    return _space(labels, [*pairs, *((region, country) for country, region in pairs)])


def _countries(vocabulary: Vocabulary) -> CodeSpace:
    terms = sorted(vocabulary.countries.items())
    return _space({code: term.label for code, term in terms}, [])


def _space(labels: Mapping[str, str], lending: Iterable[tuple[str, str]]) -> CodeSpace:
    column = {code: position for position, code in enumerate(labels)}
    lends = np.zeros((len(labels), len(labels)))
    for code, wider in lending:
        lends[column[code], column[wider]] = 1.0
    return CodeSpace(tuple(labels), tuple(labels.values()), lends)


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
        Stems of the words and phrases of the focus text, each with what it stands
        for.
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
        if len(self) <= ROWS_AT_ONCE:
            yield self
            return
        every = [getattr(self, field.name) for field in fields(self)]
        for start in range(0, len(self), ROWS_AT_ONCE):
            yield ProfileArrays(*(one[start : start + ROWS_AT_ONCE] for one in every))

    def with_markets(self, markets: FeatureArray) -> ProfileArrays:
        """The same profiles with other market features."""
        return replace(self, markets=markets)


@dataclass(frozen=True)
class Layout:
    """How profiles become arrays: 1 for a recorded code, less for what it stands for.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes that profiles are written in.
    phrases : mapping of str to frozenset of str, optional
        Words of a focus that count together, as `matcher.text.phrases_among` gives
        them.
    """

    vocabulary: Vocabulary
    phrases: Phrases | None = None

    @cached_property
    def spaces(self) -> Spaces:
        """The columns of each coded field."""
        return Spaces.of(self.vocabulary)

    def arrays(self, profiles: Sequence[Profile]) -> ProfileArrays:
        """Features of profiles, field by field, and their words.

        Raises
        ------
        ProfileError
            For a profile with an unknown code.
        """
        spaces = self.spaces
        try:
            return ProfileArrays(
                _features(spaces.sectors, [p.sectors for p in profiles]),
                _features(spaces.technologies, [p.technologies for p in profiles]),
                _features(spaces.markets, [p.target_markets for p in profiles]),
                spaces.countries.counts(
                    [p.country] * bool(p.country) for p in profiles
                ),
                tuple(stems(p.focus, self.phrases) for p in profiles),
            )
        except KeyError:
            for profile in profiles:
                profile.checked(self.vocabulary)  # says which code it is
            raise


def _features(space: CodeSpace, code_lists: Sequence[Sequence[str]]) -> FeatureArray:
    return space.features(space.counts(code_lists))
