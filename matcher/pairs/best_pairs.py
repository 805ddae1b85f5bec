"""Pairs in which one stands among the best of the other.

In: `BestK` jobs and an engine to run them on. Out: blocks of pairs, in id order, with
the places that both sides have among each other's best. Within one registry either
side may have chosen the other; of two registries the left one chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import FloatArray, IntArray
from matcher.pairs.blocks import Opener, PairBlock, Pairs
from matcher.pairs.checkpoint import Parts, Stage, Watch, unwatched
from matcher.pairs.engines.contract import ROWS_IN_PART, Answer, Engine, Part, parts_of
from matcher.pairs.memory import MEMORY, check_memory, give_back
from matcher.pairs.search.best_k import BestK

PLACES_IN_PART = 1 << 17
"""Places of best lists whose pairs are written at once."""

PLACES_AT_ONCE = 1 << 22
"""Places that are searched at once for who stands there."""


class Lists(NamedTuple):
    """The best of everybody.

    Parameters
    ----------
    ids : int32 array of shape (n_rows, n_kept)
        Best first; -1 where there are no more.
    scores : float array of the same shape
    """

    ids: NDArray[np.int32]
    scores: FloatArray


@dataclass
class BestPairs:
    """Pairs of left and right sides, in parts by their left side.

    Parameters
    ----------
    n_lefts, n_rights : int
        How many there are of each.
    k : int
        So many are the best.
    jobs : callable
        Gives the job that finds the best right sides of all left ones, and the one that
        finds the best left sides of all right ones, or none in one registry. Jobs are
        large: they live while they are at work.
    opener : Opener
    engine : Engine
        Where the best are looked for.
    memory : int
        Bytes that lists and working blocks may take.
    one_registry : bool
        Whether both sides are the same clusters.

    Raises
    ------
    MatcherError
        If that is too little.
    """

    n_lefts: int
    n_rights: int
    k: int
    jobs: Callable[[], tuple[BestK, BestK | None]]
    opener: Opener
    engine: Engine
    memory: int = MEMORY
    one_registry: bool = True
    _lefts: Lists = field(init=False, repr=False)
    _rights: Lists = field(init=False, repr=False)

    unit = "clusters"
    needs_disk = False

    def __post_init__(self) -> None:
        n_lists = self.n_lefts + (0 if self.one_registry else self.n_rights)
        least = 12 * self._n_kept * n_lists + 10 * PLACES_AT_ONCE
        check_memory(self.memory, least, n_lists)

    @property
    def _n_kept(self) -> int:
        return max(min(self.k, self.n_rights), 1)

    @property
    def parts(self) -> list[Part]:
        """Rows of left sides, some at a time; the same whatever the memory."""
        return parts_of(self.n_lefts, max(PLACES_IN_PART // self._n_kept, 1))

    def size(self, start: int, stop: int) -> int:
        """How many left sides are in these rows."""
        return stop - start

    def prepare(self, parts: Parts | None = None, watch: Watch = unwatched) -> None:
        """Look for the best of all.

        Parameters
        ----------
        parts : Parts, optional
            Where answers are kept beside memory, and found again.
        watch : Watch
        """
        lefts, rights = self.jobs()
        give_back()  # encodings of all profiles with their zeros are gone
        self._lefts = self._best(lefts, "best", parts, watch)
        del lefts
        self._rights = self._lefts
        if rights:
            self._rights = self._best(rights, "back", parts, watch)
            del rights
        give_back()

    def _best(self, job: BestK, name: str, kept: Parts | None, watch: Watch) -> Lists:
        n_rows = len(job.vectors.rows.ids)
        lists = Lists(
            np.full((n_rows, job.n_kept), -1, np.int32),
            np.full((n_rows, job.n_kept), -np.inf),
        )

        def fill_in(part: Part, answer: Answer) -> None:
            rows = job.order[slice(*part)]
            lists.ids[rows], lists.scores[rows] = answer

        parts = parts_of(n_rows, ROWS_IN_PART)
        names = {part: f"{name}-{part[0]:09d}.npz" for part in parts}
        missing = list[Part]()
        for part in parts:
            if kept and names[part] in kept:
                found = kept.read_arrays(names[part])
                fill_in(part, (found["ids"], found["scores"]))
            else:
                missing.append(part)
        stage = Stage.of("Finding the best", self.unit, *map(_sizes, (parts, missing)))
        with watch(stage) as tell:
            for part, (ids, scores) in self.engine.run(job, missing) if missing else ():
                if kept:
                    kept.write_arrays(
                        names[part], ids=ids.astype(np.int32), scores=scores
                    )
                fill_in(part, (ids, scores))
                tell(part[1] - part[0])
        return lists

    def blocks(self, start: int, stop: int) -> Iterator[PairBlock]:
        """Pairs with their left side in these rows, in id order; `prepare` first."""
        return self.opener.blocks([self._pairs(start, stop)])

    def _pairs(self, start: int, stop: int) -> Pairs:
        ids, scores = self._lefts
        left, place = np.nonzero(ids[start:stop] >= 0)
        left += start
        right = ids[left, place].astype(np.intp)
        of_left = _Standing(left, right, place, scores[left, place])
        of_right = _standing_in(self._rights, start, stop)
        if self.one_registry:
            of_left = of_left.ascending()
            of_right = of_right.ascending()
        n_rights = max(self.n_rights, 1)
        both = [some.left * n_rights + some.right for some in (of_left, of_right)]
        pairs, pair = np.unique(np.concatenate(both), return_inverse=True)
        of_left_pair, of_right_pair = np.split(pair, [len(both[0])])
        found = Pairs(
            pairs // n_rights,
            pairs % n_rights,
            np.empty(len(pairs)),
            np.zeros(len(pairs), np.intp),
            np.zeros(len(pairs), np.intp),
        )
        found.left_rank[of_left_pair] = of_left.place + 1
        found.right_rank[of_right_pair] = of_right.place + 1
        found.score[of_left_pair] = of_left.score
        found.score[of_right_pair] = of_right.score
        return found if self.one_registry else found.take(found.left_rank > 0)


def _sizes(parts: list[Part]) -> list[int]:
    return [stop - start for start, stop in parts]


class _Standing(NamedTuple):
    """Pairs in which one stands in the list of the other, at a place from 0."""

    left: IntArray
    right: IntArray
    place: IntArray
    score: FloatArray

    def ascending(self) -> _Standing:
        """Those with left before right."""
        kept = self.left < self.right
        return _Standing._make(column[kept] for column in self)


def _standing_in(rights: Lists, start: int, stop: int) -> _Standing:
    """Where left sides of these rows stand in the lists of right sides."""
    nobody = np.zeros(0, np.intp)
    found = [_Standing(nobody, nobody, nobody, np.zeros(0))]
    n_rows, n_kept = rights.ids.shape
    step = max(PLACES_AT_ONCE // max(n_kept, 1), 1)
    for first in range(0, n_rows, step):
        ids = rights.ids[first : first + step]
        right, place = np.nonzero((ids >= start) & (ids < stop))
        left = ids[right, place].astype(np.intp)
        right += first
        found.append(_Standing(left, right, place, rights.scores[right, place]))
    return _Standing._make(map(np.concatenate, zip(*found, strict=True)))
