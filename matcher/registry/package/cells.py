"""What one cell of a data package accepts: text in, what is wrong with it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from itertools import filterfalse

from matcher.errors import did_you_mean
from matcher.registry.columns import KINDS, Column
from matcher.registry.package.spreadsheets import PLACEHOLDERS, left_behind, meant
from matcher.text import INVISIBLE, shown

MAX_CELL_LENGTH = 10_000
"""A longer cell is a mistake: a quote closed far too late, or a pasted page."""

MOST_LETTERS_OF_AN_ID = 100
"""An id stands in addresses, tables and commands; the longest packaged has 60."""

_MAX_COMPARED = 100_000  # words compared for "did you mean": seconds, not hours


_UNUSUAL = rf"{INVISIBLE.pattern[1:-1]}\xa0\u1680\u2000-\u200a\u202f\u205f\u3000:"
_WORDS = re.compile(
    rf"(?![{_UNUSUAL}])[^\W_E]"
    rf"(?:[^{_UNUSUAL}]{{0,{MAX_CELL_LENGTH - 2}}}[^{_UNUSUAL} ])?"
)


def but_plain(cells: Collection[str]) -> Iterable[str]:
    """Cells of free text that may be refused: nearly all are words, quickly seen."""
    if not PLACEHOLDERS.isdisjoint(map(str.casefold, cells)):
        return cells
    return filterfalse(_WORDS.fullmatch, cells)


def text_problem(column: Column, cell: str) -> str:
    """Why no cell of a column may look like this; empty if it may."""
    if len(cell) > MAX_CELL_LENGTH:
        return f"{len(cell)} characters; at most {MAX_CELL_LENGTH} are accepted"
    if cell != cell.strip():
        return f"'{shown(cell)}' has spaces at its start or end; take them out"
    for found in INVISIBLE.finditer(cell):
        if found[0] != "\n" or column.kind != "paragraph":
            code = f"invisible character U+{ord(found[0]):04X}"
            name = "line break" if found[0] == "\n" else code
            return f"{name} at position {found.start() + 1} of the cell; take it out"
    return left_behind(cell)


def value_problem(column: Column, value: str) -> str:
    """Why a column does not accept a value, whatever there is in other tables."""
    if column.accepted and value not in column.accepted:
        near = did_you_mean(value, column.accepted)
        accepted = ", ".join(column.accepted)
        near = meant(column, value) or near
        return f"'{shown(value)}' is not accepted{near}; one of: {accepted}"
    if column.kind == "id" and len(value) > MOST_LETTERS_OF_AN_ID:
        return too_long(value)
    if column.kind == "date":
        refused = date_problem(value)
    else:
        wanted = column.refusal(value)
        refused = f"'{shown(value)}' is not {wanted}" if wanted else ""
    return refused and refused + meant(column, value)


def too_long(id: str) -> str:
    """Why an id is not accepted that has more letters than any may have."""
    most = MOST_LETTERS_OF_AN_ID
    return f"'{shown(id)}' has {len(id):,} letters; an id has at most {most}"


def date_problem(value: str) -> str:
    """Why a value is no date; empty if it is one."""
    kind = KINDS["date"]
    if not kind.matches.fullmatch(value):
        return f"'{shown(value)}' is not {kind.accepted}"
    if len(value) == len("YYYY-MM-DD"):
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"'{value}' is not in the calendar"
    return ""


def is_date(cell: str) -> bool:
    """Whether a cell holds a date, as exactly as known."""
    return bool(KINDS["date"].matches.fullmatch(cell))


def is_id(cell: str) -> bool:
    """Whether a cell holds what may be an id."""
    is_short = len(cell) <= MOST_LETTERS_OF_AN_ID
    return is_short and bool(KINDS["id"].matches.fullmatch(cell))


class Offers:
    """Offers the nearest known words for wrong ones, however many are wrong.

    Parameters
    ----------
    known : collection of str
    told : callable, optional
        What to say of a wrong word; `did_you_mean` where not given.
    """

    def __init__(
        self, known: Collection[str], told: Callable[[str], str] | None = None
    ) -> None:
        self._known = known
        self._told = told or partial(did_you_mean, known=known)
        self._offered: dict[str, str] = {}

    def near(self, given: str) -> str:
        """What to say of a word; nothing once that has taken long enough."""
        if given not in self._offered:
            if len(self._offered) * len(self._known) > _MAX_COMPARED:
                return ""
            self._offered[given] = self._told(given)
        return self._offered[given]
