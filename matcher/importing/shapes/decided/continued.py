"""Continued: rows that only go on with the lists of the row above them.

In: a layout. Out: the same with what they say in the row that they belong to.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.columns.tables import is_list
from matcher.importing.layout import Layout
from matcher.importing.sheet import Place, Remark

_NAMES = {"name", "acronym", "partnership", "cluster"}
_WHY = (
    "has no name, and goes on with the lists of the row above it; give it a name if it "
    "is a row of its own"
)


def with_continued(layout: Layout) -> Layout:
    """The layout with rows that have no name, but more of lists, joined to others."""
    if layout.table not in ("clusters", "partnerships"):
        return layout
    table = layout.table
    names = {one.position for one in layout.columns if one.field in _NAMES}
    lists = {
        one.position
        for one in layout.columns
        if one.field and is_list(one.field, table) and not one.code
    }
    cells = [[*row] for row in layout.sheet.rows]
    rows: list[int] = []
    told: list[Remark] = []
    for place in layout.rows:
        filled = {at for at, cell in enumerate(cells[place]) if cell}
        if not rows or not filled or not filled <= lists or not names:
            rows.append(place)
            continue
        above = cells[rows[-1]]
        above += [""] * (max(filled) + 1 - len(above))
        for at in sorted(filled):
            above[at] = "\n".join(filter(None, (above[at], cells[place][at])))
        where = Place(layout.sheet.file, layout.sheet.name, layout.sheet.numbers[place])
        said = " | ".join(cell for cell in cells[place] if cell)[:200]
        told.append(Remark("doubt", where, said, _WHY))
    if not told:
        return layout
    sheet = replace(layout.sheet, rows=cells)
    return replace(layout, sheet=sheet, rows=rows, remarks=[*layout.remarks, *told])
