"""Names alone: a list that has nothing but the names of organisations.

In: a sheet without a header. Out: the same below a header, told as a doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matcher.importing.sheet import Remark, Sheet
from matcher.text import fold

_SAYS_SO = re.compile(
    r"cluster|kluster|klaster|klastr|netzwerk|network|netwerk|verband|verein|forum|"
    r"association|associazione|asociacion|associacao|alliance|allianz|alianza|"
    r"federation|council|agency|agentur|pole\b|polo\b|grappe|distretto|agrupacion|"
    r"initiative|valley|e\.? ?v\.?$|gmbh$|guild|circle"
)
_NO_NAME = re.compile(r"[:@;]|https?://|\d{3}|[.!?]$")
_LEGAL = re.compile(r"(?:e\.? ?V|a\.? ?s|z\. ?s|o\.? ?p\. ?s)\.$")
_LONGEST = 90
_LEAST = 3
_ENOUGH = 0.5
_WHY = (
    "it has one column without a header, which is taken as names of organisations; "
    "write Name above it"
)


def names_alone(sheet: Sheet) -> Sheet | None:
    """The sheet with a header, if it lists nothing but names; nothing otherwise."""
    if len(sheet.rows) < _LEAST or any(sum(map(bool, row)) > 1 for row in sheet.rows):
        return None
    texts = [next(filter(None, row)) for row in sheet.rows]
    if len({len(row) for row in sheet.rows}) > 1 or not all(map(_may_be_one, texts)):
        return None
    if sum(bool(_SAYS_SO.search(fold(text))) for text in texts) < _ENOUGH * len(texts):
        return None
    told = Remark("doubt", sheet.place(sheet.numbers[0]), texts[0], _WHY, "name")
    return replace(
        sheet,
        rows=[["Name"], *([text] for text in texts)],
        numbers=[0, *sheet.numbers],
        remarks=[*sheet.remarks, told],
    )


def _may_be_one(text: str) -> bool:
    return len(text) <= _LONGEST and not _NO_NAME.search(_LEGAL.sub("", text))
