"""Everything a reviewer would run, in one command: `python3 tests/gate.py`.

Comes in: Python 3.11 or newer with venv and pip, and a package registry to install
from. Goes out: exit code 0 if every stage passed; the first stage that fails ends the
run with a message. With `--fast` it leaves out the slow tests and the wheel.
Standard library only, since it makes the environment it then works in.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-test"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed.txt"

N_WORKERS = 2
# Two workers on two cores: more numeric threads would only wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

PATIENCE = 900
"""Seconds until a stage is ended: one that hangs fails, with its name."""


@dataclass(frozen=True)
class Program:
    """What some tests drive: its commands, and how to come by it."""

    name: str
    commands: tuple[str, ...]
    packages: tuple[str, ...]
    otherwise: tuple[object, ...] = ()


PROGRAMS = (
    Program(
        "Chromium",
        ("chromium", "chromium-browser", "google-chrome"),
        ("chromium",),
        # Playwright keeps its own browser and finds it without a path.
        (BIN / "python", "-m", "playwright", "install", "chromium"),
    ),
    Program(
        "LibreOffice",
        ("soffice", "libreoffice"),
        # 90 MB to fetch, 280 MB to keep; the whole office is three times that.
        ("--no-install-recommends", "libreoffice-calc-nogui"),
    ),
)


class GateError(Exception):
    """Why the gate stays shut."""


class Gate:
    """Runs stages one after another, timing each and counting the tests."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.environment = dict(os.environ)
        # A checkout on the path would hide what the installed package lacks.
        self.environment.pop("PYTHONPATH", None)
        self.n_passed = self.n_failed = self.n_skipped = 0
        self.times: list[tuple[str, float]] = []

    def stage(self, name: str, *command: object) -> None:
        """Run a command whose exit code decides, its output in full view."""
        with _Timer(self, name):
            if code := self._exit_code(command, {}):
                raise GateError(f"{name}: exit code {code} from {_shown(command)}")

    def setup(self, name: str, *command: object) -> None:
        """Run an installation, its output shown only where it fails."""
        with _Timer(self, name):
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

    def tests(self, name: str, marks: str, *options: str) -> None:
        """Run the tests with these marks; one that skips fails the gate."""
        report = self.work / "tests.xml"
        command = (BIN / "pytest", "-m", marks, "-q", "-rfEs", f"--junitxml={report}")
        threads = ONE_THREAD if "-n" in options else {}
        with _Timer(self, name):
            report.unlink(missing_ok=True)
            code = self._exit_code((*command, *options), threads)
            n_skipped = self._count(report)
            if code:
                raise GateError(f"{name}: exit code {code} from {_shown(command)}")
            if n_skipped:
                # What the tests need is installed here, a browser too.
                raise GateError(f"{name}: {n_skipped} skipped; none may be, see above")

    def summary(self) -> str:
        """The line on tests that closes the output."""
        line = f"{self.n_passed} passed, {self.n_failed} failed"
        return f"{line}, {self.n_skipped} skipped" if self.n_skipped else line

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


class _Timer:
    """Announces a stage, and says how long it took."""

    def __init__(self, gate: Gate, name: str) -> None:
        self.gate, self.name = gate, name

    def __enter__(self) -> None:
        print(f"\ngate: {self.name} ...", flush=True)
        self.start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        seconds = time.perf_counter() - self.start
        self.gate.times.append((self.name, seconds))
        print(f"gate: {self.name} took {seconds:.1f} s", flush=True)


def run(gate: Gate, *, fast: bool) -> None:
    """Every stage, the quick ones first."""
    # Whoever runs this may have an older Python than the project promises.
    if sys.version_info < (3, 11):  # noqa: UP036
        raise GateError(f"this is Python {sys.version.split()[0]}; use 3.11 or newer")
    make_environment(gate)
    gate.stage("format", BIN / "ruff", "format", "--check", ".")
    gate.stage("lint", BIN / "ruff", "check", ".")
    gate.stage("types", BIN / "mypy")
    gate.stage("data", BIN / "matcher", "data", "check", "--registry", "data")
    # What a file's tests share, such as pages that are opened, is made by one worker.
    spread = ("-n", str(N_WORKERS), "--dist=loadfile")
    parallel = (*spread, "--durations=5", "--durations-min=2")
    gate.tests("fast tests", "not (slow or browser)", *parallel)
    if fast:
        return
    gate.setup(
        "build the wheel",
        *(BIN / "python", "-m", "pip", "wheel", "--no-deps", "-w", gate.work, ROOT),
    )
    wheel = next(gate.work.glob("*.whl"))
    gate.stage("use the wheel", BIN / "python", ROOT / "tests/wheel_smoke.py", wheel)
    for program in PROGRAMS:
        find_program(gate, program)
    gate.tests("slow tests", "slow or browser", *parallel)


def make_environment(gate: Gate) -> None:
    """Make `.venv-test`, or reuse it where nothing it is made from has changed."""
    recipe = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    wanted = f"{sys.version}\n{ROOT}\n{recipe}\n"
    if STAMP.exists() and STAMP.read_text() == wanted:
        print(f"gate: {VENV.name} is up to date")
        return
    gate.setup("make .venv-test", sys.executable, "-m", "venv", "--clear", VENV)
    pip = (BIN / "python", "-m", "pip", "install", "--disable-pip-version-check")
    gate.setup("install", *pip, "-e", f"{ROOT}[test]")
    STAMP.write_text(wanted)


def find_program(gate: Gate, program: Program) -> None:
    """Have a program where the tests look for it; without it the gate fails."""
    if any(map(shutil.which, program.commands)):
        return
    name = program.name
    if shutil.which("apt-get") and os.geteuid() == 0:
        gate.setup(f"look for {name}", "apt-get", "update")
        gate.setup(f"install {name}", "apt-get", "install", "-y", *program.packages)
    elif program.otherwise:
        gate.setup(f"install {name}", *program.otherwise)
    else:
        raise GateError(
            f"{name}: none of {', '.join(program.commands)} is on the PATH, and "
            f"apt-get, which would install it, is not here or needs root"
        )


def _shown(command: tuple[object, ...]) -> str:
    return " ".join(str(part).replace(f"{ROOT}{os.sep}", "") for part in command)


def main() -> int:
    """Run the gate; 0 if it opens, 1 if not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fast", action="store_true", help="leave out slow tests and the wheel"
    )
    fast = parser.parse_args().fast
    with tempfile.TemporaryDirectory(prefix="gate-") as work:
        gate = Gate(Path(work))
        try:
            run(gate, fast=fast)
            verdict = ""
        except GateError as error:
            verdict = str(error)
    total = sum(seconds for _, seconds in gate.times)
    stages = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in gate.times)
    print(f"\ngate: {total:.0f} s in all: {stages}")
    print(f"gate: FAILED at {verdict}" if verdict else "gate: passed")
    if gate.n_passed or gate.n_failed:
        print(gate.summary())
    return 1 if verdict else 0


if __name__ == "__main__":
    sys.exit(main())
