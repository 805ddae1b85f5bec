"""A long computation, span by span, on the workers of a Dask cluster.

In: a `BestK` job, its spans, perhaps the address of a scheduler. Out: each span with
its answer. Every worker gets the job once and lays it out once; a worker that is lost
costs only the spans that it had under way. Needs distributed (the extra ``dask``).
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from distributed import CancelledError, Client, Future, KilledWorker, get_worker

from matcher.arrays import Span
from matcher.errors import EngineError
from matcher.pairs.engines.contract import Answer
from matcher.pairs.engines.dask_cluster import (
    ANSWERING,
    STARTING,
    Unanswered,
    ask,
    check_version,
    n_running_threads,
    reached,
    started,
)
from matcher.pairs.search.best_k import BestK
from matcher.release import package_version

Bundle = tuple[Span, ...]

ROWS_IN_BUNDLE = 4096
"""Most rows that a worker answers in one go: some hundred milliseconds of work, of
which sending them about takes less than ten."""

N_ROUNDS = 8
"""Each thread gets at least so many bundles, so that all end together."""

N_AHEAD = 3
"""Bundles under way for each thread: none waits for work, and answers never pile up."""

MOST_LOSSES = 3
"""A bundle may be lost so many times; once more is no accident."""

LOOKING = 2
"""Seconds after which to look again who works."""

SENDING, RECEIVING = 600, 60
"""Most seconds until a job has reached all workers, and until an answer is here."""


@dataclass(frozen=True)
class DaskCluster:
    """Workers of a Dask cluster.

    Parameters
    ----------
    scheduler : str, optional
        Address of a cluster that runs already, as in ``tcp://10.0.0.1:8786``. Without
        one, processes of this machine do the work, and end with it.
    n_workers : int, optional
        How many processes that are; by default as many as there are processors.
    """

    scheduler: str | None = None
    n_workers: int | None = None

    def run(self, job: BestK, spans: Sequence[Span]) -> Iterator[tuple[Span, Answer]]:
        """Each span with its answer, as soon as it is there.

        Raises
        ------
        EngineError
            If the cluster is out of reach, nobody works there any more, somebody with
            another version of this package, or workers end of the same spans each time.
        """
        reach = reached(self.scheduler) if self.scheduler else started(self.n_workers)
        with reach as client:
            yield from answers(client, job, spans)


def answers(
    client: Client, job: BestK, spans: Sequence[Span]
) -> Iterator[tuple[Span, Answer]]:
    """Each span with its answer from the workers of a client."""
    n_threads = n_running_threads(client)
    run = _Run(client, _Held(job), deque(bundles(spans, n_threads)))
    while run.waiting or run.under_way:
        run.send()
        yield from run.receive()


def bundles(spans: Sequence[Span], n_threads: int) -> list[Bundle]:
    """Spans side by side, as one worker answers them in one go.

    Examples
    --------
    >>> bundles([(0, 4096), (4096, 8192)], n_threads=1)
    [((0, 4096),), ((4096, 8192),)]
    """
    n_rows = sum(stop - start for start, stop in spans)
    most = min(ROWS_IN_BUNDLE, n_rows // (N_ROUNDS * max(n_threads, 1)))
    made: list[list[Span]] = []
    room = 0
    for start, stop in spans:
        if stop - start > room:
            made.append([])
            room = max(most, stop - start)
        made[-1].append((start, stop))
        room -= stop - start
    return [tuple(some) for some in made]


class _Held:
    """A job as workers hold it: laid out when first used, but sent on without that."""

    def __init__(self, job: BestK, version: str | None = None) -> None:
        self.job = job
        self.version = version or package_version()

    def __reduce__(self) -> tuple[type[_Held], tuple[BestK, str]]:
        return _Held, (replace(self.job), self.version)


def _answer(held: _Held, bundle: Bundle) -> list[Answer]:
    """What a worker does; one that came late was not checked before."""
    check_version(get_worker().address, package_version(), held.version)
    return [held.job.best(start, stop) for start, stop in bundle]


@dataclass
class _Run:
    """Which bundles wait, which are under way, and with whom the job is."""

    client: Client
    held: _Held
    waiting: deque[Bundle]
    under_way: dict[Future[Any], tuple[Bundle, Future[Any]]] = field(
        default_factory=dict
    )
    done: SimpleQueue[Future[Any]] = field(default_factory=SimpleQueue)
    over: list[Future[Any]] = field(default_factory=list)
    losses: Counter[Bundle | None] = field(default_factory=Counter)
    sent: Future[Any] | None = None
    n_threads: int = 0
    looked: float = -math.inf
    nobody_since: float | None = None

    def send(self) -> None:
        """Have enough under way for those who work now."""
        self._look()
        if self.sent is None and self.n_threads:
            self._send_job()
        while self.sent and self.waiting and self._has_room():
            bundle = self.waiting.popleft()
            future = self.client.submit(_answer, self.sent, bundle, pure=False)
            self.under_way[future] = bundle, self.sent
            future.add_done_callback(self.done.put)

    def receive(self) -> Iterator[tuple[Span, Answer]]:
        """The next bundle that is done, if one is before it is time to look again."""
        try:
            future = self.done.get(timeout=LOOKING)
        except Empty:
            return
        bundle, sent = self.under_way.pop(future)
        try:
            found = self._received(future)
        except (CancelledError, KilledWorker, Unanswered) as error:
            if sent is self.sent and isinstance(error, CancelledError):
                self.sent = None  # nobody has the job any more
            self.waiting.appendleft(bundle)
            self._lose(bundle, error)
        else:
            yield from zip(bundle, found, strict=True)

    def _received(self, future: Future[Any]) -> Any:
        try:
            if future.status == "error":
                raise future.exception(ANSWERING)
            return ask(self.client, RECEIVING, self.client.gather, future)
        finally:
            # Kept for now: a Ctrl-C that comes as Python forgets a future is lost.
            self.over.append(future)
            future.release()

    def _has_room(self) -> bool:
        return len(self.under_way) < N_AHEAD * self.n_threads

    def _look(self) -> None:
        """See who works; the first to notice where a scheduler is gone."""
        now = time.monotonic()
        if now < self.looked + LOOKING:
            return
        self.n_threads, self.looked = n_running_threads(self.client), now
        if self.n_threads:
            self.nobody_since = None
        elif self.nobody_since is None:
            self.nobody_since = now
        elif now > self.nobody_since + STARTING:
            raise EngineError(
                f"all Dask workers ended, and none came back within {STARTING} s; was "
                "there enough memory?"
            )

    def _send_job(self) -> None:
        everywhere = {"broadcast": True, "hash": False, "timeout": LOOKING}
        scatter = partial(self.client.scatter, self.held, **everywhere)
        began = time.monotonic()
        try:
            self.sent = ask(self.client, SENDING, scatter)
        except Unanswered as error:
            if time.monotonic() > began + SENDING:
                raise
            self._lose(None, error)  # a worker ended meanwhile

    def _lose(self, what: Bundle | None, error: Exception) -> None:
        """Do it again; Dask does so by itself, but not without end or without the job.

        Parameters
        ----------
        what : bundle, optional
            The job itself if None.
        error : Exception
        """
        self.looked = -math.inf
        self.losses[what] += 1
        if self.losses[what] > MOST_LOSSES:
            rows = f"rows {what[0][0]} to {what[-1][1]}" if what else "the vectors"
            raise EngineError(
                f"every Dask worker that got {rows} was lost; was there enough memory?"
            ) from error
