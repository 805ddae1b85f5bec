"""The first lines of a table: which column each cell below belongs to, or faults."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from matcher.errors import Fault, Faults, first_of
from matcher.registry.package.tables import Table
from matcher.text import shown

_N_SEARCHED = 20  # first lines in which a header may stand
_MARKS = "\"'“”„«» "
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def skip_note(table: Table, stream: StringIO, faults: Faults) -> int:
    """Pass over a first line that tells spreadsheets the separator; how many lines."""
    first = stream.readline()
    if not re.fullmatch(r"\"?sep=.?\"?,*\s*", first, re.IGNORECASE):
        stream.seek(0)
        return 0
    problem = "a note for spreadsheet programs; take this line out"
    faults.add(Fault(table.file, 1, "", shown(first.strip()), problem))
    return 1


def columns_in(
    table: Table, header: list[str], text: str, line: int, faults: Faults
) -> list[str] | None:
    """The columns by their names; None where the rows below mean nothing without.

    Parameters
    ----------
    table : Table
    header : list of str
        As it stands. Empty cells at its end are left away.
    text : str
        The whole table.
    line : int
        Where the header stands.
    faults : Faults
        Gathers what is wrong with it.
    """
    wanted = [column.name for column in table.columns]
    if problem := _no_header(header, wanted, text, line):
        told = shown(",".join(header))
        faults.add(Fault(table.file, line, "", told, problem))
        return None
    named = _without_empty(table, header, line, faults)
    named = _as_written(table, named, wanted, line, faults)
    return named if _is_usable(table, named, wanted, line, faults) else None


def _no_header(header: list[str], wanted: list[str], text: str, line: int) -> str:
    """Why the line is no header at all; empty if it is one, right or wrong."""
    first = ",".join(wanted)
    if not any(header):
        return f"no header; the first line must be {first}"
    known = {*wanted}
    n_known = len(known & {*map(_plain, header)})
    for mark, name in _SEPARATORS.items():
        pieces = {*map(_plain, ",".join(header).split(mark))}
        if len(known & pieces) > n_known or (len(header) == 1 and mark in header[0]):
            told = f"cells are not separated by commas but by {name}"
            return f"{told}; save it with commas between them"
    if n_known:
        return ""
    for number, below in enumerate(islice(StringIO(text), _N_SEARCHED), 1):
        cells = {*map(_plain, next(csv.reader([below]), []))}
        if number > line and len(cells & known) > len(known) // 2:
            return f"the header stands in line {number}; take out the lines above it"
    return f"this is no header; the first line must be {first}"


def _plain(name: str) -> str:
    """A name as columns are called: small letters, and underscores for spaces."""
    return re.sub(r"[\s_-]+", "_", name.strip(_MARKS).lower())


def _without_empty(
    table: Table, header: list[str], line: int, faults: Faults
) -> list[str]:
    n_empty = len(header)
    while not header[n_empty - 1].strip():
        n_empty -= 1
    n_empty = len(header) - n_empty
    if n_empty:
        noun = "an empty column" if n_empty == 1 else f"{n_empty:,} empty columns"
        problem = f"{noun} at the end; take the last commas of every line out"
        faults.add(Fault(table.file, line, "", "", problem))
    return header[: len(header) - n_empty]


def _as_written(
    table: Table, header: list[str], wanted: list[str], line: int, faults: Faults
) -> list[str]:
    """The header with every name as it is wanted; one fault for all that differ."""
    meant = {
        name: _plain(name)
        for name in header
        if name not in wanted and _plain(name) in {*wanted} - {*header}
    }
    if meant:
        told = [
            f"'{name}' where '{shown(given)}' stands" for given, name in meant.items()
        ]
        problem = f"columns are called otherwise: write {', '.join(first_of(told))}"
        first = shown(next(iter(meant)))
        faults.add(Fault(table.file, line, first, first, problem))
    return [meant.get(name, name) for name in header]


def _is_usable(
    table: Table, header: list[str], wanted: list[str], line: int, faults: Faults
) -> bool:
    """Whether every column stands once in the header; extra ones are faults too."""
    optional = {column.name for column in table.columns if column.optional}
    given = Counter(header)
    missing = [name for name in wanted if not given[name] and name not in optional]
    problems = dict.fromkeys(missing, "this column is missing")
    for name, n_times in given.items():
        if name not in wanted:
            problems[name] = f"no such column; accepted are {', '.join(wanted)}"
        elif n_times > 1:
            problems[name] = f"this column stands {n_times} times"
    for name, problem in problems.items():
        faults.add(Fault(table.file, line, shown(name), shown(name), problem))
    return not missing and all(given[name] <= 1 for name in wanted)
