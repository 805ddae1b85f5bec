"""The way to a Dask cluster: reach one or start one, check who works there, leave.

In: the address of a scheduler, or how many processes of this machine shall work. Out:
a client that gives every answer within a time limit. Needs distributed (the extra
``dask``).
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import resource_tracker
from typing import Any

import dask
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster, Security, rpc
from distributed.utils import silence_logging_cmgr

from matcher.errors import EngineError
from matcher.release import PACKAGE, package_version

REACHING = 5
"""Most seconds until a scheduler is reached."""

ANSWERING = 10
"""Most seconds until it answers."""

STARTING = 60
"""Most seconds until workers come up, or come back."""

CLOSING = 20
"""Most seconds until a cluster of our own has ended; what is left then is killed."""

NEVER_FULL = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
}
"""All that a worker holds is in use, so to put it aside or to pause would free nothing.
One that outgrows its share of the memory is ended, as Dask does by itself."""


@contextmanager
def reached(scheduler: str) -> Iterator[Client]:
    """A client of a cluster that runs already.

    Raises
    ------
    EngineError
        If no scheduler answers there, nobody works for it, or somebody with another
        version of this package.
    """
    client = _client_of(scheduler)
    # What goes wrong is told by our own errors.
    with silence_logging_cmgr(logging.CRITICAL), _left_in_the_end(client):
        _wait_for_workers(
            client,
            *(1, ANSWERING),
            f"nobody works for the Dask scheduler at {scheduler}; start a worker with "
            f"`dask worker {scheduler} --nthreads 1`",
        )
        _check_versions(client)
        yield client


@contextmanager
def started(n_workers: int | None = None) -> Iterator[Client]:
    """A client of new processes, which only this machine reaches and which end with it.

    Parameters
    ----------
    n_workers : int, optional
        As many as there are processors for this process by default.
    """
    n_workers = n_workers or CPU_COUNT
    with _undisturbed():
        cluster = LocalCluster(
            n_workers=0,  # waited for below, with a limit
            threads_per_worker=1,
            host="127.0.0.1",
            # No pages of its own, and what is left of their server on a free port.
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            config=NEVER_FULL,
            memory_limit="auto",
            silence_logs="CRITICAL",
        )
    with _environment_kept(), _ended(cluster):
        with _undisturbed():
            cluster.scale(n_workers)
            client = Client(cluster, timeout=REACHING, set_as_default=False)
        with _left_in_the_end(client):
            _wait_for_workers(
                client,
                *(n_workers, STARTING),
                f"{n_workers} Dask workers did not come up within {STARTING} s; ask "
                "for fewer, or for threads",
            )
            yield client


class Unanswered(EngineError):
    """A cluster did not answer in time, or is gone."""


def ask(client: Client, seconds: float, method: Callable[..., Any], *given: Any) -> Any:
    """What a method of a client answers within so many seconds.

    Raises
    ------
    Unanswered
        If the cluster does not answer in time, or its scheduler is gone.
    """
    try:
        if client.status != "running":
            raise ConnectionError(f"the client is {client.status}")
        return client.sync(method, *given, callback_timeout=seconds)
    except OSError as error:
        how = f" within {seconds} s" if isinstance(error, TimeoutError) else " any more"
        at = f" at {client.scheduler.address}" if client.scheduler else ""
        raise Unanswered(f"the Dask cluster{at} does not answer{how}") from error


def n_running_threads(client: Client) -> int:
    """How many threads of all workers take work."""

    def n_threads() -> Any:
        return client.scheduler.ncores_running()  # type: ignore[union-attr]

    return sum(ask(client, ANSWERING, n_threads).values())


def check_version(where: str, version: str | Exception, wanted: str) -> None:
    """Refuse a worker that might score otherwise.

    Raises
    ------
    EngineError
        Naming the worker, what it has and what is wanted.
    """
    if version == wanted:
        return
    has = f"cannot load it ({version})"
    if isinstance(version, str):
        has = f"has version {version}"
    raise EngineError(
        f"all machines need {PACKAGE} {wanted}, but the Dask worker at {where} {has}; "
        "install the same there"
    )


def _client_of(address: str) -> Client:
    """A client, once it is known that there is a scheduler: else it might wait on."""
    try:
        with ThreadPoolExecutor(1) as aside:  # where no other event loop runs
            aside.submit(asyncio.run, _check_scheduler(address)).result()
        with _undisturbed():
            return Client(address, timeout=REACHING, set_as_default=False)
    except Exception as error:  # what other servers send can be taken for anything
        raise EngineError(
            f"no Dask scheduler answers at '{address}'; give the address that "
            "`dask scheduler` shows when it starts, as in tcp://10.0.0.1:8786"
        ) from error


async def _check_scheduler(address: str) -> None:
    credentials = Security().get_connection_args("client")
    async with rpc(address, timeout=REACHING, connection_args=credentials) as server:
        facts = await asyncio.wait_for(server.identity(), REACHING)
    if facts["type"] != "Scheduler":
        raise ConnectionError(f"this is a Dask {facts['type']}")


def _wait_for_workers(client: Client, n: int, seconds: float, otherwise: str) -> None:
    try:
        client.sync(client.wait_for_workers, n, callback_timeout=seconds)
    except OSError as error:  # so is TimeoutError
        raise EngineError(otherwise) from error


def _check_versions(client: Client) -> None:
    wanted = package_version()
    asked = partial(client.run, package_version, on_error="return")
    for where, version in sorted(ask(client, STARTING, asked).items()):
        check_version(where, version, wanted)


@contextmanager
def _left_in_the_end(client: Client) -> Iterator[None]:
    try:
        yield
    finally:
        with suppress(OSError):  # a scheduler that is gone says no goodbye
            client.close(ANSWERING)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits, so that nothing stays half made.

    It never reaches threads that start meanwhile, nor their processes: workers are
    ended by who started them, and would each complain of it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    resource_tracker.ensure_running()  # to start it later would undo the next line
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _ended_later():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _ended_later() -> Iterator[None]:
    """What ends a process waits too, unmasked: workers are not to ignore it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came = list[int]()
    numbers = (signal.SIGTERM, signal.SIGHUP)
    handlers = [
        signal.signal(n, lambda number, _: came.append(number)) for n in numbers
    ]
    try:
        yield
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


@contextmanager
def _environment_kept() -> Iterator[None]:
    """What Dask sets for its workers does not stay for other children of a process."""
    names = ["PYTHONHASHSEED", *dask.config.get("distributed.nanny.pre-spawn-environ")]
    before = {name: os.environ[name] for name in names if name in os.environ}
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _ended(cluster: LocalCluster) -> Iterator[None]:
    try:
        yield
    finally:
        workers = {nanny.pid for nanny in cluster.workers.values()}
        try:
            with suppress(TimeoutError):
                cluster.close(CLOSING)
        finally:
            for process in multiprocessing.active_children():
                if process.pid in workers:
                    process.kill()
