"""Lists of codes: the records of their tables make a vocabulary, and come back."""

from __future__ import annotations

from matcher.registry.code_lists import Country, Region, lists_of, vocabulary_of
from tests.toy import VOCABULARY

LISTS = {
    "countries": [
        Country(code="PT", name="Portugal", eu=True),
        Country(code="JP", name="Japan", eu=False, aliases=("Nippon",)),
    ],
    "regions": [Region(code="ASIA", label="Asia", countries=("JP",))],
    "ecosystems": [],
    "sectors": [],
    "technologies": [],
}


def test_countries_know_their_regions_and_other_names() -> None:
    vocabulary = vocabulary_of(LISTS)
    assert vocabulary.countries["JP"].parents == ("ASIA",)
    assert vocabulary.country_aliases == {"nippon": "JP"}
    assert vocabulary.eu == {"PT"}
    assert [*vocabulary.markets] == ["JP", "ASIA"]


def test_a_vocabulary_is_made_of_its_lists_again() -> None:
    assert vocabulary_of(lists_of(VOCABULARY)) == VOCABULARY
