"""One side of a match: a cluster, a visitor's profile, a consortium or a partnership.

In: encodings of profiles by the fitted signals. Out: `Side`, the mean of what its
profiles say, signal by signal. A consortium of one is the same as its only member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.signals import Codes, Encoding
from matcher.model.signals.contract import MOST_DENSE
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Profile


@dataclass(frozen=True)
class Side:
    """What stands on one side of a score.

    Parameters
    ----------
    evidence : tuple of (Encoding, tuple of int)
        For each dense signal, encodings of profiles and which of their rows speak for
        this side, where they are recorded.
    rows : tuple of int
        Rows of the clusters on this side, for history; empty for a visitor.
    stands : bool
        Whether these clusters stand in the lists of others as they do here; not where
        a description speaks for one of them.
    """

    evidence: tuple[tuple[Encoding, tuple[int, ...]], ...]
    rows: tuple[int, ...] = ()
    stands: bool = True

    @classmethod
    def of(cls, encodings: Sequence[Encoding], rows: Sequence[int]) -> Side:
        """The side that some of all clusters form together."""
        chosen = tuple(rows)
        return cls(tuple((encoding, chosen) for encoding in encodings), chosen)

    def unless_stated(self, stated: Sequence[Encoding], row: int) -> Side:
        """What a row of encodings states, where it does; else what stands here."""
        found = [
            (theirs, (row,)) if theirs.recorded[row] else ours
            for ours, theirs in zip(self.evidence, stated, strict=True)
        ]
        return Side(tuple(found), self.rows)

    @cached_property
    def encodings(self) -> tuple[Encoding, ...]:
        """A single row a signal: the mean over the profiles that record it."""
        return tuple(encoding.mean(rows) for encoding, rows in self.evidence)

    @cached_property
    def codes(self) -> tuple[Codes, ...]:
        """What stands in the left encoding of each dense signal."""
        return tuple(
            encoding.codes(rows[0]) if len(rows) == 1 else encoding.mean(rows).codes()
            for encoding, rows in self.evidence
        )


def stated_by(partnership: Partnership) -> Profile:
    """What a partnership states of itself, as a profile."""
    fields = ("sectors", "technologies", "target_markets", "focus")
    return Profile(**{field: getattr(partnership, field) for field in fields})


class Singles(dict[int, Side]):
    """Sides of one cluster each, by its row; of up to `MOST_DENSE` all are kept.

    Parameters
    ----------
    encodings : sequence of Encoding
        Of all clusters, one for each dense signal.
    """

    def __init__(self, encodings: Sequence[Encoding]) -> None:
        self._encodings = encodings

    def __missing__(self, row: int) -> Side:
        side = Side.of(self._encodings, [row])
        if len(self._encodings[0].recorded) <= MOST_DENSE:
            self[row] = side
        return side


class Sides(tuple[Side, ...]):
    """Sides that are scored together."""

    @cached_property
    def encodings(self) -> tuple[Encoding, ...]:
        """One row a side, for each dense signal."""
        return tuple(
            Encoding.stack([encoding.mean(rows) for encoding, rows in spoken])
            for spoken in zip(*(side.evidence for side in self), strict=True)
        )

    @property
    def rows(self) -> IntArray:
        """Rows of the clusters on any side, each once, in order."""
        return self._rows[0]

    @cached_property
    def _rows(self) -> tuple[IntArray, IntArray]:
        """Those, and which of them stand on the first side, the second and so on."""
        every = np.array([row for side in self for row in side.rows], dtype=np.intp)
        return np.unique(every, return_inverse=True)

    @cached_property
    def _side_of(self) -> IntArray:
        """The side of each cluster, one side after the other."""
        return np.repeat(np.arange(len(self)), [len(side.rows) for side in self])

    def sums(self, values: FloatArray) -> FloatArray:
        """Sum over the clusters of each side.

        Parameters
        ----------
        values : array of shape (n_rows,)
            Of the clusters in `rows`.

        Returns
        -------
        float array of shape (n_sides,)
        """
        found = np.bincount(self._side_of, values[self._rows[1]], len(self))
        return found.astype(float)
