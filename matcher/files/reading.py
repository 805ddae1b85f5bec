"""Reads plain files of a sensible size whole, and nothing else.

A named pipe would keep the reader waiting and an endless device fill its memory, so
what stands at a path is known before a byte of it is read.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from matcher.files.kinds import FILE, kind_of

MOST_BYTES = 1 << 30
"""No table is larger: some million rows."""

MOST_BYTES_OF_JSON = 1 << 24
"""Neither is a description; a profile takes some hundred bytes."""


def path_of(given: object) -> Path | None:
    r"""The path that a program gives; None for what can be the path of nothing.

    Examples
    --------
    >>> path_of("a/b.csv") == Path("a/b.csv"), path_of(b"/tmp"), path_of("a\0b")
    (True, None, None)
    """
    try:
        path = Path(given)  # type: ignore[arg-type]
        return None if b"\0" in os.fsencode(path) else path
    except (TypeError, ValueError):
        return None


def read_file(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """All that a plain file holds.

    Parameters
    ----------
    path : Path
        A link is followed.
    most_bytes : int
        No more are read.

    Raises
    ------
    OSError
        If it cannot be read, is no plain file or is larger; `strerror` says which.
    """
    found = os.stat(path)  # opening alone may wait, or start a device
    if (kind := kind_of(found.st_mode)) != FILE:
        raise OSError(errno.EINVAL, f"it is {kind}, where a plain file is meant")
    content = b""
    if found.st_size <= most_bytes:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    if len(content) > most_bytes or found.st_size > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes:,} bytes")
    return content
