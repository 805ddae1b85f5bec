"""Codes are found by people's own words, on a page and in its twins."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from matcher import CODE_LISTS, PartnerRecommender
from tests.web.conftest import Get, Read


def codes(get: Get, query: str) -> dict[str, Any]:
    answer = get(f"/codes.json?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.parametrize(
    ("query", "code", "match"),
    [
        ("words=wine", "food-processing", "exact"),
        ("words=AI&kind=technologies", "artificial-intelligence", "exact"),
        ("words=usa", "US", "exact"),
        ("words=dubai&kind=markets", "AE", "exact"),
        ("words=Vinho&kind=sectors", "food-processing", "exact"),
        ("words=olive+oil+and+wine&kind=sectors", "food-processing", "phrase"),
        ("words=fotonics&kind=technologies", "photonics", "near"),
    ],
)
def test_the_best_code_is_first_and_says_how_sure_it_is(
    get: Get, query: str, code: str, match: str
) -> None:
    found = codes(get, query)
    assert (found["codes"][0]["code"], found["codes"][0]["match"]) == (code, match)
    assert ("guess" in found["told"]) == (match == "near")


def test_a_guess_is_marked_on_the_page_too(read: Read) -> None:
    page = read("/codes?words=fotonics&kind=technologies")
    assert "these are guesses" in page.one("main").text
    assert "a guess" in page.one("table").text


def test_what_means_another_kind_of_code_says_which(get: Get) -> None:
    found = codes(get, "words=AI&kind=sectors")
    assert found["codes"] == []
    assert found["told"] == "'AI' means the technology Artificial intelligence."
    guessed = codes(get, "words=dairy&kind=technologies")
    assert "these are guesses. 'dairy' means the sector Food" in guessed["told"]


def test_nothing_found_offers_the_nearest_or_says_nothing_is_there(get: Get) -> None:
    assert codes(get, "words=zzzz")["told"] == "Nothing is found for 'zzzz'."
    olive = codes(get, "words=olive&kind=markets")
    assert olive["told"] == "Nothing is found for 'olive'."  # not Chile
    typed = codes(get, "words=insursnce svces&kind=sectors")
    assert (typed["codes"], "Nearest by name: " in typed["told"]) == ([], True)


def test_without_words_all_codes_of_a_kind_are_listed(
    get: Get, recommender: PartnerRecommender
) -> None:
    vocabulary = recommender.registry.vocabulary
    listed = [one["code"] for one in codes(get, "kind=technologies")["codes"]]
    assert sorted(listed) == sorted(vocabulary.technologies)
    kinds = {one["kind"] for one in codes(get, "")["codes"]}
    assert kinds == set(CODE_LISTS.values())


def test_the_file_holds_what_the_page_shows(get: Get, read: Read) -> None:
    query = "words=software&kind=technologies"
    rows = list(csv.DictReader(io.StringIO(get(f"/codes.csv?{query}").text)))
    assert [row["code"] for row in rows] == [
        one["code"] for one in codes(get, query)["codes"]
    ]
    text = read(f"/codes?{query}").one("table").text
    assert all(row["label"] in text for row in rows)


def test_an_unknown_kind_is_refused_with_those_there_are(get: Get) -> None:
    answer = get("/codes.json?kind=colours")
    assert answer.status_code == 400
    assert answer.get_json()["errors"]["kind"] == (
        "Give one of sectors, technologies, markets, countries, ecosystems, or none."
    )
