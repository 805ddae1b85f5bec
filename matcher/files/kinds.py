"""What stands at a path, in words, and whether another run is at work on it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

FILE = "a file"
FOLDER = "a folder"

_KINDS = {
    stat.S_IFREG: FILE,
    stat.S_IFDIR: FOLDER,
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def kind_of(mode: int) -> str:
    """What the mode of a path says that it is: `FILE`, `FOLDER` or something else."""
    return _KINDS.get(stat.S_IFMT(mode), "neither a file nor a folder")


def standing_at(path: Path) -> str:
    """What stands at a path itself, wherever it leads; empty for nothing."""
    try:
        return kind_of(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return ""


def lock(path: Path) -> int | None:
    """Keep other runs from a file or folder.

    Returns
    -------
    int or None
        What to close again; the system does so itself when a process dies. None on a
        system or disk that knows no locks.

    Raises
    ------
    BlockingIOError
        If another run is at work on it, or has just ended with it.
    OSError
        If it cannot be opened.
    """
    try:
        import fcntl  # not on every system
    except ImportError:
        return None
    held = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(held), os.stat(path)):
            raise BlockingIOError
    except (BlockingIOError, FileNotFoundError):
        os.close(held)
        raise BlockingIOError from None
    except OSError:
        os.close(held)
        return None
    return held
