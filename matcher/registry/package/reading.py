"""Reads and checks a data package: CSV tables in, a `Registry` or faults out.

The only room that opens a package. What its tables may hold stands in the fields of
the records, how their rows are checked in `checking`.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO
from os.path import exists, isdir
from pathlib import Path
from typing import Any

from matcher.errors import DatasetError, Fault
from matcher.registry.package.checking import find_faults, shown
from matcher.registry.package.tables import TABLES, Row, Rows, Table
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import LISTS, Vocabulary

DESCRIPTION_FILE = "datapackage.json"
"""Tells other programs what the tables hold; a package may do without."""


def load_registry(path: str | Path | None = None) -> Registry:
    """All clusters, partnerships and members of a data package.

    Parameters
    ----------
    path : str or Path, optional
        Folder of the data package; the packaged data where not given.

    Returns
    -------
    Registry
        In id order, whatever the order of the rows.

    Raises
    ------
    DatasetError
        If the package has any fault; it holds all of them and nothing is loaded.

    Examples
    --------
    >>> registry = load_registry()
    >>> registry.cluster("inovcluster").country
    'PT'
    """
    tables, vocabulary = _read(_folder(path))
    return Registry(
        _records(tables["clusters"]),
        _records(tables["partnerships"]),
        _records(tables["members"]),
        vocabulary,
    )


def check_package(path: str | Path | None = None) -> tuple[Fault, ...]:
    """Every fault in a data package, in file and line order; empty if it is fine.

    Parameters
    ----------
    path : str or Path, optional
        Folder of the data package; the packaged data where not given.

    Notes
    -----
    Every table must be there with all of its columns, in any order; optional ones may
    be missing. The tables of partnerships and of members may hold no row: a registry
    without history is fine. The file datapackage.json may be missing, but must be valid
    JSON if it is there.
    """
    try:
        _read(_folder(path))
    except DatasetError as error:
        return error.faults
    return ()


def _folder(path: str | Path | None) -> Path:
    if path is not None:
        return Path(path)
    here = Path(__file__).parents[2]
    in_wheel = here / "_data"
    return in_wheel if in_wheel.is_dir() else here.parent / "data"


def _read(folder: Path) -> tuple[dict[str, Rows], Vocabulary]:
    """Every table's rows as text, and their codes, if there is no fault in any."""
    if not isdir(folder):
        what = "is a file" if exists(folder) else "does not exist"
        problem = f"{what}; give the folder that holds the tables of a data package"
        raise DatasetError([Fault(str(folder), 0, "", str(folder), problem)])
    faults = _description_faults(folder)
    tables = {}
    for table in TABLES.values():
        text = _read_text(folder, table, faults)
        unread = Rows(table, whole=False)
        tables[table.name] = unread if text is None else _rows(table, text, faults)
    vocabulary = Vocabulary({name: _records(tables[name]) for name in LISTS})
    faults += find_faults(tables, vocabulary)
    if faults:
        raise DatasetError(sorted(faults))
    return tables, vocabulary


def _description_faults(folder: Path) -> list[Fault]:
    name = DESCRIPTION_FILE
    try:
        description = json.loads((folder / name).read_bytes())
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Fault(name, 0, "", "", f"cannot be read: {error.strerror}")]
    except json.JSONDecodeError as error:
        return [Fault(name, error.lineno, "", "", f"not valid JSON: {error.msg}")]
    except (UnicodeDecodeError, RecursionError) as error:
        return [Fault(name, 0, "", "", f"not valid JSON in UTF-8: {error}")]
    if isinstance(description, dict):
        return []
    return [Fault(name, 0, "", "", "must hold a JSON object, as in the packaged data")]


