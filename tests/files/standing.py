"""Everything that may stand at a path, for tests of what is replaced and read."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path


def seen(folder: Path) -> dict[str, tuple[int, str]]:
    """All that stands in a folder and below: its kind, what it holds or leads to."""

    def content(path: Path) -> str:
        if path.is_symlink():
            return os.readlink(path)
        return path.read_text() if path.is_file() else ""

    found = sorted(folder.rglob("*"))
    return {str(p): (stat.S_IFMT(os.lstat(p).st_mode), content(p)) for p in found}


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        before = os.getcwd()
        os.chdir(path.parent)  # the name of a socket may be no longer than 108 bytes
        try:
            listener.bind(path.name)
        finally:
            os.chdir(before)


def folder_of_others(path: Path) -> None:
    path.mkdir()
    (path / "thesis.doc").write_text("precious")


def _linked(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def link(path: Path) -> None:
        make(path.with_name("real"))
        path.symlink_to("real")

    return link


NO_FILES = {
    "a folder": folder_of_others,
    "a named pipe": os.mkfifo,
    "a socket": _socket,
    "a link": lambda path: path.symlink_to(path.name),  # to itself, for ever
}
LEADS_TO = {
    f"a link to {kind}": _linked(make)
    for kind, make in NO_FILES.items()
    if kind != "a link"
} | {
    f"a link to {device}": lambda path, device=device: path.symlink_to(device)
    for device in ("/dev/null", "/dev/zero", "/dev/full")
}
WRONG = NO_FILES | LEADS_TO


def called(kind: str) -> str:
    """What is said of what a path leads to."""
    found = kind.removeprefix("a link to ")
    return "a device" if found.startswith("/dev/") else found
