"""Pasted: a page of a directory in one column, a block of lines for each organisation.

In: a sheet without a header. Out: the same lines as a sheet with a row for each block,
or nothing where the blocks are not alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from matcher.importing.columns.called.names import Names
from matcher.importing.shapes.lists.rows import ADDRESS, EMAIL, PHONE, is_link, told
from matcher.importing.sheet import Sheet

_LABELLED = re.compile(r"([^\W\d][^:]{1,39}?)\s*:\s+(\S.*)")
_SYMBOL = re.compile("^[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\\s]+")
_LEAST_BLOCKS = 2
_MOST_LINES = 20
_LEAST_ALIKE = 0.8
_IN_ONE_COLUMN = 0.75
_OF_A_TEXT = 0.3
_OF_A_LABEL = 2
_OF_A_PAGE = 0.2
_MOST_AROUND = 3


class Pasted(NamedTuple):
    """Blocks as rows.

    Parameters
    ----------
    sheet : Sheet
        A row for each block, with the number of its first line.
    headers : tuple of str
        What the lines say that they are; empty for those that say nothing.
    position : int
        The column that all of it stands in.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    position: int


def is_pasted(sheet: Sheet) -> bool:
    """Whether nearly all rows have one cell, in one column.

    Of a text, whose lines are parted at their commas, some of them are enough.
    """
    places = Counter(_only(row) for row in sheet.rows)
    n_alone = max((n for at, n in places.items() if at >= 0), default=0)
    is_parted = not sheet.name and all(row[0] for row in sheet.rows)
    least = _OF_A_TEXT if is_parted and _are_apart(sheet) else _IN_ONE_COLUMN
    return len(sheet.rows) > 3 and n_alone >= max(1, least * len(sheet.rows))


def _are_apart(sheet: Sheet) -> bool:
    """Whether empty lines part blocks, or each ends with an address."""
    gaps = zip(sheet.numbers, sheet.numbers[1:], strict=False)
    ends = (cells[0] for row in sheet.rows if len(cells := [*filter(None, row)]) == 1)
    n_ends = sum(bool(ADDRESS.fullmatch(_bare(text))) for text in ends)
    return (
        n_ends >= _LEAST_BLOCKS or sum(b - a > 1 for a, b in gaps) >= _LEAST_BLOCKS - 1
    )


def in_lines(sheet: Sheet) -> Sheet:
    """A page of blocks whose labels stand apart from what they say, in one column.

    Without what stands side by side above them, as links to other pages do.
    """
    filled = [[cell for cell in row if cell] for row in sheet.rows]
    is_label = [len(c) == _OF_A_LABEL and c[0].endswith(":") for c in filled]
    alone = [at for at, cells in enumerate(filled) if len(cells) == 1 or is_label[at]]
    beside = [
        p for p, cells in enumerate(filled) if len(cells) != 1 and not is_label[p]
    ]
    is_around = all(at < alone[1] or at > alone[-1] for at in beside if alone[1:])
    n_alone = len(alone) - sum(is_label)
    is_page = _are_apart(sheet) and n_alone >= _OF_A_PAGE * len(filled)
    if not (is_page and is_around and len(beside) <= _MOST_AROUND < len(alone)):
        return sheet
    if not beside and not any(is_label):
        return sheet
    notes = [told(sheet, at, "links of a web page") for at in beside]
    return replace(
        sheet,
        rows=[[" ".join(filled[at])] for at in alone],
        numbers=[sheet.numbers[at] for at in alone],
        remarks=[*sheet.remarks, *notes],
    )


