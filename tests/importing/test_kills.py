"""Killed at any moment, an import leaves its folder as before or as after."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from matcher import Cluster
from matcher.importing.running import import_files
from matcher.registry.package.writing import check_target, write_registry
from tests.toy import registry_of

N_KILLS = 50
LIST = "Name;Country;Members\nOptics Valley;FR;55\nPolo Energia;IT;20\n"
KNOWN = registry_of(Cluster(id="optics-valley", name="Optics Valley", members=30))

# A child for each line, which kills itself as it is about to touch files beside or in
# the folder for that time.
COMMAND = """
import os, sys
from matcher.importing.running import import_files
from matcher.importing.sources import Given

def touched(event, arguments):
    global touches
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"):
        touches -= "target" in str(arguments[0])
        if touches == 0:
            os.kill(os.getpid(), 9)

for line in sys.stdin:
    touches, folder, text = line.rstrip("\\n").split("|")
    touches = int(touches)
    child = os.fork()
    if not child:
        sys.addaudithook(touched)
        import_files([Given("list.csv", text.replace("/", "\\n").encode())], folder)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_the_folder_is_as_before_or_as_after(tmp_path: Path) -> None:
    target = tmp_path / "target"
    write_registry(KNOWN, target)
    before = files(target)
    command = [sys.executable, "-c", COMMAND]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as running:  # type: ignore[call-overload]

        def run(touches: int) -> int:
            line = f"{touches}|{target}|{LIST.replace(chr(10), '/')}"
            print(line, file=running.stdin, flush=True)
            return int(running.stdout.readline())

        assert run(0) == 0
        after = files(target)
        assert after != before
        n_touches = _n_touches(target, run)
        drawn = random.Random(5)
        found = set()
        for _ in range(N_KILLS):
            write_registry(KNOWN, target, force=True)
            assert run(drawn.randint(1, n_touches)) == -signal.SIGKILL
            if not target.exists():
                check_target(target, force=True)  # as the next import begins
            state = files(target)
            assert state in (before, after)
            found.add(state == after)
            import_files([], tmp_path / "target")
            assert [path.name for path in tmp_path.iterdir()] == ["target"]
        assert found == {False, True}
        running.stdin.close()


def _n_touches(target: Path, run) -> int:  # type: ignore[no-untyped-def]
    """How often an import touches files, found by halving."""
    least, most = 1, 4096
    while least < most:
        write_registry(KNOWN, target, force=True)
        middle = (least + most + 1) // 2
        if run(middle) == -signal.SIGKILL:
            least = middle
        else:
            most = middle - 1
    return least
