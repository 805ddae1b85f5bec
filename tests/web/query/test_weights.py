"""Visitors let signals count more or less; the choice stays in every link."""

from __future__ import annotations

import csv
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from matcher import PartnerRecommender
from matcher_web.query.reading import Reading
from matcher_web.query.weights import (
    FIELDS,
    WRONG_WEIGHT,
    Weights,
    read_weights,
    weighted,
)
from tests.web.conftest import Read
from tests.web.reading import Page

CHANGED = "weight_shared_markets=2&weight_already_partners=0"
FACTORS = {"shared_markets": 2.0, "already_partners": 0.0}
ASKED = "/suggestions?cluster=inovcluster&k=5"


@pytest.fixture(scope="module")
def reweighted(recommender: PartnerRecommender) -> PartnerRecommender:
    return recommender.reweighted(FACTORS)


def weights_of(sent: dict[str, str]) -> Weights:
    reading = Reading(MultiDict(sent))
    found = read_weights(reading)
    assert not reading.faults
    return found


def test_only_what_differs_stays_in_the_address() -> None:
    sent = {"weight_shared_markets": "2.0", "weight_similar_focus": "1"}
    weights = weights_of(sent)
    assert weights == Weights((("shared_markets", 2.0),))
    assert weights.parameters() == {"weight_shared_markets": ["2"]}
    assert not weights_of(dict.fromkeys(FIELDS, ""))


def test_the_order_of_fields_does_not_matter() -> None:
    names = list(FIELDS)
    there = weights_of(dict.fromkeys(names, "2"))
    back = weights_of(dict.fromkeys(reversed(names), "2"))
    assert there == back
    assert hash(there) == hash(back)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ("0", "Shared markets does not count"),
        ("0.5", "Shared markets counts half"),
        ("2", "Shared markets counts double"),
        ("4", "Shared markets counts four times"),
        ("2.5", "Shared markets counts 2.5 times"),
    ],
)
def test_a_factor_is_said_in_words(factor: str, words: str) -> None:
    weights = weights_of({"weight_shared_markets": factor})
    assert weights.sentences == [("shared_markets", words)]


def test_page_json_csv_and_recommender_agree(
    client: FlaskClient, read: Read, reweighted: PartnerRecommender
) -> None:
    found = reweighted.answer("inovcluster", 5)
    expected = [(s.cluster.id, s.score) for s in found.suggestions]
    twin = client.get(f"/suggestions.json?cluster=inovcluster&k=5&{CHANGED}").json
    assert twin
    assert [(s["cluster"]["id"], s["score"]) for s in twin["suggestions"]] == expected
    assert twin["query"]["weights"] == FACTORS
    page = read(f"{ASKED}&{CHANGED}")
    cards = [li for li in page.all("li") if li.get("class") == "suggestion"]
    assert [card.get("id") for card in cards] == [cluster for cluster, _ in expected]
    table = client.get(f"/suggestions.csv?cluster=inovcluster&k=5&{CHANGED}").text
    rows = csv.DictReader(table.splitlines())
    listed = [s.cluster.id for s in (*found.suggestions, *found.known_partners)]
    assert [row["Registry id"] for row in rows] == listed


@pytest.mark.parametrize("left", ["inovcluster", "profile"])
def test_a_pair_and_its_twins_are_weighed_the_same(
    client: FlaskClient, read: Read, left: str
) -> None:
    subject = "" if left != "profile" else "&sectors=food-processing"
    query = CHANGED + subject
    twin = client.get(f"/pairs/{left}/valorial.json?{query}").json
    assert twin
    assert twin["weights"] == FACTORS
    weights = {c["signal"]: c["weight"] for c in twin["contributions"]}
    assert weights["already_partners"] == 0
    page = read(f"/pairs/{left}/valorial?{query}")
    assert page.all("data")[0].get("value") == str(twin["score"])
    note = page.one("p", **{"class": "note"})
    assert "Shared markets counts double" in note.text
    table = client.get(f"/pairs/{left}/valorial.csv?{query}").text
    *_, total = csv.DictReader(table.splitlines())
    assert total["total"] == str(twin["score"])


