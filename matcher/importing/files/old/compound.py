"""Streams of a compound file, as programs of Office kept everything before 2007.

In: the bytes of one, a file system of its own. Out: its streams, by name.

References
----------
Microsoft, "[MS-CFB]: Compound File Binary File Format", 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, unpack_from

BEGINNING = bytes.fromhex("d0cf11e0a1b11ae1")
"""How every compound file begins."""

_NO_SECTOR = 0xFFFFFFFA  # from here on a number stands for none
_ENTRY, _SMALL, _IN_HEAD = 128, 64, 109


class Damaged(ValueError):
    """It does not hold together."""


class Compound:
    """The streams of a compound file.

    Parameters
    ----------
    raw : bytes

    Raises
    ------
    Damaged
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        try:
            shift, small_shift = unpack_from("<HH", raw, 30)
            if shift not in (9, 12) or small_shift != 6:
                raise Damaged
            self._size = 1 << shift
            begin, _, self._least, first_small, _, further = unpack_from(
                "<IIIIII", raw, 48
            )
            self._table = self._read_table(further)
            self._small_table = _numbers(self._read(first_small))
            self._entries = self._read_entries(self._read(begin))
        except (error, IndexError) as fault:
            raise Damaged from fault

    @property
    def names(self) -> list[str]:
        """Of all streams and folders."""
        return [*self._entries]

    def stream(self, name: str) -> bytes:
        """All that a stream holds.

        Raises
        ------
        Damaged
            If it is missing or does not hold together.
        """
        if name not in self._entries:
            raise Damaged
        start, length = self._entries[name]
        if length >= self._least:
            found = self._read(start)
        else:
            content = self._read(self._root)
            found = b"".join(
                content[number * _SMALL : (number + 1) * _SMALL]
                for number in _chain(start, self._small_table)
            )
        if len(found) < length:
            raise Damaged  # it was cut short
        return found[:length]

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    def _sector(self, number: int) -> bytes:
        return self._raw[(number + 1) * self._size : (number + 2) * self._size]

    def _read_table(self, further: int) -> list[int]:
        """For each sector, the next one of its chain."""
        most = len(self._raw) // self._size + 1
        parts = [*unpack_from(f"<{_IN_HEAD}I", self._raw, 76)]
        for _ in range(most):
            if further >= _NO_SECTOR:
                break
            *more, further = _numbers(self._sector(further)) or [_NO_SECTOR]
            parts += more
        parts = [part for part in parts if part < _NO_SECTOR]
        if len(parts) > most:
            raise Damaged
        return _numbers(b"".join(map(self._sector, parts)))

    def _read_entries(self, raw: bytes) -> dict[str, tuple[int, int]]:
        self._root = unpack_from("<I", raw, 116)[0]
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            size = min(max(unpack_from("<H", raw, at + 64)[0] - 2, 0), 62)
            name = raw[at : at + size].decode("utf-16-le", "replace")
            entries.setdefault(name, unpack_from("<II", raw, at + 116))
        return entries


def _chain(number: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if number >= _NO_SECTOR:
            return
        if number >= len(table):
            raise Damaged
        yield number
        number = table[number]
    raise Damaged  # it bites its own tail


def _numbers(raw: bytes) -> list[int]:
    return [*unpack_from(f"<{len(raw) // 4}I", raw)]
