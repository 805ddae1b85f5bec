"""The list of clusters: search, facets, order and pages.

In: the query string of `/clusters`. Out: a `ClusterList` that the page and its twins
show, or errors by field.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from matcher import Cluster
from web.catalogue import Catalogue, Choice
from web.forms import CodesField
from web.wording import name_key

PER_PAGE = 50
ORDERS = ("name", "country", "partnerships", "members")


class ListForm(Form):
    """What narrows and orders the list of clusters."""

    search = StringField("Search")
    only_countries = CodesField("Country", kind="country")
    only_sectors = CodesField("Sector", kind="sectors")
    sort = StringField("Order")
    page = StringField("Page")


@dataclass(frozen=True)
class ClusterList:
    """One page of the clusters found, with counts for each facet."""

    search: str
    only_countries: tuple[str, ...]
    only_sectors: tuple[str, ...]
    sort: str
    page: int
    found: list[Cluster]
    countries: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    n_partnerships: dict[str, int]

    @property
    def n_pages(self) -> int:
        """How many pages the list has; one at least."""
        return max(1, -(-len(self.found) // PER_PAGE))

    @property
    def shown(self) -> list[Cluster]:
        """The clusters of this page."""
        return self.found[(self.page - 1) * PER_PAGE : self.page * PER_PAGE]

    @property
    def first(self) -> int:
        """Place of the first cluster shown, from 1; 0 if none is."""
        return (self.page - 1) * PER_PAGE + 1 if self.found else 0

    def parameters(self, **changes: object) -> dict[str, Any]:
        """The list as it stands in an address, with some parts changed."""
        given: dict[str, Any] = {
            "search": self.search,
            "only_countries": list(self.only_countries),
            "only_sectors": list(self.only_sectors),
            "sort": self.sort if self.sort != ORDERS[0] else "",
            "page": "",
        }
        given.update(changes)
        return {name: value for name, value in given.items() if value}

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "query": {
                "search": self.search,
                "only_countries": list(self.only_countries),
                "only_sectors": list(self.only_sectors),
                "sort": self.sort,
                "page": self.page,
            },
            "n_clusters": len(self.found),
            "n_pages": self.n_pages,
            "clusters": [
                {
                    "id": cluster.id,
                    "name": cluster.name,
                    "short_name": cluster.short_name,
                    "country": cluster.country,
                    "sectors": list(cluster.sectors),
                    "technologies": list(cluster.technologies),
                    "target_markets": list(cluster.target_markets),
                    "members": cluster.members,
                    "n_partnerships": self.n_partnerships[cluster.id],
                }
                for cluster in self.shown
            ],
            "countries": [asdict(choice) for choice in self.countries],
            "sectors": [asdict(choice) for choice in self.sectors],
        }


def list_clusters(
    catalogue: Catalogue, sent: MultiDict[str, str]
) -> tuple[ClusterList, dict[str, str]]:
    """The clusters that fit a search, and what is wrong with it by field.

    Notes
    -----
    A facet counts what would be found with its own choices taken away, so that a
    second country can be added to the first.
    """
    form = ListForm(formdata=sent)
    for codes in (form.only_countries, form.only_sectors):
        codes.resolve(catalogue)
        codes.complain(catalogue)
    search = " ".join((form.search.data or "").split())[:200]
    countries, sectors = form.only_countries.data, form.only_sectors.data
    candidates = catalogue.search(search)
    in_country = [c for c in candidates if not countries or c.country in countries]
    in_sector = [c for c in candidates if not sectors or {*c.sectors} & {*sectors}]
    kept = {c.id for c in in_sector}
    found = [c for c in in_country if c.id in kept]
    sort = (form.sort.data or ORDERS[0]).strip()
    if sort not in ORDERS:
        form.sort.errors = [f"Order by one of {', '.join(ORDERS)}."]
        sort = ORDERS[0]
    members_of = catalogue.registry.partnerships_of
    n_partnerships = {c.id: len(members_of[c.id]) for c in found}
    listed = ClusterList(
        search=search,
        only_countries=countries,
        only_sectors=sectors,
        sort=sort,
        page=1,
        found=_ordered(found, sort, catalogue, n_partnerships),
        countries=catalogue.choices(
            Counter(c.country for c in in_sector), catalogue.vocabulary.countries
        ),
        sectors=catalogue.choices(
            Counter(code for c in in_country for code in c.sectors),
            catalogue.vocabulary.sectors,
        ),
        n_partnerships=n_partnerships,
    )
    page = _page(form.page.data, listed.n_pages)
    if page is None:
        form.page.errors = [f"Give a page from 1 to {listed.n_pages}."]
    faults = {f.name: " ".join(map(str, f.errors)) for f in form if f.errors}
    return replace(listed, page=page or 1), faults


def _page(given: str | None, n_pages: int) -> int | None:
    text = (given or "1").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return None
    return int(text) if 1 <= int(text) <= n_pages else None


def _ordered(
    found: list[Cluster],
    sort: str,
    catalogue: Catalogue,
    n_partnerships: dict[str, int],
) -> list[Cluster]:
    """In name order within equals; the largest number first, not recorded last."""
    if sort == "country":
        label = catalogue.vocabulary.label
        return sorted(found, key=lambda c: (not c.country, name_key(label(c.country))))
    if sort == "partnerships":
        return sorted(found, key=lambda c: -n_partnerships[c.id])
    if sort == "members":
        return sorted(found, key=lambda c: (c.members is None, -(c.members or 0)))
    return found
