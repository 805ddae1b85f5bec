"""A manager takes a list of their own over, in a browser, and finds partners by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from matcher import PartnerRecommender, load_registry
from matcher_web import create_app
from tests.browser.conftest import Visit, visiting
from tests.browser.serving import serving
from tests.web.importing.conftest import workbook

pytestmark = pytest.mark.browser

LIST = [
    ["Unsere Mitglieder, Stand März 2025"],
    [],
    ["Clustername", "Land", "Branchen", "Zielmärkte", "Anzahl", "Ansprechpartner"],
    ["Textilnetz Nord", "Deutschland", "Textil", "USA; Japan", "ca. 85", "Maria M."],
    ["Käse Alpenrand", "AT", "Lebensmittel; Blechkuchen", "China", "120", "Hans M."],
]


@pytest.fixture
def visit_to_import(
    page_with_scripts: Page, eighty: PartnerRecommender, tmp_path: Path
) -> Iterator[Visit]:
    app = create_app({"RECOMMENDER": eighty, "IMPORT_INTO": tmp_path / "mine"})
    with serving(app) as address:
        yield from visiting(page_with_scripts, address)


def is_clean(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []
    wide, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen


def test_a_list_is_corrected_taken_over_and_gives_partners(
    visit_to_import: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "Mitglieder.xlsx"
    file.write_bytes(workbook(LIST))
    page = visit_to_import.open("/")
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_role("button", name="Show how they are read").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
    is_clean(page)

    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Show how they are read").click()
    expect(page.locator("h1")).to_have_text("What is read of Mitglieder.xlsx")
    expect(page.locator("h1 + ul")).to_have_text("2 clusters: 2 new")
    sheet = page.locator(".sheet")
    if sheet.get_attribute("open") is None:
        sheet.locator("summary").click()
    sheet.get_by_label("Column E is taken for").select_option(label="Members")
    page.get_by_label("Blechkuchen").fill("Food Processing and Manufacturing")
    page.set_viewport_size({"width": 360, "height": 800})
    is_clean(page)
    page.get_by_role("button", name="Read again as corrected").first.click()
    expect(page.get_by_label("Blechkuchen")).to_have_value(
        "Food Processing and Manufacturing"
    )
    page.get_by_role("button", name="Take it over").first.click()
    expect(page.locator("h1")).to_have_text("Taken over: Mitglieder.xlsx")
    is_clean(page)

    assert load_registry(tmp_path / "mine").cluster("textilnetz-nord").members == 85
    page.get_by_role("link", name="Partners for Textilnetz Nord").first.click()
    expect(page.locator(".suggestion")).to_have_count(10)
    page.go_back()
    page.get_by_role("link", name="Import more").click()
    page.set_viewport_size({"width": 1280, "height": 900})
