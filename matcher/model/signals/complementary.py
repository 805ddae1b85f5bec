"""Signals of complement: what one side adds to the other."""

from __future__ import annotations

from functools import cached_property
from typing import Self

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.contributions import Met
from matcher.model.encoding import ProfileArrays
from matcher.model.past import Past
from matcher.model.signals.contract import Codes, DenseSignal, Encoding
from matcher.model.signals.rows import damped_rows, filled_rows, idf, mean_square


class RelatedActivities(DenseSignal):
    """Kinds of activity that they bring have gone together in past partnerships.

    Notes
    -----
    ``x_i @ R @ x_j`` with damped, IDF-weighted rows ``x`` over sectors and
    technologies, and ``R = max(0, ln((n + s) / (e + s)))`` with a zero diagonal,
    divided by its largest row sum so that the signal stays in [0, 1]: ``n`` counts
    pairs of fellow members with the two kinds, ``e`` is what chance would give, ``s``
    shrinks rare pairs. With the diagonal, with another shrinkage (0.5 to 10) or
    damping, or signed, lists of new partners were as good or worse.

    A partnership that is taken out takes its own pairs of kinds along, so that true
    pairs look less related than chance, and no fit on such pairs can tell the weight
    (the bias of leave-one-out target encoding). It is chosen forward in time instead
    (`matcher.evaluation.expectations`): all rounds together say 0.4, without other
    cooperation than ESCP-4i 0.2; between them it makes little difference.

    References
    ----------
    Hidalgo et al., "The Principle of Relatedness", 2018.
    Micci-Barreca, "A Preprocessing Scheme for High-Cardinality Categorical Attributes
    in Classification and Prediction Problems", 2001.
    """

    name = "related_activities"
    title = "Related activities"
    kind = "complementary"
    meets = "activities"
    sentence = "What they bring has gone together before: {}."
    n_named = 1  # pairs of kinds read long
    prior = 0.30
    learns_from_partnerships = True

    def __init__(self, shrinkage: float = 1.0) -> None:
        self.shrinkage = shrinkage

    def fit(self, past: Past) -> Self:
        """Learn which kinds have gone together more often than by chance."""
        seen = past.kind_pairs
        totals = seen.sum(axis=1)
        expected = np.outer(totals, totals) / max(seen.sum(), 1.0)
        ratio = (seen + self.shrinkage) / (expected + self.shrinkage)
        related = np.maximum(np.log(ratio), 0.0)
        np.fill_diagonal(related, 0.0)
        self.__dict__.pop("_relations", None)
        self.related_ = related / max(related.sum(axis=1).max(initial=0.0), 1e-12)
        self.idf_ = idf(past.kinds)
        self.damping_ = mean_square(past.kinds * self.idf_)
        sectors, technologies = past.spaces.sectors, past.spaces.technologies
        self.codes_ = sectors.codes + technologies.codes
        self.labels_ = sectors.labels + technologies.labels
        return self

    def _kinds(self, arrays: ProfileArrays) -> FloatArray:
        features = np.hstack([arrays.sectors, arrays.technologies])
        return damped_rows((features == 1.0) * self.idf_, self.damping_)

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """Kinds of activity on the left, what is related to them on the right."""
        kinds = self._kinds(arrays)
        return Encoding(kinds, kinds @ self.related_, filled_rows(kinds))

    def meet(self, left: Codes, right: Codes) -> list[Met]:
        """Pairs of different kinds, whichever side has which."""
        theirs, shares = right.values.items(), dict[tuple[int, int], float]()
        for one, weight in left.values.items():
            related = self._relations[one]
            for other, value in theirs:
                if other in related:
                    kinds = (one, other) if one < other else (other, one)
                    share = related[other] * weight * value
                    shares[kinds] = shares.get(kinds, 0.0) + share
        named = self._named
        return [(*named(*kinds), share, False) for kinds, share in shares.items()]

    def _named(self, one: int, other: int) -> tuple[str, str]:
        """Code and label of two kinds that go together; each put into words once."""
        kept = self._names
        if (one, other) not in kept:
            codes, labels = self.codes_, self.labels_
            label = f"{labels[one]} with {labels[other]}"
            kept[one, other] = f"{codes[one]}+{codes[other]}", label
        return kept[one, other]

    @cached_property
    def _names(self) -> dict[tuple[int, int], tuple[str, str]]:
        return {}

    @cached_property
    def _relations(self) -> list[dict[int, float]]:
        """For each kind, all that are related to it, with how closely."""
        return [
            {other: relation for other, relation in enumerate(row) if relation}
            for row in self.related_.tolist()
        ]


class AnotherCountry(DenseSignal):
    """The partner adds a country to the consortium."""

    name = "another_country"
    title = "Another country"
    kind = "complementary"
    meets = "countries"
    sentence = "Adds a country: {}."
    least_value = 1.0  # else some member is from there already
    prior = 0.15

    def fit(self, past: Past) -> Self:
        """Nothing to learn but the names of countries."""
        self.space_ = past.spaces.countries
        return self

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """``1 - same`` as an inner product: ``[1, country] @ [1, -country]``."""
        countries = arrays.countries
        recorded = filled_rows(countries)
        one = recorded.astype(float)[:, None]
        return Encoding(
            np.hstack([one, countries]), np.hstack([one, -countries]), recorded
        )

    def meet(self, left: Codes, right: Codes) -> list[Met]:
        """The right side's countries, where the left side is not from there."""
        met: list[Met] = []
        for column, theirs in right.values.items():
            new = round(theirs * (1.0 - left.values.get(column, 0.0)), 14)
            if column and new:  # the first column is the same for all
                country = column - 1
                codes, labels = self.space_.codes, self.space_.labels
                met.append((codes[country], labels[country], new, False))
        return met
