"""Towns: seats that say a town or a region and the country in the same cell.

In: rows. Out: the same with countries, and regions, in columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcher.importing.columns.held.nations import Nations
from matcher.importing.regions import state_of
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.header import Means
from matcher.text import fold

_APART = re.compile(
    r"(?P<first>[^,(\[;\n]+?)(?:\s*[,\n]\s*|\s+[-–—/|]\s+|\s*[(\[]\s*)"
    r"(?P<last>[^,()\[\]\n]+?)[)\]]?\.?"
)
_CODED = re.compile(
    r"(?P<first>[A-Z]{1,2})\s*[-–]\s*(?:\d{4,5}\s+)?(?P<last>[^\W\d].{2,})"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}\\s*")
_LETTERS = frozenset("abdefhilnps")
"""Of states on cars."""
_TOWNS_TOO = frozenset(
    "berlin hamburg bremen wien vienna salzburg zurich bern luzern fribourg zug geneve "
    "genf neuchatel porto braga lisboa aveiro beja braganca coimbra evora faro guarda "
    "leiria portalegre santarem setubal viseu utrecht groningen antwerpen liege namur "
    "praha cluj iasi brasov sibiu murcia".split()
)
_ENOUGH = 0.6
_PLACES = {"city", "region", "country"}
_TOWN = "City"
_REGION = "Region (beside the country)"
_COUNTRY = "Country (beside the place)"


def towns_apart(body: Body, means: Means, nations: Nations) -> Body:
    """The rows with "Riga, Latvia" as a town and a country.

    Only where no other column is called a country, and most cells of one say both.
    """
    width = max((len(body.sheet.rows[place]) for place in body.rows), default=0)
    meant = body.meant(means)[:width]
    for at, own in enumerate(meant):
        is_unnamed = at >= len(body.headers) or not body.headers[at]
        if not is_unnamed and not _PLACES & {*own}:
            continue
        others = {m for place, of_it in enumerate(meant) if place != at for m in of_it}
        if "country" in others or (is_unnamed and "city" in others):
            continue
        if found := _found(body.cells(at), nations):
            return _parted(body, at, found)
    return body


def _found(cells: Mapping[int, str], nations: Nations) -> dict[int, tuple[str, str]]:
    """Place and country by the places of rows; nothing where too few say both."""
    found = {place: one for place, c in cells.items() if (one := _of(c, nations))}
    n_both = sum(bool(where) for where, _ in found.values())
    is_enough = len(found) >= max(1, _ENOUGH * len(cells))
    return found if is_enough and n_both >= len(found) / 2 else {}


def _of(cell: str, nations: Nations) -> tuple[str, str] | None:
    """The place and the country of a cell; the place is empty where it says none."""
    text = _FLAG.sub("", cell).strip()
    if nations.has(text) and not set(text) & set(",(/;"):
        return "", text
    if text.count(",") == 2 and not any(map(str.isdigit, text)):  # "Cardiff, Wales, UK"
        text = ",".join(text.split(",")[::2])
    apart = _APART.fullmatch(text) or _CODED.fullmatch(text)
    if not apart:
        return None
    first, last = apart["first"], apart["last"]
    if _is_country(last, nations):
        is_town = not nations.has(first) or fold(first) == fold(last)
        return (first, last) if is_town else None
    return (last, first) if _is_country(first, nations) else None


def _is_country(text: str, nations: Nations) -> bool:
    if len(text) < 2:
        return fold(text) in _LETTERS
    return nations.has(text)


def _parted(body: Body, at: int, found: Mapping[int, tuple[str, str]]) -> Body:
    own, added = {}, {}
    for place, (where, country) in found.items():
        is_region = bool(state_of(where)) and fold(where) not in _TOWNS_TOO
        own[place, at] = "" if is_region else where
        added[place] = [country, where if is_region else ""]
    return body.saying(own).wider([_COUNTRY, _REGION], added).called(at, _TOWN)
