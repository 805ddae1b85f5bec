"""The date of the facts stands on every page and in all of its twins."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from matcher import PartnerRecommender
from matcher_web import create_app
from matcher_web.tables import AS_OF as AS_OF_COLUMN
from matcher_web.tables import AS_OF_IN_WORDS
from matcher_web.twins import XLSX
from tests.recording.addresses import ANSWERED, method_and_path
from tests.toy import block_registry
from tests.web.conftest import Get
from tests.web.reading import Page

AS_OF, IN_WORDS = "2026-11-28", "Facts as of 28 November 2026."


def one_of_each(app: Flask) -> dict[str, str]:
    """An address of every route but files that never change."""
    adapter = app.url_map.bind("localhost")
    found: dict[str, str] = {}
    for method, path in map(method_and_path, ANSWERED):
        route, _ = adapter.match(path.partition("?")[0], method)
        if method == "GET" and route != "static":
            found.setdefault(str(route), path)
    return found


def cells(kind: str, body: bytes) -> list[list[Any]]:
    """The rows of a table, the header first."""
    if kind == "text/csv":
        return [*csv.reader(StringIO(body.decode()))]
    sheet = load_workbook(BytesIO(body)).active
    assert sheet
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.slow
def test_every_route_tells_the_date_of_the_facts(app: Flask, get: Get) -> None:
    seen = set()
    for route, path in one_of_each(app).items():
        answer = get(path)
        seen.add(answer.mimetype)
        if answer.mimetype == "text/html":
            assert IN_WORDS in Page(answer.text).one("footer").text, route
        elif answer.mimetype == "application/json":
            assert answer.json, route
            assert answer.json["as_of"] == AS_OF, route
        else:
            header, *rows = cells(answer.mimetype, answer.data)
            assert header[-1] in (AS_OF_COLUMN, AS_OF_IN_WORDS), route
            assert {row[-1] for row in rows} == {AS_OF}, route
    assert seen == {"text/html", "application/json", "text/csv", XLSX}


def test_a_page_that_is_not_there_tells_it_too(get: Get) -> None:
    assert IN_WORDS in Page(get("/nowhere").text).one("footer").text


@pytest.fixture(scope="module")
def undated() -> FlaskClient:
    recommender = PartnerRecommender().fit(block_registry())
    return create_app({"RECOMMENDER": recommender}).test_client()


def test_a_registry_without_a_date_says_so(undated: FlaskClient) -> None:
    address = "/suggestions{}?cluster=food-1&k=2"
    footer = Page(undated.get(address.format("")).text).one("footer").text
    assert "Date of the facts not recorded." in footer
    twin = undated.get(address.format(".json")).json
    assert twin
    assert twin["as_of"] == ""
    for ending in (".csv", ".xlsx"):
        answer = undated.get(address.format(ending))
        header, *rows = cells(answer.mimetype, answer.data)
        assert header[-1] == AS_OF_IN_WORDS
        assert [row[-1] or None for row in rows] == [None] * 4  # two new, two known


def test_the_date_is_that_of_the_snapshot() -> None:
    dated = replace(block_registry(), as_of="2025-03")
    app = create_app({"RECOMMENDER": PartnerRecommender().fit(dated)})
    page = Page(app.test_client().get("/clusters").text)
    assert "Facts as of March 2025." in page.one("footer").text
