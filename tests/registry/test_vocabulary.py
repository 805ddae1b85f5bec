"""The vocabulary: what codes mean, which are wider, and which are markets."""

from __future__ import annotations

from matcher.registry.lists import (
    Country,
    Ecosystem,
    Programme,
    Region,
    Sector,
    Technology,
)
from matcher.registry.vocabulary import Vocabulary

ASIA = Region(code="ASIA", label="Asia", countries=("JP",))
LISTS = {
    "countries": (
        Country(code="PT", name="Portugal", eu=True),
        Country(code="JP", name="Japan", eu=False, aliases=("Nippon",)),
        Country(code="GB", name="United Kingdom", eu=False, aliases=("UK",)),
    ),
    "ecosystems": (Ecosystem(code="clothing", label="Clothing"),),
    "programmes": (Programme(code="escp", label="ESCP", name="Going abroad"),),
    "regions": (Region(code="ISLES", label="Isles", countries=("GB", "JP")), ASIA),
    "sectors": (Sector(code="textile", label="Textile", ecosystem="clothing"),),
    "technologies": (Technology(code="lasers", label="Lasers", group="electronics"),),
}
VOCABULARY = Vocabulary(LISTS)


def test_each_list_stands_in_the_order_of_its_codes() -> None:
    assert [*VOCABULARY.countries] == ["GB", "JP", "PT"]
    assert [*VOCABULARY.regions] == ["ASIA", "ISLES"]
    assert Vocabulary({name: r[::-1] for name, r in LISTS.items()}) == VOCABULARY


def test_codes_know_wider_codes() -> None:
    assert VOCABULARY.sectors["textile"].parents == ("clothing",)
    assert VOCABULARY.technologies["lasers"].parents == ("electronics",)
    assert VOCABULARY.countries["JP"].parents == ("ASIA", "ISLES")
    assert VOCABULARY.countries["PT"].parents == ()


def test_markets_are_countries_outside_the_eu_and_regions() -> None:
    assert VOCABULARY.eu == {"PT"}
    assert [*VOCABULARY.markets] == ["GB", "JP", "ASIA", "ISLES"]


def test_a_code_of_any_list_has_a_label() -> None:
    labels = [
        *map(VOCABULARY.label, ["textile", "lasers", "clothing", "PT", "ASIA", "escp"])
    ]
    assert labels == ["Textile", "Lasers", "Clothing", "Portugal", "Asia", "ESCP"]
    assert VOCABULARY.label("new") == "new"


def test_an_unknown_code_is_explained_by_what_people_call_things() -> None:
    def told(kind: str, code: str) -> str:
        return VOCABULARY.explain_unknown(kind, code)

    assert told("country", "uk") == "no country 'uk'; did you mean 'GB'?"
    assert told("target_markets", "Nippon") == (
        "no market 'Nippon'; did you mean 'JP'?"
    )
    assert told("target_markets", "PT").startswith("'PT' is in the European Union;")
    assert told("sectors", "textil") == "no sector 'textil'; did you mean 'textile'?"
    assert told("technologies", "x") == "no technology 'x'; 1 codes are accepted"
