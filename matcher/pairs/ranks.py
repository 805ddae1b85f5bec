"""The place of every cluster in every list, in memory or on disk.

In: `PairVectors` of a registry. Out: exact scores of one cluster with all, and
`Places`, which ranks everybody for everybody once: four bytes a pair and side.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import FloatArray, IntArray
from matcher.errors import OutputError
from matcher.model.scoring.scorer import DECIMALS
from matcher.model.values import ranked
from matcher.pairs.checkpoint import Parts, Stage, Watch
from matcher.pairs.memory import MEMORY, size_text
from matcher.pairs.search.vectors import PairVectors, SparseRows

PLACES_IN_PART = 1 << 22
"""Places in one part: 16 MB."""

PlaceArray = NDArray[np.int32]


class _Stored(NamedTuple):
    """What is not zero in some rows, with indices as numpy takes them."""

    rows: IntArray
    columns: IntArray
    values: FloatArray

    @classmethod
    def of(cls, rows: SparseRows) -> _Stored:
        return cls(rows.row_of_each, rows.columns.astype(np.intp), rows.values)


@dataclass(frozen=True)
class ExactScores:
    """Scores of one cluster with all others, bit for bit those of `BestK`.

    Parameters
    ----------
    vectors : PairVectors
        Of one registry; everybody is a candidate.
    """

    vectors: PairVectors

    @property
    def n_clusters(self) -> int:
        """How many clusters there are."""
        return len(self.vectors.rows.ids)

    @cached_property
    def _stored(self) -> tuple[_Stored, _Stored]:
        everyone = self.vectors.candidates
        return _Stored.of(everyone.left), _Stored.of(everyone.right)

    def of(self, row: int) -> FloatArray:
        """Scores of a cluster with all; ``-inf`` with itself.

        Returns
        -------
        float array of shape (n_clusters,)

        Notes
        -----
        The left encoding of the lower id meets the right one of the higher; products
        are summed one after the other in column order, then rounded to `DECIMALS`.
        """
        vectors = self.vectors
        left, right = self._stored
        alone = vectors.rows.take(np.array([row]))
        ours = alone.left.dense(vectors.n_features)[0]
        theirs = alone.right.dense(vectors.n_features)[0]
        before = slice(None, vectors.candidates.left.starts[row])
        after = slice(vectors.candidates.right.starts[row + 1], None)
        earlier = left.values[before] * theirs[left.columns[before]]
        later = right.values[after] * ours[right.columns[after]]
        # Unlike a matrix product, bincount adds one number after the other.
        total = np.zeros(self.n_clusters)
        total += np.bincount(left.rows[before], earlier, minlength=self.n_clusters)
        total += np.bincount(right.rows[after], later, minlength=self.n_clusters)
        added = vectors.added.take(np.array([row]))
        total[added.columns] += added.values
        scores = np.round(vectors.intercept + total, DECIMALS)
        scores[row] = -np.inf
        return np.asarray(scores)


@dataclass
class Places:
    """Places of all clusters in all lists, counted from 0, ties by id.

    Parameters
    ----------
    scores : ExactScores
    parts : Parts, optional
        Where they are kept; in memory if not given.
    memory : int
        Bytes that places read from disk may take.
    """

    scores: ExactScores
    parts: Parts | None = None
    memory: int = MEMORY
    _in_memory: dict[int, PlaceArray] = field(default_factory=dict, repr=False)
    _stripe: tuple[int, PlaceArray] = field(
        default=(0, np.empty((0, 0), np.int32)), repr=False
    )

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """Rows of lists, some at a time."""
        n_clusters = self.scores.n_clusters
        step = max(PLACES_IN_PART // max(n_clusters, 1), 1)
        starts = range(0, n_clusters, step)
        return [(start, min(start + step, n_clusters)) for start in starts]

    def work_out(self, watch: Watch) -> None:
        """Rank everybody for everybody, but for what is there already.

        Raises
        ------
        OutputError
            If there is too little room on the disk.
        """
        parts = self.parts
        missing = [b for b in self._blocks if not (parts and _name(b[0]) in parts)]
        sizes, missing_sizes = (
            [stop - start for start, stop in some] for some in (self._blocks, missing)
        )
        if parts:
            _check_room(parts, self.scores.n_clusters, sum(missing_sizes))
        stage = Stage.of("Ranking", "clusters", sizes, missing_sizes)
        with watch(stage) as tell:
            for start, stop in missing:
                places = self._worked_out(start, stop)
                if parts:
                    with parts.writing(_name(start)) as stream:
                        stream.write(places.data)
                else:
                    self._in_memory[start] = places
                tell(stop - start)

    def _worked_out(self, start: int, stop: int) -> PlaceArray:
        places = np.empty((stop - start, self.scores.n_clusters), np.int32)
        for row in range(start, stop):
            order = ranked(self.scores.of(row))
            places[row - start, order] = np.arange(len(order), dtype=np.int32)
        return places

    def _block(self, start: int, stop: int) -> PlaceArray:
        if not self.parts:
            return self._in_memory[start]
        # Mapped for a moment only: pages that were read would stay in memory.
        shape = (stop - start, self.scores.n_clusters)
        return np.memmap(self.parts.path(_name(start)), np.int32, "r", shape=shape)

    def in_list_of(self, row: int) -> PlaceArray:
        """Place of everybody in the list of one; shape (n_clusters,)."""
        start, stop = self._blocks[row // self._blocks[0][1]]
        return np.array(self._block(start, stop)[row - start])

    def of(self, row: int) -> PlaceArray:
        """Place of one in the list of everybody; shape (n_clusters,)."""
        first, stripe = self._stripe
        if not first <= row < first + stripe.shape[1]:
            del stripe  # two would take twice the memory
            first, stripe = self._stripe = row, self._columns_from(row)
        return stripe[:, row - first]

    def _columns_from(self, row: int) -> PlaceArray:
        self._stripe = 0, np.empty((0, 0), np.int32)
        n_clusters = self.scores.n_clusters
        width = min(max(self.memory // (4 * n_clusters), 1), n_clusters - row)
        stripe = np.empty((n_clusters, width), np.int32)
        for start, stop in self._blocks:
            stripe[start:stop] = self._block(start, stop)[:, row : row + width]
        return stripe


def _name(start: int) -> str:
    return f"places-{start:09d}.int"


def _check_room(parts: Parts, n_clusters: int, n_rows: int) -> None:
    needed = 4 * n_clusters * n_rows
    free = shutil.disk_usage(parts.folder).free
    if needed > free:
        raise OutputError(
            f"{parts.folder}: places of {n_clusters:,} clusters in each other's lists "
            f"take {size_text(needed)} of disk while it lasts, and {size_text(free)} "
            "are free; make room, or ask for the best of each with --top"
        )
