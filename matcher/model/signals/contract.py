"""What every signal can do, and what it hands over: encodings and what met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from matcher.arrays import BoolArray, FloatArray
from matcher.model.contributions import Kind
from matcher.model.encoding import ProfileArrays
from matcher.model.past import Past


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


class DenseSignal(Protocol):
    """What every dense signal can do."""

    name: str
    title: str
    kind: Kind
    learns_from_partnerships: bool

    def fit(self, past: Past) -> Self:
        """Learn what the signal needs (rarity of codes, words, relatedness)."""
        ...

    def encode(self, arrays: ProfileArrays) -> Encoding:
        """Encode any profiles, also such that were not there when fitting."""
        ...

    def meet(self, left: ProfileArrays, right: ProfileArrays) -> Mapping[Met, float]:
        """Share of whatever met in the signal of two single-row profiles."""
        ...


class HistorySignal(Protocol):
    """What every history signal can do."""

    name: str
    title: str
    kind: Kind

    def values(self, past: Past, row: int) -> dict[int, float]:
        """Values of a cluster with the others; those left out are 0."""
        ...
