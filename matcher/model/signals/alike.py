"""Signals of likeness: what both sides have.

Each is a damped cosine of IDF-weighted features: codes of one field, or words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Self

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.contributions import Met
from matcher.model.encoding import ProfileArrays
from matcher.model.past import Past
from matcher.model.signals.contract import Codes, DenseSignal, Encoding
from matcher.model.signals.rows import (
    DAMPING,
    damped_rows,
    filled_rows,
    idf,
    mean_filled,
    rarity,
)
from matcher.plain_words import (
    GENERAL_WORDS,
    OF_ANY_CLUSTER,
    PHRASES_OF_ANY_CLUSTER,
)
from matcher.text import phrases_among, stems

_LETTERS_OF_A_COUNTRY = 2


class SharedCodes(DenseSignal):
    """IDF-weighted cosine of the codes of one field, wider codes at a lower weight.

    A base for three signals; the field is `field` of `ProfileArrays`.

    Notes
    -----
    With ``u = w * x``, ``x`` the features of a profile (1, `WIDER_WEIGHT` or 0) and
    ``w`` their IDF: ``signal(i, j) = u_i @ u_j / sqrt((|v_i|^2 + d) (|v_j|^2 + d))``.
    ``v`` holds the features of all fields in `beside`: sectors and technologies are
    measured against all that a cluster does, so that the two add up to one cosine.
    ``d`` is `DAMPING` times the mean of ``|v|^2``. A code that both sides have raises
    the score, whatever else stands in the profiles.
    """

    kind = "alike"
    field: str
    beside: tuple[str, ...]

    def fit(self, past: Past) -> Self:
        """Learn how rare each code is."""
        self.space_ = getattr(past.spaces, self.field)
        self.idf_ = {name: idf(getattr(past.arrays, name)) for name in self.beside}
        self.damping_ = DAMPING * mean_filled(self._squares(past.arrays))
        return self

    def _squares(self, arrays: ProfileArrays) -> FloatArray:
        """Squared length of all that each profile says in the fields of `beside`."""
        squares = [np.zeros(0)]
        for block in arrays.blocks():
            fields = [getattr(block, name) * self.idf_[name] for name in self.beside]
            squares.append(sum((rows**2).sum(axis=1) for rows in fields))
        return np.concatenate(squares)

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """Damped rows of IDF-weighted features; the same on both sides."""
        features = getattr(arrays, self.field)
        weighted = features * self.idf_[self.field]
        rows = damped_rows(weighted, self.damping_, self._squares(arrays))
        return Encoding(rows, rows, filled_rows(features), features == 1.0)

    def lowest_match(self, arrays: ProfileArrays) -> float:
        """Least value of a profile of one code with a profile that records the code.

        Parameters
        ----------
        arrays : ProfileArrays
            Profiles to match; 1 if none records anything.
        """
        features = getattr(arrays, self.field)
        singles = self.space_.features(np.eye(self.space_.n_features))
        rows = damped_rows(singles * self.idf_[self.field], self.damping_)
        values = rows @ self.encode(arrays).right.T
        return float(np.min(values.T[features == 1.0], initial=1.0))

    def named(self, column: int) -> tuple[str, str]:
        """A code of the field, maybe a wider one."""
        return self.space_.codes[column], self.space_.labels[column]


class SharedSectors(SharedCodes):
    """Both clusters work in the same sectors."""

    name = "shared_sectors"
    title = "Shared sectors"
    meets = "sectors"
    sentence = "Both work in {}."
    prior = 0.25
    field = "sectors"
    beside = ("sectors", "technologies")


class SharedTechnologies(SharedCodes):
    """Both clusters work with the same technologies."""

    name = "shared_technologies"
    title = "Shared technologies"
    meets = "technologies"
    sentence = "Both work with {}."
    prior = 0.35
    field = "technologies"
    beside = ("sectors", "technologies")


class SharedMarkets(SharedCodes):
    """Both clusters look to the same markets outside Europe."""

    name = "shared_markets"
    title = "Shared markets"
    meets = "markets"
    sentence = "Both look to {}."
    prior = 0.05
    field = "markets"
    beside = ("markets",)
    learns_from_partnerships = True

    def meet(self, left: Codes, right: Codes) -> list[Met]:
        """Of a region that neither side names, what meets is countries in it."""
        return [
            (code, f"countries of {label}" if _is_lent_region(code, wider) else label,
             share, wider)
            for code, label, share, wider in super().meet(left, right)
        ]  # fmt: skip


def _is_lent_region(code: str, wider: bool) -> bool:
    return wider and len(code) > _LETTERS_OF_A_COUNTRY


class SimilarFocus(DenseSignal):
    """Both clusters use the same words to say what they do.

    Notes
    -----
    Words and phrases of the focus, as stems, each once; weighted and damped alike. A
    word of one cluster alone says nothing of the pairs of a registry: it is there for
    the visitor who has it too. A phrase of the registry, as "olive oil", stands for its
    words; function words, the places where clusters sit and the labels of codes are
    not what a cluster is about. Texts that share nothing tell nothing: the reference is
    0, so that a focus never scores below what an empty one gives. Latent semantic
    analysis in 40 to 150 topics ranked no better on past partnerships, and every word
    counts here for exactly what it adds. What any cluster says of itself counts a
    little too where several do (lists are worse without), but is no reason to be told.
    """

    name = "similar_focus"
    title = "Similar focus"
    kind = "alike"
    meets = "words"
    sentence = "Both speak of {} in what they say of themselves."
    unsaid = frozenset(
        stems(
            "; ".join(
                sorted((OF_ANY_CLUSTER | GENERAL_WORDS).union(PHRASES_OF_ANY_CLUSTER))
            ),
            phrases_among(PHRASES_OF_ANY_CLUSTER),
        )
    )
    prior = 0.15

    def fit(self, past: Past) -> Self:
        """Learn the words and how rare each is."""
        seen = Counter(stem for words in past.arrays.words for stem in words)
        kept = sorted(
            stem
            for stem, n in seen.items()
            if stem not in past.places and (n > 1 or stem not in self.unsaid)
        )
        self.stems_ = kept
        self.column_ = {stem: column for column, stem in enumerate(kept)}
        self.word_ = _commonest_words(past.arrays.words)
        n_with = np.array([seen[stem] for stem in kept], dtype=np.intp)
        self.idf_ = rarity(n_with, len(past.arrays))
        squares = [np.zeros(0)]
        for block in past.arrays.blocks():
            weighted = self._features(block) * self.idf_
            squares.append((weighted**2).sum(axis=1))
        self.damping_ = DAMPING * mean_filled(np.concatenate(squares))
        return self

    def _features(self, arrays: ProfileArrays) -> FloatArray:
        features = np.zeros((len(arrays), len(self.column_)))
        for row, words in enumerate(arrays.words):
            known = [self.column_[stem] for stem in words if stem in self.column_]
            features[row, known] = 1.0
        return features

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """Damped rows of IDF-weighted words; the same on both sides."""
        features = self._features(arrays)
        rows = damped_rows(features * self.idf_, self.damping_)
        return Encoding(rows, rows, filled_rows(features))

    def lowest_match(self, arrays: ProfileArrays) -> float:
        """0, so that the reference is 0: a recorded focus never costs anything."""
        return 0.0

    def named(self, column: int) -> tuple[str, str]:
        """A stem, and the word that most profiles use for it."""
        stem = self.stems_[column]
        return stem, f"“{self.word_[stem]}”"


def _commonest_words(texts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """For each stem the word that most profiles use, ties to the first in order."""
    seen = Counter(pair for words in texts for pair in words.items())
    commonest: dict[str, str] = {}
    for (stem, word), _ in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        commonest.setdefault(stem, word)
    return commonest
