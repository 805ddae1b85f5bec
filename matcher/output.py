"""Writes results whole or not at all: beside the target first, then a rename.

In: the path of a file or folder to be. Out: that path, complete, or what stood there
before.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from matcher.errors import OutputError


def check_free(path: Path, *, force: bool = False) -> None:
    """Refuse a path that cannot be written to, before any work.

    Parameters
    ----------
    path : Path
        Of a file or a folder.
    force : bool
        What stands there may be replaced.

    Raises
    ------
    OutputError
        If the folder it belongs in is missing, or something stands there already.
    """
    if not os.path.isdir(path.parent):
        raise OutputError(f"{path}: there is no folder '{path.parent}'")
    if os.path.lexists(path) and not force:
        raise OutputError(f"{path}: stands there already; --force replaces it")


def check_folder(
    path: Path, files: Collection[str], what: str, *, force: bool = False
) -> None:
    """Refuse a folder that cannot be written, before any work.

    Parameters
    ----------
    path : Path
    files : collection of str
        Names of what it will hold; a folder with anything else is never replaced.
    what : str
        What is to be written, for the message, as "a model".
    force : bool
        Such a folder may be replaced.

    Raises
    ------
    OutputError
        As from `check_free`, or if something else stands there.
    """
    check_free(path, force=force)
    if not os.path.lexists(path):
        return
    if not path.is_dir():
        raise OutputError(f"{path}: is not a folder; give the name of one for {what}")
    others = sorted({file.name for file in path.iterdir()} - {*files})
    if others:
        raise OutputError(
            f"{path}: holds more than {what} ('{others[0]}'); give another folder"
        )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write instead; it takes the place of `path` if all goes well.

    Yields
    ------
    Path
        Beside `path`; nothing stands there yet: make a file or a folder.

    Raises
    ------
    OutputError
        If it cannot be written. What stood at `path` before then stays as it was.
    """
    target = Path(os.path.realpath(path))  # a link stays, what it leads to is replaced
    unique = f".{target.name}.{secrets.token_hex(4)}"
    temporary = target.with_name(f"{unique}.part")
    try:
        yield temporary
        if target.is_dir():
            _replace_folder(temporary, target, target.with_name(f"{unique}.old"))
        else:
            os.replace(temporary, target)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: cannot be written: {reason}") from error
    finally:
        _remove(temporary)  # never made, or in its place by now


def _replace_folder(new: Path, target: Path, aside: Path) -> None:
    """Swap folders; no system call replaces one that is not empty."""
    os.rename(target, aside)
    try:
        os.rename(new, target)
    except OSError:
        os.rename(aside, target)
        raise
    _remove(aside)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
