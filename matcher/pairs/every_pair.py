"""Every pair of clusters, with its ranks from both sides.

In: a fitted `Scorer`. Out: blocks of all pairs, in id order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from matcher.model.scoring.scorer import MAX_PLACES, Scorer
from matcher.pairs.blocks import Contributions, Opener, PairBlock, Pairs
from matcher.pairs.checkpoint import Parts, Watch, parts_for_now, unwatched
from matcher.pairs.memory import MEMORY, check_memory
from matcher.pairs.ranks import PLACES_IN_PART, ExactScores, Places
from matcher.pairs.search.vectors import pair_vectors

PAIRS_IN_PART = 1 << 18
"""Pairs in a part, or those of one cluster if it has more."""


@dataclass
class EveryPair:
    """All pairs of a registry, in parts by their left side.

    Parameters
    ----------
    scores : ExactScores
    opener : Opener
    memory : int
        Bytes that working blocks may take.

    Raises
    ------
    MatcherError
        If that is too little.
    """

    scores: ExactScores
    opener: Opener
    memory: int = MEMORY
    places: Places = field(init=False, repr=False)

    unit = "pairs"

    def __post_init__(self) -> None:
        least = 100 * self.n_clusters + 8 * PLACES_IN_PART
        check_memory(self.memory, least, self.n_clusters)

    @property
    def n_clusters(self) -> int:
        """How many clusters there are."""
        return self.scores.n_clusters

    @property
    def needs_disk(self) -> bool:
        """Whether all places are too many for memory."""
        return self.n_clusters > MAX_PLACES

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Rows of left sides, some at a time; the same whatever the memory."""
        n_pairs = np.arange(self.n_clusters)[::-1]
        part = (np.cumsum(n_pairs) - n_pairs) // PAIRS_IN_PART
        starts = np.unique(part, return_index=True)[1].tolist()
        return list(pairwise([*starts, self.n_clusters]))

    def size(self, start: int, stop: int) -> int:
        """How many pairs have their left side in these rows."""
        return int((self.n_clusters - 1 - np.arange(start, stop)).sum())

    def prepare(self, parts: Parts | None = None, watch: Watch = unwatched) -> None:
        """Rank everybody for everybody.

        Parameters
        ----------
        parts : Parts, optional
            Where places are kept if they are too many for memory.
        watch : Watch

        Raises
        ------
        OutputError
            If they are too many for the disk.
        """
        kept = parts if self.needs_disk else None
        self.places = Places(self.scores, kept, self.memory // 4)
        self.places.work_out(watch)

    def blocks(self, start: int, stop: int) -> Iterator[PairBlock]:
        """Pairs with their left side in these rows, in id order; `prepare` first."""
        return self.opener.blocks(self._pairs_of(row) for row in range(start, stop))

    def _pairs_of(self, row: int) -> Pairs:
        right = np.arange(row + 1, self.n_clusters)
        return Pairs(
            np.full(len(right), row),
            right,
            self.scores.of(row)[right],
            self.places.in_list_of(row)[right].astype(np.intp) + 1,
            self.places.of(row)[right].astype(np.intp) + 1,
        )


def pair_blocks(scorer: Scorer) -> Iterator[PairBlock]:
    """Every pair once, in id order, with ranks from both sides."""
    scores = ExactScores(pair_vectors(scorer))
    every = EveryPair(scores, Opener(scorer, Contributions(scorer)))
    with parts_for_now(every.needs_disk) as parts:
        every.prepare(parts)
        for part in every.parts:
            yield from every.blocks(*part)
