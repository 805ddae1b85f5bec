"""Texts that people hand over in a file or through a pipe: a path in, the text out."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

from matcher.errors import MatcherError
from matcher.files.reading import read_file

STANDARD_INPUT = "-"

MOST_BYTES = 1 << 20
"""A profile or a list of rules takes some hundred bytes; nothing larger is read."""


def read_given(
    path: str, refused: Callable[[str, str], MatcherError]
) -> tuple[str, str]:
    """The text of a file, and what messages call it.

    Parameters
    ----------
    path : str
        The file, or ``-`` for standard input.
    refused : callable
        Makes the error of where it is and what is wrong.

    Raises
    ------
    MatcherError
        If it cannot be read, is too large or is not in UTF-8.
    """
    source = "standard input" if path == STANDARD_INPUT else path
    try:
        is_typed = path == STANDARD_INPUT
        raw = _typed_in() if is_typed else read_file(Path(path), MOST_BYTES)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        if error.errno == errno.EINVAL:
            problem += "; to read what a command prints, give - and pipe it in"
        raise refused(source, problem) from None
    try:
        return raw.decode("utf-8-sig"), source
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{raw[error.start]:02X} is not UTF-8; save it as UTF-8"
        raise refused(f"{source} line {line}", problem) from None


def _typed_in() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is longer than {MOST_BYTES:,} bytes")
    return content
