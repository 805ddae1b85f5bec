"""Writes a registry as a data package, the inverse of `load_registry`.

In: a `Registry`. Out: a folder of CSV tables and their description, from which the same
registry is loaded again. Same registry, same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from matcher.errors import Fault, Faults
from matcher.files.writing import check_folder, writing_folder
from matcher.registry.columns import cell
from matcher.registry.package.beside import MAPPING_FILE, Beside
from matcher.registry.package.description import DESCRIPTION_FILE, describe
from matcher.registry.package.reading import load_registry
from matcher.registry.package.tables import TABLES, Table
from matcher.registry.registry import Registry
from matcher.text import shown

FILES = (*(table.file for table in TABLES.values()), DESCRIPTION_FILE, MAPPING_FILE)
"""What a data package holds."""

CONTENT = (FILES, "a data package")

TITLE = "A registry of clusters and their partnerships"


def write_registry(
    registry: Registry,
    path: str | Path,
    *,
    title: str = TITLE,
    description: str = "",
    beside: Beside | None = None,
    force: bool = False,
) -> None:
    """Write a registry as a data package, whole or not at all.

    Parameters
    ----------
    registry : Registry
        With one cluster at least; a data package without is not accepted.
    path : str or Path
        The folder to make.
    title, description : str
        What datapackage.json says of it.
    beside : Beside, optional
        What the package is to keep beside its tables; what it says of the whole goes
        before title and description.
    force : bool
        Replace a data package that stands there; nothing else ever is.

    Raises
    ------
    OutputError
        If something stands there already or it cannot be written.
    DatasetError
        If it would not pass `check_package`, or another registry would be loaded from
        it, as where an alias holds a ";"; it names every fault.

    Notes
    -----
    It is read again before it takes its place, so that what is left is sound: this
    takes about as long as writing it.
    """
    path = Path(path)
    check_target(path, force=force)
    with writing_folder(path, *CONTENT, force=force) as folder:
        for name, records in registry.tables.items():
            _write_table(folder, TABLES[name], records)
        for name, text in registry.aside.items():
            (folder / TABLES[name].file).write_text(text, "utf-8", newline="\n")
        beside = beside or Beside()
        facts = {"name": "registry", "title": title, "description": description}
        facts |= beside.facts
        facts |= {"as_of": registry.as_of} if registry.as_of else {}
        (folder / DESCRIPTION_FILE).write_text(describe(**facts), "utf-8", newline="\n")
        if beside.mapping:
            path = folder / MAPPING_FILE
            path.write_text(beside.mapping, "utf-8", newline="\n")
        read = load_registry(folder, everything=True)
        faults = Faults()
        faults.gather(_differences(registry, read))
        faults.refuse()


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a folder that a data package could not be written to, before any work.

    Raises
    ------
    OutputError
        If its parent is missing or something stands there already: a data package may
        be replaced with `force`, nothing else.
    """
    check_folder(path, *CONTENT, force=force)


def _write_table(folder: Path, table: Table, records: Iterable[object]) -> None:
    names = [column.name for column in table.columns]
    with (folder / table.file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for record in records:
            writer.writerow([cell(getattr(record, name)) for name in names])


def _differences(registry: Registry, read: Registry) -> Iterator[Fault]:
    """What is not the same in a registry and in what is read of it."""
    for name, records in registry.tables.items():
        for kept, found in zip(records, read.tables[name], strict=True):
            if kept != found:
                yield from _changes(TABLES[name].file, vars(kept), vars(found))


def _changes(
    file: str, kept: Mapping[str, object], found: Mapping[str, object]
) -> Iterator[Fault]:
    for column, value in kept.items():
        if value != found[column]:
            told, other = shown(repr(value)), shown(repr(found[column]))
            problem = f"{told} would be read as {other}"
            yield Fault(file, 0, column, str(value), problem)
