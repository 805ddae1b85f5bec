"""Workbooks of Excel before 2007: `.xls`.

In: the bytes of one. Out: its sheets, record by record, so that a cell far out takes no
more memory than one near by. Libraries for it take memory as a damaged file tells them
to, and end the whole process where there is not as much.

References
----------
Microsoft, "[MS-XLS]: Excel Binary File Format (.xls) Structure", 2021: records (2.4),
strings (2.5.293 and 294), RK numbers (2.5.217).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, pack, unpack, unpack_from

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean, truth_text
from matcher.importing.files.grid import FAULTY, Grid, Taken
from matcher.importing.files.old.compound import Compound, Damaged
from matcher.importing.files.old.old_texts import Texts, code_page
from matcher.importing.files.packed.styles import kind_of_style, number_shown
from matcher.importing.files.packed.xlsx import MACROS
from matcher.importing.files.packed.zipped import ENCRYPTED
from matcher.importing.sheet import Sheet

_BOOKS = ("Workbook", "Book")
_BEGIN, _END, _CONTINUE, _PASSWORD = 0x0809, 0x000A, 0x003C, 0x002F
_SHEET, _TEXTS, _STYLE, _FORMAT = 0x0085, 0x00FC, 0x00E0, 0x041E
_CODE_PAGE, _FROM_1904, _MERGED = 0x0042, 0x0022, 0x00E5
_NUMBER, _RK, _MANY_RK, _TRUTH = 0x0203, 0x027E, 0x00BD, 0x0205
_SHARED, _LABEL, _RICH, _STRING = 0x00FD, 0x0204, 0x00D6, 0x0207
_FORMULAS = {0x0006, 0x0206, 0x0406}
_PACKED = "EncryptedPackage".encode("utf-16-le")  # a later workbook within
_SINCE_97 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
}

Record = tuple[int, bytes]


def read_xls(file: str, raw: bytes) -> list[Sheet]:
    """All sheets of a workbook, hidden ones too.

    Raises
    ------
    UnreadableFile
        If it is protected or damaged, or no workbook.
    """
    if _PACKED in raw:
        raise UnreadableFile(f"{file}: {ENCRYPTED}")
    try:
        parts = Compound(raw)
        home = next((name for name in _BOOKS if name in parts.names), "")
        book = _Book(file, parts.stream(home))
        sheets = book.read(macros="_VBA_PROJECT_CUR" in parts.names)
    except (error, IndexError, Damaged) as fault:
        raise UnreadableFile(
            f"{file}: it is damaged, was cut short or is no workbook of Excel; save it "
            "as XLSX or CSV"
        ) from fault
    if not sheets:
        raise UnreadableFile(f"{file}: the workbook has no sheet with cells")
    return sheets


class _Book:
    """What all sheets of a workbook share."""

    def __init__(self, file: str, stream: bytes) -> None:
        self.file = file
        self.stream = stream
        self.from_1904 = False
        self.texts: list[str] = []
        self.styles: list[str] = []
        self._formats: dict[int, str] = {}
        self._style_numbers: list[int] = []
        self._listed: list[tuple[int, bool, str]] = []
        self.letters = Texts()
        self._read_head()
        self.styles = [
            self._formats.get(number, kind_of_style(number))
            for number in self._style_numbers
        ]

    def _read_head(self) -> None:
        """Take what stands before the sheets."""
        last = 0
        pieces: list[bytes] = []
        for kind, body in records(self.stream, 0):
            if kind == _CONTINUE and last == _TEXTS:
                pieces.append(body)
                continue
            last = kind
            if kind == _TEXTS:
                pieces = [body]
            elif kind == _BEGIN:
                self.letters.wide = unpack_from("<H", body)[0] >= _SINCE_97
            elif kind == _PASSWORD:
                raise UnreadableFile(f"{self.file}: {ENCRYPTED}")
            elif kind == _CODE_PAGE:
                self.letters.page = code_page(unpack_from("<H", body)[0])
            elif kind == _FROM_1904:
                self.from_1904 = unpack_from("<H", body)[0] == 1
            elif kind == _STYLE:
                self._style_numbers.append(unpack_from("<H", body, 2)[0])
            elif kind == _FORMAT:
                code = self.letters.read(body, 2, 2 if self.letters.wide else 1)
                number = unpack_from("<H", body)[0]
                self._formats[number] = kind_of_style(number, code)
            elif kind == _SHEET:
                self._take_sheet(body)
        if pieces:
            self.texts = [clean(text) for text in self.letters.shared(pieces)]

    def _take_sheet(self, body: bytes) -> None:
        begin, state, kind = unpack_from("<IBB", body)
        if kind == 0:
            hidden = bool(state & 3)
            self._listed.append((begin, hidden, self.letters.read(body, 6, 1)))

    def read(self, macros: bool) -> list[Sheet]:
        """All sheets with cells."""
        taken = Taken(self.file)
        for begin, is_hidden, name in self._listed:
            if grid := taken.begin(name, is_hidden):
                _SheetReader(self, grid).read(begin)
        if macros and taken.grids:
            taken.grids[0].tell("note", MACROS)
        return taken.sheets()


def records(stream: bytes, at: int) -> Iterator[Record]:
    """Records from a place on, to the end of what begins there.

    Raises
    ------
    Damaged
        If it has no end.
    """
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 1:  # a chart within a sheet is passed over
            yield kind, body
        if depth <= 0:
            return
    raise Damaged  # it was cut short


class _SheetReader:
    """Reads one sheet into a grid."""

    def __init__(self, book: _Book, grid: Grid) -> None:
        self._book = book
        self._grid = grid
        self._waiting: tuple[int, int] | None = None

    def read(self, begin: int) -> None:
        """Take every record of the sheet."""
        for kind, body in records(self._book.stream, begin):
            if kind == _STRING and self._waiting:
                row, column = self._waiting
                self._put(row, column, clean(self._book.letters.read(body, 0, 2)))
                self._waiting = None
            elif kind == _MERGED:
                self._merge(body)
            elif kind == _MANY_RK:
                row, column = unpack_from("<HH", body)
                for at in range(4, len(body) - 2, 6):
                    style, number = unpack_from("<HI", body, at)
                    self._put_number(row, column, style, from_rk(number))
                    column += 1
            elif len(body) >= 6:
                row, column, style = unpack_from("<HHH", body)
                self._cell(kind, row, column, style, body)

    def _cell(self, kind: int, row: int, column: int, style: int, body: bytes) -> None:
        if kind == _SHARED:
            at = unpack_from("<I", body, 6)[0]
            if at < len(self._book.texts):
                self._put(row, column, self._book.texts[at])
        elif kind == _NUMBER:
            self._put_number(row, column, style, unpack_from("<d", body, 6)[0])
        elif kind == _RK:
            number = from_rk(unpack_from("<I", body, 6)[0])
            self._put_number(row, column, style, number)
        elif kind in (_LABEL, _RICH):
            self._put(row, column, clean(self._book.letters.read(body, 6, 2)))
        elif kind == _TRUTH:
            self._put_truth(row, column, body[6], is_error=bool(body[7]))
        elif kind in _FORMULAS:
            self._put_result(row, column, style, body[6:14])

    def _put_result(self, row: int, column: int, style: int, result: bytes) -> None:
        """What a formula last gave."""
        if result[6:8] != b"\xff\xff":
            self._put_number(row, column, style, unpack("<d", result)[0])
        elif result[0] == 0:
            self._waiting = row, column
        elif result[0] in (1, 2):
            self._put_truth(row, column, result[2], is_error=result[0] == 2)

    def _put_truth(self, row: int, column: int, value: int, is_error: bool) -> None:
        if is_error:
            shown = _ERRORS.get(value, "#N/A")
            self._grid.tell("unread", FAULTY, row + 1, column, shown)
        else:
            self._put(row, column, truth_text(bool(value)))

    def _put_number(self, row: int, column: int, style: int, number: float) -> None:
        styles = self._book.styles
        kind = styles[style] if style < len(styles) else ""
        self._put(row, column, number_shown(number, kind, self._book.from_1904))

    def _put(self, row: int, column: int, text: str) -> None:
        self._grid.put(row + 1, column, text)

    def _merge(self, body: bytes) -> None:
        for at in range(2, len(body) - 7, 8):
            top, bottom, left, right = unpack_from("<HHHH", body, at)
            self._grid.merge(top + 1, left, bottom + 1, right)


def from_rk(number: int) -> float:
    """A number that was kept in four bytes.

    Examples
    --------
    >>> from_rk(0x0000000A), from_rk(0x0000010F), from_rk(0x3FF00000)
    (2, 0.67, 1.0)
    """
    if number & 2:
        value: float = (number >> 2) - (1 << 30 if number & 0x80000000 else 0)
    else:
        value = unpack("<d", pack("<II", 0, number & 0xFFFFFFFC))[0]
    return value / 100 if number & 1 else value
