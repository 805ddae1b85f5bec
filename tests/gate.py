"""Everything a reviewer would run, in one command: `python3 tests/gate.py`.

Comes in: Python 3.11 or newer with venv and pip, and a package registry to install
from. Goes out: exit code 0 if every stage passed; the first stage that fails ends the
run with a message. With `--fast` it leaves out the slow tests, the wheel and the lowest
versions. Standard library only, since it makes the environments it then works in.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.environments import (
    LOWEST,
    NEWEST,
    PROGRAMS,
    PYTHON,
    find_program,
    make_lowest,
    make_newest,
)
from tests.stages import ROOT, Gate, GateError

FAST = ("-m", "not (slow or browser)", "-p", "tests.together")
# All of them are for the browser: another second for each worker to read them.
FAST += ("--ignore=tests/browser",)
SLOW = ("-m", "slow or browser")
# Mostly waits, a minute for slow sockets: so it begins first, beside others.
WAITING = ROOT / "tests/web/test_server.py"
SLOWEST = ("--durations=5", "--durations-min=2")


def run(gate: Gate, *, fast: bool) -> None:
    """Every stage, the quick ones first."""
    # Whoever runs this may have an older Python than the project promises.
    if sys.version_info < (3, 11):  # noqa: UP036
        raise GateError(f"this is Python {sys.version.split()[0]}; use 3.11 or newer")
    make_newest(gate)
    if fast:
        look_over(gate)
        gate.tests("fast tests", NEWEST, *FAST, *SLOWEST)
        return
    with gate.beside(
        partial(make_lowest, gate), partial(use_the_wheel, gate), partial(find, gate)
    ):
        look_over(gate)
        gate.tests("fast tests", NEWEST, *FAST, *SLOWEST)
    gate.tests("fast tests with the lowest versions", LOWEST, *FAST)
    # Many of these wait for a server, a browser or a deadline: one more than cores.
    slow = (*SLOW, *with_slow_tests(), *SLOWEST)
    gate.tests("slow and browser tests", NEWEST, *slow, n_workers=3)


def with_slow_tests() -> list[Path]:
    """Files that speak of what is slow or of a browser.

    To read all others would take each worker ten seconds.
    """
    speaks = re.compile(r"\b(slow|browser)\b").search
    found = (ROOT / "tests").rglob("test_*.py")
    some = [file for file in found if speaks(file.read_text(encoding="utf-8"))]
    return sorted(some, key=lambda file: (file != WAITING, file))


def look_over(gate: Gate) -> None:
    """What is seen without running tests."""
    scripts = PYTHON.parent
    gate.stage("format", scripts / "ruff", "format", "--check", ".")
    gate.stage("lint", scripts / "ruff", "check", ".")
    gate.stage("types", scripts / "mypy")
    gate.stage("data", scripts / "matcher", "data", "check", "--registry", "data")


def find(gate: Gate) -> None:
    """Have every program that slow tests drive."""
    for program in PROGRAMS:
        find_program(gate, program)


def use_the_wheel(gate: Gate) -> None:
    """Build what people install, and use it as they do."""
    wheel = (PYTHON, "-m", "uv", "build", "--wheel", "--out-dir", gate.work, ROOT)
    gate.setup("build the wheel", *wheel)
    built = next(gate.work.glob("*.whl"))
    gate.setup("use the wheel", PYTHON, ROOT / "tests/wheel_smoke.py", built)


def main() -> int:
    """Run the gate; 0 if it opens, 1 if not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fast",
        action="store_true",
        help="leave out slow tests, the wheel and the lowest versions",
    )
    fast = parser.parse_args().fast
    with tempfile.TemporaryDirectory(prefix="gate-") as work:
        gate = Gate(Path(work))
        try:
            run(gate, fast=fast)
            verdict = ""
        except GateError as error:
            verdict = str(error)
    total = time.perf_counter() - gate.started
    stages = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in gate.times)
    print(f"\ngate: {total:.0f} s in all: {stages}")
    print(f"gate: FAILED at {verdict}" if verdict else "gate: passed")
    if gate.n_passed or gate.n_failed:
        print(gate.summary())
    return 1 if verdict else 0


if __name__ == "__main__":
    sys.exit(main())
