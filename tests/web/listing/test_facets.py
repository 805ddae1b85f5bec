"""Narrowing by facets: what fits, and what every choice would find."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import PartnerRecommender
from matcher_web.listing.facets import Choices, Facets, fitting, narrow
from matcher_web.snapshot import Snapshot
from tests.toy import block_registry, only

IDS = ("w", "x", "y", "z")
COLOURS = {"r": "Red", "g": "Green", "b": "Blue"}
SIZES = {"s": "Small", "l": "Large", "h": "Huge"}
RECORDS = {"w": ("rg", "s"), "x": ("r", "l"), "y": ("g", "s"), "z": ("", "l")}
RECOMMENDER = PartnerRecommender().fit(block_registry(), only("shared_sectors"))
MADE = Facets(Snapshot(RECOMMENDER), RECORDS)
FACETS = (
    MADE.named("colour", "Colour", itemgetter(0), COLOURS, many=True),
    MADE.named("size", "Size", itemgetter(1), SIZES),
)


def counts(choices: Choices) -> dict[str, int]:
    return {option.code: option.count for option in choices.options}


@pytest.mark.parametrize(
    ("chosen", "all_of", "found"),
    [
        ({}, (), "wxyz"),
        ({"colour": ["r"]}, (), "wx"),
        ({"colour": ["r", "g"]}, (), "wxy"),
        ({"colour": ["r", "g"]}, ("colour",), "w"),
        ({"colour": ["r", "g"], "size": ["l"]}, (), "x"),
        ({"colour": ["b"]}, (), ""),
    ],
)
def test_facets_add_up(
    chosen: dict[str, list[str]], all_of: tuple[str, ...], found: str
) -> None:
    assert fitting(IDS, FACETS, chosen, all_of) == list(found)


def test_where_one_is_enough_a_choice_counts_without_the_others_beside_it() -> None:
    _, (colour, size) = narrow(IDS, FACETS, {"colour": ["r"], "size": ["s"]})
    assert counts(colour) == {"r": 1, "g": 2}
    assert counts(size) == {"s": 1, "l": 1}
    assert colour.chosen == ("r",)
    assert (colour.many, colour.all_of) == (True, False)


def test_what_is_chosen_is_told_with_and_where_all_are_asked_for() -> None:
    chosen = {"colour": ["g", "r"]}
    _, (colour, size) = narrow(IDS, FACETS, chosen)
    assert (colour.told, size.told) == ("Colour: Red or Green", "")
    _, (colour, _) = narrow(IDS, FACETS, chosen, ("colour",))
    assert colour.told == "Colour: Red and Green"


def test_where_all_are_asked_for_a_choice_counts_what_is_left_with_it() -> None:
    _, (colour, _) = narrow(IDS, FACETS, {"colour": ["r"]}, ("colour",))
    assert counts(colour) == {"r": 2, "g": 1}
    assert colour.all_of


def test_what_is_chosen_stays_even_if_nobody_has_it() -> None:
    _, (colour, _) = narrow(IDS, FACETS, {"colour": ["b"]})
    assert counts(colour)["b"] == 0
    assert [option.label for option in colour.options] == ["Red", "Green", "Blue"]


def test_only_what_is_used_is_offered_and_labels_name_it_too() -> None:
    assert list(FACETS[1].listed) == ["s", "l"]
    assert FACETS[1].naming.by_name["huge"] == "h"
    told = FACETS[1].naming.explain("vast")
    assert told == "there is no 'vast' here; choose one of s, l"


def some(codes: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([*codes]), max_size=3, unique=True)


@given(some(COLOURS), some(SIZES), st.sets(st.sampled_from(["colour", "size"])))
def test_a_count_is_what_the_choice_finds(
    colours: list[str], sizes: list[str], all_of: set[str]
) -> None:
    chosen = {"colour": colours, "size": sizes}
    _, made = narrow(IDS, FACETS, chosen, all_of)
    for choices in made:
        for option in choices.options:
            kept = chosen[choices.name] if choices.name in all_of else []
            more = {**chosen, choices.name: list({*kept, option.code})}
            assert len(fitting(IDS, FACETS, more, all_of)) == option.count
