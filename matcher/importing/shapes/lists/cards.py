"""Cards: blocks of lines next to each other, as a page of a directory shows them.

In: a sheet without a header. Out: the same lines in one column, card below card.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.rows import ADDRESS, told
from matcher.importing.sheet import Sheet
from matcher.text import fold

_LABELLED = re.compile(r"([^\W\d][^:]{1,39}?)\s*:\s+\S.*")
_LEAST_ALIKE = 2
_ENOUGH = 0.3


def stacked(sheet: Sheet) -> Sheet | None:
    """The cards of a sheet below each other; nothing where it has none.

    They stand next to each other where rows say the same of each, as "Sector: Food"
    beside "Sector: Wood", and no row but titles has one cell alone.
    """
    groups = _groups(sheet)
    rows = [place for group in groups for place in group]
    alike = [place for place in rows if _is_alike(sheet.filled(place))]
    if len(alike) < max(_LEAST_ALIKE, _ENOUGH * len(rows)):
        return None
    lines, numbers = list[list[str]](), list[int]()
    for group in groups:
        for at in range(max(len(sheet.rows[place]) for place in group)):
            for place in group:
                if text := sheet.cell(place, at):
                    lines.append([text])
                    numbers.append(sheet.numbers[place])
    titles = {*range(len(sheet.rows))} - {*rows}
    notes = [told(sheet, place, "a title above cards") for place in sorted(titles)]
    remarks = [*sheet.remarks, *notes]
    return replace(sheet, rows=lines, numbers=numbers, merged=(), remarks=remarks)


def _groups(sheet: Sheet) -> list[list[int]]:
    """Rows without an empty one between, below titles that stand alone."""
    groups: list[list[int]] = []
    last = -1
    for place, number in enumerate(sheet.numbers):
        if not groups or number > last + 1:
            groups.append([])
        last = number
        if len(sheet.filled(place)) > 1 or groups[-1] or place > 0 and len(groups) > 1:
            groups[-1].append(place)
    return [group for group in groups if len(group) > 1]


def _is_alike(cells: Sequence[str]) -> bool:
    kinds = {_kind(cell) for cell in cells}
    return len(cells) > 1 and len(kinds) == 1 and "" not in kinds


def _kind(text: str) -> str:
    """What a line says that it is: its label, its sign, or that it is an address."""
    if labelled := _LABELLED.fullmatch(text):
        return fold(labelled[1])
    if ADDRESS.fullmatch(text):
        return "address"
    return text[0] if not (text[0].isalnum() or text[0] in "\"'(„“«") else ""
