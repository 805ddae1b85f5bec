"""Closed, full and broken streams, and signals, end a command with one message."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from matcher.pairs.checkpoint import FOR_NOW
from tests.cli.running import ROOT, process
from tests.pairs.export.test_job import COMMAND, PATIENCE

pytestmark = pytest.mark.long

CLOSED = (
    "Error: standard output is closed; send it to a file, or to /dev/null where it is "
    "not wanted\n"
)
WORDS = [
    ["--help"], ["--version"], ["pairs", "--help"], ["data", "--help"],
    ["data", "check"], ["data", "check", "--json"],
    ["suggest", "inovcluster"], ["suggest", "inovcluster", "--json"],
]  # fmt: skip
# Their pairs are more than a pipe holds, so a command that prints them stands still.
N_DRAWN = 120


def in_shell(words: list[str], streams: str) -> tuple[int, str]:
    """What a command with redirected streams ends with, and says."""
    command = [sys.executable, "-m", "matcher", *words]
    line = ["sh", "-c", f'"$@" {streams}', "sh", *command]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("words", [[], ["data"], *WORDS], ids=" ".join)
def test_a_closed_standard_output_is_told(words: list[str]) -> None:
    assert in_shell(words, ">&-") == (1, CLOSED)


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["pairs"], *WORDS], ids=" ".join)
def test_a_full_standard_output_is_told(words: list[str]) -> None:
    told = "Error: standard output: No space left on device\n"
    assert in_shell(words, ">/dev/full") == (1, told)


@pytest.mark.slow
@pytest.mark.parametrize("words", [["--help"], ["data", "check"]], ids=" ".join)
@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "<&-"])
def test_what_is_not_used_may_be_closed_or_full(words: list[str], streams: str) -> None:
    assert in_shell(words, streams) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "2>&- <&-"])
@pytest.mark.parametrize("words", [["suggest", "nobody"], ["sugest"]], ids=" ".join)
def test_what_nobody_can_be_told_still_fails(words: list[str], streams: str) -> None:
    code, told = in_shell(words, streams)
    assert code in (1, 2)
    assert told == ""


WRONG_USAGE = [
    ["suggest", "--nonsense"], ["sugest"], ["--nonsense"], ["pairs", "--top", "0"],
    ["data", "chek"], ["data", "check", "a", "b"],
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "streams"),
    [
        *product(WRONG_USAGE, [">&-", ">&- 2>&-"]),
        *product(WRONG_USAGE[:1], ["2>&-", ">&- 2>&- <&-"]),
    ],
)
def test_wrong_usage_is_code_2_whatever_is_closed(
    words: list[str], streams: str
) -> None:
    code, told = in_shell(words, streams)
    assert code == 2
    assert ("matcher" in told) == (streams == ">&-")


@pytest.mark.parametrize("words", [
    ["suggest", "--profile", "-"],
    ["consortium", "--profile", "-"],
    ["consortium", "--rules", "-"],
    ["data", "import", "-", "--into", "/tmp/nothing-comes-here"],
    ["data", "import", "-", "a.csv", "--into", "/tmp/nothing-comes-here", "--dry-run"],
], ids=" ".join)  # fmt: skip
def test_a_closed_standard_input_is_told(words: list[str]) -> None:
    told = "Error: standard input: cannot be read: it is closed\n"
    assert in_shell(words, "<&-") == (1, told)


def test_an_endless_profile_from_standard_input_is_told() -> None:
    words, told = ["suggest", "--profile", "-"], "Error: standard input: cannot be read"
    endless = in_shell(words, "</dev/zero")
    assert endless == (1, f"{told}: it is longer than 1,048,576 bytes\n")


@pytest.mark.slow
def test_a_file_does_not_take_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    """A warning written to where standard error was would land in the result."""
    out = tmp_path / "pairs.csv"
    code = "import os; from matcher.cli import app\n"
    code += f"try: app(['pairs', '--top', '1', '--out', {str(out)!r}])\n"
    code += "finally: os.write(2, b'warning')"
    line = ["sh", "-c", '"$@" 2>&-', "sh", sys.executable, "-c", code]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "warning" not in out.read_text()


# signals


def until(seen: Callable[[], Any], running: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert running.poll() is None
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drawn") / "registry"
    with process("synth", "--n", f"{N_DRAWN}", "--out", str(path)) as running:
        running.communicate()
    assert running.returncode == 0
    return path


def printing(registry: Path, home: Path) -> subprocess.Popen[str]:
    """Every pair to nobody who reads it, with ranks in a temporary folder."""
    command = [sys.executable, "-c", COMMAND, "pairs", "--registry", str(registry)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"TMPDIR": str(home)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def hang_ups(how: signal.Handlers) -> Iterator[None]:
    """What a command that is started now does at a hang-up, whoever runs the tests."""
    before = signal.signal(signal.SIGHUP, how)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_no_temporary_folder(
    name: str, drawn: Path, tmp_path: Path
) -> None:
    number = signal.Signals[name]
    with hang_ups(signal.SIG_DFL):
        running = printing(drawn, tmp_path)
    with running:
        until(lambda: [*tmp_path.glob(f".{FOR_NOW}.*/ranks-*")], running)
        running.send_signal(number)
        _, told = running.communicate()
    assert (running.returncode, told) == (128 + number, "Stopped.\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_what_a_killed_run_has_left_goes_at_the_next(
    drawn: Path, tmp_path: Path
) -> None:
    others = [tmp_path / f"{FOR_NOW}-others", tmp_path / f".{FOR_NOW}.12345678.part"]
    for other in others:
        other.mkdir()
        (other / "thesis.doc").write_text("precious")
    (others[1] / "job.json").write_text("{}")
    with printing(drawn, tmp_path) as running:
        until(lambda: [*tmp_path.glob(f".{FOR_NOW}.*/ranks-*")], running)
        with printing(drawn, tmp_path) as second:  # leaves the first alone
            until(lambda: len([*tmp_path.glob(f".{FOR_NOW}.*/ranks-*")]) > 1, second)
            second.terminate()
            second.communicate()
        assert [*tmp_path.glob(f".{FOR_NOW}.*/ranks-*")]
        running.kill()
        running.communicate()
    assert len(os.listdir(tmp_path)) == 3
    with printing(drawn, tmp_path) as again:
        again.communicate()
    assert sorted(tmp_path.iterdir()) == sorted(others)


@pytest.mark.slow
def test_a_stopped_synth_leaves_nothing(tmp_path: Path) -> None:
    with process("synth", "--n", "3000", "--out", str(tmp_path / "drawn")) as running:
        until(lambda: [*tmp_path.glob(".drawn.*.part/clusters.csv")], running)
        running.terminate()
        _, told = running.communicate()
    assert (running.returncode, told) == (143, "Stopped.\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_a_server_ends_when_it_is_told_to() -> None:
    with process("serve", "--port", "0") as running:
        assert running.stdout
        assert running.stdout.readline().startswith("Open http://")
        running.terminate()
        _, told = running.communicate()
    assert (running.returncode, told) == (143, "Stopped.\n")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_the_first_process_of_a_container_ends_when_it_is_told_to() -> None:
    alone = ["unshare", "--pid", "--fork", "--kill-child"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no container can be made here")
    command = [*alone, sys.executable, "-m", "matcher", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stdout.readline().startswith("Open http://")
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        os.kill(int(children.read_text()), signal.SIGTERM)
        _, told = running.communicate()
    assert (running.returncode, told) == (143, "Stopped.\n")


@pytest.mark.slow
def test_who_ignores_hang_ups_goes_on_ignoring_them(
    drawn: Path, tmp_path: Path
) -> None:
    with hang_ups(signal.SIG_IGN):
        running = printing(drawn, tmp_path)
    with running:
        until(lambda: [*tmp_path.glob(f".{FOR_NOW}.*/ranks-*")], running)
        running.send_signal(signal.SIGHUP)
        shown, told = running.communicate()
    assert (running.returncode, told) == (0, "")
    assert shown.count("\n") == 1 + N_DRAWN * (N_DRAWN - 1) // 2