def unfolded(sheet: Sheet, names: Names) -> Pasted | None:
    """Blocks of a directory as rows, if they are alike; nothing otherwise."""
    places = Counter(at for row in sheet.rows if (at := _only(row)) >= 0)
    position = places.most_common(1)[0][0] if places else 0
    lines = [
        (number, _SYMBOL.sub("", ", ".join(filter(None, row))))  # parted at commas
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        if position < len(row) and row[position] and not is_link(row[position])
    ]
    pages = {number: page for (number, at), page in sheet.links.items()}
    blocks = _blocks(lines, pages)
    if len(blocks) < _LEAST_BLOCKS:
        return None
    lines_of = Counter(text for block in blocks for text in {t for _, t in block[1:]})
    least = max(_LEAST_BLOCKS, _LEAST_ALIKE * len(blocks))
    alone = [t for t, n in lines_of.items() if n >= least and t.find(": ") < 0]
    labels = {text for text in alone if names.meant(text)}  # not "Kraj: Polska"
    parted = [_parted(_joined(block, labels), names, pages) for block in blocks]
    usual = Counter(key for block in parted for key in block)
    headed = [key for key in usual if not key.startswith(" ")]
    alike = [block for block in parted if "" in block and len(block) > 1]
    known = [key for key, n in usual.items() if n >= len(blocks) / 2 or key[:1] != " "]
    is_told = any(key.strip() and usual[key] >= len(blocks) / 2 for key in headed)
    if len(alike) < _LEAST_ALIKE * len(blocks) or not is_told:
        return None
    keys = sorted(known, key=lambda key: (-usual[key], key))
    rows = [[block.get(key, "") for key in keys] for block in parted]
    numbers = [block[0][0] for block in blocks]
    headers = tuple("" if key.startswith(" ") else key for key in keys)
    unfolded = replace(sheet, rows=rows, numbers=numbers, merged=())
    return Pasted(unfolded, ("Name", *headers[1:]) if headers else (), position)


def _only(row: Sequence[str]) -> int:
    """The one place of a row that is filled; -1 where there is none or several."""
    filled = [at for at, cell in enumerate(row) if cell]
    return filled[0] if len(filled) == 1 else -1


def _blocks(
    lines: Sequence[tuple[int, str]], pages: Mapping[int, str]
) -> list[list[tuple[int, str]]]:
    """Lines, parted where an empty one stands between; else after each address.

    Where neither parts them, each name that leads to a page begins a block.
    """
    blocks: list[list[tuple[int, str]]] = []
    last = 0
    for number, text in lines:
        if not blocks or number not in (last, last + 1):
            blocks.append([])
        blocks[-1].append((number, text))
        last = number
    if len(blocks) == 1:
        blocks = _by_period(blocks[0]) or _by_page(blocks[0], pages)
    return [block for block in blocks if 1 < len(block) <= _MOST_LINES]


def _by_period(lines: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Blocks that are as long as the way from one address to the next, always."""
    at = [p for p, (_, text) in enumerate(lines) if ADDRESS.fullmatch(_bare(text))]
    gaps = {b - a for a, b in zip(at, at[1:], strict=False)}
    if len(gaps) != 1:
        return []
    length = gaps.pop()
    first = at[0] - length + 1 if len(lines) % length else 0  # below titles
    if first < 0 or (len(lines) - first) % length:
        return []
    return [lines[one : one + length] for one in range(first, len(lines), length)]


def _by_page(
    lines: Sequence[tuple[int, str]], pages: Mapping[int, str]
) -> list[list[tuple[int, str]]]:
    """Blocks that begin with a line that leads to a page."""
    blocks: list[list[tuple[int, str]]] = []
    for number, text in lines:
        if number in pages:
            blocks.append([])
        if blocks:
            blocks[-1].append((number, text))
    return blocks


def _bare(text: str) -> str:
    labelled = _LABELLED.fullmatch(text)
    return labelled[2] if labelled else text


def _joined(
    block: Sequence[tuple[int, str]], labels: Container[str]
) -> list[tuple[int, str]]:
    """Lines of a block, with a label that stands alone before the line below it."""
    joined, label = [], ""
    for number, text in block:
        if text in labels:
            label = text.rstrip(": ")
        else:
            joined.append((number, f"{label}: {text}" if label else text))
            label = ""
    return joined


def _parted(
    block: Sequence[tuple[int, str]], names: Names, pages: Mapping[int, str]
) -> Mapping[str, str]:
    """Lines of a block by what they say they are, or by what they look like.

    The first one has the name, under "".
    """
    first = _LABELLED.fullmatch(block[0][1])
    is_label = first and {"name", "organisation"} & {*names.meant(first[1])}
    found = {"": first[2] if first and is_label else block[0][1]}
    free = 0
    for _, text in block[1:]:
        labelled = _LABELLED.fullmatch(text)
        if labelled and names.meant(labelled[1]):
            found.setdefault(labelled[1], labelled[2])
        elif EMAIL.search(text) or PHONE.fullmatch(text):
            found.setdefault("E-mail", text)
        elif ADDRESS.fullmatch(text):
            found.setdefault("Website", text)
        else:
            free += 1
            found.setdefault(f" {free}", text)
    if page := pages.get(block[0][0]):
        found.setdefault("Website", page)
    return found
