"""With what a list begins: when it holds, what it leaves out, and how it says so."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

import pytest
from werkzeug.datastructures import MultiDict

from matcher import PartnerRecommender, Registry
from matcher_web.listing.beginning import ALL, Beginning, in_todays_words
from matcher_web.listing.facets import Facets
from matcher_web.listing.listing import Listing, Order, Shelf, list_records
from matcher_web.query.search import SearchIndex
from matcher_web.snapshot import Snapshot
from tests.toy import block_registry, only
from tests.web.conftest import Get, Read

COLOURS = {ALL: "All", "r": "Red", "g": "Green"}
SIZES = {"s": "Small", "l": "Large"}
RECORDS = {"w": ("r", "s"), "x": ("r", "l"), "y": ("g", "s"), "z": ("g", "s")}
RECOMMENDER = PartnerRecommender().fit(block_registry(), only("shared_sectors"))
MADE = Facets(Snapshot(RECOMMENDER), RECORDS)
BEGINNING = Beginning("colour", "r", ("colour",), "red ball", "red balls")
SHELF = Shelf(
    records=RECORDS,
    index=SearchIndex({id: (id,) for id in RECORDS}, {}),
    facets=(
        MADE.named("colour", "Colour", lambda one: (one[0], ALL), COLOURS),
        MADE.named("size", "Size", itemgetter(1), SIZES),
    ),
    orders=(Order("size", itemgetter(1)),),
    per_page=9,
    beginning=BEGINNING,
)


def listed(**asked: str) -> Listing[tuple[str, str]]:
    listing, faults = list_records(SHELF, MultiDict(asked))
    assert not faults
    return listing


@pytest.mark.parametrize(
    ("asked", "found", "n_more"),
    [
        ({}, "wx", 2),
        ({"size": "s"}, "w", 2),
        ({"size": "l"}, "x", 0),
        ({"colour": "g"}, "yz", 0),
        ({"colour": "all"}, "wxyz", 0),
        ({"colour": "all", "size": "s"}, "wyz", 0),
        ({"search": "y"}, "y", 0),
    ],
)
def test_a_list_begins_with_some_unless_others_are_asked_for(
    asked: dict[str, str], found: str, n_more: int
) -> None:
    listing = listed(**asked)
    assert sorted(listing.found) == sorted(RECORDS[id] for id in found)
    assert listing.n_more == n_more


def test_what_is_asked_for_again_is_the_same() -> None:
    for asked in ({}, {"size": "s"}, {"colour": "all"}, {"search": "y"}):
        listing = listed(**asked)
        told = {k: ",".join(v) for k, v in listing.begun.items() if v}
        assert listed(search=listing.search, **told).found == listing.found


def test_each_choice_counts_what_it_would_find() -> None:
    for facet in listed().facets:
        for option in facet.options:
            assert not option.chosen
            assert len(listed(**{facet.name: option.code}).found) == option.count


def test_without_a_beginning_all_are_listed() -> None:
    listing, _ = list_records(replace(SHELF, beginning=None), MultiDict())
    assert len(listing.found) == len(RECORDS)
    assert "n_more" not in listing.to_dict("balls", [])


def test_words_of_before_are_said_in_those_of_today() -> None:
    renamed = {("end", "known"): (("state", "ended"), ("state", "running"))}
    sent = MultiDict([("end", "known"), ("end", "x"), ("k", "3")])
    now = in_todays_words(sent, renamed)
    assert now.getlist("state") == ["ended", "running"]
    assert (now.getlist("end"), now.getlist("k")) == (["x"], ["3"])
    assert in_todays_words(now, renamed) is now


@pytest.mark.parametrize("address", ["/partnerships", "/synergies", "/network"])
def test_a_page_begins_with_the_first_programme_and_says_how_many_more_there_are(
    get: Get, read: Read, registry: Registry, address: str
) -> None:
    n_all = len(registry.partnerships)
    n_first = sum(one.programme == "escp-4i" for one in registry.partnerships)
    twin = get(f"{address}.json").json
    assert twin
    assert (twin["n_partnerships"], twin["n_more"]) == (n_first, n_all - n_first)
    assert twin["query"]["programme"] == ["escp-4i"]
    page = read(address)
    (told,) = (p for p in page.all("p") if p.get("class") == "begins")
    words = f"{n_all - n_first} more partnerships on record"
    assert told.text == f"{n_first} ESCP-4i consortia; {words}."
    links = {a.text: a.get("href") for a in page.all("a")}
    assert links[words] == f"{address}?programme=all"
