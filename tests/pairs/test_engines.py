"""Every engine gives the answers of the slow and obvious way, whatever gets lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from distributed import Client

from matcher import EngineError, PartnerRecommender
from matcher.arrays import Span, spans_of
from matcher.pairs.engines import dask_cluster
from matcher.pairs.engines import dask_workers as dask_engine
from matcher.pairs.engines.contract import Engine
from matcher.pairs.engines.dask_cluster import check_version
from matcher.pairs.engines.dask_workers import (
    N_ROUNDS,
    ROWS_IN_BUNDLE,
    DaskCluster,
    bundles,
)
from matcher.pairs.engines.threads import Threads, engine_of
from matcher.pairs.search.best_k import BestK
from tests.pairs.search.test_best_k import obvious, random_vectors

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30
"""Seconds after which a test gives up."""

Lists = list[list[tuple[int, float]]]


def in_order(found: dict[Span, Any], spans: list[Span]) -> Lists:
    """The answer for each place in the order of a job."""
    assert sorted(found) == spans
    return [
        [(i, score) for i, score in zip(*row, strict=True) if i >= 0]
        for span in spans
        for row in zip(*(side.tolist() for side in found[span]), strict=True)
    ]


def lists_of(job: BestK, lists: Lists, engine: Engine, n_in_span: int) -> Lists:
    """What an engine answers in such parts, with as many rows as there are lists."""
    spans = spans_of(len(lists), n_in_span)
    return in_order(dict(engine.run(job, spans)), spans)


@pytest.fixture(scope="module")
def toy() -> tuple[BestK, Lists]:
    """A job of 90 rows, and its answer in its order."""
    vectors = random_vectors(90, seed=8, tied=True)
    job, lists = BestK(vectors, 6), obvious(vectors, 6)
    return job, [lists[row] for row in job.order]


@pytest.fixture(scope="module")
def real(recommender: PartnerRecommender) -> tuple[BestK, Lists]:
    """Some clusters of the shipped registry with all others, and their answer."""
    vectors = recommender.best_k(10).vectors
    some = np.arange(0, len(vectors.owners.rows), 9)
    vectors = replace(
        vectors, owners=vectors.owners.take(some), added=vectors.added.take(some)
    )
    job, lists = BestK(vectors, 10), obvious(vectors, 10)
    return job, [lists[row] for row in job.order]


@dataclass(frozen=True)
class Job:
    """Something to do for each span: what it was asked, or an error."""

    fails_at: int | None = None

    def best(self, start: int, stop: int) -> tuple[Any, Any]:
        if start == self.fails_at:
            raise ArithmeticError(f"no answer to {start}")
        return np.arange(start, stop)[:, None], np.zeros((stop - start, 1))


# Threads


@pytest.mark.slow
@pytest.mark.parametrize("n_threads", [1, 2, 3])
@pytest.mark.parametrize("n_in_span", [1, 7, 512])
def test_threads_give_the_answer_of_the_obvious_way(
    toy: tuple[BestK, Lists], real: tuple[BestK, Lists], n_threads: int, n_in_span: int
) -> None:
    for job, lists in (toy, real):
        assert lists_of(job, lists, Threads(n_threads), n_in_span) == lists


def test_a_part_that_fails_fails_here_and_leaves_no_thread() -> None:
    before = threading.enumerate()
    job: Any = Job(fails_at=40)
    with pytest.raises(ArithmeticError, match="^no answer to 40$"):
        dict(Threads(2).run(job, spans_of(90, 10)))
    assert threading.enumerate() == before


def test_who_stops_early_leaves_no_thread_and_no_work() -> None:
    asked = []

    class Noted:
        def best(self, start: int, stop: int) -> Any:
            asked.append(start)

    before = threading.enumerate()
    job: Any = Noted()
    run = Threads(2).run(job, spans_of(1000, 1))
    next(run)
    run.close()  # type: ignore[attr-defined]
    assert threading.enumerate() == before
    assert len(asked) < 10


# Which engine


def test_an_engine_goes_by_its_name() -> None:
    address = "tcp://10.0.0.1:8786"
    assert engine_of() == engine_of("threads") == Threads()
    assert engine_of("threads", n=3) == Threads(3)
    assert engine_of("dask", n=3) == DaskCluster(None, 3)
    assert engine_of(scheduler=address) == DaskCluster(address)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("spark",), "no engine is called 'spark'; there are threads and dask"),
        (
            ("threads", "tcp://10.0.0.1:8786"),
            "threads take no scheduler: 'tcp://10.0.0.1:8786' is for dask",
        ),
    ],
)
def test_another_engine_is_refused(asked: tuple[str, ...], message: str) -> None:
    with pytest.raises(EngineError) as refused:
        engine_of(*asked)
    assert str(refused.value) == message


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.pairs.engines.threads.find_spec", lambda name: None)
    with pytest.raises(EngineError) as refused:
        engine_of("dask")
    assert str(refused.value) == (
        "the engine dask is not installed: pip install 'cluster-partner-matcher[dask]'"
    )


# Dask: what needs no cluster


@pytest.mark.parametrize("n_in_span", [1, 7, 512, 5000])
@pytest.mark.parametrize("n_rows", [0, 1, 325, 20_000, 300_000])
def test_bundles_are_even_and_hold_each_part_once(n_rows: int, n_in_span: int) -> None:
    spans = spans_of(n_rows, n_in_span)
    made = bundles(spans, n_threads=2)
    assert [span for bundle in made for span in bundle] == spans
    sizes = [bundle[-1][1] - bundle[0][0] for bundle in made]
    assert max(sizes, default=0) <= max(ROWS_IN_BUNDLE, n_in_span)
    assert len(made) >= min(2 * N_ROUNDS, len(spans))


def test_a_job_is_sent_without_what_a_worker_laid_out() -> None:
    held = dask_engine._Held(BestK(random_vectors(30, seed=2), 3))
    before = len(pickle.dumps(held))
    held.job.best(0, 30)
    assert "order" in vars(held.job)
    assert len(pickle.dumps(held)) == before


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("0.0.9", "has version 0.0.9"),
        (
            ModuleNotFoundError("No module named 'matcher'"),
            "cannot load it (No module named 'matcher')",
        ),
    ],
)
def test_a_worker_with_another_version_is_refused(
    version: str | Exception, told: str
) -> None:
    check_version("tcp://10.0.0.2:1", "0.1.0", "0.1.0")
    with pytest.raises(EngineError) as refused:
        check_version("tcp://10.0.0.2:1", version, "0.1.0")
    assert str(refused.value) == (
        "all machines need cluster-partner-matcher 0.1.0, but the Dask worker at "
        f"tcp://10.0.0.2:1 {told}; install the same there"
    )


def nobody_there() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield f"tcp://127.0.0.1:{port}"


def somebody_silent() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def no_address() -> Iterator[str]:
    yield "8786"


@pytest.mark.parametrize("where", [nobody_there, somebody_silent, no_address])
def test_an_address_where_no_scheduler_answers_is_named(
    where: Callable[[], Iterator[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "REACHING", 0.3)
    job: Any = Job()
    with contextmanager(where)() as address:
        start = time.monotonic()
        with pytest.raises(EngineError) as refused:
            next(DaskCluster(address).run(job, [(0, 1)]))
    assert time.monotonic() - start < PATIENCE
    assert str(refused.value) == (
        f"no Dask scheduler answers at '{address}'; give the address that "
        "`dask scheduler` shows when it starts, as in tcp://10.0.0.1:8786"
    )


# Dask: processes of this machine

N_WORKERS = 2


@pytest.fixture
def local() -> Iterator[DaskCluster]:
    """Workers of which nothing may be left."""
    before, names = set(multiprocessing.active_children()), set(os.environ)
    yield DaskCluster(n_workers=N_WORKERS)
    assert set(multiprocessing.active_children()) <= before
    assert {name for name in os.environ if "DASK" not in name} <= names


@pytest.mark.slow
def test_dask_gives_the_answer_of_the_obvious_way(
    local: DaskCluster, real: tuple[BestK, Lists]
) -> None:
    job, lists = real
    assert lists_of(job, lists, local, n_in_span=1) == lists


@pytest.mark.slow
def test_a_part_that_fails_on_a_worker_fails_here(local: DaskCluster) -> None:
    job: Any = Job(fails_at=40)
    with pytest.raises(ArithmeticError, match="^no answer to 40$"):
        dict(local.run(job, spans_of(90, 10)))


def wait_until(true: Callable[[], Any]) -> Any:
    """What is true in the end; an error where nothing is for long."""
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found


N_ROWS = 90
N_FREE = N_ROWS // (N_ROUNDS * N_WORKERS)  # as many as the first bundle holds


@dataclass(frozen=True)
class Held:
    """A job of which all rows but the first note who is at them, and wait for leave."""

    job: BestK
    folder: Path

    def best(self, start: int, stop: int) -> Any:
        if start >= N_FREE:
            (self.folder / f"{start} {os.getpid()}").touch()
            wait_until((self.folder / "leave").exists)
        return self.job.best(start, stop)

    def at_work(self) -> list[tuple[str, int]]:
        """Row and process of each note, once there is one of each worker."""
        notes = [path.name.split() for path in self.folder.iterdir()]
        return [(row, int(pid)) for row, pid in notes] * (len(notes) == N_WORKERS)


@pytest.mark.slow
@pytest.mark.parametrize("n_killed", [1, N_WORKERS])
def test_a_worker_that_is_killed_costs_only_its_parts(
    local: DaskCluster, toy: tuple[BestK, Lists], tmp_path: Path, n_killed: int
) -> None:
    """Where all are killed, so is the job that they held: it is sent once more."""
    held: Any = Held(toy[0], tmp_path)
    spans = spans_of(N_ROWS, 1)
    run = local.run(held, spans)
    found = dict([next(run)])
    lost = wait_until(held.at_work)[:n_killed]
    for _, pid in lost:
        os.kill(pid, signal.SIGKILL)
    (tmp_path / "leave").touch()
    found |= dict(run)
    assert in_order(found, spans) == toy[1]
    for row, _ in lost:
        assert len(list(tmp_path.glob(f"{row} *"))) > 1, "done by another"


STOPPED = """
import sys
from pathlib import Path
from tests.pairs.test_engines import BestK, DaskCluster, Held, N_ROWS, N_WORKERS
from tests.pairs.test_engines import spans_of, random_vectors, wait_until
held = Held(BestK(random_vectors(N_ROWS, seed=8), 3), Path(sys.argv[1]))
run = DaskCluster(n_workers=N_WORKERS).run(held, spans_of(N_ROWS, 1))
next(run)
wait_until(held.at_work)
print("at work", flush=True)
dict(run)
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_who_started_them(how: signal.Signals, tmp_path: Path) -> None:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running("-c", STOPPED, tmp_path, **pipes) as process:
        assert process.stdout.readline() == "at work\n"
        if how is signal.SIGINT:  # as a terminal does, to all of them
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        # Workers hold the other ends of these pipes, which close with the last.
        _, told = process.communicate(timeout=PATIENCE)
    if how is signal.SIGINT:
        assert told.count("Traceback") == 1
        assert told.endswith("\nKeyboardInterrupt\n")


