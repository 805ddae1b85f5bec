"""Copies of the shipped data with something changed in them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from matcher.registry.package.tables import TABLES

DATA = Path(__file__).parents[3] / "data"

Cells = dict[str, str]
TableRows = list[Cells]


def key_of(table: str, row: Cells) -> str:
    """What tells a row from every other, as ``adpack-g1 inovcluster``."""
    return " ".join(row[name] for name in TABLES[table].key)


def change(folder: Path, table: str, key: str, **cells: str) -> int:
    """Write other cells into the one row with a key; its line in the file.

    The key is as `key_of` writes it.
    """
    line = 0

    def changed(rows: list[tuple[int, Cells]]) -> None:
        nonlocal line
        ((line, row),) = ((n, row) for n, row in rows if key_of(table, row) == key)
        assert {name: row[name] for name in cells} != cells
        row |= cells

    rewrite(folder, table, changed)
    return line


def rewrite(
    folder: Path, table: str, change: Callable[[list[tuple[int, Cells]]], None]
) -> None:
    """Change the rows of a table, each with its line in the file."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, line = [], reader.line_num + 2
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0][1]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, row in rows)
