"""Header: the rows that name the columns of a sheet.

In: rows, their numbers, and what is merged. Out: where the header is, and its texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from matcher.importing.columns.called.words import JOINED, without_code
from matcher.importing.sheet import Sheet
from matcher.importing.word_lists import word_list
from matcher.text import fold

_MOST_ROWS = 80
_MOST_LETTERS = 120
_MOST_ABOVE = 3
_LEAST_KNOWN = 0.3
_FIRST_ROWS = 3
_MOSTLY_KNOWN = 0.7
_MOST_OF_TITLES = 2
_LEAST_BELOW = 2
_LEAST_WIDE = 4
_MOSTLY_WIDE = 0.7
_MOST_OF_NAMES = 60
_ANSWERS = frozenset({"open-ended response", "response"})
"""Below questions, as programs for surveys write them."""

Means = Callable[[str], tuple[str, ...]]


class Header(NamedTuple):
    """Where a header is.

    Parameters
    ----------
    first, last : int
        Places in `Sheet.rows`.
    texts : tuple of str
        By column, joined of all its rows.
    """

    first: int
    last: int
    texts: tuple[str, ...]


def find_header(sheet: Sheet, means: Means, nearly: Means) -> Header | None:
    """The row that has the most names of columns in it, with those that belong to it.

    Parameters
    ----------
    sheet : Sheet
    means : callable
        What a text means as the name of a column; nothing if it is none for sure.
    nearly : callable
        What it may mean, which counts where most cells of a first row mean something.
    """
    marked = _marked(sheet)
    best = _most_named(sheet, marked, means, _MOST_ROWS, _LEAST_KNOWN)
    if best < 0:
        best = _single_name(sheet, means)
    if best < 0:
        best = _below_titles(sheet, means, nearly)
    if best < 0:
        best = _most_named(sheet, marked, nearly, _FIRST_ROWS, _MOSTLY_KNOWN)
    return header_at(sheet, best, means) if best >= 0 else None


def _most_named(
    sheet: Sheet, marked: Container[int], means: Means, n_rows: int, least: float
) -> int:
    """The row with the most names of columns in it; -1 where none has enough."""
    best, most = -1, 0
    for place, row in enumerate(sheet.rows[:n_rows]):
        filled = [c for at, c in enumerate(row) if c and at not in marked]
        texts = (c for c in filled if len(c) <= _MOST_LETTERS and c not in "xX")
        known = [m for text in texts if (m := means(text))]
        n_known = len(known)
        is_one = n_known >= 2 and n_known >= least * len(filled)
        is_one = (is_one or (n_known >= 4 and least < _MOSTLY_KNOWN)) and len(
            {*known}
        ) > 1  # no labels of one kind
        if is_one and n_known > most:
            best, most = place, n_known
    return best


def _below_titles(sheet: Sheet, means: Means, nearly: Means) -> int:
    """The first row as wide as the list, below titles, of which little is known."""
    widths = [sum(map(bool, row)) for row in sheet.rows]
    place = next((at for at, n in enumerate(widths) if n > _MOST_OF_TITLES), -1)
    if place < 0 or len(widths) - place <= _LEAST_BELOW:
        return -1
    texts = [cell for cell in sheet.rows[place] if cell]
    is_wide = len(texts) >= max(_LEAST_WIDE, _MOSTLY_WIDE * max(widths[place:]))
    are_names = all(any(map(str.isalpha, c)) and len(c) < _MOST_OF_NAMES for c in texts)
    n_named = sum(bool(nearly(cell)) for cell in texts)
    is_named = n_named > 1 and any(map(means, texts))
    is_one = len({*texts}) == len(texts) and is_wide and are_names and is_named
    return place if is_one else -1


def _marked(sheet: Sheet) -> set[int]:
    """Columns of crosses: what stands above them is no name of a field."""
    crosses = _crosses()
    marks, others = Counter[int](), Counter[int]()
    for row in sheet.rows:
        for at, cell in enumerate(row):
            if cell:
                (marks if cell in crosses else others)[at] += 1
    return {at for at in marks if others[at] <= _MOST_ABOVE}


def _crosses() -> frozenset[str]:
    """Signs for yes and no, without words and numbers."""
    said = word_list("yes") | word_list("no")
    signs = (sign for sign in said if not any(map(str.isalnum, sign)))
    return frozenset(("x", "X", *signs))


def _single_name(sheet: Sheet, means: Means) -> int:
    """Where the header of a list with one column is."""
    for place, row in enumerate(sheet.rows[:3]):
        filled = [cell for cell in row if cell]
        below = sheet.rows[place + 1 :]
        widths = {sum(map(bool, other)) for other in below}
        is_name = len(filled) == 1 and ":" not in filled[0] and bool(means(filled[0]))
        if is_name and widths == {1}:
            return place
    return -1


def header_at(sheet: Sheet, place: int, means: Means) -> Header:
    """The header around a row that is of it."""
    first = last = place
    while first > 0 and place - first < _MOST_ABOVE and _is_group(sheet, first, means):
        first -= 1
    while last + 1 < len(sheet.rows) and _goes_on(sheet, last, means):
        last += 1
    return Header(first, last, _joined(sheet, first, last))


def _is_group(sheet: Sheet, place: int, means: Means) -> bool:
    """Whether the row above one has the titles of groups of columns."""
    above = sheet.rows[place - 1]
    if sheet.numbers[place] - sheet.numbers[place - 1] > 1:
        return False
    filled = [at for at, cell in enumerate(above) if cell]
    if any(len(above[at]) > _MOST_LETTERS for at in filled):
        return False
    spans = _spans(sheet, place - 1)
    both = sheet.rows[place - 1 : place + 1]
    places = [at for row in both for at, cell in enumerate(row) if cell]
    width = max(places) - min(places) + 1
    if any(1 < right - left + 1 < 0.8 * width for left, right in spans):
        return True
    known = [at for at in filled if means(above[at])]
    return bool(known) and (len(known) > 1 or (filled == known and known[0] > 0))


def _goes_on(sheet: Sheet, place: int, means: Means) -> bool:
    """Whether the row below one is of the same header."""
    row, below = sheet.rows[place], sheet.rows[place + 1]
    filled = [at for at, cell in enumerate(below) if cell]
    if any(len(below[at]) > _MOST_LETTERS for at in filled):
        return False
    if _is_said_otherwise(row, below, means) or _ANSWERS & {*map(fold, below)}:
        return True
    if _is_of_groups(row, below, means):
        return True
    number = sheet.numbers[place]
    is_merged_down = any(
        top <= number and bottom > number for top, _, bottom, _ in sheet.merged
    )
    spans = _spans(sheet, place)
    under = [at for at in filled if any(left <= at <= right for left, right in spans)]
    if spans and under == filled:
        return True
    if is_merged_down:
        return len(under) > len(filled) / 2
    if spans and _names_all_under(sheet, place, spans):
        return True
    return _is_under_blanks(row, filled)


def _is_of_groups(row: Sequence[str], below: Sequence[str], means: Means) -> bool:
    """Whether a row begins empty, and the one below has names of more columns."""
    n_more = sum(map(bool, below)) - sum(map(bool, row))
    is_above = bool(row) and not row[0] and bool(below and below[0])
    return is_above and n_more > 0 and sum(bool(means(c)) for c in below if c) > 1


def _names_all_under(
    sheet: Sheet, place: int, spans: Sequence[tuple[int, int]]
) -> bool:
    """Whether the row below says what each column under a group is, and no number.

    It begins with an empty cell, as no row of a list does.
    """
    row, below = sheet.rows[place], sheet.rows[place + 1]
    under = [at for left, right in spans for at in range(left, right + 1)]
    starts_empty = bool(row and row[0] and below and not below[0])
    return starts_empty and all(
        at < len(below) and below[at] and not below[at].isdigit() for at in under
    )


def _is_under_blanks(row: Sequence[str], filled: Sequence[int]) -> bool:
    """Whether cells below stand where the row is empty, or at the start of that."""
    if not row or not row[0] or 0 in filled or len(filled) < 2:
        return False
    blank = [at >= len(row) or not row[at] for at in range(max(filled) + 2)]
    starts = [at for at in filled if not blank[at]]
    return all(blank[at + 1] and at + 1 in filled for at in starts)


def _is_said_otherwise(row: Sequence[str], below: Sequence[str], means: Means) -> bool:
    """Whether the row below says the same names, in another language."""
    pairs = [(a, b) for a, b in zip(row, below, strict=False) if a and b]
    n_same = sum(a != b and bool({*means(a)} & {*means(b)}) for a, b in pairs)
    return n_same > 1 and n_same >= 0.6 * sum(map(bool, below))


def _spans(sheet: Sheet, place: int) -> list[tuple[int, int]]:
    """First and last column of cells that are merged across a row."""
    number = sheet.numbers[place]
    return [
        (left, right)
        for top, left, bottom, right in sheet.merged
        if top <= number <= bottom and right > left
    ]


def _joined(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    rows = [_spread(sheet, at, at < last) for at in range(first, last + 1)]
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    parts = (
        dict.fromkeys(cell for cell in column if cell and fold(cell) not in _ANSWERS)
        for column in zip(*full, strict=True)
    )
    lines = ([without_code(" ".join(part.split())) for part in told] for told in parts)
    return tuple(map(JOINED.join, lines))


def _spread(sheet: Sheet, place: int, is_above: bool) -> list[str]:
    """Cells of a row, with what is merged said in each of them.

    Where nothing is merged, as in a text, a title counts until the next one, for what
    has a name below.
    """
    number, row = sheet.numbers[place], [*sheet.rows[place]]
    top_row = dict(zip(sheet.numbers, sheet.rows, strict=True))
    spans = [m for m in sheet.merged if m[0] <= number <= m[2]]
    for top, left, _, right in spans:
        above = top_row.get(top, ())
        text = above[left] if left < len(above) else ""
        row += [""] * (right + 1 - len(row))
        for at in range(left, right + 1):
            row[at] = row[at] or text
    if spans or not is_above:
        return row
    below = sheet.rows[place + 1]
    row += [""] * (len(below) - len(row))
    for at in range(1, len(row)):
        if not row[at] and row[at - 1] and at < len(below) and below[at]:
            row[at] = row[at - 1]
    return row
