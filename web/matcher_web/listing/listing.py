"""Lists that can be browsed: search, facets, order and pages, for any records.

In: a `Shelf` of records and the query string of its page. Out: a `Listing` that the
page and its twins show, or errors by field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from matcher_web.listing.beginning import Beginning
from matcher_web.listing.facets import Choices, Facet, narrow
from matcher_web.query.reading import Naming, Reading, Sent
from matcher_web.query.search import Found, SearchIndex, searched

R = TypeVar("R")

BY_MATCH = "match"
"""The order of a search: those whose own names hold the words come first."""


@dataclass(frozen=True)
class Order(Generic[R]):
    """One order of a list: that of a column.

    Parameters
    ----------
    name : str
        The word of the address; with a minus in front the order is turned round.
    key : callable
        What is compared; None where nothing is recorded, which always comes last.
    falling : bool
        Whether the largest comes first.
    """

    name: str
    key: Callable[[R], Any]
    falling: bool = False


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """Records that can be browsed, and how.

    Parameters
    ----------
    records : mapping of str to record
        By id, in the order that ties keep.
    index : SearchIndex
        Over the same ids in the same order.
    facets : tuple of Facet
    orders : tuple of Order
        The first is taken where nothing is searched and none is asked for.
    per_page : int
    beginning : Beginning or None
        What is listed where an address does not say what it wants; None for all.
    """

    records: Mapping[str, R]
    index: SearchIndex
    facets: tuple[Facet, ...]
    orders: tuple[Order[R], ...]
    per_page: int
    beginning: Beginning | None = None

    def facet(self, name: str) -> Facet:
        """The facet of this name."""
        return next(facet for facet in self.facets if facet.name == name)

    @property
    def sorts(self) -> tuple[str, ...]:
        """What an address may say of the order."""
        names = [order.name for order in self.orders]
        return (*names, *(f"-{name}" for name in names), BY_MATCH)


@dataclass(frozen=True)
class Listing(Generic[R]):
    """One page of the records found, with the choices of every facet.

    Parameters
    ----------
    chosen : mapping of str to tuple of str
        What the address chooses; `begun` has what the list begins with besides.
    n_more : int
        How many more would be found if the list did not begin with some only.
    """

    shelf: Shelf[R]
    search: str
    matched: Found
    chosen: Mapping[str, tuple[str, ...]]
    all_of: tuple[str, ...]
    sort: str
    page: int
    found: list[R]
    facets: tuple[Choices, ...]
    n_more: int = 0

    @property
    def begins(self) -> Beginning | None:
        """What the list begins with, where the address leaves that to it."""
        beginning = self.shelf.beginning
        if beginning and beginning.holds(self.search, self.chosen):
            return beginning
        return None

    @property
    def begun(self) -> dict[str, tuple[str, ...]]:
        """What all records found have: what is chosen, or what the list begins with."""
        beginning = self.shelf.beginning
        return (
            beginning.begun(self.search, self.chosen) if beginning else {**self.chosen}
        )

    @property
    def n_pages(self) -> int:
        """How many pages the list has; one at least."""
        return max(1, -(-len(self.found) // self.shelf.per_page))

    @property
    def shown(self) -> list[R]:
        """The records of this page."""
        start = (self.page - 1) * self.shelf.per_page
        return self.found[start : start + self.shelf.per_page]

    @property
    def first(self) -> int:
        """Place of the first record shown, from 1; 0 if none is."""
        return (self.page - 1) * self.shelf.per_page + 1 if self.found else 0

    @property
    def nearest(self) -> list[R]:
        """Those whose names come near a search that finds nothing."""
        near = [] if self.matched.ids else self.shelf.index.nearest(self.search)
        return [self.shelf.records[record_id] for record_id in near]

    @property
    def default_sort(self) -> str:
        """The order where the address asks for none."""
        return BY_MATCH if self.search else self.shelf.orders[0].name

    @property
    def titles(self) -> dict[str, str]:
        """What people call each field."""
        named = {facet.name: facet.title for facet in self.facets}
        return {"sort": "Order", "page": "Page", "all_of": "All of these", **named}

    def parameters(self, **changes: object) -> dict[str, Any]:
        """The list as it stands in an address, with some parts changed."""
        given: dict[str, Any] = {
            **self.query(),
            **{name: list(codes) for name, codes in self.chosen.items()},
            "sort": self.sort if self.sort != self.default_sort else "",
            "page": "",
            **changes,
        }
        return {name: value for name, value in given.items() if value}

    def query(self) -> dict[str, Any]:
        """What was asked for, for JSON."""
        return {
            "search": self.search,
            **{name: list(codes) for name, codes in self.begun.items()},
            "all_of": list(self.all_of),
            "sort": self.sort,
            "page": self.page,
        }

    def to_dict(self, noun: str, rows: Sequence[Any]) -> dict[str, Any]:
        """One page of the list, for JSON, with what was asked and every facet.

        Parameters
        ----------
        noun : str
            What the records are called, in the plural.
        rows : sequence
            Those of this page, as JSON has them.
        """
        counted = f"n_{noun}"
        return {
            "query": self.query(),
            **self.matched.told(),
            counted: len(self.found),
            **({"n_more": self.n_more} if self.shelf.beginning else {}),
            "n_pages": self.n_pages,
            noun: rows,
            "facets": {f.name: f.to_dict(counted) for f in self.facets},
        }

    def direction(self, name: str) -> str:
        """How a column is sorted: "ascending", "descending" or not at all."""
        if self.sort.removeprefix("-") != name:
            return ""
        order = _order(self.shelf, name)
        falls = order.falling != self.sort.startswith("-")
        return "descending" if falls else "ascending"


def list_records(shelf: Shelf[R], sent: Sent) -> tuple[Listing[R], dict[str, str]]:
    """The records that fit a search and facets, and what is wrong with it by field.

    Notes
    -----
    Where the shelf has a beginning and it holds, the records are narrowed to it as if
    it were chosen. The facets that would end it count all records, not just the first.
    """
    reading = Reading(sent)
    chosen = {facet.name: facet.chosen(reading) for facet in shelf.facets}
    several = {facet.name: facet.name for facet in shelf.facets if facet.many}
    one_of = f"Give one of {', '.join(several)}."
    all_of = reading.codes("all_of", Naming(several, lambda _: one_of))
    search = searched(reading.text("search"))
    matched = shelf.index.find(search)
    ids, facets = narrow(matched.ids, shelf.facets, chosen, all_of)
    n_all, beginning = len(ids), shelf.beginning
    if beginning and beginning.holds(search, chosen):
        begun = beginning.begun(search, chosen)
        ids, narrowed = narrow(matched.ids, shelf.facets, begun, all_of)
        pairs = zip(facets, narrowed, strict=True)
        facets = tuple(a if a.name in beginning.unless else b for a, b in pairs)
    listing = Listing(
        shelf=shelf,
        search=search,
        matched=matched,
        chosen=chosen,
        all_of=tuple(name for name in all_of if chosen[name]),
        sort="",
        page=1,
        found=[shelf.records[record_id] for record_id in ids],
        facets=facets,
        n_more=n_all - len(ids),
    )
    names = ", ".join(order.name for order in shelf.orders)
    sort = reading.choice(
        "sort",
        {name: name for name in shelf.sorts},
        listing.default_sort,
        f"Order by one of {names}; a minus in front turns it round.",
    )
    found = _ordered(listing.found, shelf, sort)
    page = reading.number("page", 1, listing.n_pages, "page")
    return replace(listing, sort=sort, page=page, found=found), reading.faults


def _order(shelf: Shelf[R], name: str) -> Order[R]:
    return next(order for order in shelf.orders if order.name == name)


def _ordered(found: list[R], shelf: Shelf[R], sort: str) -> list[R]:
    """In this order; in the order of the list within equals, not recorded last."""
    if sort == BY_MATCH:
        return found
    order = _order(shelf, sort.removeprefix("-"))
    keyed = [(order.key(record), record) for record in found]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.falling != sort.startswith("-"))
    return [record for _, record in known] + [r for key, r in keyed if key is None]
