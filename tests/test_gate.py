"""The gate stays shut where a test run was not whole."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.stages import Gate, GateError

HOME = Path(sys.prefix)
ENDS = "os.kill(os.getpid(), signal.SIGKILL)"
ONE_ENDS = f"if os.environ.get('PYTEST_XDIST_WORKER') == 'gw1':\n        {ENDS}"
MANY = """
import pytest
@pytest.mark.parametrize("number", range(20))
def test_quick(number):
    assert number < 20
"""
DIES = {
    "in a test": ("test_two.py", f"{MANY}def test_that_dies():\n    {ENDS}\n"),
    "after a test": (
        "conftest.py",
        f"def pytest_runtest_logfinish():\n    {ONE_ENDS}\n",
    ),
    "in collecting": (
        "conftest.py",
        f"def pytest_collection_finish():\n    {ONE_ENDS}\n",
    ),
    "before it is told what to run": (
        "conftest.py",
        f"def pytest_collection_finish():\n    {ONE_ENDS}\n"
        "def pytest_xdist_node_collection_finished():\n"
        "    raise OSError('cannot send (already closed?)')\n",
    ),
}


@pytest.fixture
def tests_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tests that pass, with settings of its own."""
    # Who runs these tests may be a worker; who runs those is none.
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    for name in ("one", "two", "three", "four"):
        (folder / f"test_{name}.py").write_text(MANY)
    return folder


@pytest.mark.slow
def test_it_counts_the_tests_that_pass(tests_of: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    gate.tests("tiny", HOME, tests_of)
    assert gate.summary() == "80 passed, 0 failed"


@pytest.mark.slow
@pytest.mark.parametrize("when", DIES)
def test_a_worker_that_dies_ends_the_run_with_its_name(
    when: str, tests_of: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, text = DIES[when]
    (tests_of / name).write_text(f"import os, signal\n{text}")
    gate = Gate(tmp_path)
    with pytest.raises(GateError, match="^tiny: exit code "):
        gate.tests("tiny", HOME, tests_of)
    told = capfd.readouterr().out
    assert re.search("worker gw[0-9] died.*; what it had to run was not run", told)
    if when == "in a test":
        assert "crashed while running 'test_two.py::test_that_dies'" in told
        assert gate.n_failed == 1


@pytest.mark.slow
def test_a_test_that_skips_keeps_it_shut(tests_of: Path, tmp_path: Path) -> None:
    (tests_of / "test_two.py").write_text(
        "import pytest\ndef test_skips():\n    pytest.skip('no browser')\n"
    )
    with pytest.raises(GateError, match="^tiny: 1 skipped; none may be"):
        Gate(tmp_path).tests("tiny", HOME, tests_of)


def test_what_is_done_beside_ends_before_the_next_stage(tmp_path: Path) -> None:
    done: list[str] = []
    gate = Gate(tmp_path)
    with gate.beside(lambda: done.append("one"), lambda: done.append("two")):
        pass
    assert done == ["one", "two"]


def test_what_fails_beside_keeps_it_shut(tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    fails = partial(gate.setup, "broken", sys.executable, "-c", "raise SystemExit(3)")
    with (
        pytest.raises(GateError, match="^broken: exit code 3 from "),
        gate.beside(fails),
    ):
        pass
    assert [name for name, _ in gate.times] == ["broken"]
