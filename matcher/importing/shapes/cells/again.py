"""Again: cells that say "as above", with what stands above.

In: a sheet and the places of its rows. Out: the same with such cells filled, and what
is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.files.cells import letters_of
from matcher.importing.sheet import Place, Remark, Sheet
from matcher.text import fold

_AGAIN = re.compile(
    r"ditt?o|do\.|dto\.?|idem|id\.|desgl(?:eichen|\.)|ebenso|s\. ?o\."
    r"|(?:siehe|wie|s\.|w\.) ?o(?:ben|\.)|(?:see|as) above|(?:comme )?ci[- ]dessus"
    r"|same(?: as)? above|voir ci-dessus|igual (?:que )?arriba|come sopra"
    r"|j\. ?w\.|jw\.|jak wyzej|zie boven|zoals hierboven|(?:ver|como) acima|ca mai sus"
)
_SIGNS = re.compile(r"[-–—\s]*(?:[\"“”„″〃]|''|,,)[-–—\s]*")
_WHY = "says what stands above, which is taken; look whether that is meant"


def filled_again(
    sheet: Sheet, rows: Sequence[int], headers: Sequence[str]
) -> tuple[Sheet, list[Remark]]:
    """The sheet with what is meant in each cell that says "as above"."""
    short = {cell for place in rows for cell in sheet.rows[place] if len(cell) < 20}
    said = {cell for cell in short if _says_again(cell)}
    if not said:
        return sheet, []
    cells = [[*row] for row in sheet.rows]
    remarks, above = [], dict[int, str]()
    for place in rows:
        for at, cell in enumerate(cells[place]):
            if cell in said and (meant := above.get(at)):
                cells[place][at] = meant
                header = headers[at] if at < len(headers) else ""
                number, letters = sheet.numbers[place], letters_of(at)
                where = Place(sheet.file, sheet.name, number, letters, header)
                remarks.append(Remark("doubt", where, cell, _WHY, meant))
        above = dict(enumerate(cells[place]))
    return replace(sheet, rows=cells), remarks


def _says_again(cell: str) -> bool:
    if not cell or cell[0].isdigit() or (len(cell) < 4 and cell.isupper()):
        return False  # as acronyms are
    return bool(_SIGNS.fullmatch(cell) or _AGAIN.fullmatch(fold(cell).rstrip("!")))
