"""Sectors, technologies and ecosystems are read, named and found alike."""

from __future__ import annotations

import pytest

from matcher import FilterError, Registry
from matcher.explore.activities import Activities, Activity
from tests.explore.trade import VOCABULARY, cluster

ACTIVITIES = Activities(VOCABULARY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("food-processing", Activity("sectors", "food-processing")),
        (" Food Processing and Manufacturing ", Activity("sectors", "food-processing")),
        ("agri-food", Activity("ecosystems", "agri-food")),
        ("photonics", Activity("technologies", "photonics")),
        ("technology: Photonics", Activity("technologies", "photonics")),
        ("textile", Activity("sectors", "textile")),
        ("ecosystem:textile", Activity("ecosystems", "textile")),
        ("TEXTILES", Activity("ecosystems", "textile")),
    ],
)
def test_an_activity_is_found_by_code_and_by_label(text: str, found: Activity) -> None:
    assert ACTIVITIES.find(text) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("photonic", "'photonic'; did you mean 'Photonics'"),
        ("pack", "'pack'; did you mean 'Packaging technologies' or 'Paper and"),
        ("sector:photonics", "no sector, technology or ecosystem 'sector:photonics'"),
        ("", "no sector, technology or ecosystem ''$"),
    ],
)
def test_what_is_not_found_gets_the_nearest(text: str, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        ACTIVITIES.find(text)


def test_every_key_leads_back_and_no_two_are_the_same(registry: Registry) -> None:
    everything = [
        *(Activity("sectors", code) for code in registry.vocabulary.sectors),
        *(Activity("technologies", code) for code in registry.vocabulary.technologies),
        *(Activity("ecosystems", code) for code in registry.vocabulary.ecosystems),
    ]
    keys = [ACTIVITIES.key(activity) for activity in everything]
    assert [ACTIVITIES.find(key) for key in keys] == everything
    assert len(set(keys)) == len(keys)
    assert ACTIVITIES.key(Activity("sectors", "textile")) == "textile"


def test_an_ecosystem_is_stated_through_its_sectors() -> None:
    weaver = cluster("weaver", "textile apparel livestock")
    assert ACTIVITIES.of(weaver, "ecosystems") == {"textile", "agri-food"}
    assert ACTIVITIES.of(weaver, "sectors") == {"textile", "apparel", "livestock"}
    assert ACTIVITIES.of(weaver, "technologies") == frozenset()
    assert ACTIVITIES.label(Activity("ecosystems", "textile")) == "Textiles"
    assert ACTIVITIES.label(Activity("sectors", "textile")) == "Textile Manufacturing"
