"""Finished pieces of a long job, in a folder beside its output.

In: the path of an output and what describes the job. Out: `Checkpoint`, which keeps
each piece whole or not at all, so that a job that was stopped at any moment goes on
where it was; or a refusal that names what differs.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from matcher.errors import OutputError
from matcher.files.kinds import FOLDER, lock, standing_at
from matcher.files.removing import (
    beside,
    clear_folder,
    remove_folder,
    stranger_in,
    sweep,
)
from matcher.files.writing import writing_file

AnyArray = NDArray[Any]

JOB = "job.json"
"""What the pieces belong to; it is the first to come and the last to go."""

_NAMES = r"(job|finished)\.json|whole|(best|back|ranks|rows)-\d+\.(npz|int|csv|arrow)"
_OURS = re.compile(rf"{_NAMES}|\.({_NAMES})\.[0-9a-f]{{8}}\.part").fullmatch


@dataclass(frozen=True)
class Checkpoint:
    """Finished pieces in a folder.

    Parameters
    ----------
    folder : Path
        Exists.
    """

    folder: Path

    def __contains__(self, name: str) -> bool:
        return self.path(name).exists()

    @property
    def is_empty(self) -> bool:
        """Whether no piece is there, though its folder is."""
        return self.folder.exists() and {*os.listdir(self.folder)} <= {JOB}

    def path(self, name: str) -> Path:
        """Where a piece stands."""
        return self.folder / name

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Write a piece; it is there once all of it has reached the disk.

        Raises
        ------
        OutputError
            If it cannot be written; no piece of it stays.
        """
        with writing_file(self.path(name)) as stream:
            yield stream

    def write_arrays(self, name: str, **arrays: AnyArray) -> None:
        """Write a piece that is a few arrays."""
        with self.writing(name) as stream:
            np.savez(stream, allow_pickle=False, **arrays)

    def read_arrays(self, name: str) -> dict[str, AnyArray]:
        """The arrays of a piece.

        Raises
        ------
        OutputError
            If it is damaged.
        """
        from zipfile import BadZipFile  # slow to import

        path = self.path(name)
        try:
            with np.load(path) as found:
                return dict(found)
        except (OSError, EOFError, ValueError, BadZipFile) as error:
            raise OutputError(
                f"{path}: is damaged: {error}; remove it, and it is made again"
            ) from error

    def write_json(self, name: str, facts: Mapping[str, Any]) -> None:
        """Write a piece that is a JSON object."""
        with self.writing(name) as stream:
            stream.write(json.dumps(facts, indent=1, sort_keys=True).encode())

    def read_json(self, name: str) -> dict[str, Any]:
        """The JSON object of a piece; an empty one where it is missing or damaged."""
        try:
            found = json.loads(self.path(name).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def remove(self) -> None:
        """Remove the folder with all pieces: at one moment it is there, then not."""
        aside = beside(self.folder, "part")
        os.rename(self.folder, aside)
        if not remove_folder(aside, _OURS):  # somebody put something in
            os.rename(aside, self.folder)


@contextmanager
def checkpoint_beside(
    out: Path, job: Mapping[str, Any], *, resume: bool = False, force: bool = False
) -> Iterator[Checkpoint]:
    """The pieces of a job whose output will stand at a path.

    Parameters
    ----------
    out : Path
    job : mapping
        All that its bytes depend on, as JSON.
    resume : bool
        Go on with the pieces of a run that was stopped, if there are any.
    force : bool
        Begin anew where pieces stand and nobody asks for `resume`.

    Yields
    ------
    Checkpoint
        The folder stays until `Checkpoint.remove`.

    Raises
    ------
    OutputError
        If pieces stand there and neither is asked for, they belong to another job, the
        folder holds anything else, or another run is at work on it.
    """
    folder = folder_beside(out)
    with _locked(folder):
        if other := stranger_in(folder, _OURS):
            raise OutputError(f"{folder}: holds more than parts ('{other}'); move it")
        checkpoint = Checkpoint(folder)
        if JOB in checkpoint and resume:
            _check_same(checkpoint, job)
        elif JOB in checkpoint and not force:
            raise OutputError(
                f"{folder}: holds parts of a run that was stopped; --resume goes on "
                "with them, --force begins anew"
            )
        else:
            clear_folder(folder, _OURS, last=JOB)
        try:
            if JOB not in checkpoint:
                checkpoint.write_json(JOB, job)
            yield checkpoint
        finally:
            if checkpoint.is_empty:  # nothing to go on with
                checkpoint.remove()


@contextmanager
def checkpoint_for_now(needed: bool) -> Iterator[Checkpoint | None]:
    """A folder that is gone afterwards, for what memory cannot hold; or nothing."""
    if not needed:
        yield None
        return
    from tempfile import TemporaryDirectory  # slow to import

    with TemporaryDirectory(prefix="matcher-") as folder:
        yield Checkpoint(Path(folder))


def folder_beside(out: Path) -> Path:
    """Where the pieces of an output stand; where it leads to if it is a link."""
    return Path(f"{os.path.realpath(out)}.parts")


def kept_in(folder: Path) -> str:
    """What people should know of pieces that stay."""
    return f"What is done so far stays in {folder}; --resume goes on with it."


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Make a folder where none is, and keep other runs from it for a while."""
    found = standing_at(folder)
    if found not in ("", FOLDER):
        raise OutputError(f"{folder}: is {found}, where parts are to stand; move it")
    try:
        sweep(folder, _OURS)
        folder.mkdir(0o700, exist_ok=True)
        held = lock(folder)
    except BlockingIOError:
        raise OutputError(f"{folder}: another run is at work on it") from None
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{folder}: cannot be made: {reason}") from error
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _check_same(checkpoint: Checkpoint, job: Mapping[str, Any]) -> None:
    before, now = checkpoint.read_json(JOB), json.loads(json.dumps(job))
    told = [
        f"{name} was {_shown(before.get(name))} and is {_shown(now.get(name))}"
        for name in sorted(before.keys() | now.keys())
        if before.get(name) != now.get(name)
    ]
    if told:
        raise OutputError(
            f"{checkpoint.folder}: holds parts of another job: {'; '.join(told)}. "
            "Repeat the command as it was, or begin anew with --force instead of "
            "--resume"
        )


def _shown(value: object) -> str:
    text = json.dumps(value) if not isinstance(value, str) else value
    return "not given" if value is None else text if len(text) < 64 else text[:8]
