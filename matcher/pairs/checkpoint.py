"""Finished pieces of a long job, in a folder beside its output.

In: the path of an output and what describes the job. Out: `Checkpoint`, which keeps
each piece whole or not at all, so that a job that was stopped at any moment goes on
where it was; or a refusal that names what differs. A piece that is damaged is none, and
is made again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

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
from matcher.pairs.ledger import JOB, LEDGER, Ledger

AnyArray = NDArray[Any]

_SPANS = r"(best|back|ranks|rows)-\d+\.(npz|int|csv|arrow)"
_NAMES = rf"(job|finished)\.json|pieces\.txt|whole|{_SPANS}"
_OURS = re.compile(rf"{_NAMES}|\.({_NAMES})\.[0-9a-f]{{8}}\.part").fullmatch


FOR_NOW = "matcher-pairs"
"""What the names of temporary folders hold."""


@dataclass(frozen=True)
class Checkpoint:
    """Finished pieces in a folder.

    Parameters
    ----------
    folder : Path
        Exists.
    """

    folder: Path

    @cached_property
    def ledger(self) -> Ledger:
        """Length and checksum of every piece."""
        return Ledger(self.folder)

    def __contains__(self, name: str) -> bool:
        """Whether a piece is there, just as it was written."""
        return self.ledger.vouches_for(name)

    @property
    def is_empty(self) -> bool:
        """Whether no piece is there, though its folder is."""
        return self.folder.exists() and {*os.listdir(self.folder)} <= {JOB, LEDGER}

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
            sealed = self.ledger.sealing(name, stream)
            yield cast(BinaryIO, sealed)
        self.ledger.add(name, sealed)

    def write_arrays(self, name: str, **arrays: AnyArray) -> None:
        """Write a piece that is a few arrays."""
        with self.writing(name) as stream:
            np.savez(stream, allow_pickle=False, **arrays)

    def read_arrays(self, name: str) -> dict[str, AnyArray]:
        """The arrays of a piece that is there."""
        with np.load(self.path(name)) as found:
            return dict(found)

    def write_json(self, name: str, facts: Mapping[str, Any]) -> None:
        """Write a piece that is a JSON object."""
        with self.writing(name) as stream:
            stream.write(json.dumps(facts, indent=1, sort_keys=True).encode())

    def read_json(self, name: str) -> dict[str, Any]:
        """The JSON object of a piece; an empty one where it is missing or damaged."""
        try:
            found = json.loads(self.path(name).read_bytes())
        except (OSError, ValueError, RecursionError):
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
        _check_parts_alone(folder)
        checkpoint = Checkpoint(folder)
        begun = checkpoint.path(JOB).exists()
        if begun and resume:
            _check_same(checkpoint, job)
        elif begun and not force:
            raise OutputError(
                f"{folder}: holds parts of a run that was stopped; --resume goes on "
                "with them, --force begins anew"
            )
        else:
            clear_folder(folder, _OURS, last=JOB)
        try:
            if not (begun and resume):
                checkpoint.write_json(JOB, job)
            yield checkpoint
        finally:
            if checkpoint.is_empty:  # nothing to go on with
                checkpoint.remove()


@contextmanager
def checkpoint_for_now(needed: bool) -> Iterator[Checkpoint | None]:
    """A folder that is gone afterwards, for what memory cannot hold; or nothing.

    What runs that were killed have left of this kind goes too.
    """
    from tempfile import gettempdir  # slow to import

    target = Path(gettempdir()) / FOR_NOW
    sweep(target, _OURS)
    if not needed:
        yield None
        return
    folder = beside(target, "part")
    with _locked(folder):
        try:
            checkpoint = Checkpoint(folder)
            checkpoint.write_json(JOB, {"for": "now"})
            yield checkpoint
        finally:
            remove_folder(folder, _OURS)


def folder_beside(out: Path) -> Path:
    """Where the pieces of an output stand; where it leads to if it is a link."""
    return Path(f"{os.path.realpath(out)}.parts")


def kept_in(folder: Path) -> str:
    """What people should know of pieces that stay."""
    return f"What is done so far stays in {folder}; --resume goes on with it."


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Make a folder where none is, and keep other runs from it for a while."""
    held = None
    try:
        found = standing_at(folder)
        if found in ("", FOLDER):
            sweep(folder, _OURS)
            folder.mkdir(0o700, exist_ok=True)
            held = lock(folder)
    except BlockingIOError:
        raise OutputError(f"{folder}: another run is at work on it") from None
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{folder}: cannot be made: {reason}") from error
    if found not in ("", FOLDER):
        raise OutputError(f"{folder}: is {found}, where parts are to stand; move it")
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _check_parts_alone(folder: Path) -> None:
    other = stranger_in(folder, _OURS)
    if _OURS(other):
        found = standing_at(folder / other)
        told = f"is {found}, where a part is to stand; move it"
        raise OutputError(f"{folder / other}: {told}")
    if other:
        raise OutputError(f"{folder}: holds more than parts ('{other}'); move it")


def _check_same(checkpoint: Checkpoint, job: Mapping[str, Any]) -> None:
    before, now = checkpoint.read_json(JOB), json.loads(json.dumps(job))
    if before != now and JOB not in checkpoint:
        path = checkpoint.path(JOB)
        raise OutputError(
            f"{path}: is damaged, so nobody knows what the parts beside it belong to; "
            "begin anew with --force instead of --resume"
        )
    told = [
        f"{name} {_change(before.get(name), now.get(name))}"
        for name in sorted(before.keys() | now.keys())
        if before.get(name) != now.get(name)
    ]
    if told:
        raise OutputError(
            f"{checkpoint.folder}: holds parts of another job: {'; '.join(told)}. "
            "Repeat the command as it was, or begin anew with --force instead of "
            "--resume"
        )


def _change(before: object, now: object) -> str:
    texts = [json.dumps(value) for value in (before, now)]
    short = [*map(_shown, (before, now), texts)]
    was, found = short if short[0] != short[1] else texts
    return f"was {was} and is {found}"


def _shown(value: object, text: str) -> str:
    if isinstance(value, str):
        return value[:8] if len(value) == 64 else value  # a hash
    return "not given" if value is None else text
