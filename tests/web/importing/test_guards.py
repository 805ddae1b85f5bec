"""Imports are for this computer alone, one at a time, in bounds that are told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from matcher import MatcherError, PartnerRecommender
from matcher_web import Snapshot, create_app
from matcher_web.importing import desk
from matcher_web.importing.corrections import Corrections
from matcher_web.importing.records import MOST_MEGABYTES
from matcher_web.security import HEADERS
from tests.web import test_accessibility
from tests.web.importing.conftest import HEADER, IMPORT, LIST, ROWS, Site, workbook
from tests.web.importing.test_corrections import REPORT
from tests.web.reading import Page


def test_where_it_is_not_allowed_nothing_is_there(
    toy_recommender: PartnerRecommender,
) -> None:
    client = create_app({"RECOMMENDER": toy_recommender}).test_client()
    assert client.get(IMPORT).status_code == 404
    assert client.post(IMPORT).status_code == 404
    assert "registry/import" not in client.get("/").text


def test_where_it_is_allowed_the_navigation_leads_to_it(site: Site) -> None:
    entry = site.page("/about").one("a", href=IMPORT)
    assert entry.text == "Import"
    assert site.page(IMPORT).one("a", href=IMPORT).get("aria-current") == "page"


@pytest.mark.parametrize(
    "let_in",
    [{"PROXIES": 1}, {"PREFIX": "/matcher"}, {"TRUSTED_HOSTS": ["a.example"]}],
)
def test_it_is_not_allowed_beside_what_lets_others_in(
    toy_recommender: PartnerRecommender, tmp_path: Path, let_in: dict[str, Any]
) -> None:
    config = {"RECOMMENDER": toy_recommender, "IMPORT_INTO": tmp_path / "mine"}
    with pytest.raises(MatcherError, match=f"leave {next(iter(let_in))}"):
        create_app({**config, **let_in})
    near = ["127.0.0.1", "::1", "[::1]", "localhost"]
    assert create_app({**config, "TRUSTED_HOSTS": near})


def test_nobody_else_sees_or_sends_anything(site: Site) -> None:
    address = site.open()
    far = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}
    for path in (IMPORT, address, f"{address}.json", f"{address}.toml"):
        assert site.client.get(path, **far).status_code == 404
    assert site.post(address, {"read": "1", "do": "take"}, **far).status_code == 404
    stranger = {"headers": {"Origin": "http://evil.example"}}
    for path in (IMPORT, address):
        answer = site.post(path, {"read": "1", "do": "take"}, **stranger)
        assert answer.status_code == 403
    assert site.client.post(address, data={"do": "take", "read": 1}).status_code == 403
    assert not site.folder.exists()
    assert site.client.get(IMPORT, headers={"Host": "evil.example"}).status_code == 400


def test_files_are_never_given_back(site: Site) -> None:
    address = site.open()
    for ending in (".csv", ".xlsx", "/liste.xlsx", "/0", "/../liste.xlsx"):
        assert site.client.get(address + ending).status_code == 404
    for path in (IMPORT, address, f"{address}.json", f"{address}.toml"):
        answer = site.client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_more_than_is_read_at_once_is_refused(site: Site) -> None:
    large = FileStorage(BytesIO(bytes(MOST_MEGABYTES << 20)), "a.csv")
    answer = site.post(IMPORT, {"files": large})
    assert answer.status_code == 413
    assert f"A form may hold {MOST_MEGABYTES} MB" in answer.text


def test_two_at_once_are_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = site.open()
    monkeypatch.setattr(desk, "SECONDS_TO_WAIT", 0.01)
    with site.desk._alone():
        for answer in (site.choose(("a.xlsx", LIST)), site.correct(address)):
            assert answer.status_code == 400
            assert "Another import is being read; try again in a moment" in answer.text
    assert len(site.desk.uploads.waiting()) == 1
    assert site.correct(address).status_code == 303


@pytest.mark.parametrize("place", range(5))
def test_what_takes_too_long_ends(
    site: Site, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    times = iter([0.0] * (place + 1))  # the first begins to count
    monkeypatch.setattr(desk, "monotonic", lambda: next(times, desk.MOST_SECONDS + 1.0))
    answer = site.choose(("a.xlsx", workbook([HEADER, *(ROWS * 50)])))
    assert answer.status_code == 400
    read = "100 of 100 rows" if place else "not all files"
    assert f"After 120 s, {read} were read, and it was not done" in answer.text
    assert site.desk.uploads.waiting() == []


@pytest.fixture
def pages(site: Site) -> dict[str, Page]:
    """Every page of an import, right and wrong."""
    found = {"empty": site.choose(), "first": site.client.get(IMPORT)}
    address = site.open()
    found["read"] = site.client.get(address)
    found["wrong"] = site.correct(address, word_0="Unwort", header_0="x")
    found["form"] = site.client.get(IMPORT)
    site.take(address)
    found["taken"] = site.client.get(f"{address}/taken")
    found["gone"] = site.client.get(f"{IMPORT}/0")
    for answer in found.values():
        assert all(answer.headers[name] == said for name, said in HEADERS.items())
        assert "Set-Cookie" not in answer.headers
    return {name: Page(answer.text) for name, answer in found.items()}


def test_its_pages_keep_what_is_promised_to_everybody(
    pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_accessibility, "EVERY_PAGE", (*pages,))
    checks = [
        test_accessibility.test_a_page_says_its_language_and_has_one_h1,
        test_accessibility.test_the_skip_link_comes_first_and_leads_to_main,
        test_accessibility.test_every_field_has_a_label,
        test_accessibility.test_what_is_pointed_at_exists_once,
        test_accessibility.test_tables_have_a_caption_and_scopes,
        test_accessibility.test_no_script_or_style_stands_inside_a_page,
        test_accessibility.test_links_out_are_http_and_keep_the_opener,
    ]
    for check in checks:
        check(pages.__getitem__)


def test_what_was_in_a_file_is_shown_as_text(site: Site) -> None:
    evil = "<img src=x onerror=alert(1)>"
    rows = [[f"Netz {evil}", "DE", f"Textil; {evil}", evil, "80", evil, evil], *ROWS]
    address = site.open((f"{evil}.xlsx", workbook([[*HEADER, evil], *rows])))
    texts = [site.client.get(address).text, site.client.get(IMPORT).text]
    texts.append(site.client.get(site.take(address)).text)
    assert all("<img" not in text for text in texts)
    assert all("&lt;img" in text for text in texts)


NAMES = st.sampled_from(
    ["table-0", "header-0", "column-0-1", "column-1-0", "word-0", "word-1", "near-0"]
)


@settings(max_examples=30)
@given(sent=st.dictionaries(NAMES, st.text(max_size=30)))
def test_no_form_breaks_what_reads_it(
    toy_recommender: PartnerRecommender, sent: dict[str, str]
) -> None:
    snapshot = Snapshot(toy_recommender)
    mapping = desk.Mapping()
    found = Corrections(snapshot, REPORT, mapping, MultiDict(sent))
    assert {*found.faults} <= {*sent}
