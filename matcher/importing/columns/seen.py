"""Seen: the columns of a list, by what they are called and what they hold.

In: a sheet, the texts of its header and the places of its rows. Out: columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.files.workbook import letters_of
from matcher.importing.columns.called.names import Name, Names
from matcher.importing.columns.held.content import Content
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.tables import Column
from matcher.importing.sheet import Sheet
from matcher.registry.finding.finder import Finder


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
            columns.append(Column(at, letters_of(at), text, name, content))
        return columns