def test_every_link_that_goes_on_carries_the_weights(read: Read) -> None:
    page = read(f"{ASKED}&only_countries=ES&exclude=clusaga&{CHANGED}")
    kept = {"weight_shared_markets": ["2"], "weight_already_partners": ["0"]}
    going_on = [
        element.get("href")
        for element in page.all("a", "link")
        if element.get("href").partition("?")[0].rpartition("/")[0]
        == "/pairs/inovcluster"
        or "Refine" in element.text
        or element.get("class") in ("include", "button quiet")
        or "Remove" in element.text
    ]
    assert len(going_on) > 8
    for href in [*going_on, page.one("input", id="share").get("value")]:
        query = parse_qs(urlsplit(href).query)
        found = {name: query[name] for name in query if name.startswith("weight_")}
        assert found == kept, href
    form = read(next(href for href in going_on if href.startswith("/?")))
    select = form.one("select", id="weight_shared_markets")
    chosen = [
        option.get("value")
        for option in form.all("option")
        if select in option.inside and "selected" in option.attributes
    ]
    assert chosen == ["2"]


def test_a_pair_goes_on_with_the_weights(read: Read) -> None:
    page = read(f"/pairs/inovcluster/valorial?{CHANGED}")
    links = {a.text: a.get("href") for a in page.all("a")}
    for text in ("Partners for InovCluster", "Look from the other side", "CSV", "JSON"):
        assert CHANGED in links[text], text
    assert links["Weigh all signals as learnt"] == "/pairs/inovcluster/valorial"


def test_chips_and_reset_take_weights_back(read: Read) -> None:
    page = read(f"{ASKED}&only_countries=ES&exclude=clusaga&{CHANGED}")
    links = {a.text: a.get("href") for a in page.all("a")}
    double = links["Back to as learnt: Shared markets counts double ×"]
    query = parse_qs(urlsplit(double).query)
    assert "weight_shared_markets" not in query
    assert query["weight_already_partners"] == ["0"]
    reset = links["Reset what counts"]
    assert "weight" not in reset
    assert "only_countries=ES" in reset


@pytest.mark.parametrize(
    "value", ["-1", "nan", "inf", "10.01", "11", "1e1", "much", "2,5", "²", "9" * 400]
)
def test_a_bad_weight_is_said_beside_its_field(client: FlaskClient, value: str) -> None:
    query = {"cluster": "inovcluster", "weight_shared_markets": value}
    response = client.get("/suggestions", query_string=query)
    assert response.status_code == 400
    page = Page(response.text)
    assert WRONG_WEIGHT in page.one("p", id="weight_shared_markets-error").text
    assert WRONG_WEIGHT in page.one("div", id="problem").text
    select = page.one("select", id="weight_shared_markets")
    assert select.get("aria-invalid") == "true"
    options = [o for o in page.all("option") if select in o.inside]
    kept = [o.get("value") for o in options if "selected" in o.attributes]
    assert kept == [value[:40]]
    for address in ("/suggestions.json", "/pairs/inovcluster/valorial.json"):
        twin = client.get(address, query_string=query)
        assert twin.status_code == 400
        assert twin.json == {
            "errors": {"weight_shared_markets": WRONG_WEIGHT},
            **({"nearest": []} if "suggestions" in address else {}),
        }
    for address in ("/pairs/inovcluster/valorial", "/pairs/inovcluster/valorial.csv"):
        told = client.get(address, query_string=query)
        assert told.status_code == 400
        assert "Give a number from 0 (off) to 10" in told.text


def test_a_signal_that_does_not_exist_is_named(client: FlaskClient) -> None:
    twin = client.get("/suggestions.json?cluster=inovcluster&weight_luck=2")
    assert twin.status_code == 400
    assert twin.json
    assert "There is no 'weight_luck'" in twin.json["errors"]["weights"]


def test_all_signals_off_leaves_a_list_without_reasons(client: FlaskClient) -> None:
    query = {"cluster": "inovcluster", **dict.fromkeys(FIELDS, "0")}
    twin = client.get("/suggestions.json", query_string=query).json
    assert twin
    first = twin["suggestions"][0]
    assert {s["score"] for s in twin["suggestions"]} == {first["score"]}
    assert first["score"] == pytest.approx(first["intercept"], abs=1e-9)
    assert first["reasons"] == []
    assert client.get("/suggestions", query_string=query).status_code == 200


def test_recommenders_are_kept_for_the_latest_weights(app: Flask) -> None:
    snapshot = app.extensions["snapshot"]
    weights = Weights.of({"shared_markets": 3.0})
    assert weighted(snapshot, weights) is weighted(snapshot, weights)
    assert weighted(snapshot, Weights()) is snapshot.recommender
