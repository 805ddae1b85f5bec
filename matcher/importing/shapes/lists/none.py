"""None: sheets that hold no list, and why.

In: a sheet. Out: a `Layout` without a table.
"""

from __future__ import annotations

from matcher.files.workbook import letters_of
from matcher.importing.layout import Layout
from matcher.importing.sheet import Kind, Remark, Sheet
from matcher.importing.word_lists import word_list
from matcher.text import fold

_MOST = 5


def is_beside_lists(sheet: Sheet) -> bool:
    """Whether a sheet is called as one that explains, or lists what can be chosen."""
    return fold(sheet.name) in word_list("beside_lists")


def nothing_in(sheet: Sheet, why: str, kind: Kind = "note") -> Layout:
    """A sheet that holds no list; it may hold one that formulas were to fill."""
    if kind == "unread" and sheet.unkept:
        letters = ", ".join(map(letters_of, sorted(sheet.unkept)[:_MOST]))
        why += (
            f"; the formulas in column {letters} have kept no value: if they give the "
            "names, open the file in a spreadsheet program and save it"
        )
    begins = " | ".join(sheet.filled(0) if sheet.rows else ())[:80]
    remark = Remark(kind, sheet.place(), begins, f"the sheet is left out: {why}")
    return Layout(sheet, "", 0, (), (), (remark,))
