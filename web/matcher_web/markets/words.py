"""Headings of the pages of markets: what was asked, and the answer in numbers.

In: the records that a page shows. Out: text.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher import Count
from matcher_web.markets.answers import Absences, Overview, Together
from matcher_web.markets.facts import MarketFacts
from matcher_web.wording import counted

QUESTION = "Who goes to which market, and where is nobody?"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in one line.

    Examples
    --------
    >>> listed(["Brazil", "India", "Japan"])
    'Brazil, India and Japan'
    """
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end


def in_numbers(count: Count) -> str:
    """How many there are by name, and how many more by region.

    Examples
    --------
    >>> in_numbers(Count(8, 31)), in_numbers(Count(0, 1, 2, 0))
    ('8 partnerships and 31 clusters', '1 cluster; only by region 2 partnerships')
    >>> in_numbers(Count())
    'nobody'
    """
    wider = only_by_region(count)
    return f"{by_name(count)}; only by region {wider}" if wider else by_name(count)


def by_name(count: Count) -> str:
    """How many there are by name.

    Examples
    --------
    >>> by_name(Count(0, 0, 2, 0)), by_name(Count())
    ('nobody by name', 'nobody')
    """
    nobody = "nobody" if count.nobody else "nobody by name"
    return _both(count.partnerships, count.clusters) or nobody


def only_by_region(count: Count) -> str:
    """How many more there are only by region, or by a country of a region; or ""."""
    return _both(count.partnerships_by_region, count.clusters_by_region)


def _both(n_partnerships: int, n_clusters: int) -> str:
    found = []
    if n_partnerships:
        found.append(counted(n_partnerships, "partnership"))
    if n_clusters:
        found.append(counted(n_clusters, "cluster"))
    return listed(found) if found else ""


def heading(found: Overview | Absences | Together) -> str:
    """The heading of the page of all markets."""
    if isinstance(found, Absences):
        label = found.book.activities.label
        where = f"Where {label(found.absent)} is absent and {label(found.present)} goes"
        return f"{where}: {counted(len(found.found), 'market')}"
    if isinstance(found, Together):
        names = listed([found.label(code) for code in found.markets])
        everybody = _both(len(found.partnerships), len(found.clusters)) or "nobody"
        return f"Who targets {names}: {everybody}"
    if found.query.activity:
        name = found.book.activities.label(found.query.activity)
        n_spaces = counted(len(found.spaces), "white space")
        return f"Where {name} does not go, and related activities do: {n_spaces}"
    return QUESTION


def market_heading(facts: MarketFacts) -> str:
    """The heading of one market, or of one activity at it."""
    if facts.query.activity:
        name = facts.book.activities.label(facts.query.activity)
        return f"{name} in {facts.label}: {by_name(facts.count)}"
    return f"Who goes to {facts.label}: {by_name(facts.count)}"
