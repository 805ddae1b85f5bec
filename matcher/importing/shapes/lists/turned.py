"""Turned: a form, or cards, with the names of fields in the first column.

In: a sheet. Out: the same cells as a list, with a row for each organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from matcher.importing.columns.called.words import JOINED
from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Sheet
from matcher.importing.values.choices.meaning import says
from matcher.text import fold

_LEAST_NAMES = 3
_LEAST_KNOWN = 0.5
_MOSTLY = 0.6
_TITLE = " "
_NAME = "Cluster name"


def turned(sheet: Sheet, means: Means) -> Sheet | None:
    """A form as a list; nothing if the sheet is none.

    Notes
    -----
    Every row has the number of the line that the first name of a field stands in.
    """
    rows = [(at, row) for at, row in enumerate(sheet.rows) if len(row) > 1 and row[0]]
    rows = [(at, row) for at, row in rows if any(row[1:])]
    named = [at for at, row in rows if means(row[0][:120])]
    if len(named) < _LEAST_NAMES or len(named) < _LEAST_KNOWN * len(rows):
        return None
    first = next(row for at, row in rows if at == named[0])
    if means(next((cell for cell in first[1:] if cell), "")):
        return None  # the first of two names of fields: a list after all
    rows = [(at, row) for at, row in rows if at >= named[0]]
    labels = [fold(row[0]) for _, row in rows]
    if labels.count(labels[0]) > 1:
        return _cards(sheet, rows)
    width = max(len(row) for _, row in rows)
    full = [[*row, *[""] * (width - len(row))] for _, row in rows]
    columns = [[*column] for column in zip(*full, strict=True) if any(column)]
    numbers = [sheet.numbers[named[0]]] * len(columns)
    return replace(sheet, rows=columns, numbers=numbers, merged=())


def turned_matrix(
    sheet: Sheet, means: Means, is_code: Callable[[str], bool]
) -> Sheet | None:
    """A table of codes by organisations as one of organisations; nothing of any other.

    The first column lists codes, the row above them organisations, and the rest says
    yes or no.
    """
    rows = [[*row] for row in sheet.rows if sum(map(bool, row)) > 1]
    if len(rows) < _LEAST_NAMES or not rows[0][0]:
        return None
    (corner, *names), labels = rows[0], [row[0] for row in rows[1:]]
    marks = {cell for row in rows[1:] for cell in row[1:] if cell}
    is_matrix = (
        marks and all(map(says, marks)) and all(labels) and len([*filter(None, names)])
    )
    if not is_matrix or any(means(name) or is_code(name) for name in names if name):
        return None
    if sum(map(is_code, labels)) < _MOSTLY * len(labels):
        return None
    full = [[*row, *[""] * (len(names) + 1 - len(row))] for row in rows]
    columns = [[*column] for column in zip(*full, strict=False) if column[0]]
    group = f"{corner}{JOINED}" if means(corner) else ""
    columns[0] = [_NAME, *(group + label for label in labels)]
    first = sheet.numbers[[*map(list, sheet.rows)].index(rows[0])]
    return replace(sheet, rows=columns, numbers=[first] * len(columns), merged=())


def _title(sheet: Sheet, at: int) -> str:
    """What stands alone above a card."""
    above = sheet.rows[at - 1] if at else ()
    return above[0] if above and above[0] and not any(above[1:]) else ""


def _cards(sheet: Sheet, rows: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """Cards below each other, each of which begins with the same label, as rows."""
    labels = {fold(row[0]): row[0] for _, row in reversed(rows)}
    keys = [*dict.fromkeys(fold(row[0]) for _, row in rows)]
    cards: list[dict[str, str]] = []
    numbers = [sheet.numbers[rows[0][0]]]
    for at, row in rows:
        key = fold(row[0])
        if key == keys[0]:
            cards.append({})
            numbers.append(sheet.numbers[at])
            if title := _title(sheet, at):
                cards[-1][_TITLE] = title
        cards[-1].setdefault(key, next(filter(None, row[1:])))
    if all(_TITLE in card for card in cards):
        keys, labels = [_TITLE, *keys], {**labels, _TITLE: _NAME}
    header = [labels[key] for key in keys]
    full = [header, *([card.get(key, "") for key in keys] for card in cards)]
    return replace(sheet, rows=full, numbers=numbers, merged=())
