"""Parts of a packed workbook, and XML that is read as it is unpacked.

In: the bytes of a ZIP archive. Out: its parts, piece by piece. What the archive says of
itself is looked at first and counted later, since it may be wrong: a few bytes can
unpack to more than any memory holds.

References
----------
PKWARE, "APPNOTE.TXT: .ZIP File Format Specification", 6.3.10.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from matcher.errors import UnreadableFile
from matcher.importing.files.limits import MOST_DEPTH, MOST_PARTS, MOST_UNPACKED

_AT_ONCE = 1 << 16
_ENCRYPTED = 0x1
_DIGITS = 16  # as many as a number can have and be counted with
_DAMAGED = "it is damaged or was cut short; fetch or save it again"


class ZipParts:
    """The parts of a workbook, by name.

    Parameters
    ----------
    file : str
        Name of the file.
    raw : bytes

    Raises
    ------
    UnreadableFile
        If it is damaged, encrypted, or says that it is too large.
    """

    def __init__(self, file: str, raw: bytes) -> None:
        self.file = file
        try:
            self._zip = ZipFile(BytesIO(raw))
        except (BadZipFile, ValueError, OverflowError, NotImplementedError) as fault:
            raise UnreadableFile(f"{file}: {_DAMAGED}") from fault
        members = self._zip.infolist()
        if len(members) > MOST_PARTS:
            raise UnreadableFile(
                f"{file}: it has {len(members):,} parts; no more than {MOST_PARTS:,} "
                "are read: save it anew from a spreadsheet program"
            )
        self._left = MOST_UNPACKED
        self._take(sum(member.file_size for member in members))
        self._left = MOST_UNPACKED
        self._members = {
            member.filename.replace("\\", "/").lstrip("/").lower(): member
            for member in members
        }

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    @property
    def names(self) -> list[str]:
        """Of all parts, in lower case."""
        return [*self._members]

    def pieces(self, part: str) -> Iterator[bytes]:
        """What a part holds, piece by piece.

        Raises
        ------
        UnreadableFile
            If it is missing, damaged, encrypted or too large.
        """
        try:
            member = self._members[part.lower()]
        except KeyError:
            raise UnreadableFile(
                f"{self.file}: its part {part} is missing; save it anew"
            ) from None
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile(f"{self.file}: {ENCRYPTED}")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableFile(
                f"{self.file}: its part {part} is packed in a way that no spreadsheet "
                "program uses; save it anew"
            )
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_AT_ONCE):
                    self._take(len(piece))
                    yield piece
        except (BadZipFile, EOFError, OSError, ValueError, zlib.error) as fault:
            if isinstance(fault, UnreadableFile):
                raise
            raise UnreadableFile(f"{self.file}: part {part}: {_DAMAGED}") from fault

    def read(self, part: str, most: int = 1 << 16) -> bytes:
        """The first bytes of a part; none of one that is missing."""
        content = b""
        if part in self:
            for piece in self.pieces(part):
                content += piece
                if len(content) >= most:
                    break
        return content[:most]

    def _take(self, n_bytes: int) -> None:
        self._left -= n_bytes
        if self._left < 0:
            raise UnreadableFile(
                f"{self.file}: unpacked it is larger than {MOST_UNPACKED:,} bytes; "
                "save the sheet that you need as CSV"
            )


ENCRYPTED = "it is protected by a password; save it without one"


def parse_xml(
    file: str,
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Read XML piece by piece; names come without what stands before their colon.

    Raises
    ------
    UnreadableFile
        If it is damaged, or defines words of its own, as no spreadsheet program does:
        they could grow to any size.
    """
    depth = 0
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def _name(name: str) -> str:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rpartition(":")[2]
        return known

    def _refuse(*_: object) -> None:
        raise UnreadableFile(
            f"{file}: its XML has a document type, which no spreadsheet program "
            "writes; save it anew"
        )

    def _start(name: str, more: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise UnreadableFile(
                f"{file}: its elements stand more than {MOST_DEPTH} deep within one "
                "another, as no spreadsheet program writes them; save it anew"
            )
        start(_name(name), more)

    def _end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_name(name))

    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _start
    parser.EndElementHandler = _end
    parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as fault:
        raise UnreadableFile(f"{file}: {_DAMAGED} ({fault})") from fault


def local_attributes(more: dict[str, str]) -> dict[str, str]:
    """Attributes by name without what stands before the colon."""
    return {name.rpartition(":")[2]: value for name, value in more.items()}


def count_in(told: str, otherwise: int) -> int:
    """A number of an attribute, or what it is where none is told that makes sense."""
    return int(told) if told.isdecimal() and len(told) < _DIGITS else otherwise
