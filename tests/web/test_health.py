"""Machines learn whether the site lives, and people are not led there."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from matcher_web import create_app
from tests.toy import block_registry
from tests.web.conftest import Get


def test_it_tells_that_it_lives_and_with_which_data(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "data_version": registry.digest[:8],
        "as_of": registry.as_of,
    }
    assert client.head("/healthz").status_code == 200


def test_it_works_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = PartnerRecommender().fit(block_registry())
    client = create_app({"RECOMMENDER": toy}).test_client()

    def fail(*_: object) -> None:
        raise AssertionError("worked")

    monkeypatch.setattr("matcher_web.snapshot.Snapshot.keep", fail)
    assert client.get("/healthz").status_code == 200


def test_no_page_leads_there(get: Get) -> None:
    assert "healthz" not in get("/").text + get("/about").text
