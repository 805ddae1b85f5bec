"""Uploads: files between being chosen and being taken over.

In: names and bytes. Out: an `Upload` by a token that nobody can guess, while it is
kept. The bytes stand in one temporary folder of ours, which goes with the process;
what a process that died has left goes when the next one starts. Nothing is served back.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from matcher import OutputError
from matcher.files.kinds import lock
from matcher.files.removing import beside, remove_folder, sweep
from matcher.importing.mapping import Mapping
from matcher.importing.report import Report
from matcher_web.importing.asked import NOTHING_ANSWERED, Answered

MOST_UPLOADS = 5
"""Kept at once; the one that was asked for longest ago goes first."""

MOST_BYTES = 60 << 20
"""Of all files that are kept at once."""

MOST_ROWS = 500_000
"""Of all files that are kept at once, in their reports."""

MOST_LETTERS = 100
"""Of the name of a file."""

_NAME = "matcher-import"
_OURS = re.compile(r"[0-9a-f]{32}\.[0-9]{1,3}").fullmatch


@dataclass(eq=False)
class Upload:
    """Files that belong together, and how they are read by now.

    Parameters
    ----------
    token : str
        Stands in its address.
    names : tuple of str
        What a visitor calls each file; only ever shown.
    places : tuple of Path
        Where each stands; names of ours.
    n_bytes : int
        Of all files.
    mapping : Mapping
        What was said of columns, words and names.
    report : Report, optional
        How they are read by that mapping.
    n_read : int
        How often they were read.
    taken : Report, optional
        What taking them over has changed; the files are gone then.
    answered : Answered
        What was asked of them and has an answer.
    held : bool
        Whether they were to be taken over when they were last read, and were read again
        instead, as corrected.
    """

    token: str
    names: tuple[str, ...]
    places: tuple[Path, ...]
    n_bytes: int
    mapping: Mapping = field(default_factory=Mapping)
    report: Report | None = None
    n_read: int = 0
    taken: Report | None = None
    answered: Answered = NOTHING_ANSWERED
    held: bool = False

    @property
    def called(self) -> str:
        """The files in words."""
        first, *others = self.names
        more = f" and {len(others)} more" if len(others) > 1 else ""
        return f"{first} and {others[0]}" if len(others) == 1 else first + more


class Uploads:
    """All uploads of a process.

    Parameters
    ----------
    within : Path, optional
        Folder in which the temporary one is made; that of the system where not given.
    """

    def __init__(self, within: Path | None = None) -> None:
        self._target = (within or Path(tempfile.gettempdir())) / _NAME
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = Lock()
        sweep(self._target, _is_ours)
        self.folder = beside(self._target, "part")
        os.mkdir(self.folder, 0o700)
        # The lock tells other processes that this one lives; it goes with it.
        weakref.finalize(self, _end, self.folder, lock(self.folder))

    def add(self, files: Sequence[tuple[str, bytes]]) -> Upload:
        """Keep some files; others go where that is too much at once.

        Parameters
        ----------
        files : sequence of (str, bytes)
            What each is called, and what it holds.

        Raises
        ------
        OutputError
            If the disk is full, say; none is kept then.
        """
        token = secrets.token_hex(16)
        places = tuple(self.folder / f"{token}.{n}" for n in range(len(files)))
        upload = Upload(
            token,
            tuple(name for name, _ in files),
            places,
            sum(len(raw) for _, raw in files),
        )
        with self._lock:
            self._make_room(upload.n_bytes)
            try:
                for place, (_, raw) in zip(places, files, strict=True):
                    with open(place, "xb", opener=_for_us_alone) as stream:
                        stream.write(raw)
            except OSError as error:
                clear(upload)
                told = f"the files cannot be kept in {self.folder}: {error.strerror}"
                raise OutputError(told) from error
            self._kept[token] = upload
        return upload

    def get(self, token: str) -> Upload | None:
        """The upload of a token, while it is kept."""
        with self._lock:
            if token in self._kept:
                self._kept.move_to_end(token)
            return self._kept.get(token)

    def waiting(self) -> list[Upload]:
        """Those that were not taken over, the latest first."""
        with self._lock:
            return [one for one in reversed(self._kept.values()) if not one.taken]

    def weigh(self) -> None:
        """Let the oldest go while the reports of all are too long to be kept."""
        with self._lock:
            while len(self._kept) > 1 and sum(map(_n_rows, self._kept.values())) > (
                MOST_ROWS
            ):
                _, oldest = self._kept.popitem(last=False)
                clear(oldest)

    def remove(self, token: str) -> None:
        """Let an upload go, with its files."""
        with self._lock:
            if upload := self._kept.pop(token, None):
                clear(upload)

    def _make_room(self, n_bytes: int) -> None:
        while self._kept and (
            len(self._kept) >= MOST_UPLOADS
            or n_bytes + sum(one.n_bytes for one in self._kept.values()) > MOST_BYTES
        ):
            _, oldest = self._kept.popitem(last=False)
            clear(oldest)


def _n_rows(upload: Upload) -> int:
    report = upload.taken or upload.report
    return report.n_rows if report else 0


def named(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Files as they are shown: by the last part of a path, each by a name of its own.

    Parameters
    ----------
    files : iterable of (str, bytes)
        A name as a browser sends it, and what the file holds; one without both is what
        an empty field sends, and is left out.
    """
    found: dict[str, bytes] = {}
    for said, raw in files:
        if not said and not raw:
            continue
        last = re.split(r"[/\\]", said)[-1]
        plain = "".join(one for one in last if one.isprintable()).strip()
        stem, dot, kind = (plain or "file").rpartition(".")
        stem, kind = (stem[:MOST_LETTERS], dot + kind[:8]) if stem else (kind, "")
        name, n = stem + kind, 1
        while name in found:
            n += 1
            name = f"{stem} ({n}){kind}"
        found[name] = raw
    return [*found.items()]


def clear(upload: Upload) -> None:
    """Remove the files of an upload."""
    upload.n_bytes = 0
    for place in upload.places:
        with suppress(FileNotFoundError):
            os.unlink(place)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_ours(name: str) -> bool:
    return _OURS(name) is not None


def _end(folder: Path, held: int | None) -> None:
    with suppress(FileNotFoundError):
        remove_folder(folder, _is_ours)
    if held is not None:
        os.close(held)
