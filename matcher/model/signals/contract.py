"""What every signal says and can do, and what it hands over: encodings, what met."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.contributions import Kind, Met, SignalInfo
from matcher.model.encoding import ProfileArrays
from matcher.model.past import Past
from matcher.registry.registry import Registry

MOST_DENSE = 2000
"""Up to so many rows are multiplied with their zeros."""


class Codes(NamedTuple):
    """What stands in the left encoding of one side, by column.

    Parameters
    ----------
    values : mapping of int to float
        Of all columns that are not 0.
    lent : mapping of int to float
        How much of that is lent by narrower codes, where any is.
    """

    values: dict[int, float]
    lent: dict[int, float]


@dataclass(frozen=True)
class Encoding:
    """How one signal sees some profiles.

    Parameters
    ----------
    left, right : float array of shape (n_profiles, n_features)
        The signal of a pair is the inner product of one side's left row and the
        other side's right row; both ways round give the same.
    recorded : bool array of shape (n_profiles,)
        Whether the profile records what the signal needs; its rows are 0 otherwise.
    own : array of shape (n_profiles, n_features), optional
        Share of each feature that the profile records itself, in [0, 1]; the rest is
        lent to it by narrower codes. All of it if not given.
    """

    left: FloatArray
    right: FloatArray
    recorded: BoolArray
    own: FloatArray | BoolArray | None = None

    def products(self, left: FloatArray) -> FloatArray:
        """Inner products of some left rows with all right rows of this encoding.

        Parameters
        ----------
        left : float array of shape (n_lefts, n_features)

        Returns
        -------
        float array of shape (n_lefts, n_profiles)

        Notes
        -----
        Most of a row is 0. Of more than `MOST_DENSE` rows the zeros are left out,
        which takes a tenth of the time at 17,000; of fewer it would take longer. A
        single row is multiplied by the columns that it has anything in.
        """
        if len(self.right) <= MOST_DENSE:
            if len(left) == 1:
                columns = left[0].nonzero()[0]
                return np.asarray(left[:, columns] @ self.right[:, columns].T)
            return np.asarray(left @ self.right.T)
        return np.asarray((self._sparse_right @ left.T).T)

    @cached_property
    def _sparse_right(self) -> Any:
        from scipy.sparse import csr_array

        return csr_array(self.right)

    def take(self, rows: IntArray | slice) -> Encoding:
        """These rows in this order."""
        own = None if self.own is None else self.own[rows]
        left, right = self._both(lambda encoded: encoded[rows])
        return Encoding(left, right, self.recorded[rows], own)

    def between(self, lefts: IntArray, rights: IntArray) -> tuple[Encoding, Encoding]:
        """Some rows and some others, in the columns alone that the first fill."""
        left = self.left[lefts]
        columns = np.flatnonzero(left.any(axis=0))
        left, right = left[:, columns], self.right[rights[:, None], columns]
        ours, theirs = self.recorded[lefts], self.recorded[rights]
        return Encoding(left, left, ours), Encoding(right, right, theirs)

    def mean(self, rows: Sequence[int]) -> Encoding:
        """A single row: the mean over those of these rows that are recorded."""
        if len(rows) == 1:  # of these alone nothing has to be copied
            return self.take(slice(rows[0], rows[0] + 1))
        chosen = np.array(rows, dtype=np.intp)
        chosen = chosen[self.recorded[chosen]]
        n_recorded = max(len(chosen), 1)
        left, right = self._both(
            lambda encoded: encoded[chosen].sum(axis=0, keepdims=True) / n_recorded
        )
        own = self.own
        if own is not None:
            total = self.left[chosen].sum(axis=0, keepdims=True)
            own = (self.left[chosen] * own[chosen]).sum(axis=0, keepdims=True)
            own = own / np.where(total > 0, total, 1.0)
        return Encoding(left, right, np.array([len(chosen) > 0]), own)

    def _both(
        self, change: Callable[[FloatArray], FloatArray]
    ) -> tuple[FloatArray, FloatArray]:
        """Both sides changed alike; where they are one array, they stay one."""
        left = change(self.left)
        return left, left if self.right is self.left else change(self.right)

    def codes(self, row: int = 0) -> Codes:
        """What stands in one row."""
        values = self.left[row]
        columns = values.nonzero()[0]
        stored = values[columns]
        found = dict(zip(columns.tolist(), stored.tolist(), strict=True))
        if self.own is None:
            return Codes(found, {})
        lent = (stored - stored * self.own[row, columns]).tolist()
        lenders = zip(found, lent, strict=True)
        return Codes(found, {column: value for column, value in lenders if value})

    @classmethod
    def stack(cls, rows: Sequence[Encoding]) -> Encoding:
        """All rows of some encodings, one after the other, to be scored."""
        recorded = np.concatenate([encoding.recorded for encoding in rows])
        left = np.concatenate([encoding.left for encoding in rows])
        if all(encoding.right is encoding.left for encoding in rows):
            return cls(left, left, recorded)
        return cls(left, np.concatenate([one.right for one in rows]), recorded)


class Signal(ABC):
    """A named reason why two clusters may fit.

    A signal states what is said of it as attributes of its class, named as in
    `SignalInfo`; the first line of its docstring is the description.
    """

    name: str
    title: str
    kind: Kind
    sentence: str
    prior: float

    @classmethod
    def info(cls) -> SignalInfo:
        """All that is said of the signal."""
        said = {
            f.name: getattr(cls, f.name)
            for f in fields(SignalInfo)
            if hasattr(cls, f.name)
        }
        first_line = (cls.__doc__ or "").strip().partition("\n")[0]
        return SignalInfo(**said, description=first_line)


class DenseSignal(Signal):
    """A signal that is an inner product of encodings of profiles."""

    learns_from_partnerships = False

    @abstractmethod
    def fit(self, past: Past) -> Self:
        """Learn what the signal needs (rarity of codes, words, relatedness)."""

    @abstractmethod
    def encode(self, arrays: ProfileArrays) -> Encoding:
        """Encode any profiles, also such that were not there when fitting."""

    def named(self, column: int) -> tuple[str, str]:
        """Code and label of what a column of the left encodings stands for."""
        raise NotImplementedError

    def meet(self, left: Codes, right: Codes) -> list[Met]:
        """Whatever both sides stand for, with its share of the signal.

        Parameters
        ----------
        left, right : Codes
            What stands in the left encodings of the two sides.

        Notes
        -----
        A signal is linear in the rows of either side, so that the shares of means are
        the means of shares. This one is for rows that are the same left and right; any
        other signal says itself how its codes meet.
        """
        met: list[Met] = []
        ours, theirs = left.values, right.values
        for column in ours.keys() & theirs.keys():
            code, label = self.named(column)
            narrow = ours[column] * theirs[column]
            if column in left.lent and column in right.lent:
                wider = left.lent[column] * right.lent[column]
                narrow -= wider
                met.append((code, label, wider, True))
            if narrow:
                met.append((code, label, narrow, False))
        return met

    def lowest_match(self, arrays: ProfileArrays) -> float:
        """Least value of a pair that shares something; the reference is not above.

        Parameters
        ----------
        arrays : ProfileArrays
            Profiles to match.
        """
        return np.inf


class HistorySignal(Signal):
    """A signal that past partnerships give to few pairs; 0 to all others."""

    kind = "history"

    @abstractmethod
    def known(self, past: Past) -> BoolArray:
        """Of which clusters it tells anything; undefined where a side is none of them.

        Returns
        -------
        bool array of shape (n_clusters,)
        """

    @abstractmethod
    def values(self, past: Past, row: int) -> dict[int, float]:
        """Values of a cluster with the others; those left out are 0."""

    def of_rows(
        self, past: Past, rows: Sequence[int]
    ) -> Iterator[tuple[IntArray, FloatArray]]:
        """For each of some clusters, rows of others and the values with them."""
        for row in rows:
            found = self.values(past, row)
            others = np.fromiter(found, np.intp, len(found))
            yield others, np.fromiter(found.values(), float, len(found))

    @abstractmethod
    def meet(self, past: Past, registry: Registry, left: int, right: int) -> list[Met]:
        """Whatever met of two clusters, by their rows, with its share of the signal."""
