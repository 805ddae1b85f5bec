"""Headers on every answer, hosts that are not served, errors as pages."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender, fold
from matcher_web import create_app
from matcher_web.security import HEADERS, MOST_LETTERS
from tests.web.conftest import Get
from tests.web.reading import MISSING, PAGES, TWINS, WRONG_FORMS, Page

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_every_answer_carries_the_headers(get: Get) -> None:
    files = "/static/app.css", "/static/no", "/healthz"
    for address in (*PAGES, *TWINS, *WRONG_FORMS, *MISSING, *files):
        headers = get(address).headers
        assert headers["Content-Security-Policy"] == POLICY, address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "same-origin", address
        assert "Set-Cookie" not in headers, address


def test_every_route_is_among_those_tested(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    tested = {
        adapter.match(address.partition("?")[0])[0]
        for address in (*PAGES, *TWINS, "/static/app.css", "/healthz")
    }
    assert tested == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_a_crash_is_a_page_with_the_headers(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app({"RECOMMENDER": recommender})
    app.logger.disabled = True

    def crash() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "about", crash)
    monkeypatch.setitem(app.view_functions, "about_json", crash)
    response = app.test_client().get("/about")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert Page(response.text).one("h1").text == "Something broke on our side"
    assert (
        response.headers["Content-Security-Policy"]
        == HEADERS["Content-Security-Policy"]
    )
    twin = app.test_client().get("/about.json")
    assert twin.status_code == 500
    assert twin.json == {"errors": {"page": "Something broke on our side."}}


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_a_404_page_and_a_404_twin(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address)
    path, _, query = address.partition("?")
    twin = client.get(f"{path}.json?{query}")
    assert page.status_code == twin.status_code == 404
    assert Page(page.text).one("h1").text == "Nothing is here"
    assert twin.json
    assert list(twin.json["errors"]) == ["page"]


def test_a_missing_cluster_offers_the_nearest_id(client: FlaskClient) -> None:
    assert "inovcluster" in client.get("/clusters/inovclustr").text


@pytest.mark.parametrize("sign", ["x", ",x", "\N{VULGAR FRACTION ONE HALF}", "\ufdfa"])
def test_an_address_is_measured_as_it_is_compared(
    client: FlaskClient, sign: str
) -> None:
    fits = sign * (MOST_LETTERS // len(fold(sign)) - 100)
    paths = ("/clusters", "/suggestions.json", "/partnerships", "/markets.json", "/map")
    fields = ("search", "sectors", "only_sectors", "of_no_page", f"{fits}")
    for path, field in [*zip(paths, fields, strict=True), ("/", "sectors")]:
        answer = client.get(f"{path}?{urlencode({field: fits})}")
        assert answer.status_code in (200, 400), path
        refused = f"at most {MOST_LETTERS:,} are read" in answer.text
        assert refused == (len(fold(field)) + len(fold(fits)) > MOST_LETTERS)
    long = client.get(f"/clusters/{quote(fits * 2)}")
    assert long.status_code == 400


def test_nothing_can_be_posted(client: FlaskClient) -> None:
    response = client.post("/suggestions", data={"cluster": "inovcluster"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert Page(response.text).one("h1").text == "This page only answers to reading"


def test_static_files_may_be_kept_since_their_address_holds_a_version(
    client: FlaskClient,
) -> None:
    page = Page(client.get("/about").text)
    sheet = page.one("link", rel="stylesheet").get("href")
    assert "?v=" in sheet
    response = client.get(sheet)
    assert response.cache_control.max_age == 365 * 24 * 3600
    response.close()
