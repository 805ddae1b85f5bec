"""What an address says that no page reads: told everywhere, and never silently."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from matcher import PartnerRecommender
from matcher_web import create_app
from matcher_web.query.heard import MOST_NOTES, Heard, restated, unheard
from tests.toy import block_registry
from tests.web.reading import Page

TRACKED = (
    "utm_source=mail&utm_campaign=x&fbclid=1&gclid=2&mtm_campaign=3&pk_kwd=4&_hsenc=5"
    "&mc_cid=6&msclkid=7&_ga=8&mkt_tok=9"
)
WANTS = {"suggestions": "cluster={cluster}", "compare": "ids={cluster}&ids={other}"}


@pytest.fixture(scope="module")
def toy() -> Flask:
    return create_app({"RECOMMENDER": PartnerRecommender().fit(block_registry())})


def pages(toy: Flask) -> Iterator[tuple[Rule, str]]:
    """Every page in every format, at an address that is answered."""
    registry = block_registry()
    cluster, other = (c.id for c in registry.clusters[:2])
    left, right = (p.id for p in registry.partnerships[:2])
    for rule in toy.url_map.iter_rules():
        page = rule.endpoint.removesuffix("_json").removesuffix("_csv")
        page = page.removesuffix("_xlsx")
        if rule.endpoint == "static" or rule.rule in ("/healthz", "/readyz"):
            continue
        sides = (left, right) if page == "synergy" else (cluster, other)
        filled = {
            "left": sides[0], "right": sides[1], "cluster_id": cluster,
            "partnership_id": left, "code": "US",
        }  # fmt: skip
        path = re.sub("<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule.rule).format(**filled)
        query = WANTS.get(page, "").format(cluster=cluster, other=other)
        yield rule, f"{path}?{query}"


@pytest.mark.slow
def test_an_unknown_word_is_told_by_every_page_in_every_format(toy: Flask) -> None:
    client = toy.test_client()
    n_told = 0
    for rule, address in pages(toy):
        plain = client.get(address)
        told = client.get(f"{address}&colour=blue")
        words = "'colour' in the address means nothing here and was left out."
        if plain.status_code != 200:
            continue
        n_told += 1
        if rule.rule.endswith((".csv", ".xlsx")):
            assert (told.status_code, told.text) == (400, f"{words}\n"), address
        elif rule.rule.endswith(".json"):
            assert told.json == {**(plain.json or {}), "notes": [words]}, address
        else:
            assert told.status_code == 200, address
            note = Page(told.text).one("div", **{"class": "note"})
            assert note.text == words, address
    assert n_told > 40


@pytest.mark.slow
def test_what_trackers_add_and_empty_fields_are_passed_over(toy: Flask) -> None:
    client = toy.test_client()
    for _, address in pages(toy):
        plain = client.get(address)
        tracked = client.get(f"{address}&{TRACKED}&colour=&shade=++")
        assert tracked.status_code == plain.status_code, address
        if plain.status_code == 200 and not address.startswith("/index.xlsx"):
            assert b"means nothing here" not in tracked.data, address


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/clusters?q=wine", "search"),
        ("/partnerships?query=wine", "search"),
        ("/clusters?serch=wine", "search"),
        ("/clusters?only_country=PT", "only_countries"),
        ("/synergies?lenses=alike", "lens"),
        ("/network?comunity=3", "community"),
    ],
)
def test_the_word_that_is_meant_is_offered(
    address: str, meant: str, toy: Flask
) -> None:
    told = Page(toy.test_client().get(address).text)
    note = told.one("div", **{"class": "note"}).text
    assert note.endswith(f"left out; did you mean '{meant}'?")


def test_a_known_word_with_a_wrong_value_is_still_refused(client: FlaskClient) -> None:
    wrong = client.get("/synergies.json?lens=x-ray&colour=blue")
    assert wrong.status_code == 400
    assert wrong.json
    assert "lens" in wrong.json["errors"]
    assert len(wrong.json["notes"]) == 1


def test_words_of_before_are_understood(client: FlaskClient) -> None:
    for address in ("/partnerships?end=recorded", "/network?kind=cluster"):
        assert "means nothing here" not in client.get(address).text


def test_what_links_carry_from_page_to_page_is_no_word_unknown() -> None:
    carried = [("asking", "x"), ("shortlist", "a,b"), ("note_a", "call them")]
    assert unheard(Heard(carried)) == []


def test_what_is_read_in_other_words_is_heard_of_the_first() -> None:
    sent = Heard([("end", "recorded"), ("k", "3")])
    other = restated(sent, [("standing", "ended"), ("k", "3")])
    assert other.get("k") == "3"
    assert sent.heard == {"k"}
    assert unheard(sent) == [
        "'end' in the address means nothing here and was left out."
    ]
    assert restated(MultiDict(), [("a", "b")]).getlist("a") == ["b"]


@pytest.mark.parametrize("n_words", [1, MOST_NOTES, MOST_NOTES + 1, 500])
def test_so_many_notes_are_told_and_the_rest_counted(n_words: int) -> None:
    notes = unheard(Heard([(f"{'word' * 50}{i}", "x") for i in range(n_words)]))
    assert len(notes) == min(n_words, MOST_NOTES + 1)
    assert all(len(note) < 120 for note in notes)
    if n_words > MOST_NOTES:
        assert notes[-1] == f"{n_words - MOST_NOTES} more were left out."


AGAIN = [
    ("/suggestions{}?cluster=chips-0", "k", "3", "5"),
    ("/suggestions{}?k=3", "cluster", "chips-0", "chips-1"),
    ("/suggestions{}?cluster=chips-0", "weight_similar_focus", "2", "0"),
    ("/suggestions{}?cluster=chips-0", "variety", "1", "0"),
    ("/suggestions{}?sectors=textile", "focus", "linen", "wool"),
    ("/clusters{}?", "search", "chips", "cloth"),
    ("/clusters{}?", "sort", "name", "country"),
    ("/partnerships{}?", "page", "1", "2"),
    ("/shortlist{}?shortlist=chips-0", "note_chips-0", "call them", "write"),
    ("/consortium{}?start=chips-0", "size", "2", "3"),
]


@pytest.mark.parametrize(("page", "name", "one", "other"), AGAIN)
def test_what_is_given_twice_where_one_is_read_is_told(
    page: str, name: str, one: str, other: str, toy: Flask
) -> None:
    """And empty fields, or the same again, as forms send them, are passed over."""
    client = toy.test_client()
    document = client.get(f"{page.format('.json')}&{name}={one}").json
    twice = f"&{name}={one}&{name}={other}"
    told = f"'{name}' takes one value: '{one}', not '{other}'."
    answered = client.get(page.format(".json") + twice)
    assert answered.json == {**(document or {}), "notes": [told]}
    note = Page(client.get(page.format("") + twice).text).one(
        "div", **{"class": "note"}
    )
    assert note.text == told
    for beside in ("", " ", one, f" {one} "):
        for values in ((one, beside), (beside, one), (beside, one, beside)):
            fields = "".join(f"&{name}={value}" for value in values)
            assert client.get(page.format(".json") + fields).json == document, fields


def test_several_values_are_read_where_there_may_be_several(toy: Flask) -> None:
    asked = "only_countries=FR&only_countries=DE&exclude=chips-1&exclude=chips-2"
    told = toy.test_client().get(f"/suggestions.json?cluster=chips-0&{asked}").json
    assert told
    assert "notes" not in told


def test_values_without_end_are_told_in_one_note() -> None:
    sent = Heard([("k", f"{'9' * 99}{number}") for number in range(500)])
    assert sent["k"] == "9" * 99 + "0"
    (note,) = unheard(sent)
    assert note.startswith("'k' takes one value: '999")
    assert len(note) < 400
