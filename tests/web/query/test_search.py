"""Searching forgives, and says what it mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Registry
from matcher_web.query.search import MOST_LETTERS, MOST_WORDS, SearchIndex

NAMES = {
    "adpack": ("adpack", "AdPack²", "Advanced Packaging"),
    "laser": ("laser", "LASER-GO GLOBAL"),
    "lodz": ("lodz", "Łódź Logistics", "Lodzistics"),
    "optitec": ("optitec", "Optitec", "Pôle Optique"),
}
TEXTS = {
    "adpack": "Food and plastics. Trailers, Motor Homes and Appliances. South Korea",
    "laser": "Photonics for health; Brazil, Japan",
    "lodz": "Railways of Poland",
}


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(NAMES, TEXTS)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ADPACK2", ["adpack"]),
        ("ad pack", ["adpack"]),
        ("laser go", ["laser"]),
        ("Lasergo", ["laser"]),
        ("lodz", ["lodz"]),
        ("pole optique", ["optitec"]),
        ("brazil and japan", ["laser"]),
        ("japan, brazil", ["laser"]),
        ("korea", ["adpack"]),
        ("rail", ["lodz"]),
        ("", list(NAMES)),
        ("+ -", list(NAMES)),
        ("brazil korea", []),
    ],
)
def test_a_search_minds_no_signs_spaces_accents_or_order(
    index: SearchIndex, text: str, ids: list[str]
) -> None:
    found = index.find(text)
    assert list(found.ids) == ids
    assert found.mended == ()


@pytest.mark.parametrize(
    ("text", "ids", "mended"),
    [
        ("fotonics", ["laser"], [("fotonics", "photonics")]),
        ("pakcaging", ["adpack"], [("pakcaging", "packaging")]),
        ("photonics helth", ["laser"], [("helth", "health")]),
        ("photonics foood", [], [("foood", "food")]),
        ("zzzzzz", [], []),
        ("fod", [], []),
    ],
)
def test_a_word_that_stands_nowhere_is_read_as_the_nearest(
    index: SearchIndex, text: str, ids: list[str], mended: list[tuple[str, str]]
) -> None:
    found = index.find(text)
    assert list(found.ids) == ids
    assert list(found.mended) == mended


def test_those_so_called_come_before_those_said_to_be() -> None:
    index = SearchIndex(
        {"a": ("Mills",), "b": ("Packers",)}, {"a": "packers of flour", "b": ""}
    )
    assert index.find("packers").ids == ("b", "a")


def test_names_near_a_text_are_offered(index: SearchIndex) -> None:
    assert index.nearest("optitek") == ["optitec"]
    assert index.nearest("laser") == ["laser"]
    assert index.nearest("") == index.nearest("zzzz") == []


@given(st.text(st.sampled_from("ab \u00bd\u2026\ufdfa\ufdfb") | st.characters()))
def test_no_text_grows_into_more_words_than_are_looked_for(text: str) -> None:
    words = SearchIndex(NAMES, TEXTS).find(text * 200).words
    assert len(words) <= MOST_WORDS
    assert len("".join(words)) <= MOST_LETTERS


def test_every_name_is_looked_for_whole(registry: Registry) -> None:
    names = [name for p in registry.partnerships for name in (p.name, p.acronym)]
    names += [name for c in registry.clusters for name in (c.name, *c.aliases)]
    for name in filter(None, names):
        index = SearchIndex({"it": (name,), "other": ("else",)}, {})
        assert index.find(name).ids == ("it",)
        assert index.find(f"{name} qqqqqqqq").ids == (), "the last word counts too"


@given(st.text(max_size=300))
def test_any_text_is_searched(text: str) -> None:
    index = SearchIndex(NAMES, TEXTS)
    assert set(index.find(text).ids) <= set(NAMES)
    assert set(index.nearest(text)) <= set(NAMES)


@pytest.mark.parametrize(("text", "ids"), [("usa", []), ("ai", []), ("clus", ["a"])])
def test_a_short_word_begins_a_word_of_a_name_and_is_not_inside_it(
    text: str, ids: list[str]
) -> None:
    index = SearchIndex({"a": ("Clusaga",), "b": ("Chain of mail",)}, {})
    assert list(index.find(text).ids) == ids
