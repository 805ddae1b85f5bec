"""Seen: the columns of a list, by what they are called and what they hold.

In: a sheet, the texts of its header and the places of its rows. Out: columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from matcher.files.listed import listed
from matcher.files.workbook import letters_of
from matcher.importing.columns.called.names import Name, Names
from matcher.importing.columns.held.content import Content
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.tables import Column
from matcher.importing.sheet import Sheet
from matcher.registry.finding.finder import Finder
from matcher.text import fold

_OF_PARTNERS = {"coordinator", "partner"}
_NAMED = {*_OF_PARTNERS, "name"}
_MOST = 0.5
_FEW = 20
_KEY = re.compile(r"field_[0-9a-f]+")
"""What a system keeps beside its own fields."""
_LEAST_BELOW = 2
_NEARLY_ALL = 0.8
_SORTS: Sequence[Callable[[Content], float]] = (
    lambda content: content.addresses,
    lambda content: content.countries,
    lambda content: content.persons,
    lambda content: content.bare_numbers,
    lambda content: content.sectors,
)


class SeenColumns:
    """Looks at the columns of sheets.

    Parameters
    ----------
    names : Names
    finder : Finder
    nations : Nations
    """

    def __init__(self, names: Names, finder: Finder, nations: Nations) -> None:
        self.names, self.finder, self.nations = names, finder, nations

    def of(
        self, sheet: Sheet, headers: Sequence[str], rows: Sequence[int]
    ) -> list[Column]:
        """The columns of rows, in order."""
        width = max((len(sheet.rows[place]) for place in rows), default=0)
        columns = []
        for at in range(max(width, len(headers))):
            text = headers[at] if at < len(headers) else ""
            cells = (sheet.rows[p][at] for p in rows if at < len(sheet.rows[p]))
            content = Content(cells, self.finder, self.nations)
            name = self.names.of(text) if text else Name()
            if _OF_PARTNERS & {*name.meanings} and self._say(content, "role"):
                name = Name(("role",), "whole")
            if "region" in name.meanings and self._say(content, "status"):  # "Estado"
                name = Name(("status",), "whole")
            if all(map(_KEY.fullmatch, content.distinct)) and content.filled:
                name = Name(("changed",), "whole")
            if _NAMED & {*name.meanings} and content.persons > _MOST:
                name = Name(("personal",), "whole")
            columns.append(Column(at, letters_of(at), text, name, content))
        return columns

    def _say(self, content: Content, field: str) -> bool:
        """Whether all cells say one of few things, as of a column "Lead/Partner"."""
        cells = {fold(cell) for cell in content.distinct[:_FEW]}
        words = listed("importing/values/choices/words.toml")[field].values()
        return bool(cells) and cells <= {
            fold(word) for those in words for word in those
        }


def are_named_by(sheet: Sheet, rows: Sequence[int], seen: SeenColumns) -> bool:
    """Whether the first row names columns, in words that nobody knows.

    It does where nearly all cells below are addresses, countries, numbers or the like,
    and most of its own are none of them.
    """
    first, below = rows[0], rows[1:]
    if len(below) < _LEAST_BELOW or len({*sheet.filled(first)}) < _LEAST_BELOW:
        return False
    alone = seen.of(sheet, (), [first])
    pairs = list(zip(alone, seen.of(sheet, (), below), strict=False))
    others = [
        is_of(one.content) == 0
        for one, other in pairs
        if one.content.filled and len(other.content.filled) >= _LEAST_BELOW
        for is_of in _SORTS
        if is_of(other.content) > _NEARLY_ALL
    ]
    return any(others) and others.count(True) >= others.count(False)
