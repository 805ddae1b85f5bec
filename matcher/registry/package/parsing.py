"""Text of a CSV table into its rows, and rows that hold no fault into records."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import Any

from matcher.errors import Fault, Faults
from matcher.registry.package.tables import Row, Rows, Table
from matcher.text import shown


def rows_of(table: Table, text: str, faults: Faults) -> Rows:
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
                faults.add(_uneven(table, line, cells, header))
                padded = cells + [""] * len(header)
                uneven.append(Row(line, dict(zip(header, padded, strict=False))))
            line = reader.line_num + 1
    except csv.Error as error:
        whole = False
        problem = (
            f"the quotes in or after this line do not close ({error}); "
            'put a cell with a comma in "quotes" and double a quote within'
        )
        faults.add(Fault(table.file, line, "", "", problem))
    n_rows = len(even) + len(uneven)
    if whole and not n_rows and not (table.may_be_empty or table.aside):
        problem = "no rows below the header; this table needs one at least"
        faults.add(Fault(table.file, 0, "", "", problem))
    columns = dict(zip(header, zip(*even, strict=True), strict=True)) if even else {}
    return Rows(table, columns, lines, tuple(uneven), whole)


def _header_is_usable(table: Table, header: list[str], faults: Faults) -> bool:
    """Whether every column stands once in the header; extra ones are faults too."""
    wanted = [column.name for column in table.columns]
    optional = {column.name for column in table.columns if column.optional}
    if not header:
        problem = f"no header; the first line must be {','.join(wanted)}"
        faults.add(Fault(table.file, 1, "", "", problem))
        return False
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        problem = "cells are not separated by commas; save it with commas between them"
        faults.add(Fault(table.file, 1, "", shown(header[0]), problem))
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
        faults.add(Fault(table.file, 1, shown(name), shown(name), problem))
    return not missing and all(given[name] <= 1 for name in wanted)


def _uneven(table: Table, line: int, cells: list[str], header: list[str]) -> Fault:
    n_cells = len(cells)
    problem = f"{n_cells} cells where the header has {len(header)}"
    if not cells:
        problem = "this line is empty; take it out"
    elif n_cells > len(header):
        problem += '; put a cell that holds a comma in "quotes"'
    return Fault(table.file, line, "", ",".join(cells), problem)


def records_of(rows: Rows) -> tuple[Any, ...]:
    """A record for each row; what an optional column would say is left to the field."""
    columns = [c for c in rows.table.columns if c.name in rows.columns]
    names = [column.name for column in columns]
    cells = zip(*(c.values(rows.columns[c.name]) for c in columns), strict=True)
    record = rows.table.record
    return tuple(record(**dict(zip(names, values, strict=True))) for values in cells)
