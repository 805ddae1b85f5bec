"""Continued: rows that only go on with the lists of the row above them.

In: a layout. Out: the same with what they say in the row that they belong to.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.columns.tables import is_list
from matcher.importing.layout import Layout
from matcher.importing.sheet import Remark

_NAMES = {"name", "acronym", "partnership", "cluster"}
_WHY = (
    "has no name, and goes on with the lists of the row above it; give it a name if it "
    "is a row of its own"
)


def with_continued(layout: Layout) -> Layout:
    """The layout with rows that have no name, but more of lists, joined to others."""
    if layout.table not in ("clusters", "partnerships"):
        return layout
    table, sheet = layout.table, layout.sheet
    has_names = any(one.field in _NAMES for one in layout.columns)
    lists = {
        one.position
        for one in layout.columns
        if one.field and is_list(one.field, table) and not one.code
    }
    rows: list[int] = []
    joined: dict[tuple[int, int], str] = {}
    told: list[Remark] = []
    for place in layout.rows:
        filled = {at: cell for at, cell in enumerate(sheet.rows[place]) if cell}
        if not rows or not filled or not filled.keys() <= lists or not has_names:
            rows.append(place)
            continue
        for at, cell in filled.items():
            above = joined.get((rows[-1], at)) or sheet.cell(rows[-1], at)
            joined[rows[-1], at] = f"{above}\n{cell}" if above else cell
        said = " | ".join(filled.values())[:200]
        where = sheet.place(sheet.numbers[place])
        told.append(Remark("doubt", where, said, _WHY))
    if not told:
        return layout
    remarks = [*layout.remarks, *told]
    return replace(layout, sheet=sheet.with_cells(joined), rows=rows, remarks=remarks)
