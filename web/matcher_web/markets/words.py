"""How many go somewhere, in words.

In: counts. Out: text.
"""

from __future__ import annotations

from matcher.explore.markets.presence import Count
from matcher_web.shortlist.asking import named
from matcher_web.wording import counted

QUESTION = "Who goes to which market, and where is nobody?"


def in_numbers(n_partnerships: int, n_clusters: int) -> str:
    """How many there are of both; empty if there is nobody.

    Examples
    --------
    >>> in_numbers(8, 31), in_numbers(1, 0), in_numbers(0, 0)
    ('8 partnerships and 31 clusters', '1 partnership', '')
    """
    found = []
    if n_partnerships:
        found.append(counted(n_partnerships, "partnership"))
    if n_clusters:
        found.append(counted(n_clusters, "cluster"))
    return named(found)


def by_name(count: Count) -> str:
    """How many there are by name.

    Examples
    --------
    >>> by_name(Count(0, 0, 2, 0)), by_name(Count())
    ('nobody by name', 'nobody')
    """
    nobody = "nobody" if count.nobody else "nobody by name"
    return in_numbers(count.partnerships, count.clusters) or nobody


def only_by_region(count: Count) -> str:
    """How many more there are only by region, or by a country of a region; or ""."""
    return in_numbers(count.partnerships_by_region, count.clusters_by_region)


def everybody(count: Count) -> str:
    """How many there are by name, and how many more by region.

    Examples
    --------
    >>> everybody(Count(8, 31)), everybody(Count(0, 1, 2, 0))
    ('8 partnerships and 31 clusters', '1 cluster; only by region 2 partnerships')
    >>> everybody(Count())
    'nobody'
    """
    wider = only_by_region(count)
    return f"{by_name(count)}; only by region {wider}" if wider else by_name(count)
