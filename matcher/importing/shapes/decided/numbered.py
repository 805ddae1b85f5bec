"""Numbered: names that their list numbers, without their numbers.

In: a layout. Out: the same, where nearly all names begin with numbers that go up.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matcher.importing.layout import Layout
from matcher.importing.sheet import Remark

_NUMBER = re.compile(r"\s*(?:nr\.?|no\.?|#)?\s*(\d{1,3})\s*[.):]\s*(?=[^\W\d_])", re.I)
_NAMES = {"name", "cluster", "acronym"}
_NEARLY_ALL = 0.8
_WHY = "its cells are numbered; their names are taken without the numbers"


def without_numbers(layout: Layout) -> Layout:
    """The layout with the numbers before names taken out, and told."""
    for column in layout.columns:
        if column.field not in _NAMES:
            continue
        at, sheet = column.position, layout.sheet
        cells = {p: cell for p in layout.rows if (cell := sheet.cell(p, at))}
        found = {place: one for place, c in cells.items() if (one := _NUMBER.match(c))}
        counted = [int(one[1]) for one in found.values()]
        is_rising = counted == sorted({*counted}) and len(counted) > 1
        if is_rising and len(found) >= _NEARLY_ALL * len(cells):
            bare = {(p, at): cells[p][one.end() :] for p, one in found.items()}
            where = sheet.place(layout.header, column.letters, column.header)
            told = Remark("note", where, next(iter(cells.values())), _WHY)
            remarks = [*layout.remarks, told]
            layout = replace(layout, sheet=sheet.with_cells(bare), remarks=remarks)
    return layout
