"""The form in people's own words, typed in a real browser, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def boxes(visit: Visit, kind: str, words: str) -> Locator:
    """The boxes that are left when words are typed into the finder of a list."""
    visit.page.get_by_label(f"Find one of the {kind}").fill(words)
    return visit.page.locator(f"#{kind} .boxes li:visible")


@pytest.mark.parametrize(
    ("kind", "words", "label"),
    [
        ("sectors", "wine", "Food Processing and Manufacturing"),
        ("sectors", "ship", "Water Transportation"),
        ("technologies", "AI", "Artificial intelligence"),
        ("technologies", "5G", "Internet of Things"),
        ("markets", "usa", "United States"),
        ("markets", "dubai", "United Arab Emirates"),
    ],
)
def test_typing_a_word_leaves_the_box_that_it_means(
    visit: Visit, kind: str, words: str, label: str
) -> None:
    visit.open("/")
    found = boxes(visit, kind, words)
    expect(found).to_have_count(1)
    expect(found).to_contain_text(label)
    expect(visit.page.locator(f"#{kind} [role=status]")).to_be_empty()
    found.get_by_role("checkbox").check()
    visit.page.get_by_role("button", name="Show partners").last.click()
    expect(visit.page.locator(".suggestion")).to_have_count(10)


def test_there_is_one_field_to_type_in_unless_the_other_is_filled(
    visit: Visit,
) -> None:
    """The finder knows the same words, and every sector has a box."""
    page = visit.open("/")
    expect(page.locator("#sectors-other")).to_be_hidden()
    expect(page.locator("#markets-other")).to_be_visible()
    page = visit.open("/?sectors=knitting+ships")
    expect(page.locator("#sectors-other")).to_have_value("knitting ships")
    expect(page.locator("#sectors-other")).to_be_visible()


def test_a_guess_a_miss_and_what_has_no_box_are_told(visit: Visit) -> None:
    page = visit.open("/")
    told = page.locator("#technologies [role=status]")
    expect(boxes(visit, "technologies", "fotonics")).to_have_count(1)
    expect(told).to_contain_text("these are guesses")
    expect(boxes(visit, "technologies", "zzzz")).to_have_count(0)
    expect(told).to_have_text("Nothing is found for 'zzzz'.")
    expect(boxes(visit, "sectors", "AI")).to_have_count(0)
    sectors = page.locator("#sectors [role=status]")
    expect(sectors).to_contain_text("'AI' means the technology Artificial intelligence")
    boxes(visit, "markets", "Anguilla")
    markets = page.locator("#markets [role=status]")
    expect(markets).to_have_text("Without a box: Anguilla. Write it below.")


def test_the_beginning_of_a_name_is_no_guess(visit: Visit) -> None:
    page = visit.open("/")
    expect(boxes(visit, "sectors", "wat").first).to_contain_text("Water")
    expect(page.locator("#sectors [role=status]")).to_be_empty()


def test_without_scripts_a_field_reads_words_when_sent(
    visit_without_scripts: Visit,
) -> None:
    page = visit_without_scripts.open("/")
    page.locator("#sectors-other").fill("wine")
    page.get_by_role("button", name="Show partners").last.click()
    expect(page.locator(".suggestion")).to_have_count(10)
    note = page.get_by_role("note", name="On this address")
    expect(note).to_contain_text("'wine' is read as Food Processing and Manufacturing.")


def test_without_scripts_the_page_of_codes_finds_what_a_word_means(
    visit_without_scripts: Visit,
) -> None:
    page = visit_without_scripts.open("/")
    page.get_by_role("link", name="Find what a word means").first.click()
    page.get_by_label("Your words").fill("dairy")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("row", name="Food Processing")).to_be_visible()
