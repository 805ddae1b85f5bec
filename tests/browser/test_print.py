"""What comes out of the printer: the answer whole, and nothing to press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screenshots import PAGES

pytestmark = pytest.mark.browser

# A4 less its margins, in the 96ths of an inch that style sheets count in: upright, and
# turned for pictures and wide tables, which have sheets of their own.
SHEET, TURNED = 703, 1030
TOO_WIDE = """
  ([upright, turned]) => [...document.querySelectorAll('main *')]
    .filter((element) => !element.closest('.unseen, .heat td span'))
    .filter((element) => {
      const box = element.closest('.picture, .scroll:has(.heat, .reach)');
      const room = box && getComputedStyle(box).page === 'wide' ? turned : upright;
      return element.getBoundingClientRect().right > room + 1;
    })
    .map((element) => element.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_prints_whole_and_has_nothing_to_press(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    assert page.locator(".button:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert page.evaluate(TOO_WIDE, [SHEET, TURNED]) == []


def test_folded_facts_and_addresses_of_sources_are_printed(visit: Visit) -> None:
    page = visit.open("/about/backtest")
    folded = page.locator("[aria-labelledby='ablation-title'] details table").first
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    page = visit.open("/clusters/inovcluster")
    link = page.locator(".pages a[rel='noopener']").first
    told = link.evaluate("(a) => getComputedStyle(a, '::after').content")
    assert link.get_attribute("href") in told


# The longest: every other page takes less.
LONGEST = (
    "home-error", "suggestions", "partnerships", "partnership", "markets",
    "markets-sectors", "market", "synergies", "network", "map", "about", "backtest",
)  # fmt: skip
MOST_SHEETS = 6
A_SHEET = re.compile(rb"/Type\s*/Page\b")


def n_sheets(page: Page, *, turned: bool) -> int:
    return len(A_SHEET.findall(page.pdf(format="A4", landscape=turned)))


@pytest.mark.slow
@pytest.mark.parametrize("name", LONGEST)
def test_a_page_takes_six_sheets_at_most_both_ways(visit: Visit, name: str) -> None:
    page = visit.open(PAGES[name])
    upright, turned = (n_sheets(page, turned=turned) for turned in (False, True))
    assert 1 <= max(upright, turned) <= MOST_SHEETS
    # Turned, a sheet is wider and lower: nothing stands in a narrow column.
    assert turned <= 1.5 * upright + 1
