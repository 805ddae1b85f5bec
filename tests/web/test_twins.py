"""One function makes a page; its twins are made of what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from matcher_web import create_app
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Table
from matcher_web.twins import (
    TABLES,
    XLSX,
    Page,
    WrongAddress,
    add_pages,
    page,
    pages_of,
)
from tests.packaged import REGISTRY

AS_OF = REGISTRY.as_of


@dataclass
class Visits:
    """A toy record."""

    code: str
    k: int

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "k": self.k}

    def table(self) -> Table:
        return Table("visits", ("code", "k"), [[self.code, self.k]])


@page("/visits/<code>")
def visits(snapshot: Snapshot, sent: Sent, code: str) -> Page:
    if code == "XX":
        raise WrongAddress("There is no XX.", {"code": "No."})
    if code == "YY":
        raise WrongAddress("There is no YY.")
    reading = Reading(sent)
    k = reading.number("k", 1, 9, "number")
    shown = {"heading": f"{code} {k}", "code": 200}
    here = {"k": k, "page": 2}
    return Page(
        Visits(code, k), "error.html", lambda: shown, here, reading.faults, {"near": []}
    )


@page("/visits", TABLES)
def all_visits(snapshot: Snapshot, sent: Sent) -> Page:
    return Page(Visits("all", 1))


@pytest.fixture(scope="module")
def views() -> ModuleType:
    """A package that somebody adds: its views."""
    made = ModuleType("toy")
    made.visits, made.all_visits = visits, all_visits  # type: ignore[attr-defined]
    return made


@pytest.fixture(scope="module")
def app(recommender: PartnerRecommender, views: ModuleType) -> Flask:
    made = create_app({"RECOMMENDER": recommender, "TESTING": True})
    add_pages(made, pages_of(views))
    return made


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_one_function_answers_in_every_format(client: FlaskClient) -> None:
    drawn = client.get("/visits/BR?k=3")
    assert (drawn.status_code, drawn.mimetype) == (200, "text/html")
    assert "<h1>BR 3</h1>" in drawn.text
    found = client.get("/visits/BR.json?k=3").json
    assert found == {"code": "BR", "k": 3, "as_of": AS_OF}
    text = client.get("/visits/BR.csv")
    assert (text.mimetype, text.text) == (
        "text/csv",
        f"code,k,as_of\nBR,1,{AS_OF}\n",
    )
    assert text.headers["Content-Disposition"] == 'attachment; filename="visits.csv"'
    book = client.get("/visits/BR.xlsx")
    assert (book.mimetype, book.data[:2]) == (XLSX, b"PK")
    assert book.headers["Content-Disposition"] == 'attachment; filename="visits.xlsx"'


def test_an_address_answers_in_its_own_formats_only(client: FlaskClient) -> None:
    assert client.get("/visits.csv").text == f"code,k,as_of\nall,1,{AS_OF}\n"
    assert [client.get(f"/visits{e}").status_code for e in ("", ".json")] == [404] * 2


def test_links_to_the_twins_hold_the_one_form_of_the_address(
    app: Flask, views: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(
        "matcher_web.twins.render_template", lambda _, **shown: seen.update(shown) or ""
    )
    app.test_client().get("/visits/BR?k=3&whatever=1")
    assert pages_of(views)[0].name == "visits"
    assert {n: seen[n] for n in ("share", "json", "csv", "xlsx")} == {
        "share": "http://localhost/visits/BR?k=3&page=2",
        "json": "/visits/BR.json?k=3&page=2",
        "csv": "/visits/BR.csv?k=3",
        "xlsx": "/visits/BR.xlsx?k=3",
    }


def test_a_wrong_address_is_told_in_words_by_field(client: FlaskClient) -> None:
    words = "Give a number from 1 to 9."
    assert client.get("/visits/BR?k=x").status_code == 400
    for ending in ("csv", "xlsx"):
        answer = client.get(f"/visits/BR.{ending}?k=x")
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")
        assert answer.text == f"k: {words}\n"
    answer = client.get("/visits/BR.json?k=x")
    assert (answer.status_code, answer.json) == (
        400,
        {"errors": {"k": words}, "near": []},
    )


def test_where_no_page_can_be_drawn_the_words_stand_alone(client: FlaskClient) -> None:
    for code in ("XX", "YY"):
        answer = client.get(f"/visits/{code}")
        assert (answer.status_code, f"There is no {code}." in answer.text) == (
            400,
            True,
        )
    assert client.get("/visits/XX.json").json == {"errors": {"code": "No."}}
    assert client.get("/visits/XX.csv").text == "code: No.\n"
    told = client.get("/visits/YY.json").json
    assert told == {
        "errors": {"page": "The address is not understood. There is no YY."}
    }
