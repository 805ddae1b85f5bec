"""A form changes something only where it comes from a page of this site, in bounds."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from matcher import PartnerRecommender
from matcher_web import changing, create_app
from matcher_web.changing import Posted, add_changes, change, is_near, most_body
from matcher_web.query.reading import Sent
from matcher_web.security import HEADERS, MOST_BODY
from matcher_web.snapshot import Snapshot
from matcher_web.twins import Page, add_pages, page
from tests.toy import block_registry
from tests.web.reading import Page as Read

MOST = 1 << 20
MOST_FIELDS = 8
ADDRESS = "/jars/plums"
OWN = "http://localhost"


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


def jars(kept: list[str], toy: PartnerRecommender) -> Flask:
    """The site with a page of jars, and a form that puts something in."""

    @page("/jars/<jar>", changes=True)
    def jar(snapshot: Snapshot, sent: Sent, jar: str) -> Page:
        return Page(kept, "jar.html")

    @change("/jars/<jar>", MOST, MOST_FIELDS)
    def fill_jar(snapshot: Snapshot, posted: Posted, jar: str) -> str | Page:
        if not posted.fields["fruit"]:
            return Page(kept, "jar.html", faults={"fruit": "Give one."})
        kept.append(posted.fields["fruit"])
        kept.extend(f"{one.filename}: {len(one.read())}" for one in posted.files)
        return f"/jars/{jar}?full=1"

    app = create_app({"RECOMMENDER": toy})
    form = "{{ form_word() }} {{ records | join(' ') }} {{ faults.fruit }}"
    own = DictLoader({"jar.html": form})
    app.jinja_env.loader = ChoiceLoader([own, app.jinja_env.loader])  # type: ignore[list-item]
    add_pages(app, [jar])
    add_changes(app, [fill_jar])
    return app


@pytest.fixture(scope="module")
def full(toy: PartnerRecommender) -> tuple[FlaskClient, list[str]]:
    kept: list[str] = []
    return jars(kept, toy).test_client(), kept


@pytest.fixture
def kept(full: tuple[FlaskClient, list[str]]) -> list[str]:
    full[1].clear()
    return full[1]


@pytest.fixture
def client(full: tuple[FlaskClient, list[str]], kept: list[str]) -> FlaskClient:
    return full[0]


def word(client: FlaskClient, address: str = ADDRESS) -> str:
    found = re.match("[0-9a-f]{64}", client.get(address).text)
    assert found
    return found[0]


def file(raw: bytes, name: str) -> FileStorage:
    return FileStorage(BytesIO(raw), name)


def post(client: FlaskClient, word: str | None = None, **more: Any) -> TestResponse:
    fields = {"fruit": "plum", **more.pop("data", {})}
    said = fields if word is None else {"form": word, **fields}
    boundary, body = encode_multipart(said)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(ADDRESS, data=body, content_type=kind, **more)


def test_a_form_is_taken_and_leads_to_an_address(
    client: FlaskClient, kept: list[str]
) -> None:
    files = {"files": [file(b"12", "a.csv"), file(b"345", "b.csv")]}
    answer = post(client, word(client), data=files)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"{ADDRESS}?full=1",
    )
    assert kept == ["plum", "a.csv: 2", "b.csv: 3"]


def test_what_is_wrong_with_a_form_is_a_page(
    client: FlaskClient, kept: list[str]
) -> None:
    answer = post(client, word(client), data={"fruit": ""})
    assert answer.status_code == 400
    assert answer.text.endswith("Give one.")
    assert kept == []


def test_a_form_without_the_word_of_its_page_changes_nothing(
    client: FlaskClient, kept: list[str], toy: PartnerRecommender
) -> None:
    elsewhere = word(jars([], toy).test_client())
    for wrong in (None, "", "x", "é", elsewhere, word(client, "/jars/pears")):
        answer = post(client, wrong)
        assert answer.status_code == 403
        assert Read(answer.text).one("h1").text == "The form is not taken"
    assert kept == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": OWN, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    client: FlaskClient, kept: list[str], headers: dict[str, str]
) -> None:
    answer = post(client, word(client), headers=headers)
    assert answer.status_code == 403
    assert all(answer.headers[name] == said for name, said in HEADERS.items())
    assert kept == []


def test_a_browser_that_says_so_is_believed(
    client: FlaskClient, kept: list[str]
) -> None:
    said = {"Origin": OWN, "Sec-Fetch-Site": "same-origin"}
    assert post(client, word(client), headers=said).status_code == 303


def test_nobody_changes_anything_from_elsewhere(
    client: FlaskClient, kept: list[str]
) -> None:
    for address in ("192.0.2.1", "2001:db8::1", ""):
        answer = post(client, word(client), environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 404
    assert kept == []
    near = ("127.0.0.1", "127.9.0.1", "::1", "[::1]", "localhost")
    assert all(map(is_near, near))


def test_a_form_in_bounds_is_read_and_no_more(
    client: FlaskClient, kept: list[str]
) -> None:
    said = word(client)
    fits = {"files": [file(bytes(MOST - 1_000), "a.csv")]}
    assert post(client, said, data=fits).status_code == 303
    large = {"files": [file(bytes(MOST), "a.csv")]}
    many = {f"field-{n}": "x" for n in range(MOST_FIELDS)}
    files = {"files": [file(b"x", f"{n}.csv") for n in range(MOST_FIELDS)]}
    for data in (large, {**many, "files": [file(b"x", "a.csv")]}, files):
        n_kept = len(kept)
        answer = post(client, said, data=data)
        assert answer.status_code == 413
        assert "1 MB in 8 fields" in answer.text
        assert len(kept) == n_kept
    assert client.post("/suggestions", data={"form": said}).status_code == 405


@pytest.mark.parametrize("missing", ["end", "half", "sent", "boundary"])
def test_a_form_that_comes_in_part_says_so(
    client: FlaskClient, kept: list[str], missing: str
) -> None:
    said = {
        "form": word(client),
        "fruit": "plum",
        "files": file(b"1,2\n" * 99, "a.csv"),
    }
    boundary, body = encode_multipart(said)
    kind = f"multipart/form-data; boundary={boundary}"
    n_cut = {"end": 8, "half": len(body) // 2}.get(missing, 0)
    lengths = {"CONTENT_LENGTH": str(len(body) + 9)} if missing == "sent" else {}
    answer = client.post(
        ADDRESS,
        data=body[: len(body) - n_cut],
        content_type="multipart/form-data" if missing == "boundary" else kind,
        environ_overrides=lengths,
    )
    assert answer.status_code == 400
    assert "The form did not come whole" in answer.text
    assert "Go back, and send it again." in answer.text
    assert kept == []


def test_a_form_that_is_none_is_refused(client: FlaskClient, kept: list[str]) -> None:
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
    ):
        answer = client.post(ADDRESS, data=b"--y\r\nplum", content_type=kind)
        assert answer.status_code in (400, 403)
    assert kept == []


def test_the_server_takes_larger_bodies_of_changes_alone(client: FlaskClient) -> None:
    app = client.application
    own = {"HOST": "127.0.0.1:8000", "ORIGIN": "http://127.0.0.1:8000"}
    more = changing._MORE * MOST
    assert most_body(app, ADDRESS, own, MOST_BODY) == more
    assert most_body(app, ADDRESS, {"HOST": "localhost"}, MOST_BODY) == more
    for path, headers in (
        ("/suggestions", own),
        ("/nowhere", own),
        (ADDRESS, {**own, "ORIGIN": "http://evil.example"}),
        (ADDRESS, {**own, "SEC_FETCH_SITE": "cross-site"}),
    ):
        assert most_body(app, path, headers, MOST_BODY) == MOST_BODY


def test_a_page_that_changes_is_never_kept(
    client: FlaskClient, kept: list[str]
) -> None:
    first = client.get(ADDRESS)
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers
    usual = client.get("/clusters").headers["ETag"]
    kept.append("pear")
    again = client.get(ADDRESS, headers={"If-None-Match": usual})
    assert again.status_code == 200
    assert "pear" in again.text
