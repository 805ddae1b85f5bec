"""Linked: cells that lead to a page, as the website of the rows that they stand in.

In: a sheet, its header and its rows. Out: the same with those pages said in cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet

_ENOUGH = 0.6
_PAGE = "Website (link)"


def pages_said(
    sheet: Sheet, headers: Sequence[str], rows: Sequence[int], means: Means
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with what most cells of a column lead to.

    It stands in the column of websites, where that shows other words, as "Visit"; else
    in one of its own.
    """
    numbers = {sheet.numbers[place] for place in rows}
    usual = Counter(at for number, at in sheet.links if number in numbers)
    at, n_links = min(usual.items(), key=lambda one: (-one[1], one[0]), default=(0, 0))
    if not rows or n_links < _ENOUGH * len(rows):
        return sheet, tuple(headers)
    meant = [means(header) if header else () for header in headers]
    width = max(len(headers), *map(len, sheet.rows))
    to = next((p for p, one in enumerate(meant) if "website" in one), width)
    cells = []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        own = [*row, *[""] * (width + 1 - len(row))]
        page = sheet.links.get((number, to)) or sheet.links.get((number, at), "")
        if page and number in numbers and "." not in own[to]:
            own[to] = page
        cells.append(own[: max(width, to + 1)])
    texts = [
        *headers,
        *[""] * (width - len(headers)),
        *([_PAGE] if to == width else []),
    ]
    return replace(sheet, rows=cells), tuple(texts)
