"""Uploads: files between being chosen and being taken over.

In: names and bytes. Out: an `Upload` by a token that nobody can guess, while it is
kept. The bytes stand in memory alone, and go with the process. Nothing is served back.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from matcher.importing.mapping import Mapping
from matcher.importing.report import Report
from matcher.importing.sources import Given
from matcher_web.importing.asked import NOTHING_ANSWERED, Answered

MOST_UPLOADS = 5
"""Kept at once; the one that was asked for longest ago goes first."""

MOST_BYTES = 60 << 20
"""Of all files that are kept at once."""

MOST_ROWS = 500_000
"""Of all files that are kept at once, in their reports."""

MOST_LETTERS = 100
"""Of the name of a file."""


@dataclass(eq=False)
class Upload:
    """Files that belong together, and how they are read by now.

    Parameters
    ----------
    token : str
        Stands in its address.
    names : tuple of str
        What a visitor calls each file; only ever shown.
    files : tuple of Given
        What they hold; none any more once they are taken over.
    mapping : Mapping
        What was said of columns, words and names.
    report : Report, optional
        How they are read by that mapping.
    n_read : int
        How often they were read.
    taken : Report, optional
        What taking them over has changed.
    answered : Answered
        What was asked of them and has an answer.
    held : bool
        Whether they were to be taken over when they were last read, and were read again
        instead, as corrected.
    """

    token: str
    names: tuple[str, ...]
    files: tuple[Given, ...]
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
    """All uploads of a process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = Lock()

    def add(self, files: Sequence[Given]) -> Upload:
        """Keep some files; others go where that is too much at once."""
        names = tuple(one.name for one in files)
        upload = Upload(secrets.token_hex(16), names, tuple(files))
        with self._lock:
            self._kept[upload.token] = upload
        self.weigh()
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
        """Let the oldest go while all are too much to be kept."""
        with self._lock:
            while len(self._kept) > 1 and _too_much([*self._kept.values()]):
                self._kept.popitem(last=False)

    def remove(self, token: str) -> None:
        """Let an upload go, with its files."""
        with self._lock:
            self._kept.pop(token, None)


def _too_much(kept: Sequence[Upload]) -> bool:
    n_bytes = sum(len(file.content) for one in kept for file in one.files)
    reports = (one.taken or one.report for one in kept)
    n_rows = sum(report.n_rows for report in reports if report)
    return len(kept) > MOST_UPLOADS or n_bytes > MOST_BYTES or n_rows > MOST_ROWS


def named(files: Iterable[tuple[str, bytes]]) -> list[Given]:
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
    return [*map(Given, found, found.values())]