@contextmanager
def running(*command: object, **options: Any) -> Iterator[Any]:
    """A Python process, ended with all its children."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        text=True,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)


# Dask: a cluster that runs already


@contextmanager
def scheduler_running(folder: Path) -> Iterator[tuple[Any, str]]:
    """A scheduler on a port of its own, and its address."""
    file = folder / "scheduler.json"
    place = ("--host", "127.0.0.1", "--port", 0, "--no-dashboard")
    command = ("-m", "dask", "scheduler", *place, "--scheduler-file", file)

    def address() -> str:
        with suppress(OSError, ValueError):  # not there yet, or not yet whole
            return str(json.loads(file.read_text())["address"])
        return ""

    with running(*command) as process:
        yield process, wait_until(address)


@contextmanager
def workers_running(address: str, n: int, *folders: Path) -> Iterator[None]:
    """Workers of a scheduler, which find packages in these folders first."""
    options = ("--nworkers", n, "--nthreads", 1, "--no-dashboard")
    others = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(map(str, (*folders, ROOT, others)))
    with running(
        *("-m", "dask", "worker", address, *options),
        env=os.environ | {"PYTHONPATH": path},
    ):
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(n, timeout=PATIENCE)
        yield


@pytest.mark.slow
def test_a_cluster_that_runs_already_is_left_running(
    real: tuple[BestK, Lists], tmp_path: Path
) -> None:
    job, lists = real
    with (
        scheduler_running(tmp_path) as (_, address),
        workers_running(address, N_WORKERS),
    ):
        for n_in_span in (1, 7):
            assert lists_of(job, lists, DaskCluster(address), n_in_span) == lists


@pytest.mark.slow
def test_who_cannot_do_the_work_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job: Any = Job()
    other = tmp_path / "cluster_partner_matcher-0.0.9.dist-info"
    other.mkdir()
    facts = "Metadata-Version: 2.1\nName: cluster-partner-matcher\nVersion: 0.0.9\n"
    (other / "METADATA").write_text(facts)
    with scheduler_running(tmp_path) as (_, address):
        cluster = DaskCluster(address)
        with monkeypatch.context() as patch:
            patch.setattr(dask_cluster, "ANSWERING", 0.3)
            with pytest.raises(EngineError) as refused:
                next(cluster.run(job, [(0, 1)]))
        assert str(refused.value) == (
            f"nobody works for the Dask scheduler at {address}; start a worker with "
            f"`dask worker {address} --nthreads 1`"
        )
        with (
            workers_running(address, 1, tmp_path),
            pytest.raises(EngineError, match=r"has version 0\.0\.9; install the same"),
        ):
            next(cluster.run(job, [(0, 1)]))


@pytest.mark.slow
def test_a_scheduler_that_ends_is_told(
    toy: tuple[BestK, Lists], tmp_path: Path
) -> None:
    held: Any = Held(toy[0], tmp_path)
    with (
        scheduler_running(tmp_path) as (scheduler, address),
        workers_running(address, N_WORKERS),
    ):
        run = DaskCluster(address).run(held, spans_of(N_ROWS, 1))
        next(run)
        scheduler.kill()
        with pytest.raises(EngineError, match=f"Dask cluster at {address} does not"):
            dict(run)


def test_what_ends_a_process_waits_until_its_workers_are_made() -> None:
    dask_cluster = pytest.importorskip("matcher.pairs.engines.dask_cluster")
    came = list[str]()
    before = signal.signal(signal.SIGTERM, lambda *_: came.append("ended"))
    try:
        with dask_cluster._undisturbed():
            signal.raise_signal(signal.SIGTERM)
            came.append("made")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert came == ["made", "ended"]
