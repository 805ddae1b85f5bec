"""Markets by activities as a table of coloured cells: counts in, drawn cells out.

In: an `Overview`. Out: rows of `ReachCell`, in the order of the page. The colour is a
class of an even ramp; the number always stands in the cell too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from flask import url_for

from matcher.explore.activities import Activity
from matcher_web.listing.links import Link
from matcher_web.markets.book import MarketRow
from matcher_web.markets.overview import Overview
from matcher_web.wording import score_text

N_LEVELS = 7
MARKED = 0.5
"""White spaces where at least so many partnerships are expected are marked."""


class ReachCell(NamedTuple):
    """One activity at one market.

    Parameters
    ----------
    colour : str
        A class: ``q1`` to ``q7`` by partnerships, ``few`` for clusters alone,
        ``part-only`` for those only by region, ``white`` for a marked white space.
    above, below : str
        Partnerships and clusters; in a white space a mark and what is expected.
    address : str
        Where the cell is opened; empty where nobody is and little is expected.
    """

    colour: str
    above: str
    below: str
    address: str

    @property
    def is_white(self) -> bool:
        """Whether it is a marked white space."""
        return self.colour == "white"


_NOBODY = ReachCell("", "", "", "")


@dataclass(frozen=True)
class ReachPicture:
    """The whole table.

    Parameters
    ----------
    heads : list of Link
        Each column leads to its white spaces.
    rows : list of (MarketRow, list of ReachCell)
    legend : list of (int, str)
        Each class that is used, with the numbers of partnerships it stands for.
    """

    heads: list[Link]
    rows: list[tuple[MarketRow, list[ReachCell]]]
    legend: list[tuple[int, str]]


def reach_picture(shown: Overview) -> ReachPicture:
    """The cells of an overview, coloured and linked."""
    reach, activities = shown.book.reach, shown.book.activities
    keys = {activity: activities.key(activity) for activity in shown.activities}
    expected = {
        (space.activity, space.market): space.expected for space in shown.spaces
    }
    counts = {
        (activity, row.code): reach.count(activity, row.code)
        for activity in shown.activities
        for row in shown.rows
    }
    top = max((count.partnerships for count in counts.values()), default=0)

    def cell(activity: Activity, market: str, page: str) -> ReachCell:
        count = counts[activity, market]
        address = f"{page}?activity={keys[activity]}"
        if count.by_name:
            level = level_of(count.partnerships, top)
            colour = f"q{level}" if level else "few"
            above, below = str(count.partnerships), str(count.clusters)
            return ReachCell(colour, above, below, address)
        if not count.nobody:
            above = f"({count.partnerships_by_region})"
            below = f"({count.clusters_by_region})"
            return ReachCell("part-only", above, below, address)
        wanted = expected.get((activity, market), 0.0)
        if wanted >= MARKED:
            return ReachCell("white", "○", score_text(wanted, 1), address)
        return _NOBODY

    return ReachPicture(
        [
            Link(
                activities.label(activity),
                url_for("markets", activity=key, _anchor="white-spaces-title"),
            )
            for activity, key in keys.items()
        ],
        [
            (row, [cell(activity, row.code, page) for activity in keys])
            for row in shown.rows
            for page in [url_for("market", code=row.code)]
        ],
        legend_up_to(top),
    )


def level_of(number: int, top: int) -> int:
    """The class of a number among those up to the largest.

    Examples
    --------
    >>> [level_of(n, 15) for n in (0, 1, 2, 5, 8, 15)]
    [0, 1, 2, 4, 5, 7]
    """
    if number <= 0:
        return 0
    return min(N_LEVELS, 1 + int(N_LEVELS * sqrt((number - 1) / top)))


def legend_up_to(top: int) -> list[tuple[int, str]]:
    """Each class with the numbers that it stands for.

    Examples
    --------
    >>> legend_up_to(4)
    [(1, '1'), (4, '2'), (5, '3'), (7, '4')]
    """
    made = []
    for level, numbers in groupby(range(1, top + 1), lambda n: level_of(n, top)):
        inside = list(numbers)
        first, last = inside[0], inside[-1]
        made.append((level, f"{first}" if first == last else f"{first}–{last}"))
    return made
