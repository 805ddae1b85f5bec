"""A focus proposes what its description lacks, never more than can be looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Profile, proposed_codes
from matcher.registry.finding.proposed import MOST_OFFERED
from tests.packaged import REGISTRY

FINDER = REGISTRY.finder
EVERY = FINDER.listed(["sector", "technology", "market"])
SPEAKING = Profile(focus="Olive oil by drones, sold to Brazil")


def test_each_code_goes_into_the_field_of_its_kind() -> None:
    fields = {one.code: one.field.argument for one in proposed_codes(FINDER, SPEAKING)}
    assert fields == {
        "food-processing": "sectors",
        "drones": "technologies",
        "BR": "target_markets",
    }


def test_what_is_added_is_proposed_no_more() -> None:
    profile, proposed = SPEAKING, proposed_codes(FINDER, SPEAKING)
    for one in proposed:
        name = one.field.argument
        codes = (*getattr(profile, name), one.code)
        profile = replace(profile, **{name: codes}).checked(REGISTRY.vocabulary)
    assert len(proposed) == 3
    assert proposed_codes(FINDER, profile) == []


def test_where_a_cluster_is_at_home_is_no_market_to_go_to() -> None:
    elsewhere, there = (
        {one.code for one in proposed_codes(FINDER, profile)}
        for profile in (
            Profile(focus="Ships of Norway"),
            Profile(focus="Ships of Norway", country="NO"),
        )
    )
    assert elsewhere - there == {"NO"}


@pytest.mark.parametrize(
    "focus", ["", "and of the for with us it is", "drnoes", "wnie"]
)
def test_function_words_and_guesses_propose_nothing(focus: str) -> None:
    assert proposed_codes(FINDER, Profile(focus=focus)) == []


@settings(max_examples=15)
@given(st.lists(st.sampled_from(EVERY), max_size=12))
def test_few_codes_are_proposed_and_each_once(spoken: list[object]) -> None:
    focus = "; ".join(one.label for one in spoken)  # type: ignore[attr-defined]
    found = proposed_codes(FINDER, Profile(focus=focus))
    assert bool(found) == bool(spoken)
    assert len({one.code for one in found}) == len(found) <= MOST_OFFERED
