"""Workbooks of Excel since 2007: `.xlsx` and `.xlsm`.

In: the parts of one. Out: its sheets, row by row as they are unpacked, so that a cell
far out takes no more memory than one near by. Formulas count by the value that they
last gave, macros and what lies outside the file are never looked at.

References
----------
ECMA-376, "Office Open XML File Formats", part 1, 2016: workbooks (18.2), sheets (18.3)
and shared strings (18.4).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean, truth_text
from matcher.importing.files.grid import FAULTY, Grid, Taken
from matcher.importing.files.packed.styles import number_shown, read_styles
from matcher.importing.files.packed.zipped import (
    ZipParts,
    count_in,
    local_attributes,
    parse_xml,
)
from matcher.importing.sheet import Sheet

_LINK = re.compile(r"HYPERLINK\(", re.IGNORECASE)
MACROS = "the file has macros; they are not looked at"
_PLACE = re.compile("([A-Z]{1,9})([0-9]{1,15})")
_ROWS, _COLUMNS = 1_048_576, 16_384
_NOWHERE = (
    f"no sheet has a cell there, its rows end at {_ROWS:,} and its columns at XFD; "
    "write it into one that is there"
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(parts: ZipParts) -> list[Sheet]:
    """All sheets of a workbook, hidden ones too."""
    book = _Book(parts)
    taken = Taken(parts.file)
    for name, state, part in book.sheets:
        if grid := taken.begin(name, state != "visible"):
            _SheetReader(book, grid).read(parts, part)
    book.tell(taken.grids[0])
    return taken.sheets()


class _Book:
    """What all sheets of a workbook share."""

    def __init__(self, parts: ZipParts) -> None:
        self.parts = parts
        self.from_1904 = False
        self.links_outside = False
        self._listed: list[tuple[str, str, str]] = []
        home = self._home()
        parse_xml(parts.file, parts.pieces(home), self._start, _nothing, _nothing)
        related = self._relations(home)
        folder = posixpath.dirname(home)
        by_id = {
            one: (kind, posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
            for one, kind, target in related
        }
        self.sheets = [
            (name, state, by_id[one][1])
            for name, state, one in self._listed
            if one in by_id and by_id[one][0] == "worksheet" and by_id[one][1] in parts
        ]
        if not self.sheets:
            raise UnreadableFile(f"{parts.file}: the workbook has no sheet with cells")
        of_kind = {kind: target for kind, target in by_id.values() if target in parts}
        self.texts: Sequence[str] = ()
        self.styles: Sequence[str] = ()
        if "sharedStrings" in of_kind:
            self.texts = _texts(parts, of_kind["sharedStrings"])
        if "styles" in of_kind:
            pieces = parts.pieces(of_kind["styles"])
            self.styles = read_styles(parts.file, pieces)

    def _home(self) -> str:
        for _, kind, target in self._relations(""):
            if kind == "officeDocument":
                return target.lstrip("/")
        return "xl/workbook.xml"

    def _relations(
        self, part: str, outside: bool = False
    ) -> list[tuple[str, str, str]]:
        """Id, kind and target of what a part refers to, in the file or outside."""
        folder, name = posixpath.split(part)
        found: list[tuple[str, str, str]] = []

        def _start(element: str, more: dict[str, str]) -> None:
            is_outside = more.get("TargetMode") == "External"
            if element == "Relationship" and is_outside == outside:
                kind = more.get("Type", "").rpartition("/")[2]
                target = more.get("Target", "")
                target = target if outside else target.replace("\\", "/")
                found.append((more.get("Id", ""), kind, target))

        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where in self.parts:
            pieces = self.parts.pieces(where)
            parse_xml(self.parts.file, pieces, _start, _nothing, _nothing)
        return found

    def links_of(self, part: str) -> dict[str, str]:
        """Pages that the cells of a sheet lead to, by their ids."""
        return {one: target for one, _, target in self._relations(part, outside=True)}

    def _start(self, element: str, more: dict[str, str]) -> None:
        if element == "sheet":
            told = local_attributes(more)
            state = told.get("state", "visible")
            self._listed.append((told.get("name", ""), state, told.get("id", "")))
        elif element == "workbookPr":
            self.from_1904 = more.get("date1904", "0") in {"1", "true", "on"}
        elif element == "externalReference":
            self.links_outside = True

    def tell(self, grid: Grid) -> None:
        """What is told of the whole file, once."""
        if any(name.endswith("vbaproject.bin") for name in self.parts.names):
            grid.tell("note", MACROS)
        if self.links_outside:
            grid.tell(
                "note",
                "the file refers to other files; they are never opened, the values "
                "that were last seen count",
            )


def _nothing(*_: object) -> None:
    """For what is of no interest."""


def _texts(parts: ZipParts, part: str) -> list[str]:
    """The texts that cells refer to by number."""
    texts: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def _start(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if name == "si":
            pieces.clear()

    def _end(name: str) -> None:
        inside.pop()
        if name == "si":
            texts.append(clean(_unescaped("".join(pieces))))

    def _text(text: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(text)

    parse_xml(parts.file, parts.pieces(part), _start, _end, _text)
    return texts


def _unescaped(text: str) -> str:
    """A text with what XML cannot hold, which is written as `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


@dataclass
class _SheetReader:
    """Reads one sheet into a grid."""

    book: _Book
    grid: Grid

    def read(self, parts: ZipParts, part: str) -> None:
        self._row, self._column = 0, -1
        self._type, self._style = "n", 0
        self._in_cell = self._phonetic = False
        self._formula = False
        self._pieces: list[str] | None = None
        self._value: str | None = None
        self._link = ""
        self._inline: list[str] = []
        self._links = self.book.links_of(part)
        parse_xml(
            parts.file, parts.pieces(part), self._start, self._end, self._take_text
        )

    def _start(self, name: str, more: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(more)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._pieces = []
        elif name == "row":
            self._row = count_in(more.get("r", ""), self._row + 1)
            self._column = -1
        elif name == "f":
            self._formula, self._pieces = True, []
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(more.get("ref", ""))
        elif name == "hyperlink" and (at := _PLACE.match(more.get("ref", ""))):
            page = self._links.get(local_attributes(more).get("id", ""), "")
            self.grid.link(int(at[2]), _column(at[1]), page)

    def _start_cell(self, more: dict[str, str]) -> None:
        self._in_cell = True
        self._type = more.get("t", "n")
        self._style = count_in(more.get("s", ""), 0)
        self._column += 1
        if found := _PLACE.fullmatch(more.get("r", "")):
            self._column = _column(found[1])
            self._row = int(found[2])
        self._formula, self._value, self._link = False, None, ""
        self._inline = []

    def _take_text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        if name == "v" and self._pieces is not None:
            self._value, self._pieces = "".join(self._pieces), None
        elif name == "f" and self._pieces is not None:
            self._link, self._pieces = "".join(self._pieces), None
        elif name == "t" and self._pieces is not None:
            self._inline.extend(self._pieces)
            self._pieces = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._in_cell:
            self._in_cell = False
            text, place = self._text(), (self._row, self._column)
            if text and _is_somewhere(*place):
                self.grid.put(*place, text)
                self.grid.link(*place, self._link)
            elif text:
                self.grid.tell("unread", _NOWHERE, *place, text)

    def _text(self) -> str:
        """What the cell that ends holds."""
        kind, value = self._type, self._value
        if kind == "inlineStr":
            return clean(_unescaped("".join(self._inline)))
        if self._formula and not value and _LINK.match(self._link):
            return clean(f"={self._link}")  # says itself what it shows
        if self._formula and not value:
            self.grid.without_value(self._row, self._column, told=kind != "str")
        if not value:
            return ""
        if kind == "s":
            at = count_in(value, len(self.book.texts))
            return self.book.texts[at] if at < len(self.book.texts) else ""
        if kind == "str":
            return clean(_unescaped(value))
        if kind == "b":
            return truth_text(value.strip() in {"1", "true"})
        if kind == "e":
            self.grid.tell("unread", FAULTY, self._row, self._column, value)
            return ""
        if kind == "d":
            return clean(value).removesuffix("Z").removesuffix("T00:00:00")
        return self._number(value.strip())

    def _number(self, value: str) -> str:
        styles = self.book.styles
        kind = styles[self._style] if self._style < len(styles) else ""
        try:
            return number_shown(value, kind, self.book.from_1904)
        except ValueError:
            return clean(value)

    def _merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        a, b = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if a and b:
            top, left = int(a[2]), _column(a[1])
            bottom, right = int(b[2]), _column(b[1])
            if _is_somewhere(top, left) and _is_somewhere(bottom, right):
                self.grid.merge(top, left, bottom, right)


def _is_somewhere(row: int, column: int) -> bool:
    """Whether a sheet has such a cell."""
    return 1 <= row <= _ROWS and column < _COLUMNS


def _column(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
