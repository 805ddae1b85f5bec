"""Export: a registry as a workbook, in words.

In: a registry. Out: the bytes of an XLSX with its organisations, partnerships and
members; imported into the same registry again, it changes nothing.
"""

from __future__ import annotations

from typing import Any

from matcher.errors import OutputError
from matcher.files.workbook import Sheet, workbook
from matcher.importing.draft import RECORDS, Table
from matcher.importing.files.limits import MOST_ROWS
from matcher.importing.forms.wording import SHEET_NAMES, cell, title, width
from matcher.registry.columns import columns_of
from matcher.registry.registry import Registry


def registry_workbook(registry: Registry) -> bytes:
    """All organisations, partnerships and members, labels instead of codes.

    Parameters
    ----------
    registry : Registry

    Returns
    -------
    bytes
        Of an XLSX; the same for equal registries. Evidence, calls and lists of codes
        are not in it.

    Raises
    ------
    OutputError
        If it has more rows than an import reads.
    """
    tables = registry.tables
    n_rows = sum(len(tables[name]) for name in RECORDS)
    if n_rows + len(RECORDS) > MOST_ROWS:
        raise OutputError(
            f"the registry has {n_rows:,} rows, and of a workbook no more than "
            f"{MOST_ROWS:,} are read again; copy its folder, which import reads too"
        )
    return workbook([_sheet(registry, name, tables[name]) for name in RECORDS])


def _sheet(registry: Registry, table: Table, records: tuple[Any, ...]) -> Sheet:
    columns = columns_of(RECORDS[table])
    vocabulary = registry.vocabulary
    rows = [
        [cell(column, getattr(one, column.name), vocabulary) for column in columns]
        for one in records
    ]
    titles = [title(column.name) for column in columns]
    return Sheet(SHEET_NAMES[table], titles, rows, [*map(width, columns)])
