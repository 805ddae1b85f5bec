"""Reads and checks a data package: CSV tables in, a `Registry` or faults out.

The only room that opens a package. What its tables may hold stands in the fields of
the records, how their rows are checked in `checking`.
"""

from __future__ import annotations

import codecs
from os.path import exists, isdir
from pathlib import Path

from matcher.errors import DatasetError, Fault, Faults
from matcher.files.reading import path_of, read_file
from matcher.registry.package.agreeing import find_contradictions
from matcher.registry.package.checking import find_faults
from matcher.registry.package.description import (
    date_of_the_facts,
    find_disagreements,
    read_description,
)
from matcher.registry.package.parsing import records_of, rows_of
from matcher.registry.package.proving import find_unproven
from matcher.registry.package.tables import TABLES, Rows, Table
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import LISTS, Vocabulary
from matcher.text import shown


def load_registry(
    path: str | Path | None = None, *, everything: bool = False
) -> Registry:
    """All clusters, partnerships and members of a data package.

    Parameters
    ----------
    path : str or Path, optional
        Folder of the data package; the packaged data where not given.
    everything : bool
        Check evidence, calls and terms too. They are read when they are first asked
        for, and only then refused if they hold a fault, so that starting is quick.

    Returns
    -------
    Registry
        In id order, whatever the order of the rows; tables that are read when they are
        first asked for stay as they stand.

    Raises
    ------
    DatasetError
        If the package has any fault; it holds the first ones and nothing is loaded.

    Examples
    --------
    >>> registry = load_registry()
    >>> registry.cluster("inovcluster").country
    'PT'
    """
    folder = package_folder(path)
    if not isdir(folder):
        what = "is a file" if exists(folder) else "does not exist"
        problem = f"{what}; give the folder that holds the tables of a data package"
        raise DatasetError([Fault(str(folder), 0, "", str(folder), problem)])
    faults = Faults()
    description = read_description(folder, faults)
    as_of = date_of_the_facts(description, faults)
    tables, aside = {}, {}
    for table in TABLES.values():
        text = _read_text(folder, table, faults)
        if table.aside and text is not None:
            aside[table.name] = text
        if table.aside and (text is None or not everything):
            continue
        unread = Rows(table, whole=False)
        tables[table.name] = unread if text is None else rows_of(table, text, faults)
    vocabulary = Vocabulary({name: records_of(tables[name]) for name in LISTS})
    faults.gather(find_faults(tables, vocabulary))
    faults.gather(find_contradictions(tables, as_of))
    faults.gather(find_disagreements(description, tables, folder))
    if "evidence" in tables and faults.are_few:  # none blames a cell with a fault
        faults.gather([*find_unproven(tables, faults.first)])
    faults.refuse()
    names = ("clusters", "partnerships", "members")
    records = {name: records_of(tables[name]) for name in names}
    return Registry(**records, vocabulary=vocabulary, as_of=as_of, aside=aside)


def check_package(path: str | Path | None = None) -> tuple[Fault, ...]:
    """The faults in a data package, in file and line order; empty if it is fine.

    Parameters
    ----------
    path : str or Path, optional
        Folder of the data package; the packaged data where not given.

    Notes
    -----
    Every table must be there with all of its columns, in any order; optional columns
    may be missing, and so may evidence, calls, the tables of terms, and the programmes,
    for which the packaged ones then hold. The tables of partnerships and of members may
    hold no row: a registry without history is fine. Of a great many faults the first
    are kept (`matcher.errors.MOST_KEPT`). The file datapackage.json may be
    missing; what it says of tables that are there must be so.
    """
    try:
        load_registry(path, everything=True)
    except DatasetError as error:
        return error.faults
    return ()


def package_folder(path: str | Path | None = None) -> Path:
    """The folder of a data package; of the one that came along where not given.

    Raises
    ------
    DatasetError
        For what can be the path of nothing.
    """
    if path is not None:
        if folder := path_of(path):
            return folder
        given = shown(str(path))
        problem = "is no path; give the folder that holds the tables of a data package"
        raise DatasetError([Fault(given, 0, "", given, problem)])
    here = Path(__file__).parents[2]
    in_wheel = here / "_data"
    return in_wheel if in_wheel.is_dir() else here.parent / "data"


def _read_text(folder: Path, table: Table, faults: Faults) -> str | None:
    """The file as text with plain line ends, or None if it cannot be read."""
    path = folder / table.file
    if table.default and not exists(path):
        path = package_folder() / table.file
    try:
        raw = read_file(path)
    except FileNotFoundError:
        if table.aside:
            return None
        required = (t for t in TABLES.values() if not t.aside and not t.default)
        files = ", ".join(t.file for t in required)
        problem = f"this file is missing; a data package holds {files}"
        faults.add(Fault(table.file, 0, "", "", problem))
        return None
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        faults.add(Fault(table.file, 0, "", "", problem))
        return None
    return text_of(table.file, raw, faults)


_SAVE = "save it as CSV in UTF-8"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls


def text_of(file: str, raw: bytes, faults: Faults) -> str | None:
    """The text with plain line ends; None if it is none.

    Parameters
    ----------
    file : str
        Named in faults.
    raw : bytes
    faults : Faults
        Gathers what is wrong: one for marks and line ends that a program has added,
        which hide nothing, or one for why it is no text.
    """
    if wrong := _other_than_text(raw):
        faults.add(Fault(file, 1, "", "", f"{wrong}; {_SAVE}"))
        return None
    raw = _without_additions(file, raw, faults)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        value = f"0x{raw[error.start]:02X}"
        problem = f"byte {column} of the line ({value}) is not UTF-8; save it as UTF-8"
        faults.add(Fault(file, line, "", value, problem))
        return None


def _other_than_text(raw: bytes) -> str:
    if raw.startswith(_WORKBOOKS):
        return "this is a workbook of a spreadsheet program, where a table is meant"
    if raw.startswith(_UTF_16) or raw.count(0, 0, 400) > len(raw[:400]) // 4:
        return "this is UTF-16 ('Unicode text'), not UTF-8"
    return ""


def _without_additions(file: str, raw: bytes, faults: Faults) -> bytes:
    """The bytes without a byte order mark and carriage returns: one fault for both."""
    told, line = [], 1
    if raw.startswith(codecs.BOM_UTF8):
        told.append("starts with a byte order mark; save it as UTF-8 without BOM")
        raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\r" in raw:
        told.append("has a carriage return; end lines with a line feed (LF) alone")
        line = 1 if told[1:] else raw.count(b"\n", 0, raw.index(b"\r")) + 1
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if told:
        faults.add(Fault(file, line, "", "", "; it ".join(told)))
    return raw
