"""Rows that are mostly zero, as three arrays that numba takes as they are.

In: dense arrays. Out: `SparseRows`, which know just what exact scores need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.arrays import FloatArray, IntArray


class SparseRows(NamedTuple):
    """Rows that are mostly zero.

    Parameters
    ----------
    starts : int64 array of shape (n_rows + 1,)
        Where each row begins in the other two, and the last one ends.
    columns : int32 array of shape (n_stored,)
        Ascending within a row.
    values : float64 array of shape (n_stored,)
    """

    starts: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int32]
    values: FloatArray

    @classmethod
    def of(cls, block: FloatArray) -> SparseRows:
        """The rows of a dense array, without its zeros."""
        # Several times as fast as nonzero of a table of floats.
        stored = np.flatnonzero(block != 0)
        row, column = np.divmod(stored, max(block.shape[1], 1))
        counts = np.bincount(row, minlength=len(block))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(starts, column.astype(np.int32), block.ravel()[stored])

    @classmethod
    def stack(cls, blocks: Sequence[SparseRows]) -> SparseRows:
        """The rows of all blocks, one block after the other."""
        counts = [np.diff(block.starts) for block in blocks]
        return cls(
            np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64),
            np.concatenate([block.columns for block in blocks]),
            np.concatenate([block.values for block in blocks]),
        )

    @classmethod
    def empty(cls, n_rows: int) -> SparseRows:
        """Rows of zeros alone."""
        return cls(np.zeros(n_rows + 1, np.int64), np.zeros(0, np.int32), np.zeros(0))

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    @property
    def row_of_each(self) -> IntArray:
        """The row that each stored value stands in."""
        return np.repeat(np.arange(self.n_rows), np.diff(self.starts))

    def take(self, rows: IntArray) -> SparseRows:
        """These rows in this order."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        inside = np.arange(starts[-1]) - np.repeat(starts[:-1], counts)
        stored = np.repeat(self.starts[rows], counts) + inside
        return SparseRows(starts, self.columns[stored], self.values[stored])

    def span(self, start: int, stop: int) -> SparseRows:
        """The rows from `start` until before `stop`."""
        first, last = self.starts[[start, stop]]
        return SparseRows(
            self.starts[start : stop + 1] - first,
            self.columns[first:last],
            self.values[first:last],
        )

    def renumbered(self, column_of: IntArray) -> SparseRows:
        """The same values in other columns; those with -1 are left out.

        Parameters
        ----------
        column_of : int array of shape (n_columns,)
            New column of each column; order within a row must stay ascending.
        """
        columns = column_of[self.columns]
        kept = columns >= 0
        before = np.concatenate([[0], np.cumsum(kept)])
        return SparseRows(
            before[self.starts], columns[kept].astype(np.int32), self.values[kept]
        )

    def dense(self, n_columns: int) -> FloatArray:
        """The rows with all their zeros; shape (n_rows, n_columns)."""
        block = np.zeros((self.n_rows, n_columns))
        block[self.row_of_each, self.columns] = self.values
        return block

    def lengths(self) -> FloatArray:
        """Euclidean length of each row."""
        squares = np.bincount(self.row_of_each, self.values**2, minlength=self.n_rows)
        return np.sqrt(squares)
