"""A browser that holds an answer asks whether it is still so, and is told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Vocabulary
from matcher_web import create_app
from matcher_web.security import HEADERS
from tests.toy import VOCABULARY, block_registry, only
from tests.web.conftest import Get
from tests.web.reading import MISSING, PAGES, TWINS, WRONG_FORMS

PAGE = "/suggestions?cluster=food-0"


def held(tag: str) -> dict[str, str]:
    return {"If-None-Match": tag}


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


@pytest.mark.slow
def test_what_is_held_is_not_sent_again(get: Get, client: FlaskClient) -> None:
    for address in (*PAGES, *TWINS):
        sent = get(address)
        tag = sent.headers["ETag"]
        told = (sent.status_code, sent.headers["Cache-Control"])
        assert told == (200, "no-cache"), address
        again = client.get(address, headers=held(f'"another", {tag}'))
        assert (again.status_code, again.data) == (304, b""), address
        assert again.headers["ETag"] == tag, address
        assert again.headers["Cache-Control"] == "no-cache", address
        assert {name: again.headers[name] for name in HEADERS} == HEADERS, address


def test_nothing_is_worked_out_for_what_is_held(
    toy: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app({"RECOMMENDER": toy})
    client = app.test_client()
    tag = client.get(PAGE).headers["ETag"]

    def fail() -> None:
        raise AssertionError("worked")

    monkeypatch.setitem(app.view_functions, "suggestions", fail)
    assert client.get(PAGE, headers=held(tag)).status_code == 304


@pytest.mark.parametrize("tag", ['"another"', "W/", "", "x" * 9000, "\xff"])
def test_what_is_not_held_is_sent(client: FlaskClient, tag: str) -> None:
    assert client.get("/clusters", headers=held(tag)).status_code == 200


@pytest.mark.parametrize("address", [*PAGES[:3], *TWINS[:3]])
def test_whatever_is_held_will_do_for_a_star(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    for ask in (client.get, client.head):
        starred = ask(address, headers=held("*"))
        again = ask(address, headers=held(tag))
        assert (starred.status_code, starred.data) == (304, b"")
        assert {*starred.headers} == {*again.headers}
        assert starred.headers["ETag"] == tag


def test_an_error_is_never_held(get: Get, client: FlaskClient) -> None:
    for address in (*WRONG_FORMS, *MISSING):
        assert client.get(address, headers=held("*")).status_code >= 400, address
        assert "ETag" not in get(address).headers, address
        assert "Cache-Control" not in get(address).headers, address


@pytest.mark.slow
def test_each_address_has_its_own_tag(get: Get) -> None:
    tags = [get(address).headers["ETag"] for address in (*PAGES, *TWINS)]
    assert len({*tags}) == len(tags)


def test_a_page_holds_the_name_of_its_site(client: FlaskClient) -> None:
    tag = client.get("/clusters").headers["ETag"]
    elsewhere = client.get("/clusters", headers={"Host": "127.0.0.1"})
    assert elsewhere.headers["ETag"] != tag


def test_head_answers_as_get_does(client: FlaskClient) -> None:
    head = client.head("/clusters")
    tag = client.get("/clusters").headers["ETag"]
    assert (head.status_code, head.headers["ETag"], head.data) == (200, tag, b"")
    assert client.head("/clusters", headers=held(tag)).status_code == 304


def test_static_files_keep_their_own_tag(client: FlaskClient) -> None:
    sheet = client.get("/static/app.css", buffered=True)
    assert sheet.cache_control.max_age
    assert not sheet.cache_control.no_cache
    tag = sheet.headers["ETag"]
    again = client.get("/static/app.css", headers=held(tag), buffered=True)
    assert again.status_code == 304


def _other_name(toy: PartnerRecommender) -> PartnerRecommender:
    first, *others = toy.registry.clusters
    clusters = (replace(first, name="Renamed"), *others)
    return PartnerRecommender().fit(replace(toy.registry, clusters=clusters))


def _other_words(toy: PartnerRecommender) -> PartnerRecommender:
    first, *others = VOCABULARY.lists["countries"]
    countries = (replace(first, aliases=("Elsewhere",)), *others)
    words = Vocabulary({**VOCABULARY.lists, "countries": countries})
    return PartnerRecommender().fit(replace(toy.registry, vocabulary=words))


def _other_weights(toy: PartnerRecommender) -> PartnerRecommender:
    return PartnerRecommender().fit(toy.registry, only("shared_markets"))


@pytest.mark.parametrize("other", [_other_name, _other_words, _other_weights])
def test_another_registry_or_weights_give_another_tag(
    toy: PartnerRecommender,
    other: Callable[[PartnerRecommender], PartnerRecommender],
) -> None:
    apps = [create_app({"RECOMMENDER": made}) for made in (toy, other(toy))]
    before, after = (app.test_client().get(PAGE).headers["ETag"] for app in apps)
    assert before != after


def _tag_of(toy: PartnerRecommender) -> str:
    client = create_app({"RECOMMENDER": toy}).test_client()
    return client.get(PAGE).headers["ETag"]


def test_the_same_state_has_the_same_tag(toy: PartnerRecommender) -> None:
    assert _tag_of(toy) == _tag_of(PartnerRecommender().fit(block_registry()))


def test_other_code_gives_another_tag(
    toy: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _tag_of(toy)
    monkeypatch.setattr("matcher_web.freshness._code", lambda: b"another")
    assert _tag_of(toy) != before
