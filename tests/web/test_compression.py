"""Text is sent small to who takes it so, and stays the same page."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from matcher_web import create_app
from matcher_web.compression import LEAST
from tests.toy import block_registry

SMALL = {"Accept-Encoding": "gzip, deflate, br"}
TEXTS = (
    *("/", "/clusters", "/clusters.json", "/clusters.csv", "/suggestions?k=0"),
    *("/static/app.css", "/static/app.js", "/static/icon.svg"),
)
AS_THEY_ARE = ("/clusters.xlsx", "/healthz")


@pytest.fixture(scope="module")
def toy() -> FlaskClient:
    recommender = PartnerRecommender().fit(block_registry())
    return create_app({"RECOMMENDER": recommender}).test_client()


@pytest.mark.parametrize("address", TEXTS)
def test_text_comes_small_and_is_the_same(toy: FlaskClient, address: str) -> None:
    whole = toy.get(address, buffered=True)
    small = toy.get(address, headers=SMALL, buffered=True)
    assert "Content-Encoding" not in whole.headers
    if len(whole.data) >= LEAST:
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == whole.data
        assert len(small.data) == small.content_length < len(whole.data)
    assert small.vary == whole.vary
    assert "accept-encoding" in small.vary
    again = toy.get(address, headers=SMALL, buffered=True)
    assert again.data == small.data


@pytest.mark.parametrize("address", TEXTS[:4] + TEXTS[5:])
def test_what_is_held_is_not_sent_again_small_or_not(
    toy: FlaskClient, address: str
) -> None:
    for first in ({}, SMALL):
        tag = toy.get(address, headers=first, buffered=True).headers["ETag"]
        for then in ({}, SMALL):
            headers = {**then, "If-None-Match": tag}
            held = toy.get(address, headers=headers, buffered=True)
            assert (held.status_code, held.data) == (304, b"")
            assert held.headers["ETag"].removeprefix("W/") == tag.removeprefix("W/")
            assert "accept-encoding" in held.vary


def test_a_tag_of_other_bytes_is_weak(toy: FlaskClient) -> None:
    small = toy.get("/static/app.css", headers=SMALL, buffered=True)
    assert small.headers["ETag"].startswith('W/"')
    assert "Accept-Ranges" not in small.headers
    part = toy.get(
        "/static/app.css", headers={**SMALL, "Range": "bytes=0-9"}, buffered=True
    )
    assert "Content-Encoding" not in part.headers


@pytest.mark.parametrize("address", AS_THEY_ARE)
def test_what_is_small_already_is_sent_as_it_is(toy: FlaskClient, address: str) -> None:
    assert "Content-Encoding" not in toy.get(address, headers=SMALL).headers


@pytest.mark.parametrize(
    "said", ["", "identity", "br", "gzip;q=0", "x", "gzip;q=x", "*;q=0"]
)
def test_who_does_not_take_it_gets_it_whole(toy: FlaskClient, said: str) -> None:
    answer = toy.get("/clusters", headers={"Accept-Encoding": said})
    assert "Content-Encoding" not in answer.headers
    assert answer.status_code == 200


def test_head_tells_the_length_that_get_would_send(toy: FlaskClient) -> None:
    head = toy.head("/clusters", headers=SMALL)
    small = toy.get("/clusters", headers=SMALL)
    assert (head.content_length, head.data) == (len(small.data), b"")


@pytest.mark.slow
def test_a_large_page_is_a_fifth_of_itself(client: FlaskClient) -> None:
    for address in ("/network", "/synergies", "/network.json"):
        whole, small = client.get(address), client.get(address, headers=SMALL)
        assert len(small.data) < len(whole.data) / 5, address
