"""Runs a command whose standard error is a terminal, as a person would see it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PATIENCE = 600.0  # seconds


class Seen(NamedTuple):
    """What a command left: its exit code, standard output and what stood on screen."""

    returncode: int
    stdout: str
    screen: str


def run_in_terminal(command: Sequence[str], folder: Path, **variables: str) -> Seen:
    """Run it to its end; standard output goes to a file, which never fills up."""
    ours, theirs = os.openpty()
    out = folder / "stdout.txt"
    screen = b""
    try:
        with out.open("w") as stream:
            running = subprocess.Popen(
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=theirs,
                env=os.environ | variables,
            )
        os.close(theirs)
        end = time.monotonic() + PATIENCE
        # No trust in how a terminal tells its end: ask for the process too.
        while running.poll() is None or select.select([ours], [], [], 0)[0]:
            assert time.monotonic() < end, f"no end of {command}: {screen[-500:]!r}"
            if select.select([ours], [], [], 0.2)[0]:
                read = _read(ours)
                screen += read
                if not read:
                    running.wait(timeout=PATIENCE)
                    break
    finally:
        os.close(ours)
    return Seen(running.returncode, out.read_text(), screen.decode(errors="replace"))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux tells that the other end has closed
        return b""
