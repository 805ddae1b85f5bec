"""Runs a checkout's commands and keeps what they say and write.

In: the folder of a checkout. Out: exit code, both streams and files by command, as
records. Scenes run beside each other, each in a folder of its own.
"""

from __future__ import annotations

import re
import select
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.recording.bodies import read_body, steady
from tests.recording.commands import FIRST, SCENES
from tests.recording.packages import prepare

N_SECONDS = 600
"""A command that takes longer hangs, even on a busy machine."""

_OPENED = re.compile(r"Open (http://\S+)")
_PORT = re.compile(r"(?<=http://127\.0\.0\.1:)\d+")

Record = dict[str, Any]

RUN = "from matcher.cli import app; app(prog_name='matcher')"
"""As `python -m matcher`, which old versions know by another name."""


class Stage:
    """Where commands run.

    Parameters
    ----------
    checkout, folder : Path
        What runs, and an empty folder to run it in.
    env : mapping of str to str
        With the checkout on Python's path.
    """

    def __init__(self, checkout: Path, folder: Path, env: Mapping[str, str]) -> None:
        self.checkout = checkout
        self.folder = folder
        self.env = env

    def play(self, n_beside: int) -> Record:
        """All commands; so many scenes beside each other."""
        given = self.folder / "given"
        given.mkdir()
        prepare(self.checkout / "data", given)
        found = self.scene(given, FIRST)
        folders = []
        for number, _ in enumerate(SCENES):
            folder = self.folder / f"scene-{number}"
            folder.mkdir()
            for path in given.iterdir():
                (folder / path.name).symlink_to(path)
            folders.append(folder)
        with ThreadPoolExecutor(n_beside) as pool:
            for records in pool.map(self.scene, folders, SCENES):
                found |= records
        return {name: found[name] for name in sorted(found)}

    def scene(self, folder: Path, commands: tuple[str, ...]) -> Record:
        """The commands of one scene, by what was typed."""
        found: Record = {}
        for command in commands:
            name = f"matcher {command}".strip()
            while name in found:
                name += " (again)"
            found[name] = self._run(command, folder)
        return found

    def _run(self, command: str, folder: Path) -> Record:
        before = _files(folder)
        record = self._spoken(command, folder)
        after = _files(folder)
        record["files"] = {
            name: read_body(content, Path(name).suffix[1:])
            for name, content in after.items()
            if before.get(name) != content
        }
        record["files_gone"] = sorted(before.keys() - after.keys())
        return record

    def _spoken(self, command: str, folder: Path) -> Record:
        """The exit code and both streams of a command."""
        typed, _, given = command.partition(" < ")
        first_page, line = None, ""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            text = typed.replace("CHECKOUT", str(self.checkout))
            words = shlex.split(text.replace("PORT", str(port)))
            running = subprocess.Popen(
                [sys.executable, "-P", "-c", RUN, *words],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, encoding="utf-8", cwd=folder, env=self.env,
            )  # fmt: skip
            try:
                if words[:1] == ["serve"]:
                    first_page, line = _answer_of_server(running)
                out, told = running.communicate(given, timeout=N_SECONDS)
            finally:
                running.kill()
        return {
            "exit_code": running.returncode,
            "first_page": first_page,
            "stdout": _parsed(self._clean(line + out, port), words),
            "stderr": self._clean(told, port).splitlines(),
        }

    def _clean(self, text: str, port: int) -> str:
        """What was said, without what is another folder and port every time."""
        for known, word in ((self.checkout, "[checkout]"), (self.folder, "[folder]")):
            text = text.replace(str(known), word)
        for number, word in ((port, "[port]"), (port + 1, "[next port]")):
            text = re.sub(rf"(?<=port ){number}\b", word, text)
        return steady(_PORT.sub("[port]", text))


def _answer_of_server(running: subprocess.Popen[str]) -> tuple[int | None, str]:
    """The status of a server's first page and its first line; it is stopped then."""
    assert running.stdout
    select.select([running.stdout], [], [], N_SECONDS)
    line = running.stdout.readline()
    opened = _OPENED.match(line)
    if not opened:
        return None, line
    try:
        with urlopen(opened[1], timeout=N_SECONDS) as page:
            status = page.status
    except HTTPError as error:
        status = error.code
    running.send_signal(signal.SIGINT)
    return status, line


def _parsed(text: str, words: list[str]) -> Record:
    if text.startswith("{"):
        return read_body(text.encode(), "json")
    if words[:1] == ["pairs"] and text.startswith("left,"):
        return read_body(text.encode(), "csv")
    return {"text": text.splitlines()}


def _files(folder: Path) -> dict[str, bytes]:
    """What was written in a scene's folder; what others made is linked there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
