"""How far long work is, for who looks on: a stage begins, and tells of each piece.

In: what is to be done, and what is done already. Out: `Stage`, which a `Watch` shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from matcher.arrays import Span


@dataclass(frozen=True)
class Stage:
    """Some of the work, for a progress bar.

    Parameters
    ----------
    what : str
        As "Writing pairs".
    unit : str
        What is counted, as "clusters".
    n_units, n_pieces : int
        How many of them in all.
    n_units_before, n_pieces_before : int
        Those that an earlier run has done.
    """

    what: str
    unit: str
    n_units: int
    n_pieces: int
    n_units_before: int = 0
    n_pieces_before: int = 0

    @classmethod
    def of(
        cls,
        what: str,
        unit: str,
        spans: Collection[Span],
        missing: Collection[Span],
        size: Callable[[int, int], int] = lambda start, stop: stop - start,
    ) -> Stage:
        """A stage of pieces that hold a span each, some of them still missing.

        Parameters
        ----------
        what, unit : str
        spans, missing : collection of (int, int)
        size : callable, optional
            How many units a span holds; its rows by default.
        """
        n_all, n_missing = (sum(size(*s) for s in some) for some in (spans, missing))
        n_before = len(spans) - len(missing)
        return cls(what, unit, n_all, len(spans), n_all - n_missing, n_before)


Watch = Callable[[Stage], AbstractContextManager[Callable[[int], None]]]
"""Begins a stage, and hands over what to tell the units of each finished piece."""


def unwatched(stage: Stage) -> AbstractContextManager[Callable[[int], None]]:
    """Nobody looks on."""
    return nullcontext(lambda n_units: None)
