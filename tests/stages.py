"""Stages of the gate: each runs a program, is timed, and ends the gate where it fails.

Comes in: commands, and environments to run them in. Goes out: the output of the
programs, sums of the tests, or a `GateError` that names the stage. Standard library
only.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

# As many workers as cores: more numeric threads would only wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
# What a file's tests share, such as pages that are opened, is made by one worker, in
# the order of `tests/conftest.py`: xdist would put files of few tests last.
# Another worker in place of one that died would leave the run waiting for ever.
WORKERS = (
    *("--dist=loadfile", "--no-loadscope-reorder", "--max-worker-restart=0"),
    *("-p", "tests.dead_workers"),
)

PATIENCE = 2700
"""Seconds until a stage is ended: one that hangs fails, with its name."""


class GateError(Exception):
    """Why the gate stays shut."""


class Gate:
    """Runs stages, timing each and counting the tests."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.environment = dict(os.environ)
        # A checkout on the path would hide what the installed package lacks.
        self.environment.pop("PYTHONPATH", None)
        # Every worker and every command would compile all modules anew.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.n_passed = self.n_failed = self.n_skipped = 0
        self.started = time.perf_counter()
        self.times: list[tuple[str, float]] = []

    def stage(self, name: str, *command: object) -> None:
        """Run a command whose exit code decides, its output in full view."""
        with self._timed(name):
            if code := self._exit_code(command, {}):
                raise GateError(f"{name}: exit code {code} from {_shown(command)}")

    def setup(self, name: str, *command: object) -> None:
        """Run a command, an installation say, its output shown only where it fails."""
        with self._timed(name):
            try:
                done = subprocess.run(
                    [str(part) for part in command],
                    cwd=ROOT,
                    env={**self.environment, "DEBIAN_FRONTEND": "noninteractive"},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    timeout=PATIENCE,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise GateError(f"{name}: {error}") from error
            if done.returncode:
                print(done.stdout)
                raise GateError(
                    f"{name}: exit code {done.returncode} from {_shown(command)}"
                )

    def tests(
        self, name: str, home: Path, *options: object, n_workers: int = 2
    ) -> None:
        """Run tests in the environment of that folder; none may fail or skip."""
        report = self.work / "tests.xml"
        pytest = (home / SCRIPTS / "python", "-m", "pytest", *WORKERS)
        told = ("-n", n_workers, "-q", "-rfEs", f"--junitxml={report}")
        command = (*pytest, *told, *options)
        # Beside the code one version of numba would throw away what another compiled.
        kept = {"NUMBA_CACHE_DIR": str(home / "compiled")}
        with self._timed(name):
            report.unlink(missing_ok=True)
            code = self._exit_code(command, ONE_THREAD | kept)
            n_skipped = self._count(report)
            if code:
                raise GateError(f"{name}: exit code {code} from {_shown(command)}")
            if n_skipped:
                # What the tests need is installed here, a browser too.
                raise GateError(f"{name}: {n_skipped} skipped; none may be, see above")

    @contextlib.contextmanager
    def beside(self, *works: Callable[[], None]) -> Iterator[None]:
        """Do what waits for others, one after another, while more stages run here."""
        with ThreadPoolExecutor(max_workers=1) as alone:
            done = [alone.submit(work) for work in works]
            try:
                yield
            except BaseException:
                alone.shutdown(cancel_futures=True)
                raise
            for one in done:
                one.result()

    def summary(self) -> str:
        """The line on tests that closes the output."""
        line = f"{self.n_passed} passed, {self.n_failed} failed"
        return f"{line}, {self.n_skipped} skipped" if self.n_skipped else line

    @contextlib.contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        """Announces a stage, and says how long it took."""
        print(f"\ngate: {name} ...", flush=True)
        start = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - start
            self.times.append((name, seconds))
            print(f"gate: {name} took {seconds:.1f} s", flush=True)

    def _exit_code(self, command: tuple[object, ...], extra: dict[str, str]) -> int:
        running = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**self.environment, **extra},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return running.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise GateError(f"no end after {PATIENCE} s: {_shown(command)}") from None
        finally:
            _end_all(running.pid)

    def _count(self, report: Path) -> int:
        """Add a run's tests to the sums; the number skipped in this run."""
        if not report.exists():
            return 0
        cases = list(ElementTree.parse(report).iter("testcase"))
        failed = [c for c in cases if {"failure", "error"} & {part.tag for part in c}]
        skipped = [
            case
            for case in cases
            for part in case.iter("skipped")
            if part.get("type") == "pytest.skip"
        ]
        self.n_failed += len(failed)
        self.n_skipped += len(skipped)
        self.n_passed += len(cases) - len(failed) - len(skipped)
        return len(skipped)


def _end_all(leader: int) -> None:
    """End what a command has left running: its workers, browsers and servers."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _shown(command: tuple[object, ...]) -> str:
    return " ".join(str(part).replace(f"{ROOT}{os.sep}", "") for part in command)
