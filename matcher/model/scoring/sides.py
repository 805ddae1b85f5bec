"""One side of a match: a cluster, a visitor's profile, a consortium or a partnership.

In: profiles as arrays and the fitted signals. Out: `Side`, the mean of what its
profiles say, signal by signal. A consortium of one is the same as its only member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.encoding import ProfileArrays
from matcher.model.signals import DenseSignal, Encoding


@dataclass(frozen=True)
class Side:
    """What stands on one side of a score.

    Parameters
    ----------
    encodings : tuple of Encoding
        A single row for each dense signal: the mean over the profiles that record it.
    evidence : tuple of ProfileArrays
        For each dense signal, the profiles that record it; empty if none does.
    rows : tuple of int
        Rows of the clusters on this side, for history; empty for a visitor.
    """

    encodings: tuple[Encoding, ...]
    evidence: tuple[ProfileArrays, ...]
    rows: tuple[int, ...]


def side_of(
    signals: Sequence[DenseSignal], arrays: ProfileArrays, rows: Sequence[int] = ()
) -> Side:
    """The side that some profiles form together.

    Parameters
    ----------
    signals : sequence of DenseSignal
        Fitted.
    arrays : ProfileArrays
        At least one profile.
    rows : sequence of int
        Rows of the clusters among them.
    """
    found = [_mean(signal, arrays) for signal in signals]
    encodings, evidence = zip(*found, strict=True)
    return Side(encodings, evidence, tuple(rows))


def partnership_side(
    signals: Sequence[DenseSignal],
    stated: ProfileArrays,
    members: ProfileArrays,
    rows: Sequence[int],
) -> Side:
    """A partnership: what it states of itself, else what its members do.

    Parameters
    ----------
    signals : sequence of DenseSignal
        Fitted.
    stated : ProfileArrays
        One row: the partnership's own sectors, technologies, markets and focus.
    members : ProfileArrays
        Its known members, maybe none.
    rows : sequence of int
        Rows of the members.
    """
    found = []
    for signal in signals:
        own = _mean(signal, stated)
        found.append(own if own[0].recorded[0] else _mean(signal, members))
    encodings, evidence = zip(*found, strict=True)
    return Side(encodings, evidence, tuple(rows))


def _mean(signal: DenseSignal, arrays: ProfileArrays) -> tuple[Encoding, ProfileArrays]:
    encoding = signal.encode(arrays)
    recorded = np.flatnonzero(encoding.recorded)
    n_recorded = max(len(recorded), 1)
    mean = Encoding(
        encoding.left[recorded].sum(axis=0, keepdims=True) / n_recorded,
        encoding.right[recorded].sum(axis=0, keepdims=True) / n_recorded,
        np.array([len(recorded) > 0]),
    )
    return mean, arrays.rows(recorded)


def stack(sides: Sequence[Side]) -> tuple[Encoding, ...]:
    """Encodings of many sides, one row each, for scoring them at once."""
    return tuple(
        Encoding(
            np.concatenate([encoding.left for encoding in column]),
            np.concatenate([encoding.right for encoding in column]),
            np.concatenate([encoding.recorded for encoding in column]),
        )
        for column in zip(*(side.encodings for side in sides), strict=True)
    )


def dense_values(side: Side, encodings: Sequence[Encoding]) -> FloatArray:
    """Dense signals of a side with encoded profiles, one row each; NaN if undefined."""
    columns = []
    for ours, theirs in zip(side.encodings, encodings, strict=True):
        values = theirs.right @ ours.left[0]
        values[~theirs.recorded] = np.nan
        columns.append(values if ours.recorded[0] else np.full_like(values, np.nan))
    return np.column_stack(columns)
