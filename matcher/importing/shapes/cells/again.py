"""Again: cells that say "as above", with what stands above.

In: rows. Out: the same with such cells filled, and what is told of them.
"""

from __future__ import annotations

import re

from matcher.importing.files.cells import letters_of
from matcher.importing.shapes.cells.body import Body
from matcher.importing.sheet import Remark
from matcher.text import fold

_AGAIN = re.compile(
    r"ditt?o|do\.|dto\.?|idem|id\.|desgl(?:eichen|\.)|ebenso|s\. ?o\."
    r"|(?:siehe|wie|s\.|w\.) ?o(?:ben|\.)|(?:see|as) above|(?:comme )?ci[- ]dessus"
    r"|same(?: as)? above|voir ci-dessus|igual (?:que )?arriba|come sopra"
    r"|j\. ?w\.|jw\.|jak wyzej|zie boven|zoals hierboven|(?:ver|como) acima|ca mai sus"
)
_SIGNS = re.compile(r"[-–—\s]*(?:[\"“”„″〃]|''|,,)[-–—\s]*")
_WHY = "says what stands above, which is taken; look whether that is meant"


def filled_again(body: Body) -> tuple[Body, list[Remark]]:
    """The rows with what is meant in each cell that says "as above"."""
    sheet = body.sheet
    short = {cell for p in body.rows for cell in sheet.rows[p] if len(cell) < 20}
    said = {cell for cell in short if _says_again(cell)}
    if not said:
        return body, []
    meant: dict[tuple[int, int], str] = {}
    remarks, above = [], dict[int, str]()
    for place in body.rows:
        cells = dict(enumerate(sheet.rows[place]))
        for at, cell in cells.items():
            if cell in said and above.get(at):
                meant[place, at] = cells[at] = above[at]
                header = body.headers[at] if at < len(body.headers) else ""
                where = sheet.place(sheet.numbers[place], letters_of(at), header)
                remarks.append(Remark("doubt", where, cell, _WHY, above[at]))
        above = cells
    return body.saying(meant), remarks


def _says_again(cell: str) -> bool:
    if not cell or cell[0].isdigit() or (len(cell) < 4 and cell.isupper()):
        return False  # as acronyms are
    return bool(_SIGNS.fullmatch(cell) or _AGAIN.fullmatch(fold(cell).rstrip("!")))
