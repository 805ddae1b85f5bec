"""The best of everybody, and pairs in which one stands among the best of the other.

In: `BestK` jobs and an engine to run them on. Out: blocks of pairs, in id order, with
the ranks that both sides have among each other's best. Within one registry either side
may have chosen the other; of two registries the left one chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import BoolArray, FloatArray, IntArray, Span, spans_of
from matcher.pairs.blocks import Opener, PairBlock, Pairs
from matcher.pairs.checkpoint import Checkpoint
from matcher.pairs.engines.contract import Answer, Engine
from matcher.pairs.engines.threads import Threads
from matcher.pairs.memory import MEMORY, check_memory, give_back
from matcher.pairs.progress import Stage, Watch, unwatched
from matcher.pairs.search.best_k import BestK

ROWS_IN_SPAN = 512
"""Rows that one thread answers at a time: progress moves, and threads end together."""


class Lists(NamedTuple):
    """The best of everybody.

    Parameters
    ----------
    chosen : int32 array of shape (n_rows, n_kept)
        Rows of candidates, best first; -1 where there are no more.
    scores : float array of the same shape
        Log-odds; ``-inf`` where there are no more.
    """

    chosen: NDArray[np.int32]
    scores: FloatArray


def best_lists(
    job: BestK,
    engine: Engine | None = None,
    checkpoint: Checkpoint | None = None,
    watch: Watch = unwatched,
    name: str = "best",
) -> Lists:
    """The best of every row, in the order of the rows.

    Parameters
    ----------
    job : BestK
    engine : Engine, optional
        Threads of this process if not given.
    checkpoint : Checkpoint, optional
        Where answers are kept beside memory, and found again.
    watch : Watch
    name : str
        What its pieces are called there.
    """
    engine = engine or Threads()
    shape = len(job.vectors.owners.rows), job.n_kept
    lists = Lists(np.full(shape, -1, np.int32), np.full(shape, -np.inf))

    def fill_in(span: Span, answer: Answer) -> None:
        rows = job.order[slice(*span)]
        lists.chosen[rows], lists.scores[rows] = answer

    spans = spans_of(len(lists.chosen), ROWS_IN_SPAN)
    names = {span: f"{name}-{span[0]:09d}.npz" for span in spans}
    missing = list[Span]()
    for span in spans:
        if checkpoint and names[span] in checkpoint:
            found = checkpoint.read_arrays(names[span])
            fill_in(span, (found["chosen"], found["scores"]))
        else:
            missing.append(span)
    with watch(Stage.of("Finding the best", "clusters", spans, missing)) as tell:
        for span, answer in engine.run(job, missing) if missing else ():
            fill_in(span, answer)
            if checkpoint:
                chosen, scores = answer[0].astype(np.int32), answer[1]
                checkpoint.write_arrays(names[span], chosen=chosen, scores=scores)
            tell(span[1] - span[0])
    return lists


CHOSEN_IN_SPAN = 1 << 17
"""Entries of best lists whose pairs are written at once."""

CHOSEN_AT_ONCE = 1 << 22
"""Entries that are searched at once for who stands there."""


@dataclass
class BestPairs:
    """Pairs of left and right sides, in spans of their left sides.

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
    unasked : sequence of int
        Rows of left sides whose lists are left empty.

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
    unasked: Sequence[int] = ()
    _lefts: Lists = field(init=False, repr=False)
    _rights: Lists = field(init=False, repr=False)

    unit = "clusters"
    needs_disk = False

    def __post_init__(self) -> None:
        n_lists = self.n_lefts + (0 if self.one_registry else self.n_rights)
        least = 12 * self._n_kept * n_lists + 10 * CHOSEN_AT_ONCE
        check_memory(self.memory, least, n_lists)

    @property
    def _n_kept(self) -> int:
        return max(min(self.k, self.n_rights), 1)

    @property
    def spans(self) -> list[Span]:
        """Rows of left sides, some at a time; the same whatever the memory."""
        return spans_of(self.n_lefts, CHOSEN_IN_SPAN // self._n_kept)

    def size(self, start: int, stop: int) -> int:
        """How many left sides are in these rows."""
        return stop - start

    def prepare(
        self, checkpoint: Checkpoint | None = None, watch: Watch = unwatched
    ) -> None:
        """Look for the best of all.

        Parameters
        ----------
        checkpoint : Checkpoint, optional
            Where answers are kept beside memory, and found again.
        watch : Watch
        """
        lefts, rights = self.jobs()
        give_back()  # encodings of all profiles with their zeros are gone
        self._lefts = best_lists(lefts, self.engine, checkpoint, watch)
        self._lefts.chosen[list(self.unasked)] = -1
        del lefts
        self._rights = self._lefts
        if rights:
            self._rights = best_lists(rights, self.engine, checkpoint, watch, "back")
            del rights
        give_back()

    def blocks(self, start: int, stop: int) -> Iterator[PairBlock]:
        """Pairs with their left side in these rows, in id order; `prepare` first."""
        return self.opener.blocks([self._pairs(start, stop)])

    def _pairs(self, start: int, stop: int) -> Pairs:
        n_rights, n_kept = self._rights.chosen.shape
        everyone = spans_of(n_rights, CHOSEN_AT_ONCE // max(n_kept, 1))
        by_left = _entries(self._lefts, [(start, stop)], (0, self.n_rights))
        by_right = _entries(self._rights, everyone, (start, stop))
        if self.one_registry:
            by_left = by_left.take(by_left.owner < by_left.chosen)
            by_right = by_right.take(by_right.chosen < by_right.owner)
        n_rights = max(self.n_rights, 1)
        of_each = (
            by_left.owner * n_rights + by_left.chosen,
            by_right.chosen * n_rights + by_right.owner,
        )
        pairs, pair = np.unique(np.concatenate(of_each), return_inverse=True)
        of_left, of_right = np.split(pair, [len(by_left.owner)])
        nowhere = np.zeros((2, len(pairs)), np.intp)
        found = Pairs(*np.divmod(pairs, n_rights), np.empty(len(pairs)), *nowhere)
        found.left_rank[of_left] = by_left.rank
        found.right_rank[of_right] = by_right.rank
        found.score[of_left], found.score[of_right] = by_left.score, by_right.score
        return found if self.one_registry else found.take(found.left_rank > 0)


class _Entries(NamedTuple):
    """Who stands in whose list, at which rank."""

    owner: IntArray
    chosen: IntArray
    rank: IntArray
    score: FloatArray

    def take(self, kept: BoolArray) -> _Entries:
        return _Entries._make(column[kept] for column in self)


def _entries(lists: Lists, owners: Sequence[Span], others: Span) -> _Entries:
    """Entries of some others in the lists of some owners."""
    nobody = np.zeros(0, np.intp)
    found = [_Entries(nobody, nobody, nobody, np.zeros(0))]
    for start, stop in owners:
        chosen = lists.chosen[start:stop]
        at = np.nonzero((chosen >= others[0]) & (chosen < others[1]))
        rows, scores = chosen[at].astype(np.intp), lists.scores[start:stop][at]
        found.append(_Entries(at[0] + start, rows, at[1] + 1, scores))
    return _Entries._make(map(np.concatenate, zip(*found, strict=True)))
