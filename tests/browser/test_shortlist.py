"""Find, judge, shortlist, compare, introduce: each in a few clicks, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

MOST_CLICKS = 5
WHO = "Cluster from Portugal in Food Processing and Manufacturing, to Brazil and Japan"
ASKED = "/suggestions?country=PT&sectors=food-processing&markets=BR&markets=JP"


class Clicks:
    """Clicks of one task, counted."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, *places: Locator) -> None:
        for place in places:
            place.click()
            self.n += 1
        assert self.n <= MOST_CLICKS


def add(page: Page, number: int) -> Locator:
    card = page.locator(".suggestion").nth(number)
    return card.get_by_role("link", name=re.compile("^Shortlist ?: add"))


def whole_way(page: Page) -> None:
    """The five tasks, one after the other."""
    find = Clicks()
    find(
        page.locator("#sectors summary", has_text="Agri-food"),
        page.get_by_label("Food Processing and Manufacturing"),
    )
    page.locator("#markets input[type=text][name=markets]").fill("Brazil, Japan")
    page.get_by_label("Country", exact=True).select_option("PT")
    find(page.get_by_role("button", name="Show partners").last)
    expect(page.locator(".suggestion")).to_have_count(10)
    first = page.locator(".suggestion h3").first.inner_text().strip()

    judge = Clicks()
    judge(page.get_by_role("link", name="Why this pair").first)
    expect(page.get_by_text(f"You ask as: {WHO}")).to_be_visible()
    judge(page.get_by_role("link", name="Back to the list of partners"))

    keep = Clicks()
    keep(add(page, 0), add(page, 1))
    expect(page.get_by_text("Shortlist: 2 clusters")).to_be_visible()

    compare = Clicks()
    compare(page.get_by_role("link", name="Compare", exact=True))
    expect(page.get_by_role("row", name="Shares with your cluster")).to_be_visible()

    introduce = Clicks()
    introduce(page.get_by_role("link", name="Open", exact=True))
    introduce(page.get_by_text("Introduce yourself to").first)
    text = page.get_by_role("textbox", name="Text to").first
    expect(text).to_have_value(re.compile(rf"^Dear colleagues at {re.escape(first)},"))
    expect(text).to_have_attribute("readonly", "")


def test_five_tasks_take_five_clicks_each(visit: Visit) -> None:
    page = visit.open("/")
    whole_way(page)
    copy = page.locator(".introduction[open] button")
    expect(copy).to_have_text("Copy")


def test_they_take_no_script(visit_without_scripts: Visit) -> None:
    whole_way(visit_without_scripts.open("/"))


def test_a_note_is_kept_told_and_taken_off_with_its_cluster(
    visit_without_scripts: Visit,
) -> None:
    page = visit_without_scripts.open(ASKED)
    add(page, 0).click()
    add(page, 1).click()
    page.get_by_role("link", name="Open", exact=True).click()
    note = page.locator("textarea:not([readonly])").first
    note.fill("Ask Maria, « c’est urgent » & <b>")
    page.get_by_role("button", name="Keep the notes").first.click()
    expect(note).to_have_value("Ask Maria, « c’est urgent » & <b>")
    expect(page).to_have_url(re.compile("note_"))

    page.get_by_role("link", name="Markets", exact=True).click()
    expect(page.get_by_text("Shortlist: 2 clusters")).to_be_visible()
    page.get_by_role("link", name="Open", exact=True).click()
    expect(note).to_have_value("Ask Maria, « c’est urgent » & <b>")

    note.fill("x" * 201)
    page.get_by_role("button", name="Keep the notes").first.click()
    expect(page.get_by_role("alert")).to_contain_text("The note has 201 letters")
    expect(note).to_have_value("x" * 201)

    page.get_by_role("link", name=re.compile("^On your shortlist")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your shortlist: 1 cluster"
    )
    assert "note_" not in page.url


def test_who_would_complete_them_is_one_click_away(visit: Visit) -> None:
    page = visit.open("/shortlist?shortlist=valorial,wagralim")
    page.get_by_role("link", name="Who would complete them?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Who would complete Valorial and Wagralim?"
    )
    page.get_by_role("link", name=re.compile("^Shortlist ?: add")).first.click()
    expect(page.get_by_text("Shortlist: 3 clusters")).to_be_visible()


def takes_along_what_is_typed(page: Page) -> None:
    note = page.get_by_label("Note on Wagralim")
    note.fill("Ask Maria")
    for words in ("CSV", "CSV for spreadsheets", "XLSX"):
        with page.expect_download() as started:
            page.get_by_role("button", name=words, exact=True).click()
        rows = started.value.path().read_bytes()
        assert words == "XLSX" or b",Ask Maria," in rows
        assert rows.startswith(b"\xef\xbb\xbf") is (words == "CSV for spreadsheets")
    expect(note).to_have_value("Ask Maria")
    expect(page.get_by_label("Note on Valorial")).to_be_enabled()


def test_notes_that_are_typed_go_along_with_files(
    visit: Visit, visit_without_scripts: Visit
) -> None:
    for one in (visit, visit_without_scripts):
        takes_along_what_is_typed(one.open("/shortlist?shortlist=valorial,wagralim"))
