"""The desk: what reads uploads and takes them over, one at a time.

In: the application, and the folder that it may import into. Out: reports; and, once
something is taken over, another snapshot that every page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic

from flask import Flask, abort, current_app, request

from matcher import MatcherError, PartnerRecommender
from matcher.importing.mapping import Mapping
from matcher.importing.running import Imported, import_into
from matcher.importing.sources import Given
from matcher_web.changing import is_near
from matcher_web.importing.asked import Answered
from matcher_web.importing.sheets import sheets_of
from matcher_web.importing.told import shortened
from matcher_web.importing.uploads import Upload, Uploads
from matcher_web.snapshot import Snapshot, current, swap

SECONDS_TO_WAIT = 10
"""For another import to end, before one is told to try again."""

MOST_SECONDS = 120
"""For an import to be read and joined to what is known, before it is written."""

MOST_TOLD = 3
"""Files that cannot be read, each told."""

_DESK = "desk"


class Busy(MatcherError):
    """Another import is being read or taken over."""


class TooLong(MatcherError):
    """Files take longer to read than a page may take."""


class NothingRead(MatcherError):
    """No file of an upload holds anything that can be read."""


class Desk:
    """Reads uploads, and takes them over into one folder.

    Parameters
    ----------
    app : Flask
        Whose pages show what is taken over.
    folder : Path
        Of a data package, or of one to be made.
    """

    def __init__(self, app: Flask, folder: Path) -> None:
        self._app = app
        self.folder = folder
        self.uploads = Uploads()
        self._work = Lock()

    @property
    def is_new(self) -> bool:
        """Whether the folder is made by the first import."""
        return not (self.folder.is_dir() and any(self.folder.iterdir()))

    def open(self, files: Sequence[Given], mapping: Mapping) -> Upload:
        """Keep files and read them.

        Raises
        ------
        MatcherError
            If one cannot be read at all, or another import is being read; none is
            kept then.
        """
        upload = self.uploads.add(files)
        try:
            self.read(upload, mapping)
            assert upload.report
            if not sheets_of(upload.report):
                told = upload.report.remarks_of("unread")[:MOST_TOLD]
                said = "; ".join(f"{one.place.file}: {one.problem}" for one in told)
                raise NothingRead(said or "no table was found in what was chosen")
        except BaseException:
            self.uploads.remove(upload.token)
            raise
        return upload

    def read(self, upload: Upload, mapping: Mapping) -> None:
        """Read an upload by a mapping; nothing is written.

        Raises
        ------
        MatcherError
        """
        with self._alone():
            report = self._run(upload, mapping, dry_run=True).report
            upload.report = shortened(report)
            if not upload.n_read:
                upload.answered = Answered(kept=_kept(report.said, mapping))
            upload.mapping = mapping
            upload.n_read += 1
            self.uploads.weigh()

    def take(self, upload: Upload) -> None:
        """Write what an upload says, and show it on every page.

        Raises
        ------
        MatcherError
            Nothing is written then.
        """
        with self._alone():
            if upload.taken:
                return
            registry, report = self._run(upload, upload.mapping, dry_run=False)
            if report.written:
                swap(self._app, Snapshot(PartnerRecommender().fit(registry)))
            upload.taken = shortened(report)
            upload.files = ()

    def _run(self, upload: Upload, mapping: Mapping, dry_run: bool) -> Imported:
        return import_into(
            self.folder,
            upload.files,
            current().registry if self.is_new else None,
            mapping,
            dry_run=dry_run,
            watch=_in_time(),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._work.acquire(timeout=SECONDS_TO_WAIT):
            raise Busy("another import is being read; try again in a moment")
        try:
            yield
        finally:
            self._work.release()


def _kept(said: Mapping, now: Mapping) -> dict[str, dict[str, tuple[str, ...]]]:
    """What words mean that only earlier imports were told of."""
    return {
        field: {word: codes for word, codes in words.items() if word not in given}
        for field, words in said.words.items()
        for given in [now.words.get(field, {})]
    }


def _in_time() -> Callable[[int, int], None]:
    """What ends an import that takes too long, before anything is written."""
    until = monotonic() + MOST_SECONDS

    def watch(n_read: int, n_rows: int) -> None:
        if monotonic() > until:
            read = f"{n_read:,} of {n_rows:,} rows" if n_rows else "not all files"
            raise TooLong(
                f"after {MOST_SECONDS} s, {read} were read, and it was not done; take "
                "fewer at once, or `matcher data import` in a terminal"
            )

    return watch


def install(app: Flask) -> None:
    """Let pages import into the folder that the application was given.

    Raises
    ------
    MatcherError
        If others than this computer could reach it.
    """
    config = app.config
    far = [name for name in config["TRUSTED_HOSTS"] or () if not is_near(name)]
    for setting, given in (
        ("PROXIES", config["PROXIES"]),
        ("PREFIX", config["PREFIX"]),
        ("TRUSTED_HOSTS", ", ".join(far)),
    ):
        if given:
            raise MatcherError(
                f"IMPORT_INTO lets whoever reaches the pages change the registry, so "
                f"it is for this computer alone; leave {setting} ({given}) out"
            )
    app.extensions[_DESK] = Desk(app, Path(config["IMPORT_INTO"]))


def desk() -> Desk:
    """The desk of the application, for who sits at this computer."""
    if not is_near(request.remote_addr or ""):
        abort(404)
    found: Desk = current_app.extensions[_DESK]
    return found
