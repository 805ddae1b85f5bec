"""What an engine is: something that answers spans of a `BestK` job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from matcher.arrays import FloatArray, IntArray, Span
from matcher.pairs.search.best_k import BestK

Answer = tuple[IntArray, FloatArray]
"""Who is chosen and with what scores, as from `BestK.best`."""


class Engine(Protocol):
    """Something that answers spans of rows in the order of a job."""

    def run(self, job: BestK, spans: Sequence[Span]) -> Iterator[tuple[Span, Answer]]:
        """Each span with its answer, as soon as it is there."""
        ...
