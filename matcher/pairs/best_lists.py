"""The best of everybody, worked out on an engine or found in a checkpoint.

In: a `BestK` job, an engine, perhaps a checkpoint. Out: `Lists`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import FloatArray, Span, spans_of
from matcher.pairs.checkpoint import Checkpoint
from matcher.pairs.engines.contract import Answer, Engine
from matcher.pairs.engines.threads import Threads
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
