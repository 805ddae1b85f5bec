"""A site that may import, over the toy registry, and what a visitor does there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from matcher import PartnerRecommender
from matcher_web import create_app
from matcher_web.importing.desk import Desk
from tests.toy import block_registry
from tests.web.reading import Page

IMPORT = "/registry/import"

FOOD = "Food Processing and Manufacturing"
HEADER = ["Clustername", "Land", "Branchen", "Zielmärkte", "Mitglieder", "Wetterlage"]
ROWS = [
    ["Netz Nord", "Deutschland", "Textil", "USA; Japan", "ca. 85", "gut"],
    [
        "Alpenrand",
        "AT",
        "Food Processing and Manufacturing; Blechkuchen",
        "Übersee",
        "120",
        "mittel",
    ],
]


def workbook(rows: list[list[Any]]) -> bytes:
    """An XLSX of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Liste"
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


LIST = workbook([HEADER, *ROWS])


@dataclass
class Site:
    """What a visitor sees and does."""

    app: Flask
    folder: Path
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    @property
    def desk(self) -> Desk:
        found: Desk = self.app.extensions["desk"]
        return found

    def page(self, address: str, status: int = 200) -> Page:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return Page(answer.text)

    def word(self, address: str) -> str:
        found = re.search(r'name="form" value="(\w+)"', self.client.get(address).text)
        assert found
        return found[1]

    def post(
        self, address: str, fields: Mapping[str, Any], **more: Any
    ) -> TestResponse:
        boundary, body = encode_multipart({"form": self.word(address), **fields})
        kind = f"multipart/form-data; boundary={boundary}"
        return self.client.post(address, data=body, content_type=kind, **more)

    def choose(self, *files: tuple[str, bytes]) -> TestResponse:
        chosen = [FileStorage(BytesIO(raw), name) for name, raw in files]
        return self.post(IMPORT, {"files": chosen})

    def open(self, *files: tuple[str, bytes]) -> str:
        """The address of files that were chosen."""
        answer = self.choose(*(files or [("liste.xlsx", LIST)]))
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def correct(self, address: str, do: str = "again", **fields: str) -> TestResponse:
        fields_there = self.page(address).all("input")
        read = next(f.get("value") for f in fields_there if f.get("name") == "read")
        named = {name.replace("_", "-"): text for name, text in fields.items()}
        return self.post(address, {"read": read, "do": do, **named})

    def take(self, address: str) -> str:
        """The address of what taking files over has changed."""
        answer = self.correct(address, "take")
        assert answer.status_code == 303, answer.text
        assert answer.headers["Location"] == f"{address}/taken"
        return f"{address}/taken"


@pytest.fixture(scope="session")
def toy_recommender() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


@pytest.fixture
def site(toy_recommender: PartnerRecommender, tmp_path: Path) -> Site:
    folder = tmp_path / "mine"
    app = create_app({"RECOMMENDER": toy_recommender, "IMPORT_INTO": folder})
    return Site(app, folder)
