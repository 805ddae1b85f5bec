"""Opens a file of any make: what it is, is found by its content, not by its ending.

In: a path, or the bytes of a file and its name. Out: its sheets.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from matcher.errors import UnreadableFile
from matcher.files.reading import read_file
from matcher.importing.files.limits import MOST_BYTES
from matcher.importing.files.old.compound import BEGINNING
from matcher.importing.files.old.xls import read_xls
from matcher.importing.files.packed.ods import read_content, read_ods
from matcher.importing.files.packed.xlsx import read_xlsx
from matcher.importing.files.packed.xml_2003 import read_xml_2003
from matcher.importing.files.packed.zipped import ZipParts
from matcher.importing.files.texts.delimited import read_delimited
from matcher.importing.files.texts.encoding import Text, decode
from matcher.importing.files.texts.html import read_html
from matcher.importing.files.texts.json_tables import read_json
from matcher.importing.sheet import Kind, Place, Remark, Sheet

TABLES = ("clusters.csv", "partnerships.csv", "members.csv")
"""What is taken of a folder that is a data package."""

READ = "CSV, XLSX, XLS, ODS, JSON and HTML tables are read"

_SAVE = "open it in a spreadsheet program and save it as XLSX"
_PICTURE = "a picture; write its table into a spreadsheet"
_UNPACK = "a packed file; unpack it and give what is in it"
_OTHERS = {
    b"%PDF": "a PDF; copy its table into a spreadsheet",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _UNPACK,
    b"7z\xbc\xaf": _UNPACK,
    b"Rar!": _UNPACK,
    b"{\\rtf": "a text document; copy its table into a spreadsheet",
    b"SQLite format 3": "a database; export its tables as CSV",
    b"PAR1": "a Parquet file; export it as CSV",
    b"ID;P": f"a SYLK file; {_SAVE}",
    b"TABLE\r\n0,1": f"a DIF file; {_SAVE}",
    b"TABLE\n0,1": f"a DIF file; {_SAVE}",
    b"MIME-Version:": f"a page saved with its pictures; {_SAVE}",
    b"BEGIN:VCARD": "a list of contacts; export it as CSV",
}
_NUMBERS = "a document of Numbers or Pages; export it as XLSX or CSV"
_DBASE = re.compile(
    rb"[\x03\x30-\x32\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f]"
    rb"[\x00-\xff]{3}\x00[\x00-\xff]{4}\x00",
    re.DOTALL,
)
"""A kind, a year, a month and a day, with few rows and short ones."""
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})")
_HEAD = 4_096


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of a file, or of a folder that is a data package.

    Parameters
    ----------
    path : Path

    Raises
    ------
    UnreadableFile
        If nothing can be taken of it; one line says why.
    OSError
        If it cannot be opened.
    """
    if path.is_dir():
        found = [path / table for table in TABLES if (path / table).is_file()]
        if not found:
            raise UnreadableFile(
                f"{path}: the folder is no data package, it has none of "
                f"{', '.join(TABLES)}; name the files to import"
            )
        return [sheet for one in found for sheet in read_sheets(one)]
    return sheets_in(path.name, read_file(path, MOST_BYTES))


def sheets_in(name: str, raw: bytes) -> list[Sheet]:
    """All sheets of a file.

    Parameters
    ----------
    name : str
        Of the file, without its folder.
    raw : bytes
        What it holds.

    Raises
    ------
    UnreadableFile
        If nothing can be taken of it; one line says why.
    """
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(
            f"{name}: it is larger than {MOST_BYTES:,} bytes; split it into several"
        )
    if raw.startswith(b"PK"):
        return _packed(name, raw)
    if raw.startswith(BEGINNING):
        return read_xls(name, raw)
    if kind := next((_OTHERS[one] for one in _OTHERS if raw.startswith(one)), ""):
        raise UnreadableFile(f"{name}: this is {kind}; {READ}")
    if _DBASE.match(raw):
        raise UnreadableFile(f"{name}: this is a table of dBASE; {_SAVE}; {READ}")
    return _text(name, raw)


def _packed(name: str, raw: bytes) -> list[Sheet]:
    parts = ZipParts(name, raw)
    if "content.xml" in parts:
        return read_ods(parts)
    if "[content_types].xml" in parts and any(
        part.endswith("workbook.xml") for part in parts.names
    ):
        return read_xlsx(parts)
    kind = _UNPACK
    for part, told in (
        ("word/document.xml", "a Word document; copy its table into a spreadsheet"),
        ("ppt/presentation.xml", "a presentation; write its table into a spreadsheet"),
        ("xl/workbook.bin", f"a binary workbook; {_SAVE}"),
        ("index/document.iwa", _NUMBERS),
        ("index.zip", _NUMBERS),
    ):
        if part in parts:
            kind = told
    raise UnreadableFile(f"{name}: this is {kind}; {READ}")


def _text(name: str, raw: bytes) -> list[Sheet]:
    head = raw[:_HEAD]
    marked = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if marked and b"office:document" in head:
        return read_content(name, [raw])
    if marked and b"office:spreadsheet" in head and b"Workbook" in head:
        return read_xml_2003(name, raw)
    found = _CHARSET.search(head) if marked else None
    text = decode(name, raw, found[1].decode() if found else "")
    sheets = _sheets_of(name, text.text)
    remarks = _remarks(name, text)
    first = sheets[0]
    return [replace(first, remarks=(*remarks, *first.remarks)), *sheets[1:]]


def _sheets_of(name: str, text: str) -> list[Sheet]:
    begin = text[:_HEAD].lstrip().lower()
    if begin.startswith("<") and "<table" in text.lower():
        return read_html(name, text)
    if begin.startswith("<?xml"):
        raise UnreadableFile(f"{name}: this is XML of another program; {_SAVE}; {READ}")
    if begin.startswith(("{", "[")) and name.lower().endswith((".json", ".jsonl")):
        return read_json(name, text)
    if begin.startswith(('{"', "[{", "{\n", "[\n", "{ ", "{\r", "[\r", "[ ")):
        return read_json(name, text)
    sheet = read_delimited(name, text).sheet()
    if not sheet.rows:
        raise UnreadableFile(f"{name}: it is empty; {READ}")
    return [sheet]


def _remarks(name: str, text: Text) -> list[Remark]:
    """What is told of how a text was read."""
    told = []
    place = Place(name)
    if text.guessed and not text.encoding.startswith("utf"):
        problem = (
            f"the file does not say its encoding; it was read as {text.encoding}, by "
            f"the letters of {text.language or 'its words'}: if names look wrong, save "
            "it as UTF-8"
        )
        kind: Kind = "doubt" if text.others else "note"
        encoding = text.encoding
        told.append(Remark(kind, place, "", problem, encoding, text.others))
    if text.n_zeros:
        problem = f"{text.n_zeros:,} bytes of zero were left out of the text"
        told.append(Remark("note", place, "", problem))
    return told
