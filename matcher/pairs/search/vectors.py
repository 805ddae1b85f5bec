"""The whole score of a pair as one inner product of sparse rows, plus history.

In: a fitted `Scorer`. Out: `PairVectors`, in which the score of a row and a candidate
is ``intercept + left @ right + added``: weighted encodings of all dense signals side by
side, one more column for each reference, and what past partnerships add to single
pairs. Columns that one side never uses are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.encoding import ProfileArrays
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import HISTORY_SIGNALS
from matcher.model.values import history_known
from matcher.pairs.search.sparse import SparseRows


@dataclass(frozen=True)
class Vectors:
    """Both encodings of some profiles; a score takes the left one of one side.

    Parameters
    ----------
    left, right : SparseRows
        Of the same profiles, in the same columns.
    rows : int array of shape (n_profiles,)
        Where each stands in its registry. The score of a pair takes the left encoding
        of the lower row, so that both ways round give the same bits.
    """

    left: SparseRows
    right: SparseRows
    rows: IntArray

    def take(self, positions: IntArray) -> Vectors:
        """These profiles in this order."""
        left, right = self.left.take(positions), self.right.take(positions)
        return Vectors(left, right, self.rows[positions])

    def turned(self) -> Vectors:
        """The same profiles as the right side of pairs."""
        return Vectors(self.right, self.left, self.rows)


@dataclass(frozen=True)
class PairVectors:
    """All that the scores of owners of lists with candidates are made of.

    Parameters
    ----------
    owners, candidates : Vectors
        Whose lists are asked for, and who may stand in them.
    added : SparseRows
        For each owner and candidate, what history adds; ``-inf`` keeps a candidate
        out. Candidates that are not stored get nothing.
    n_features : int
    intercept : float
    one_registry : bool
        Whether rows of both sides mean the same clusters; nobody stands in their own
        list then, and scores are symmetric.
    """

    owners: Vectors
    candidates: Vectors
    added: SparseRows
    n_features: int
    intercept: float
    one_registry: bool = True

    def among(self, candidates: IntArray) -> PairVectors:
        """The same with some of the candidates alone, given ascending."""
        n_before = len(self.candidates.rows)
        if len(candidates) == n_before:
            return self
        position = np.full(n_before, -1)
        position[candidates] = np.arange(len(candidates))
        chosen, added = (
            self.candidates.take(candidates),
            self.added.renumbered(position),
        )
        return replace(self, candidates=chosen, added=added)


def pair_vectors(
    scorer: Scorer,
    others: ProfileArrays | None = None,
    *,
    new_partners_only: bool = False,
) -> PairVectors:
    """Vectors of all clusters of a registry, with each other or with others.

    Parameters
    ----------
    scorer : Scorer
        Of the clusters whose lists are asked for.
    others : ProfileArrays, optional
        Candidates of another registry, in the same feature spaces; they share no past
        with anybody.
    new_partners_only : bool
        Keep past partners out of each other's lists.
    """
    past = scorer.past
    everyone = [encoded_profiles(scorer, past.arrays, history_known(past))]
    if others is not None:
        everyone.append(encoded_profiles(scorer, others))
    n_features, everyone = _without_idle_columns(everyone)
    return PairVectors(
        everyone[0],
        everyone[-1],
        _history(scorer, new_partners_only)
        if others is None
        else SparseRows.empty(len(everyone[0].rows)),
        n_features,
        scorer.weights.intercept,
        one_registry=others is None,
    )


def encoded_profiles(
    scorer: Scorer, arrays: ProfileArrays, known: BoolArray | None = None
) -> Vectors:
    """Weighted encodings of profiles, in all columns of all dense signals.

    Parameters
    ----------
    scorer : Scorer
    arrays : ProfileArrays
    known : bool array of shape (n_profiles, n_history_signals), optional
        Of whom each history signal has anything to tell; of nobody if not given.

    Notes
    -----
    The columns of a signal are those of its encodings and one for its reference; the
    last columns of all are the references of history.
    """
    if known is None:
        known = np.zeros((len(arrays), len(HISTORY_SIGNALS)), dtype=bool)
    left, right = [SparseRows.empty(0)], [SparseRows.empty(0)]
    for some_left, some_right in _encoded(scorer, arrays, known):
        left.append(SparseRows.of(some_left))
        right.append(SparseRows.of(some_right))
    rows = np.arange(len(arrays))
    return Vectors(SparseRows.stack(left), SparseRows.stack(right), rows)


def _encoded(
    scorer: Scorer, arrays: ProfileArrays, known: BoolArray
) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Weighted encodings of all dense signals side by side, some rows at a time."""
    weights, references = scorer.weights.weights, scorer.weights.references
    n_dense = len(scorer.signals)
    usual = weights[n_dense:] * references[n_dense:]
    done = 0
    for some in arrays.blocks():
        rows = slice(done, done := done + len(some))
        left, right = [], []
        for signal, weight, reference in zip(
            scorer.signals, weights[:n_dense], references[:n_dense], strict=True
        ):
            encoding = signal.encode(some)
            recorded = encoding.recorded[:, None].astype(float)
            left += [weight * encoding.left, -weight * reference * recorded]
            right += [encoding.right, recorded]
        left.append(known[rows] * -usual)
        right.append(known[rows].astype(float))
        yield np.hstack(left), np.hstack(right)


def _without_idle_columns(vectors: list[Vectors]) -> tuple[int, list[Vectors]]:
    """The same vectors without columns that are zero on all left or right sides."""
    n_columns = 1 + max(
        int(rows.columns.max(initial=-1)) for v in vectors for rows in (v.left, v.right)
    )
    used = np.zeros((2, n_columns), dtype=bool)
    for some in vectors:
        used[0, some.left.columns] = True
        used[1, some.right.columns] = True
    busy = used.all(axis=0)
    column_of = np.where(busy, np.cumsum(busy) - 1, -1)
    return int(busy.sum()), [
        Vectors(v.left.renumbered(column_of), v.right.renumbered(column_of), v.rows)
        for v in vectors
    ]


def _history(scorer: Scorer, new_partners_only: bool) -> SparseRows:
    """What past partnerships add to each pair that has any."""
    past = scorer.past
    weights = scorer.weights.weights[len(scorer.signals) :]
    starts, columns = [0], list[int]()
    values = list[float]()
    for row in range(len(past.arrays)):
        found: dict[int, float] = {}
        for signal, weight in zip(HISTORY_SIGNALS, weights.tolist(), strict=True):
            for other, value in signal.values(past, row).items():
                found[other] = found.get(other, 0.0) + weight * value
        if new_partners_only:
            for ties in (past.consortia, past.standing):
                found |= dict.fromkeys(ties.partners[row], -np.inf)
        others = sorted(found)
        columns.extend(others)
        values.extend(found[other] for other in others)
        starts.append(len(columns))
    return SparseRows(
        np.array(starts, np.int64),
        np.array(columns, np.int32),
        np.array(values, np.float64),
    )
