"""Writes results whole or not at all, and decides what may be replaced and removed.

In: the path of a file or folder to be. Out: that path, complete, or what stood there
before. A file takes the place of a plain file or of nothing. A folder takes the place
of one that holds plain files of the names that it will hold itself, and nothing more.
A link stays: what it leads to is replaced. Who may read a file may do so afterwards,
and nobody else.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from matcher.errors import OutputError
from matcher.files.exchanging import exchange
from matcher.files.kinds import FILE, FOLDER, lock, standing_at
from matcher.files.removing import Ours, beside, remove_folder, stranger_in, sweep


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuse a file that cannot be written, before any work.

    What a run that died has left beside it goes.

    Parameters
    ----------
    path : Path
    force : bool
        A plain file that stands there may be replaced.

    Raises
    ------
    OutputError
        If the folder it belongs in is missing, or something stands there already.
    """
    target = _target(path)
    with _told(path):
        _check_parent(path, target)
        sweep(target, lambda name: False)
        _check_replaceable_file(path, target, force=force)


def check_folder(
    path: Path, files: Collection[str], what: str, *, force: bool = False
) -> None:
    """Refuse a folder that cannot be written, before any work.

    What a run that died has left beside it goes, or comes back if it stood there.

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
        As from `check_file`, or if something else stands there.
    """
    target = _target(path)
    with _told(path):
        _check_parent(path, target)
        sweep(target, files.__contains__)
        _check_replaceable_folder(path, target, files, what, force=force)


@contextmanager
def writing_file(path: Path, *, force: bool = True) -> Iterator[BinaryIO]:
    """A stream to write to; what it holds stands at `path` if all goes well.

    Raises
    ------
    OutputError
        If it cannot be written or may not be replaced. What stood there before then
        stays as it was.
    """
    target = _target(path)
    new = beside(target, "part")
    with _told(path):
        _check_replaceable_file(path, target, force=force)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | int(getattr(os, "O_BINARY", 0))
        # nobody else may read it before it is known who may
        file = os.open(new, flags, 0o600 if target.exists() else 0o666)
        try:
            with _at_work(new), open(file, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(file)
            move_file(new, path, force=force)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(new)


def move_file(new: Path, path: Path, *, force: bool) -> None:
    """Let a file of ours take its place, where it may.

    Raises
    ------
    OutputError
        As from `check_file`.
    """
    target = _target(path)
    with _told(path):
        _check_replaceable_file(path, target, force=force)
        _keep_mode(new, target)
        os.replace(new, target)


def add_line(path: Path, line: str) -> None:
    """Add a line to a file of ours; half of one is a line of its own.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with _told(path), path.open("ab") as stream:
        stream.write(f"\n{line}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def writing_folder(
    path: Path, files: Collection[str], what: str, *, force: bool = False
) -> Iterator[Path]:
    """A new folder to write files in; it stands at `path` if all goes well.

    Parameters
    ----------
    path, files, what, force
        As `check_folder` takes them.

    Yields
    ------
    Path
        Of the folder while it is written, beside `path`.

    Raises
    ------
    OutputError
        As from `check_folder`, or if it cannot be written. What stood there before then
        stays as it was.
    """
    target, ours = _target(path), files.__contains__
    new, old = beside(target, "part"), beside(target, "old")
    with _told(path):
        _check_replaceable_folder(path, target, files, what, force=force)
        try:
            os.mkdir(new, 0o700 if target.exists() else 0o777)
            with _at_work(new):
                yield new
                for name in os.listdir(new):
                    _reach_disk(new / name)
                    _keep_mode(new / name, target / name)
                _keep_mode(new, target)
                _check_replaceable_folder(path, target, files, what, force=force)
                _replace_folder(new, target, old)
                _leave_one(target, old, new, ours)
        finally:  # again, for a stop mostly comes while the old one is removed
            _leave_one(target, old, new, ours)


def check_apart(path: Path, read: Iterable[Path]) -> None:
    """Refuse to replace what the same run reads.

    Raises
    ------
    OutputError
        If the path is one of the files or folders to read, by whatever name.
    """
    if any(_same(path, source) for source in read):
        raise OutputError(f"{path}: is read by this command too; give another name")


def _target(path: Path) -> Path:
    """Where a path leads to."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:
        raise OutputError(f"{str(path)!r}: is no name of a file: {error}") from None


def _check_parent(path: Path, target: Path) -> None:
    parent = target.parent if path.is_symlink() else path.parent
    if not os.path.isdir(target.parent):
        raise OutputError(f"{path}: there is no folder '{parent}'")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: nothing can be written in the folder '{parent}'")


def _check_replaceable_file(path: Path, target: Path, *, force: bool) -> None:
    found = standing_at(target)
    if found not in ("", FILE):
        raise OutputError(f"{path}: is {found}; give the name of a file")
    if (found or os.path.lexists(path)) and not force:
        raise OutputError(f"{path}: stands there already; --force replaces it")


def _check_replaceable_folder(
    path: Path, target: Path, files: Collection[str], what: str, *, force: bool
) -> None:
    found = standing_at(target)
    if found not in ("", FOLDER):
        raise OutputError(f"{path}: is {found}; give the name of a folder for {what}")
    if found:
        if other := stranger_in(target, files.__contains__):
            raise OutputError(
                f"{path}: holds more than {what} ('{other}'); give another folder"
            )
        if _same(target, Path()):
            told = f"is the folder you are in; give the name of one for {what}"
            raise OutputError(f"{path}: {told}")
    if (found or os.path.lexists(path)) and not force:
        raise OutputError(f"{path}: stands there already; --force replaces it")
    # What it holds could not go away: the old one would stay beside the new one.
    if found and not os.access(target, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: nothing can be written in this folder")


def _same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file or folder that stands there."""
    with suppress(OSError):
        return os.path.samefile(path, other)
    return False


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses, as an error of ours."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: cannot be written: {reason}") from error


@contextmanager
def _at_work(new: Path) -> Iterator[None]:
    """Say to other runs that what stands there is not left over."""
    held = lock(new)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _replace_folder(new: Path, target: Path, old: Path) -> None:
    """Swap folders, in one step where the system has one that does."""
    if target.exists():
        if exchange(new, target):
            return
        os.rename(target, old)
    os.rename(new, target)


def _leave_one(target: Path, old: Path, new: Path, ours: Ours) -> None:
    """See that one folder stands, at its place; what stood there if need be."""
    if os.path.lexists(old) and not os.path.lexists(target):
        os.rename(old, target)
    for left in (new, old):
        if os.path.lexists(left):
            with suppress(OSError):  # one stands; `sweep` finds what is left
                remove_folder(left, ours)


def _keep_mode(new: Path, old: Path) -> None:
    """Let the same people read and write what is new."""
    with suppress(FileNotFoundError):
        before = os.stat(old)
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(new, before.st_uid, before.st_gid)
        os.chmod(new, before.st_mode & 0o7777)


def _reach_disk(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
