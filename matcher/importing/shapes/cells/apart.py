"""Apart: cells that say several things, taken apart into columns.

In: rows. Out: the same with columns for what stands in cells beside what they are of:
the lines of an address below a name, the page that a cell leads to, the town behind a
post code, and the country behind a town or a region.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from matcher.importing.clues import of_town
from matcher.importing.columns.called.names import Names
from matcher.importing.columns.called.words import words_of
from matcher.importing.columns.held.nations import Nations
from matcher.importing.regions import state_of
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.header import Means
from matcher.importing.shapes.lists.rows import ADDRESS, EMAIL, PHONE
from matcher.importing.values.plain.splitting import town_in
from matcher.importing.word_lists import word_list
from matcher.text import fold

_LEAST_LINES = 3
_FEWEST = 2
_ENOUGH = 0.6
_NAMING = {*"name organisation organization cluster partner nom entidad".split()}
_OF_AN_ADDRESS = ("Address", "Country", "Website", "E-mail")
_PAGE = "Website (link)"
_SEAT = "Town"
_APART = re.compile(
    r"(?P<first>[^,(\[;\n]+?)(?:\s*[,\n]\s*|\s+[-–—/|]\s+|\s*[(\[]\s*)"
    r"(?P<last>[^,()\[\]\n]+?)[)\]]?\.?"
)
_CODED = re.compile(
    r"(?P<first>[A-Z]{1,2})\s*[-–]\s*(?:\d{4,5}\s+)?(?P<last>[^\W\d].{2,})"
)
_AREA = re.compile(r"\s*\([^()]*\)(?=\s*,)")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}\\s*")
_LETTERS = frozenset("abdefhilnps")
"""Of states on cars."""
_PLACES = {"city", "region", "country"}
_TOWN = "City"
_REGION = "Region (beside the country)"
_COUNTRY = "Country (beside the place)"


def lines_apart(body: Body, nations: Nations) -> Body:
    """The rows with a name alone where its address stood below it in the cell."""
    for at, header in enumerate(body.headers):
        cells = body.cells(at)
        n_stacked = sum(one.count("\n") >= _LEAST_LINES - 1 for one in cells.values())
        if n_stacked < max(1, _ENOUGH * len(body.rows)):
            continue
        if not _NAMING & {*words_of(header)}:
            continue
        lines = {place: cell.split("\n") for place, cell in cells.items()}
        below = {place: _lines_of(those[1:], nations) for place, those in lines.items()}
        named = {(place, at): those[0] for place, those in lines.items()}
        return body.saying(named).wider(_OF_AN_ADDRESS, below).called(at, "Name")
    return body


def places_below(body: Body, means: Means, nations: Nations) -> Body:
    """The rows with a name alone where its town or region stood in a line below it."""
    for at, meant in enumerate(body.meant(means)):
        if not {"name", "organisation", "partner"} & {*meant}:
            continue
        cells = body.cells(at)
        lines = {
            p: one for p, cell in cells.items() if len(one := cell.split("\n")) == 2
        }
        if len(lines) < max(_FEWEST, _ENOUGH * len(cells)):
            continue
        n_known = sum(_is_place(below.strip(), nations) for _, below in lines.values())
        if n_known >= _ENOUGH * len(lines):
            named = {(place, at): name.strip() for place, (name, _) in lines.items()}
            towns = {place: [below.strip()] for place, (_, below) in lines.items()}
            return body.saying(named).wider([_TOWN], towns)
    return body


def _is_place(text: str, nations: Nations) -> bool:
    return bool(of_town(text) or state_of(text)) or nations.has(text)


def _lines_of(lines: Sequence[str], nations: Nations) -> list[str]:
    """The lines of an address, by what they are: one text for each column."""
    found: list[list[str]] = [[] for _ in _OF_AN_ADDRESS]
    for line in filter(None, map(str.strip, lines)):
        if EMAIL.search(line) or PHONE.search(line):
            found[3].append(line)
        elif ADDRESS.fullmatch(line):
            found[2].append(line)
        elif nations.has(line) and not {*line} & {*",(/;"}:
            found[1].append(line)
        else:
            found[0].append(line)
    return [", ".join(one) for one in found]


def pages_said(body: Body, means: Means) -> Body:
    """The rows with what most cells of a column lead to.

    It stands in the column of websites, where that shows other words, as "Visit"; else
    in one of its own. Pages that all are of one site are those of a directory.
    """
    sheet = body.sheet
    places = {sheet.numbers[place]: place for place in body.rows}
    usual = Counter(at for number, at in sheet.links if number in places)
    at, n_links = min(usual.items(), key=lambda one: (-one[1], one[0]), default=(0, 0))
    if n_links < max(1, _ENOUGH * len(body.rows)):
        return body
    named = (p for p, one in enumerate(body.meant(means)) if "website" in one)
    to = next(named, body.width)
    pages = {
        place: sheet.links.get((number, to)) or sheet.links.get((number, at), "")
        for number, place in places.items()
    }
    sites = {urlsplit(page).netloc for page in pages.values() if page}
    if to == body.width and len(sites) == 1 and len(pages) > 1:
        return body
    if to == body.width:
        return body.wider([_PAGE], {place: [page] for place, page in pages.items()})
    shown = {
        (place, to): page
        for place, page in pages.items()
        if page and "." not in sheet.cell(place, to)
    }
    return body.saying(shown)


def towns_of_addresses(body: Body, names: Names) -> Body:
    """The rows with the towns of their addresses, where no column is called so."""
    meant = body.meant(lambda header: names.of(header).meanings)
    if any("city" in one and "address" not in one for one in meant):
        return body
    for at, one in enumerate(meant):
        if not {"address", "personal"} & {*one}:
            continue
        towns = {place: town_in(cell) for place, cell in body.cells(at).items()}
        if towns and sum(map(bool, towns.values())) >= _ENOUGH * len(towns):
            found = body.wider([_SEAT], {place: [t] for place, t in towns.items()})
            return found.called(at, "Address") if "city" in one else found
    return body


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
    text = _AREA.sub("", text)  # "Elche (Alicante), España"
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
        is_region = bool(state_of(where)) and fold(where) not in word_list("towns_too")
        own[place, at] = "" if is_region else where
        added[place] = [country, where if is_region else ""]
    return body.saying(own).wider([_COUNTRY, _REGION], added).called(at, _TOWN)
