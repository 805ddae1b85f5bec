"""What every signal says and can do, and what it hands over: encodings, what met."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple, Self

import numpy as np

from matcher.arrays import BoolArray, FloatArray
from matcher.model.contributions import Kind, SignalInfo
from matcher.model.encoding import ProfileArrays
from matcher.model.past import Past
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Encoding:
    """How one signal sees some profiles.

    Parameters
    ----------
    left, right : float array of shape (n_profiles, n_features)
        The signal of a pair is the inner product of one side's left row and the
        other side's right row; both ways round give the same.
    recorded : bool array of shape (n_profiles,)
        Whether the profile records what the signal needs.
    """

    left: FloatArray
    right: FloatArray
    recorded: BoolArray


class Met(NamedTuple):
    """What met in a signal: a code, a pair of kinds, a word or a country.

    `wider` says that neither side records it; both record something it stands for.
    """

    code: str
    label: str
    wider: bool = False


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

    @abstractmethod
    def meet(self, left: ProfileArrays, right: ProfileArrays) -> Mapping[Met, float]:
        """Share of whatever met in the signal of two single-row profiles."""

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
    def values(self, past: Past, row: int) -> dict[int, float]:
        """Values of a cluster with the others; those left out are 0."""

    @abstractmethod
    def meet(
        self, past: Past, registry: Registry, left: int, right: int
    ) -> Mapping[Met, float]:
        """Share of whatever met in the signal of two clusters, by their rows."""
