"""What an engine is: something that answers parts of a `BestK` job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from matcher.arrays import FloatArray, IntArray
from matcher.pairs.search.best_k import BestK

Part = tuple[int, int]
"""First place in the order of a job, and the place after the last."""

Answer = tuple[IntArray, FloatArray]
"""Ids and scores, as from `BestK.best`."""

ROWS_IN_PART = 512
"""Rows that one thread answers at a time: progress moves, and threads end together."""


class Engine(Protocol):
    """Something that answers parts."""

    def run(self, job: BestK, parts: Sequence[Part]) -> Iterator[tuple[Part, Answer]]:
        """Each part with its answer, as soon as it is there."""
        ...


def parts_of(n_rows: int, n_in_part: int = ROWS_IN_PART) -> list[Part]:
    """All rows in parts of so many.

    Examples
    --------
    >>> parts_of(5, 2)
    [(0, 2), (2, 4), (4, 5)]
    """
    starts = range(0, n_rows, n_in_part)
    return [(start, min(start + n_in_part, n_rows)) for start in starts]
