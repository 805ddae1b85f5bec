"""Searches and fields read people's own words as codes, and say how."""

from __future__ import annotations

import csv
import io

import pytest

from matcher import PartnerRecommender, widen_markets
from tests.web.conftest import Get, Read

FOOD = "Food Processing and Manufacturing"


def test_a_search_for_wine_finds_who_makes_food(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    found = get("/clusters.json?search=wine").get_json()
    assert found["read_as"] == {"wine": ["food-processing"]}
    ids = {one["id"] for one in found["clusters"]}
    makers = {
        cluster.id
        for cluster in recommender.registry.clusters
        if "food-processing" in cluster.sectors
    }
    assert makers
    assert makers <= ids
    assert (
        f"“wine” is read as {FOOD} too."
        in read("/clusters?search=wine").one("main").text
    )


def test_usa_finds_all_who_go_there_and_nobody_else(
    get: Get, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    rows = csv.DictReader(io.StringIO(get("/clusters.csv?search=USA").text))
    found = {row["id"] for row in rows}
    going = {
        cluster.id
        for cluster in registry.clusters
        if "US" in widen_markets(registry.markets_of(cluster.id), registry.vocabulary)
    }
    assert going
    assert found == going
    assert get("/clusters.json?search=USA").get_json()["read_as"] == {"usa": ["US"]}


@pytest.mark.parametrize("page", ["partnerships", "network"])
def test_partnerships_and_the_network_read_words_too(get: Get, page: str) -> None:
    found = get(f"/{page}.json?search=wine").get_json()
    assert found["read_as"] == {"wine": ["food-processing"]}
    assert found[{"partnerships": "partnerships", "network": "nodes"}[page]]


def test_a_field_reads_words_as_its_codes_and_says_so(get: Get, read: Read) -> None:
    address = "suggestions{}?sectors=wine&technologies=AI&markets=Brasil"
    found = get("/" + address.format(".json")).get_json()
    profile = found["query"]["profile"]
    assert profile["sectors"] == ["food-processing"]
    assert profile["technologies"] == ["artificial-intelligence"]
    assert profile["target_markets"] == ["BR"]
    notes = [f"'wine' is read as {FOOD}.", "'AI' is read as Artificial intelligence."]
    assert found["notes"][:2] == notes
    page = read("/" + address.format(""))
    assert all(note in page.one("main").text for note in notes)


def test_a_name_or_a_code_is_read_without_a_word(get: Get) -> None:
    for given in (FOOD, "food-processing"):
        assert "notes" not in get(f"/suggestions.json?sectors={given}").get_json()


def test_a_file_of_words_that_were_read_is_still_a_file(get: Get) -> None:
    assert get("/suggestions.csv?sectors=wine").text == (
        get("/suggestions.csv?sectors=food-processing").text
    )
    assert get("/clusters.csv?only_sectors=wine").status_code == 200


def test_a_word_that_means_another_kind_is_refused_with_the_nearest(get: Get) -> None:
    answer = get("/suggestions.json?sectors=zzzz")
    assert answer.status_code == 400
    assert "No sector 'zzzz'" in answer.get_json()["errors"]["sectors"]
