"""An XLSX workbook, written row by row as a spreadsheet reads it.

In: sheets, each with its rows and how wide each column is. Out: bytes, the same for
the same rows. It has what tables need and nothing else: typed cells, a bold header that
stays in view and filters the rows, lists to choose from.

References
----------
ECMA-376, "Office Open XML File Formats", part 1, 2016: parts, sheets (18.3), lists to
choose from (18.3.1.32), shared strings (18.4), styles (18.8), and how a text holds what
XML cannot (22.9.2.19).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from itertools import chain
from math import isfinite
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int | float | bool | None
"""What a cell holds; None where nothing is recorded."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OF_OFFICE}/spreadsheetml/2006/main"'
_PACKAGE = f"{_OF_OFFICE}/package/2006"
_LINKS = f"{_OF_OFFICE}/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OF_PACKAGES = "application/vnd.openxmlformats-package"

_PARTS = {
    "_rels/.rels": "relations.xml",
    "docProps/core.xml": "core.xml",
    "xl/styles.xml": "styles.xml",
}
"""What is the same in every workbook, as it stands in parts/: its second style is that
of the header, its third that of examples, its fourth wraps. A file without a date of
its own would differ with each download."""

# Beside what XML cannot hold, what would be read as an escape, and line ends, which
# readers of XML make one of.
_ESCAPED = re.compile(
    "[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_BOLD, _PALE, _WRAPPED = ' s="1"', ' s="2"', ' s="3"'
_ROWS_AT_ONCE = 500
_PACKED = 2
"""Of 9. At 6 a table of 17,000 rows is a fifth smaller, but half a second later."""


@dataclass(frozen=True)
class Choice:
    """Columns whose cells offer a list to choose from; other words may be written too.

    Parameters
    ----------
    first, last : int
        The columns, from 0.
    sheet : str
        Name of the sheet that has the list.
    column : int
        Of the list there, from 0, below its header.
    n_listed : int
        So many cells are listed; empty ones at the end do not matter.
    n_rows : int
        So many rows below the header offer it.
    """

    first: int
    last: int
    sheet: str
    column: int
    n_listed: int
    n_rows: int = 1_000


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    Parameters
    ----------
    name : str
    columns : sequence of str
        The header.
    rows : sequence of sequences
        As many cells each as there are columns. None, and a number that is not finite,
        is an empty cell.
    widths : sequence of int
        So many letters of each column are seen.
    choices : sequence of Choice
    n_examples : int
        So many first rows are examples, and pale.
    printed : bool
        Whether texts wrap, and pages are broad, as wide as it, each below the header.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    choices: Sequence[Choice] = ()
    n_examples: int = 0
    printed: bool = False

    @property
    def area(self) -> str:
        """Its cells, as a formula names them."""
        return f"$A$1:${letters_of(len(self.columns) - 1)}${len(self.rows) + 1}"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of some sheets, which opens at the first."""
    texts: dict[str, int] = {}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_PACKED) as parts:
        _write(parts, "[Content_Types].xml", [_types(len(sheets))])
        for part, name in _PARTS.items():
            content = files("matcher").joinpath("files", "parts", name)
            _write(parts, part, [content.read_text("utf-8")])
        _write(parts, "xl/_rels/workbook.xml.rels", [_relations(len(sheets))])
        _write(parts, "xl/workbook.xml", [_book(sheets)])
        for number, sheet in enumerate(sheets, start=1):
            whole = chain([_above(sheet)], _rows(sheet, texts), _below(sheet))
            _write(parts, f"xl/sheet{number}.xml", whole)
        _write(parts, "xl/texts.xml", _texts(texts))
    return file.getvalue()


def letters_of(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0.

    Examples
    --------
    >>> letters_of(0), letters_of(26), letters_of(16383)
    ('A', 'AA', 'XFD')
    """
    before, last = divmod(column, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + last)


def _types(n_sheets: int) -> str:
    """What each part of a workbook is."""
    parts = {
        "/xl/workbook.xml": f"{_KIND}.sheet.main+xml",
        **{f"/xl/sheet{n + 1}.xml": f"{_KIND}.worksheet+xml" for n in range(n_sheets)},
        "/xl/styles.xml": f"{_KIND}.styles+xml",
        "/xl/texts.xml": f"{_KIND}.sharedStrings+xml",
        "/docProps/core.xml": f"{_OF_PACKAGES}.core-properties+xml",
    }
    told = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>'
        for part, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{_OF_PACKAGES}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(n_sheets: int) -> str:
    """Where the workbook finds its sheets, its styles and its texts."""
    sheets = [("worksheet", f"sheet{n + 1}.xml") for n in range(n_sheets)]
    parts = [*sheets, ("styles", "styles.xml"), ("sharedStrings", "texts.xml")]
    told = "".join(
        f'<Relationship Id="r{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _write(parts: ZipFile, part: str, pieces: Iterable[str]) -> None:
    with parts.open(part, "w") as stream:
        stream.write(_HEAD.encode())
        for piece in pieces:
            stream.write(piece.encode())


def _book(sheets: Sequence[Sheet]) -> str:
    listed, filtered = [], []
    for number, sheet in enumerate(sheets, start=1):
        said = escape(sheet.name, {'"': "&quot;"})
        named = escape(sheet.name.replace("'", "''"))
        listed.append(f'<sheet name="{said}" sheetId="{number}" r:id="r{number}"/>')
        filtered.append(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" '
            f"hidden=\"1\">'{named}'!{sheet.area}</definedName>"
        )
        if sheet.printed:
            filtered.append(
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{number - 1}">'
                f"'{named}'!$1:$1</definedName>"
            )
    return (
        f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>{"".join(listed)}</sheets>'
        f"<definedNames>{''.join(filtered)}</definedNames></workbook>"
    )


def _above(sheet: Sheet) -> str:
    """What stands before the rows: the header is held, the columns have a width."""
    # The width counts the margin of a cell.
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width + 0.7109375}" '
        'customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.printed else ""
    return (
        f'<worksheet {_MAIN}>{fits}<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )


def _below(sheet: Sheet) -> Iterator[str]:
    filtered = sheet.area.replace("$", "")
    yield f'</sheetData><autoFilter ref="{filtered}"/>'
    if sheet.choices:
        yield f'<dataValidations count="{len(sheet.choices)}">'
        yield from map(_choice, sheet.choices)
        yield "</dataValidations>"
    if sheet.printed:
        yield '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    yield "</worksheet>"


def _choice(choice: Choice) -> str:
    first, last = letters_of(choice.first), letters_of(choice.last)
    named = escape(choice.sheet.replace("'", "''"))
    column = letters_of(choice.column)
    return (
        '<dataValidation type="list" errorStyle="information" allowBlank="1" '
        'showErrorMessage="1" errorTitle="Not in the list" '
        'error="Other words are read too, and told where they are not known." '
        f'sqref="{first}2:{last}{choice.n_rows + 1}">'
        f"<formula1>'{named}'!${column}$2:${column}${choice.n_listed + 1}</formula1>"
        "</dataValidation>"
    )


def _rows(sheet: Sheet, texts: dict[str, int]) -> Iterator[str]:
    """The header and the rows, some at a time; texts get their numbers."""
    letters = [letters_of(number) for number in range(len(sheet.columns))]
    yield f'<row r="1">{_cells(sheet.columns, letters, 1, texts, _BOLD)}</row>'
    examples, rows = sheet.rows[: sheet.n_examples], sheet.rows[sheet.n_examples :]
    for number, row in enumerate(examples, start=2):
        yield f'<row r="{number}">{_cells(row, letters, number, texts, _PALE)}</row>'
    style = _WRAPPED if sheet.printed else ""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        first = start + len(examples) + 2
        yield "".join(
            f'<row r="{number}"{_height(sheet, row)}>'
            f"{_cells(row, letters, number, texts, style)}</row>"
            for number, row in enumerate(rows[start : start + _ROWS_AT_ONCE], first)
        )


def _height(sheet: Sheet, row: Sequence[Cell]) -> str:
    """Room for the longest text of a row that wraps: not every reader makes it."""
    if not sheet.printed:
        return ""
    lines = [len(str(v)) // (w - 4) + 1 for v, w in zip(row, sheet.widths, strict=True)]
    return f' ht="{min(15 * max(lines), 409)}" customHeight="1"'


def _cells(
    row: Sequence[Cell],
    letters: Sequence[str],
    number: int,
    texts: dict[str, int],
    style: str = "",
) -> str:
    cells, at = [], str(number)
    for letter, value in zip(letters, row, strict=True):
        if isinstance(value, str):
            text = texts.setdefault(value, len(texts))
            cells.append(f'<c r="{letter}{at}"{style} t="s"><v>{text}</v></c>')
        elif isinstance(value, bool):
            cells.append(f'<c r="{letter}{at}"{style} t="b"><v>{value:d}</v></c>')
        elif value is not None and isfinite(value):
            told = float(value) if isinstance(value, float) else value
            cells.append(f'<c r="{letter}{at}"{style}><v>{told}</v></c>')
    return "".join(cells)


def _texts(texts: dict[str, int]) -> Iterator[str]:
    """Every text once, in the order of its number."""
    yield f'<sst {_MAIN} uniqueCount="{len(texts)}">'
    for text in texts:
        said = escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
        yield f'<si><t xml:space="preserve">{said}</t></si>'
    yield "</sst>"
