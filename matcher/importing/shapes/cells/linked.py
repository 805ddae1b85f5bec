"""Linked: cells that lead to a page, as the website of the rows that they stand in.

In: rows. Out: the same with those pages said in cells.
"""

from __future__ import annotations

from collections import Counter

from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.lists.header import Means

_ENOUGH = 0.6
_PAGE = "Website (link)"


def pages_said(body: Body, means: Means) -> Body:
    """The rows with what most cells of a column lead to.

    It stands in the column of websites, where that shows other words, as "Visit"; else
    in one of its own.
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
    if to == body.width:
        return body.wider([_PAGE], {place: [page] for place, page in pages.items()})
    shown = {
        (place, to): page
        for place, page in pages.items()
        if page and "." not in sheet.cell(place, to)
    }
    return body.saying(shown)
