"""Spreadsheets as people make them: real files, and what is to come of them.

Each is told by a text beside this room: its kind, the lines of its sheets with `|`
between cells (`⏎` is a line end in one, `→` stands before the page that it leads to),
what is merged, and what is expected.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl

# How programs save a table as text: encoding, separator, line end, mark before it.
TEXTS = {
    "de.csv": ("cp1252", ";", "\r\n", ""),  # Excel in German: "CSV (Trennzeichen)"
    "utf8.csv": ("utf-8-sig", ";", "\r\n", ""),  # "CSV UTF-8"
    "en.csv": ("utf-8", ",", "\n", ""),  # other programs
    "pl.csv": ("cp1250", ";", "\r\n", ""),
    "sep.csv": ("cp1252", ";", "\r\n", "sep=;\r\n"),
    "unicode.txt": ("utf-16", "\t", "\r\n", ""),  # "Unicode-Text"
}
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """A spreadsheet and what is to come of it.

    Parameters
    ----------
    name : str
        What it is.
    text : str
        What tells of it. What is expected are records: a table's name alone in a line,
        its fields, then a line for each; lists are parted by ``;``. An organisation is
        told by its name, a partnership by its acronym, a membership by both.
    """

    name: str
    text: str

    @cached_property
    def _parts(self) -> Sequence[str]:
        return self.text.split("\n=== ")

    @cached_property
    def kind(self) -> str:
        """xlsx, or one of `TEXTS`."""
        return self._parts[0].split()[1]

    @property
    def file(self) -> str:
        return f"{self.name}.{self.kind.rpartition('.')[2]}"

    @property
    def content(self) -> bytes:
        return self._book() if self.kind == "xlsx" else self._text()

    def _sheets(self) -> Iterator[tuple[str, list[list[str]], list[list[int]]]]:
        for part in self._parts[1:-1]:
            head, *lines = part.split("\n")
            said = [line for line in lines if line.startswith("merged ")]
            merged = [[*map(int, line.split()[1:])] for line in said]
            rows = [
                [cell.strip().replace("⏎", "\n") for cell in line.split("|")]
                for line in lines[len(said) :]
            ]
            yield head.removeprefix("sheet").strip(), rows, merged

    def _text(self) -> bytes:
        encoding, separator, end, mark = TEXTS[self.kind]
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=separator, lineterminator=end)
        _, rows, _ = next(self._sheets())
        width = max(map(len, rows))
        writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
        return (mark + stream.getvalue()).encode(encoding)

    def _book(self) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows, merged in self._sheets():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, text in enumerate(row, 1):
                    text, _, page = text.partition(" → ")
                    if text:
                        sheet.cell(number, column, _typed(text))
                    if page:
                        sheet.cell(number, column).hyperlink = page
            for top, left, bottom, right in merged:
                sheet.merge_cells(None, top, left + 1, bottom, right + 1)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    @cached_property
    def records(self) -> Mapping[str, list[dict[str, str]]]:
        """What is expected, by table."""
        found: dict[str, list[dict[str, str]]] = {}
        fields: list[str] = []
        for line in self._parts[-1].strip().splitlines()[1:]:
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) == 1:
                table, fields = cells[0], []
                found[table] = []
            elif not fields:
                fields = cells
            else:
                found[table].append(dict(zip(fields, cells, strict=True)))
        return found


def every_one() -> list[Made]:
    """All that stand beside this room."""
    paths = sorted(_HERE.glob("*.txt"))
    return [Made(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def _typed(text: str) -> str | int:
    """As a spreadsheet keeps what is typed: a number is one."""
    plain = text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")
    return int(text) if plain else text.removeprefix("'")
