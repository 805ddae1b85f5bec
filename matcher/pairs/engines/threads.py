"""Where the spans of a long computation run: here, on threads, or on a Dask cluster.

In: a `BestK` job and the spans of its rows. Out: each span with its answer, as it is
done, in any order. Answers are the same wherever a span runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice

from threadpoolctl import threadpool_limits

from matcher.arrays import Span
from matcher.errors import EngineError
from matcher.pairs.engines.contract import Answer, Engine
from matcher.pairs.search.best_k import BestK
from matcher.release import PACKAGE

ENGINES = ("threads", "dask")


@dataclass(frozen=True)
class Threads:
    """Threads of the process that asks.

    Parameters
    ----------
    n_threads : int, optional
        As many as there are processors for this process by default.
    """

    n_threads: int | None = None

    def run(self, job: BestK, spans: Sequence[Span]) -> Iterator[tuple[Span, Answer]]:
        """Each span with its answer, as soon as it is there."""
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

        n_threads = min(self.n_threads or n_processors(), max(len(spans), 1))
        waiting = iter(spans)
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(n_threads) as pool:
            # A few spans are under way at a time, so that answers do not pile up.
            running = {
                pool.submit(job.best, *span): span
                for span in islice(waiting, 2 * n_threads)
            }
            try:
                while running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), future.result()
                        for span in islice(waiting, 1):
                            running[pool.submit(job.best, *span)] = span
            finally:
                for future in running:
                    future.cancel()


def engine_of(
    name: str | None = None, scheduler: str | None = None, n: int | None = None
) -> Engine:
    """The engine that goes by a name.

    Parameters
    ----------
    name : str, optional
        ``"threads"``, the default without a scheduler, or ``"dask"``.
    scheduler : str, optional
        Address of the scheduler of a Dask cluster; without one, Dask starts processes
        on this machine.
    n : int, optional
        How many threads, or processes of this machine; by default as many as there
        are processors.

    Raises
    ------
    EngineError
        If no engine has this name, it takes no scheduler, or Dask is not installed.
    """
    name = name or ("dask" if scheduler else "threads")
    if name not in ENGINES:
        raise EngineError(
            f"no engine is called '{name}'; there are {' and '.join(ENGINES)}"
        )
    if name == "threads":
        if scheduler:
            raise EngineError(f"threads take no scheduler: '{scheduler}' is for dask")
        return Threads(n)
    if find_spec("distributed") is None:
        raise EngineError(
            f"the engine dask is not installed: pip install '{PACKAGE}[dask]'"
        )
    from matcher.pairs.engines.dask_workers import DaskCluster

    return DaskCluster(scheduler, n)


def n_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