def _read_text(folder: Path, table: Table, faults: list[Fault]) -> str | None:
    """The file as text with plain line ends, or None if it cannot be read."""
    try:
        raw = (folder / table.file).read_bytes()
    except FileNotFoundError:
        files = ", ".join(table.file for table in TABLES.values())
        problem = f"this file is missing; a data package holds {files}"
        faults.append(Fault(table.file, 0, "", "", problem))
        return None
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        faults.append(Fault(table.file, 0, "", "", problem))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        problem = "starts with a byte order mark; save it as UTF-8 without BOM"
        faults.append(Fault(table.file, 1, "", "", problem))
        raw = raw[3:]
    if b"\r" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\r")) + 1
        problem = "has a carriage return; end lines with a line feed (LF) alone"
        faults.append(Fault(table.file, line, "", "", problem))
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        value = f"0x{raw[error.start]:02X}"
        problem = f"byte {column} of the line ({value}) is not UTF-8; save it as UTF-8"
        faults.append(Fault(table.file, line, "", value, problem))
        return None


def _rows(table: Table, text: str, faults: list[Fault]) -> Rows:
    """The rows of a table; those with too few or too many cells set apart."""
    reader = csv.reader(StringIO(text, newline="\n"), strict=True)
    even: list[list[str]] = []
    lines: list[int] = []
    uneven: list[Row] = []
    line, whole = 1, True
    try:
        header = next(reader, [])
        if not _header_is_usable(table, header, faults):
            return Rows(table, whole=False)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                even.append(cells)
                lines.append(line)
            else:
                faults.append(_uneven(table, line, cells, header))
                padded = cells + [""] * len(header)
                uneven.append(Row(line, dict(zip(header, padded, strict=False))))
            line = reader.line_num + 1
    except csv.Error as error:
        whole = False
        problem = (
            f"the quotes in or after this line do not close ({error}); "
            'put a cell with a comma in "quotes" and double a quote within'
        )
        faults.append(Fault(table.file, line, "", "", problem))
    if whole and not even and not uneven and not table.may_be_empty:
        problem = "no rows below the header; this table needs one at least"
        faults.append(Fault(table.file, 0, "", "", problem))
    columns = dict(zip(header, zip(*even, strict=True), strict=True)) if even else {}
    return Rows(table, columns, lines, tuple(uneven), whole)


def _header_is_usable(table: Table, header: list[str], faults: list[Fault]) -> bool:
    """Whether every column stands once in the header; extra ones are faults too."""
    wanted = [column.name for column in table.columns]
    optional = {column.name for column in table.columns if column.optional}
    if not header:
        problem = f"no header; the first line must be {','.join(wanted)}"
        faults.append(Fault(table.file, 1, "", "", problem))
        return False
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        problem = "cells are not separated by commas; save it with commas between them"
        faults.append(Fault(table.file, 1, "", shown(header[0]), problem))
        return False
    given = Counter(header)
    missing = [name for name in wanted if not given[name] and name not in optional]
    problems = dict.fromkeys(missing, "this column is missing")
    for name, n_times in given.items():
        if name not in wanted:
            problems[name] = f"no such column; accepted are {', '.join(wanted)}"
        elif n_times > 1:
            problems[name] = f"this column stands {n_times} times"
    for name, problem in problems.items():
        faults.append(Fault(table.file, 1, shown(name), shown(name), problem))
    return not missing and all(given[name] <= 1 for name in wanted)


def _uneven(table: Table, line: int, cells: list[str], header: list[str]) -> Fault:
    n_cells = len(cells)
    problem = f"{n_cells} cells where the header has {len(header)}"
    if not cells:
        problem = "this line is empty; take it out"
    elif n_cells > len(header):
        problem += '; put a cell that holds a comma in "quotes"'
    return Fault(table.file, line, "", ",".join(cells), problem)


def _records(rows: Rows) -> tuple[Any, ...]:
    """A record for each row; what an optional column would say is left to the field."""
    columns = [c for c in rows.table.columns if c.name in rows.columns]
    names = [column.name for column in columns]
    cells = zip(*(c.values(rows.columns[c.name]) for c in columns), strict=True)
    record = rows.table.record
    return tuple(record(**dict(zip(names, values, strict=True))) for values in cells)
