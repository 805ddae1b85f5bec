"""The clusters that are ticked to be compared, kept while the list is turned over.

In: who is ticked and the list or the comparison. Out: what the page is given: those
ticked on other pages, what a form has to send along, who can be swapped in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for

from matcher import Cluster
from matcher_web.clusters.compare import FEWEST, MOST, Comparison
from matcher_web.listing.links import Link
from matcher_web.listing.listing import Listing, Shelf
from matcher_web.query.reading import Sent

TICKED = "ids"


class Elsewhere(NamedTuple):
    """A cluster that is ticked on another page, and the list without its tick."""

    cluster: Cluster
    address: str


class Swap(NamedTuple):
    """A cluster that is left out, and where it takes the place of one shown."""

    cluster: Cluster
    places: list[Link]


@dataclass(frozen=True)
class Ticks:
    """What is ticked in a list, and the list itself, as forms send them on.

    Parameters
    ----------
    ids : tuple of str
    elsewhere : list of Elsewhere
    fields : list of (str, str)
        Names and values that say which list it is.
    """

    ids: tuple[str, ...]
    elsewhere: list[Elsewhere]
    fields: list[tuple[str, str]]


def ticks(listing: Listing[Cluster], ticked: Sequence[Cluster]) -> Ticks:
    """What a page of the list is given on those ticked."""
    shown = {cluster.id for cluster in listing.shown}
    here = listing.parameters(page=listing.page)
    elsewhere = [
        Elsewhere(one, url_for("clusters", **here, ids=_without(ticked, one)))
        for one in ticked
        if one.id not in shown
    ]
    return Ticks(tuple(c.id for c in ticked), elsewhere, _fields(listing.parameters()))


def _fields(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, given in parameters.items()
        for value in ([given] if isinstance(given, str) else given)
    ]


def list_of(shelf: Shelf[Cluster], sent: Sent) -> dict[str, Any]:
    """The list that a comparison was chosen in, as its address says it."""
    names = ("search", "sort", "all_of", *(facet.name for facet in shelf.facets))
    return {name: given for name in names if (given := sent.getlist(name))}


def removals(chosen: Sequence[Cluster], shown: Sequence[Cluster]) -> list[Link]:
    """The comparison without each; none where too few would be left."""
    return [
        Link(one.called, url_for("compare", ids=_without(chosen, one)))
        for one in shown
        if len(chosen) > FEWEST
    ]


def swaps(comparison: Comparison) -> list[Swap]:
    """Where each that is left out takes the place of one shown, whose place it had."""
    chosen = (*comparison.clusters, *comparison.left_out)
    return [
        Swap(one, [_swapped(chosen, i, MOST + j) for i in range(MOST)])
        for j, one in enumerate(comparison.left_out)
    ]


def _swapped(chosen: Sequence[Cluster], shown: int, left_out: int) -> Link:
    ids = [cluster.id for cluster in chosen]
    ids[shown], ids[left_out] = ids[left_out], ids[shown]
    return Link(chosen[shown].called, url_for("compare", ids=ids))


def _without(clusters: Sequence[Cluster], one: Cluster) -> list[str]:
    return [cluster.id for cluster in clusters if cluster.id != one.id]
