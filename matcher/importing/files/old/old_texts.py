"""Texts as workbooks before 2007 keep them: one or two bytes a letter, cut anywhere.

In: the bodies of records. Out: texts.

References
----------
Microsoft, "[MS-XLS]: Excel Binary File Format (.xls) Structure", 2021: SST (2.4.265),
XLUnicodeRichExtendedString (2.5.293).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


@dataclass
class Texts:
    """Reads texts of one workbook.

    Parameters
    ----------
    wide : bool
        Whether it is of 1997 or later, and keeps letters of every script.
    page : str
        The code page of an earlier one.
    """

    wide: bool = True
    page: str = "cp1252"

    def read(self, body: bytes, at: int, n_of_length: int) -> str:
        """A text within a record, after one or two bytes that say its length."""
        length = int.from_bytes(body[at : at + n_of_length], "little")
        at += n_of_length
        if not self.wide:
            return body[at : at + length].decode(self.page, "replace")
        flags = body[at] if at < len(body) else 0
        at += 1 + (2 if flags & _RICH else 0) + (4 if flags & _EXTENDED else 0)
        return _letters(body[at : at + length * (1 + (flags & _WIDE))], flags)

    def shared(self, pieces: list[bytes]) -> Iterator[str]:
        """The texts that cells refer to, which stand in several records."""
        cursor = _Cursor(pieces)
        cursor.take(8)
        while not cursor.is_at_end:
            yield cursor.text()


def _letters(raw: bytes, flags: int) -> str:
    return raw.decode("utf-16-le" if flags & _WIDE else "latin-1", "replace")


def code_page(number: int) -> str:
    """The name of a code page by its number, or the usual one of the West."""
    name = {10000: "mac_roman", 32768: "mac_roman"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


class _Cursor:
    """A place in records that go on one in another."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = [piece for piece in pieces if piece]
        self._piece = self._at = 0

    @property
    def is_at_end(self) -> bool:
        while self._piece < len(self._pieces):
            if self._at < len(self._pieces[self._piece]):
                return False
            self._piece += 1
            self._at = 0
        return True

    def take(self, n_bytes: int) -> bytes:
        """The next bytes, of as many records as it takes."""
        taken = b""
        while len(taken) < n_bytes and not self.is_at_end:
            piece = self._pieces[self._piece]
            part = piece[self._at : self._at + n_bytes - len(taken)]
            taken += part
            self._at += len(part)
        return taken

    def text(self) -> str:
        """The next text."""
        length, flags = unpack_from("<HB", self.take(3).ljust(3, b"\0"))
        n_runs = int.from_bytes(self.take(2 if flags & _RICH else 0), "little")
        n_more = int.from_bytes(self.take(4 if flags & _EXTENDED else 0), "little")
        parts: list[str] = []
        while length > 0 and not self.is_at_end:
            width = 1 + (flags & _WIDE)
            piece = self._pieces[self._piece]
            n_here = min(length, (len(piece) - self._at) // width)
            if n_here == 0:
                self._at = len(piece)  # half a letter
            else:
                parts.append(_letters(self.take(n_here * width), flags))
                length -= n_here
            if length > 0 and not self.is_at_end:
                flags = self.take(1)[0]  # said again by each record
        self.take(n_runs * 4)
        self.take(n_more)
        return "".join(parts)
