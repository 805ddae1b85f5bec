"""Named: cells that say the name of an organisation and its country, or half of it.

In: rows. Out: the same with whole names alone, and a column of the countries.
"""

from __future__ import annotations

import re

from matcher.files.workbook import letters_of
from matcher.importing.columns.called.words import without_brackets
from matcher.importing.columns.held.nations import Nations
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.header import Means
from matcher.importing.sheet import Remark
from matcher.text import fold

_NAMING = {"name", "organisation", "partner"}
_ENOUGH = 0.6
_LEAST = 2
_NUMBERED = re.compile(r"(.*?[^\W\d])[\s_.-]*(\d)")
_HALVES = "names are taken to go on in '{}'; look whether they are whole so"
_COUNTRY = "Country (beside the name)"
_PARTED = re.compile(
    r"\s*[/|,+&\n]\s*|\s[-\u2013\u2014]\s|\s(?:and|und|et|y|e|i|en|oraz|a|og|och|és|și)\s"
)
_BRACKETS = re.compile(r"(?P<name>.+?)\s*[(\[]\s*(?P<country>[^()\[\]]+?)\s*[)\]]\W*")
_BEHIND = re.compile(
    r"(?P<name>.+\S)(?:\s*[,;/|\n]\s*|\s+[-\u2013\u2014]\s+)(?P<country>[^,;/|\n]+)"
)
_BEFORE = re.compile(
    r"(?P<country>[^,;/|:\n\u2013\u2014-]+?)\s*(?:[:/|\n\u2013\u2014]|-\s)\s*(?P<name>.+)"
)


def names_apart(body: Body, means: Means, nations: Nations) -> Body:
    """The rows with "Alpha Cluster (Portugal)" as a name and a country.

    Brackets count below any name, other signs where the header says that both stand
    there; only where no other column is called a country.
    """
    meant = body.meant(means)
    for at, header in enumerate(body.headers):
        name, says_both = _name_in(header, means)
        beside = {m for place, one in enumerate(meant) if place != at for m in one}
        if not name or "country" in beside:
            continue
        ways = (_BRACKETS, _BEHIND, _BEFORE) if says_both else (_BRACKETS,)
        cells = body.cells(at)
        for way in ways:
            found = {
                place: (one["name"], one["country"])
                for place, cell in cells.items()
                if (one := way.fullmatch(cell)) and _is_country(one["country"], nations)
            }
            if len(found) >= max(_LEAST, _ENOUGH * len(cells)):
                named = {(place, at): name for place, (name, _) in found.items()}
                added = {place: [country] for place, (_, country) in found.items()}
                return body.saying(named).wider([_COUNTRY], added).called(at, name)
    return body


def halves_joined(body: Body, means: Means) -> tuple[Body, list[Remark]]:
    """The rows with "Name 1" and "Name 2" beside it as one name, as SAP parts them."""
    for at, header in enumerate(body.headers[:-1]):
        first, second = map(_NUMBERED.fullmatch, body.headers[at : at + 2])
        if not first or not second or (first[2], second[2]) != ("1", "2"):
            continue
        if fold(first[1]) != fold(second[1]) or [*means(first[1])] != ["name"]:
            continue
        ends = body.cells(at + 1)
        texts = {
            (place, at): f"{cell} {ends[place]}"
            for place, cell in body.cells(at).items()
            if place in ends
        }
        texts |= {(place, at + 1): "" for place in ends}
        where = body.sheet.place(0, letters_of(at), header)
        told = Remark("doubt", where, header, _HALVES.format(body.headers[at + 1]))
        return body.saying(texts), [told]
    return body, []


def _is_country(text: str, nations: Nations) -> bool:
    return len(text) > 1 and not {*text} & {*",(/;"} and nations.has(text)


def _name_in(header: str, means: Means) -> tuple[str, bool]:
    """What a header calls names; and whether it says that countries stand with them."""
    if not header:
        return "", False
    parts = [one for one in _PARTED.split(header) if one.strip()]
    pairs = [without_brackets(header)]
    pairs += [(parts[0], parts[1]), (parts[1], parts[0])] if len(parts) == 2 else []
    for name, other in pairs:
        if name and other and _NAMING & {*means(name)} and "country" in means(other):
            return name, True
    return (header, False) if _NAMING & {*means(header)} else ("", False)
