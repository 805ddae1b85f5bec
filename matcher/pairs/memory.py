"""How much memory work may take: sizes as people write them, and a check beforehand.

In: texts such as ``2GB``, numbers of bytes. Out: bytes, texts, or an error that says
how much is needed.
"""

from __future__ import annotations

import ctypes
import re
import sys
from contextlib import suppress

from matcher.errors import MatcherError

MEMORY = 10**9
"""Bytes that working blocks may take where nobody says otherwise."""

_UNITS = {"": 1, "K": 1, "M": 2, "G": 3, "T": 4}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,15})?) ?([KMGT])(I?)B", re.IGNORECASE)


def read_size(text: str) -> int:
    """Bytes of a size as people write it.

    Raises
    ------
    ValueError
        If it is none; the message shows how to write one.

    Examples
    --------
    >>> read_size("500MB"), read_size("1.5GiB")
    (500000000, 1610612736)
    """
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"'{text}' is not a size; write it as 500MB, 2GB or 1.5GiB")
    number, unit, binary = found.groups()
    step = 1024 if binary else 1000
    return int(float(number) * step ** _UNITS[unit.upper()])


def size_text(n_bytes: int) -> str:
    """A number of bytes as people read it; never less than it is.

    Examples
    --------
    >>> size_text(1_500_001), size_text(999)
    ('1.6 MB', '999 bytes')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if n_bytes >= size:
            return f"{-(-n_bytes * 10 // size) / 10:,.1f} {unit}"
    return f"{n_bytes} bytes"


def give_back() -> None:
    """Return what was freed to the system, where its C library can be asked to.

    Notes
    -----
    Learning from 17,000 clusters leaves 120 MB of holes that glibc would keep.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def check_memory(memory: int, least: int, n_clusters: int) -> None:
    """Refuse to begin with less memory than the work takes.

    Parameters
    ----------
    memory, least : int
        Bytes that may be used, and that are needed.
    n_clusters : int
        What they are needed for.

    Raises
    ------
    MatcherError
    """
    if memory < least:
        raise MatcherError(
            f"{size_text(memory)} of memory are too little for {n_clusters:,} "
            f"clusters: at least {size_text(least)} are needed"
        )
