"""None: sheets that hold no list, and why.

In: a sheet. Out: a `Layout` without a table.
"""

from __future__ import annotations

from typing import Literal

from matcher.importing.layout import Layout
from matcher.importing.sheet import Remark, Sheet
from matcher.text import fold

# Sheets that templates have beside the lists, ours too.
_BESIDE_LISTS = frozenset(
    {
        "anleitung", "ausfullhilfe", "choices", "drop-down", "dropdown", "dropdowns",
        "explanations", "guide", "hinweise", "how to fill in", "instructions",
        "instrucciones", "instrukcja", "istruzioni", "labels", "legend", "legende",
        "leyenda", "lookup", "lookups", "mode d'emploi", "read me", "readme",
        "validation", "wertelisten",
    }
)  # fmt: skip


def is_beside_lists(sheet: Sheet) -> bool:
    """Whether a sheet is called as one that explains, or lists what can be chosen."""
    return fold(sheet.name) in _BESIDE_LISTS


def nothing_in(
    sheet: Sheet, why: str, kind: Literal["note", "unread", "left out"] = "note"
) -> Layout:
    """A sheet that holds no list."""
    begins = " | ".join(sheet.filled(0) if sheet.rows else ())[:80]
    remark = Remark(kind, sheet.place(), begins, f"the sheet is left out: {why}")
    return Layout(sheet, "", 0, (), (), (remark,))
