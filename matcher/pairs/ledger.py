"""What is known of every finished piece: a line with its length and checksum.

In: pieces as they are written. Out: whether a piece that is found is the one that was
written, under this name, for this job. A run that is stopped between a piece and its
line makes the piece again.
"""

from __future__ import annotations

import io
import os
import re
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from matcher.files.writing import add_line

JOB = "job.json"
"""What the pieces belong to; it is the first to come and the last to go."""

LEDGER = "pieces.txt"

_LINE = re.compile(r"(?P<seal>[0-9a-f]{64} [0-9]{1,19}) (?P<name>\S+)")
_BYTES_AT_ONCE = 1 << 20


class Sealed(io.RawIOBase):
    """Passes on what is written, and sums it up.

    Parameters
    ----------
    stream : binary stream
    told : bytes
        What the sum depends on beside what is written.
    """

    def __init__(self, stream: BinaryIO, told: bytes) -> None:
        self._stream = stream
        self._sum = sha256(told)
        self._n_bytes = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._n_bytes

    def write(self, data: object) -> int:
        """Write all of it."""
        some = memoryview(data)  # type: ignore[arg-type]
        if some.nbytes:
            some = some.cast("B")
            self._stream.write(some)
            self._sum.update(some)
            self._n_bytes += some.nbytes
        return some.nbytes

    @property
    def seal(self) -> str:
        """Checksum and length of what was written."""
        return f"{self._sum.hexdigest()} {self._n_bytes}"


class Ledger:
    """The seals of the pieces in a folder.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound = set[str]()

    @cached_property
    def _seals(self) -> dict[str, str]:
        try:
            lines = (self._folder / LEDGER).read_text("ascii", "replace").splitlines()
        except FileNotFoundError:
            return {}
        found = filter(None, map(_LINE.fullmatch, lines))
        return {line["name"]: line["seal"] for line in found}

    @cached_property
    def _job(self) -> bytes:
        try:
            return (self._folder / JOB).read_bytes()
        except FileNotFoundError:
            return b""

    def _told(self, name: str) -> bytes:
        return name.encode() + b"\n" + (b"" if name == JOB else self._job)

    def sealing(self, name: str, stream: BinaryIO) -> Sealed:
        """A stream that sums up what is written of a piece."""
        return Sealed(stream, self._told(name))

    def add(self, name: str, sealed: Sealed) -> None:
        """Vouch for a piece that has reached the disk.

        Raises
        ------
        OutputError
            If that cannot be written down.
        """
        self._seals[name] = sealed.seal
        add_line(self._folder / LEDGER, f"{sealed.seal} {name}")
        self._sound.add(name)

    def vouches_for(self, name: str, path: Path | None = None) -> bool:
        """Whether a piece stands there just as it was written.

        Parameters
        ----------
        name : str
        path : Path, optional
            Where it has gone to; in the folder where not given.
        """
        if path is None and name in self._sound:
            return True
        seal = self._seals.get(name)
        try:
            sound = seal is not None and self._is_sound(name, seal, path)
        except OSError:
            return False
        if sound and path is None:
            self._sound.add(name)
        return sound

    def _is_sound(self, name: str, seal: str, path: Path | None) -> bool:
        found = path or self._folder / name
        if os.path.getsize(found) != int(seal.split()[1]):
            return False
        total = sha256(self._told(name))
        with found.open("rb") as stream:
            while some := stream.read(_BYTES_AT_ONCE):
                total.update(some)
        return total.hexdigest() == seal.split()[0]
