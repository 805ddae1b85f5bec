"""Where a list leads that is changed in one part: a page, an order, a choice less.

In: a `Listing` and the page that shows it. Out: finished words and
addresses for templates; where nothing is found, what to let go to find something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from flask import url_for

from matcher_web.listing.beginning import ALL
from matcher_web.listing.facets import Choices, fitting
from matcher_web.listing.listing import Listing, Order

R = TypeVar("R")

MOST_LOOSENED = 10
"""Of so many choices it is worked out what is found without them."""


class Link(NamedTuple):
    """Words and where they lead."""

    text: str
    address: str


class Chip(NamedTuple):
    """A choice, where the list leads without it, and the word that joins it on.

    The word is "and" or "or" after another choice of the same facet, else empty.
    """

    text: str
    address: str
    joined: str = ""


class Loosened(NamedTuple):
    """A part of an empty list that can be let go, and how many are found without it."""

    text: str
    address: str
    n_found: int


@dataclass(frozen=True)
class ListLinks:
    """Where a list leads that is changed in one part.

    Parameters
    ----------
    pages : list of Link
        One for each page.
    chips : list of Chip
        One for each choice, which takes it off.
    told : list of str
        What is chosen in each facet, in words: "Market: Canada or Japan".
    orders : dict of str to str
        Address of the list sorted by a column, turned round if it is already.
    everything : str
        The list without anything chosen.
    all_records : str
        The list of all records; not the same where a list begins with some of them.
    wider : str
        The same choices of all records, where the list begins with some; else "".
    loosened : list of Loosened
        What finds something again, the most first; only where nothing is found.
    """

    pages: list[Link]
    chips: list[Chip]
    told: list[str]
    orders: dict[str, str]
    everything: str
    all_records: str
    wider: str
    loosened: list[Loosened]


def list_links(listing: Listing[R], page: str, **kept: Any) -> ListLinks:
    """The links of a list on a page, which keep what stands beside it.

    Parameters
    ----------
    listing : Listing
    page : str
        As `url_for` knows it.
    **kept : str
        What else stands in the address of the page.
    """

    def to(**changes: object) -> str:
        return url_for(page, **kept, **listing.parameters(**changes))

    chips = [
        Chip(
            f"{facet.title}: {label}",
            to(**{facet.name: list(rest)}),
            facet.joined if index else "",
        )
        for facet, index, label, rest in _choices_less(listing)
    ]
    beginning = listing.shelf.beginning
    every: dict[str, Any] = {beginning.facet: ALL} if beginning else {}
    wider = to(**every) if listing.begins else ""
    return ListLinks(
        pages=[Link(str(n), to(page=n)) for n in range(1, listing.n_pages + 1)],
        chips=chips,
        told=[facet.told for facet in listing.facets if facet.told],
        orders={
            order.name: to(sort=_next(listing, order)) for order in listing.shelf.orders
        },
        everything=url_for(page, **kept),
        all_records=url_for(page, **kept, **every),
        wider=wider,
        loosened=[] if listing.found else _loosened(listing, to, wider),
    )


def _choices_less(
    listing: Listing[R],
) -> list[tuple[Choices, int, str, tuple[str, ...]]]:
    """Each choice: its facet, its index there, its label, and the others chosen."""
    label = {(f.name, o.code): o.label for f in listing.facets for o in f.options}
    return [
        (facet, index, label[facet.name, code], (*others[:index], *others[index + 1 :]))
        for facet in listing.facets
        for others in [facet.chosen]
        for index, code in enumerate(others)
    ]


def _next(listing: Listing[R], order: Order[R]) -> str:
    """What the head of a column asks for: its order, or that turned round."""
    return f"-{order.name}" if listing.sort == order.name else order.name


def _loosened(
    listing: Listing[R], to: Callable[..., str], wider: str
) -> list[Loosened]:
    shelf, words, matched = listing.shelf, listing.search, listing.matched.ids
    loosened = []

    def without(
        text: str, search: str, less: Mapping[str, tuple[str, ...]], link: str
    ) -> None:
        chosen = {**listing.chosen, **less}
        if shelf.beginning:
            chosen = shelf.beginning.begun(search, chosen)
        ids = matched if search == listing.search else shelf.index.ids
        n_found = len(fitting(ids, shelf.facets, chosen, listing.all_of))
        if n_found:
            loosened.append(Loosened(text, link, n_found))

    if listing.begins and listing.n_more:
        first = f"{listing.begins.plural} only"
        loosened.append(Loosened(first, wider, listing.n_more))
    if listing.search:
        without("the words of the search", "", {}, to(search=""))
    less = _choices_less(listing)
    for facet, _, label, rest in less[:MOST_LOOSENED]:
        link = to(**{facet.name: list(rest)})
        without(f"{facet.title}: {label}", words, {facet.name: rest}, link)
    if len(less) > 1:
        nothing: dict[str, tuple[str, ...]] = dict.fromkeys(listing.chosen, ())
        without("all that is chosen", words, nothing, to(**nothing))
    return sorted(loosened, key=lambda found: -found.n_found)
