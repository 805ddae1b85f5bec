"""Every pair of clusters, with its ranks from both sides.

In: a fitted `Scorer`. Out: blocks of all pairs, in id order.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from matcher.arrays import FloatArray, IntArray, Span
from matcher.errors import OutputError
from matcher.model.scoring.ranks import RANKS_IN_PIECE, Ranks, fit_in_memory
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.blocks import Opener, PairBlock, Pairs
from matcher.pairs.checkpoint import Checkpoint, checkpoint_for_now
from matcher.pairs.memory import MEMORY, check_memory, size_text
from matcher.pairs.progress import Stage, Watch, unwatched
from matcher.pairs.search.exact import scores_with_all
from matcher.pairs.search.vectors import PairVectors, pair_vectors

PAIRS_IN_SPAN = 1 << 18
"""Pairs in a span, or those of one cluster if it has more."""


@dataclass
class EveryPair:
    """All pairs of a registry, in spans of their left sides.

    Parameters
    ----------
    vectors : PairVectors
        Of all clusters.
    opener : Opener
    memory : int
        Bytes that working blocks may take.

    Raises
    ------
    MatcherError
        If that is too little.
    """

    vectors: PairVectors
    opener: Opener
    memory: int = MEMORY
    ranks: Ranks = field(init=False, repr=False)

    unit = "pairs"

    def __post_init__(self) -> None:
        least = 100 * self.n_clusters + 8 * RANKS_IN_PIECE
        check_memory(self.memory, least, self.n_clusters)

    @property
    def n_clusters(self) -> int:
        """How many clusters there are."""
        return len(self.vectors.owners.rows)

    @property
    def needs_disk(self) -> bool:
        """Whether all ranks are too many for memory."""
        return not fit_in_memory(self.n_clusters)

    @cached_property
    def spans(self) -> list[Span]:
        """Rows of left sides, some at a time; the same whatever the memory."""
        n_pairs = np.arange(self.n_clusters)[::-1]
        span = (np.cumsum(n_pairs) - n_pairs) // PAIRS_IN_SPAN
        starts = np.unique(span, return_index=True)[1].tolist()
        return list(pairwise([*starts, self.n_clusters]))

    def size(self, start: int, stop: int) -> int:
        """How many pairs have their left side in these rows."""
        return int((self.n_clusters - 1 - np.arange(start, stop)).sum())

    def prepare(
        self, checkpoint: Checkpoint | None = None, watch: Watch = unwatched
    ) -> None:
        """Rank everybody for everybody.

        Parameters
        ----------
        checkpoint : Checkpoint, optional
            Where ranks are kept if they are too many for memory.
        watch : Watch

        Raises
        ------
        OutputError
            If they are too many for the disk.
        """
        kept = checkpoint if self.needs_disk else None
        self.ranks = Ranks(self.n_clusters, kept, self.memory // 4)
        stage = Stage.of("Ranking", "clusters", self.ranks.spans, self.ranks.missing)
        if kept:
            n_lists = stage.n_units - stage.n_units_before
            _check_room(kept.folder, self.n_clusters, n_lists)
        with watch(stage) as tell:
            self.ranks.work_out(self._lists_of, tell)

    def _lists_of(self, rows: IntArray) -> FloatArray:
        return np.stack([scores_with_all(self.vectors, row) for row in rows.tolist()])

    def blocks(self, start: int, stop: int) -> Iterator[PairBlock]:
        """Pairs with their left side in these rows, in id order; `prepare` first."""
        return self.opener.blocks(self._pairs_of(row) for row in range(start, stop))

    def _pairs_of(self, row: int) -> Pairs:
        right = np.arange(row + 1, self.n_clusters)
        return Pairs(
            np.full(len(right), row),
            right,
            scores_with_all(self.vectors, row)[right],
            self.ranks.in_list_of(row)[right].astype(np.intp),
            self.ranks.of(row)[right].astype(np.intp),
        )


def pair_blocks(scorer: Scorer) -> Iterator[PairBlock]:
    """Every pair once, in id order, with ranks from both sides."""
    every = EveryPair(pair_vectors(scorer), Opener(scorer))
    with checkpoint_for_now(every.needs_disk) as checkpoint:
        every.prepare(checkpoint)
        for span in every.spans:
            yield from every.blocks(*span)


def _check_room(folder: Path, n_clusters: int, n_lists: int) -> None:
    needed = 4 * n_clusters * n_lists
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise OutputError(
            f"{folder}: places of {n_clusters:,} clusters in each other's lists "
            f"take {size_text(needed)} of disk while it lasts, and {size_text(free)} "
            "are free; make room, or ask for the best of each with --top"
        )
