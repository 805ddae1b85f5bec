"""Every page of the desk by keyboard alone: reached, seen and opened."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = (
    "/partnerships",
    "/partnerships/adpack-g1",
    "/synergies",
    "/synergies/adpack2-g2/nf4-g2",
    "/markets",
    "/markets/BR",
    "/network",
    "/map",
    "/clusters",
    "/clusters/compare?ids=inovcluster&ids=valorial",
)
N_STOPS = 40
# What has the focus: whether it can be seen, is marked as focused, and its place.
FOCUSED = """
  () => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const outlines = [element, ...element.querySelectorAll('circle, rect')]
      .map((drawn) => getComputedStyle(drawn))
      .map((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth));
    const everything = [...document.querySelectorAll('*')];
    return {
      place: everything.indexOf(element),
      name: element.outerHTML.slice(0, 120),
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      marked: outlines.some((width) => width > 0),
    };
  }
"""


def tab_to(page: Page, wanted: Locator, most: int) -> None:
    """Press Tab until the wanted has the focus, at most so often."""
    expect(wanted).to_have_count(1)
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"not reached with {most} times Tab: {wanted}")


def into_the_page(visit: Visit, path: str) -> Page:
    """The page, with the focus past its navigation."""
    page = visit.open(path)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_the_focus_goes_on_and_is_always_seen(visit: Visit, path: str) -> None:
    page = visit.open(path)
    place = -1
    for _ in range(N_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["place"] < place:
            break  # Past the end the window itself has its turn.
        assert stop["place"] > place, f"the focus is caught at {stop['name']}"
        assert stop["seen"], f"the focus is out of sight at {stop['name']}"
        assert stop["marked"], f"the focus has no mark at {stop['name']}"
        place = stop["place"]


def test_a_partnership_is_searched_and_who_completes_it_opened(visit: Visit) -> None:
    page = into_the_page(visit, "/partnerships")
    tab_to(page, page.get_by_role("searchbox"), 3)
    page.keyboard.type("rail")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("search=rail"))
    tab_to(page, page.locator("tbody th a[href$='/peres-g2']"), 60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("PERES")
    answer = page.get_by_role("region", name="Who would complete it")
    tab_to(page, answer.locator(".short-head a").first, 40)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/clusters/"))


def test_a_column_is_sorted_and_a_facet_opened(visit: Visit) -> None:
    page = into_the_page(visit, "/partnerships")
    facet = page.locator(".facet").first
    tab_to(page, facet.locator("summary"), 4)
    page.keyboard.press("Enter")
    expect(facet.get_by_role("checkbox").first).to_be_visible()
    page.keyboard.press("Enter")
    column = page.get_by_role("columnheader", name="Target countries")
    tab_to(page, column.get_by_role("link"), 20)
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")


def test_a_cell_of_the_heat_map_says_what_it_is_and_opens(visit: Visit) -> None:
    page = into_the_page(visit, "/synergies")
    cell = page.locator(".heat td a").first
    tab_to(page, cell, 20)
    words = cell.locator("span")
    box = words.bounding_box()
    assert box is not None
    assert box["width"] > 50, "its words are drawn while it has the focus"
    address = cell.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.address}{address}")


def test_the_heat_map_is_skipped(visit: Visit) -> None:
    page = into_the_page(visit, "/synergies")
    tab_to(page, page.get_by_role("link", name="Skip the map"), 12)
    page.keyboard.press("Enter")
    best = page.get_by_role("region", name="The best pairs").locator("tbody th a")
    tab_to(page, best.first, 3)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/synergies/.+/.+"))


def test_who_is_absent_where_is_asked(visit: Visit) -> None:
    page = into_the_page(visit, "/markets")
    tab_to(page, page.get_by_role("link", name="Ask who is absent"), 2)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Who is absent"), 2)
    page.keyboard.type("Food Proc")
    tab_to(page, page.get_by_label("Who goes there"), 1)
    page.keyboard.type("Paper")
    tab_to(page, page.get_by_role("button", name="Compare"), 1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("absent=.*food-processing.*paper-packaging"))
    expect(page.get_by_role("region", name="The answer")).to_be_visible()


def test_everybody_who_goes_to_a_market_is_unfolded(visit: Visit) -> None:
    page = into_the_page(visit, "/markets/US")
    folded = page.locator("details.narrow")
    tab_to(page, folded.locator("summary"), 120)
    expect(folded.get_by_role("table")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(folded.get_by_role("table")).to_be_visible()


def test_a_node_of_the_network_lights_its_neighbours_and_opens(visit: Visit) -> None:
    page = into_the_page(visit, "/network")
    node = page.locator(".graph a.node").first
    tab_to(page, node, 40)
    expect(page.locator(".graph.lit .node.near").nth(1)).to_be_visible()
    address = node.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.address}{address}")


def test_the_picture_of_the_network_is_skipped(visit: Visit) -> None:
    page = into_the_page(visit, "/network")
    tab_to(page, page.get_by_role("link", name="Skip the picture"), 40)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('svg') !== null")


def test_a_country_of_the_map_is_opened(visit: Visit) -> None:
    page = into_the_page(visit, "/map")
    spot = page.locator("svg a[href*='only_countries=FR']")
    tab_to(page, spot, 60)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/clusters.only_countries=FR"))


def test_clusters_are_chosen_and_compared(visit: Visit) -> None:
    page = into_the_page(visit, "/clusters?search=packaging")
    for cluster in ("packaging-cluster", "packbridge"):
        tab_to(page, page.locator(f"#pick-{cluster}"), 60)
        page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Compare those chosen"), 60)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/clusters/compare.*packaging-cluster"))
