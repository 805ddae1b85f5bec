"""What stands in the first screen: the answer, before anything to fill in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

DESK, PHONE = (1400, 900), (360, 780)
PICTURES = {
    "/network": ".picture svg",
    "/network?only_countries=DE": ".picture svg",
    "/network?community=3": ".picture svg",
    "/markets": ".framed",
    "/markets?by=technologies": ".framed",
    "/synergies": ".framed",
    "/synergies?lens=overall&sequels=1": ".framed",
    "/markets/JP": ".shares",
    "/markets/BR": ".shares",
    "/map": ".picture svg",
    "/map?only_sectors=food-processing&generation=2": ".picture svg",
}
# What can be filled in or folded open, and stands above the picture.
CONTROLS_ABOVE = """(picture) =>
  [...document.querySelectorAll('main :is(input, select, summary)')]
    .filter((control) => control.checkVisibility())
    .filter((control) => control.compareDocumentPosition(picture)
      & Node.DOCUMENT_POSITION_FOLLOWING)
    .map((control) => control.outerHTML.slice(0, 80))
"""


def opened(visit: Visit, path: str, size: tuple[int, int]) -> Page:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    return visit.open(path)


def box(found: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, from the corner of the screen."""
    measured = found.bounding_box()
    assert measured
    left, top = measured["x"], measured["y"]
    return left, top, left + measured["width"], top + measured["height"]


@pytest.mark.parametrize("path", PICTURES)
def test_half_of_the_picture_stands_in_the_first_screen(
    visit: Visit, path: str
) -> None:
    picture = opened(visit, path, DESK).locator(PICTURES[path]).first
    _, top, _, bottom = box(picture)
    assert (top + bottom) / 2 <= DESK[1]
    assert picture.evaluate(CONTROLS_ABOVE) == []


@pytest.mark.parametrize("path", PICTURES)
def test_on_a_phone_the_picture_begins_in_the_first_screen(
    visit: Visit, path: str
) -> None:
    picture = opened(visit, path, PHONE).locator(PICTURES[path]).first
    assert box(picture)[1] <= PHONE[1] - 120


def test_on_a_phone_the_map_opens_where_most_clusters_are(visit: Visit) -> None:
    page = opened(visit, "/map", PHONE)
    frame = box(page.get_by_role("region", name="Map of Europe"))
    in_it = {}
    for country in ("Germany", "Iceland"):
        left, top, right, bottom = box(
            page.locator(f"a.spot[aria-label^='{country}'] circle").first
        )
        across = frame[0] <= left and right <= frame[2]
        in_it[country] = across and frame[1] <= top and bottom <= frame[3]
    assert in_it == {"Germany": True, "Iceland": False}


def test_on_a_phone_the_network_is_whole(visit: Visit) -> None:
    page = opened(visit, "/network", PHONE)
    frame = page.get_by_role("region", name="Network")
    assert frame.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    left, _, right, _ = box(page.locator("svg.graph"))
    for node in page.locator(".node :is(circle, rect)").all()[::10]:
        found = box(node)
        assert left <= found[0]
        assert found[2] <= right


def test_without_scripts_a_map_on_a_phone_is_whole(
    visit_without_scripts: Visit,
) -> None:
    page = opened(visit_without_scripts, "/map", PHONE)
    assert box(page.locator("svg.map").first)[2] <= PHONE[0]


HEADS_OF_MATRICES = """() => [...document.querySelectorAll('.framed thead th')]
  .map((head) => {
    const range = document.createRange();
    range.selectNodeContents(head);
    return [head, range.getBoundingClientRect()];
  })
  .filter(([head, text]) => text.width)
  .map(([head, text]) => [text.left, text.right])
"""


@pytest.mark.parametrize("path", ["/markets", "/markets?by=technologies", "/synergies"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_turned_heads_of_columns_do_not_overlap(
    visit: Visit, path: str, size: tuple[int, int]
) -> None:
    heads = opened(visit, path, size).evaluate(HEADS_OF_MATRICES)[1:]
    assert len(heads) > 5
    for (_, right), (left, _) in zip(heads, heads[1:], strict=False):
        assert right <= left + 1


@pytest.mark.parametrize("path", ["/codes?words=ship", "/synergies", "/partnerships"])
def test_on_a_phone_the_rows_of_a_table_are_cards(visit: Visit, path: str) -> None:
    cards = opened(visit, path, PHONE).locator(".scroll:has(> .cards)")
    assert cards.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_what_goes_on_beyond_the_edge_of_a_phone_is_told(visit: Visit) -> None:
    path = "/clusters/compare?ids=inovcluster&ids=valorial&ids=wagralim"
    shade = "box => getComputedStyle(box).backgroundAttachment"
    table = opened(visit, path, PHONE).locator(".scroll").first
    assert table.evaluate(shade) == "local, local, scroll, scroll"


@pytest.mark.parametrize(
    "query",
    [
        "cluster=inovcluster",
        "cluster=inovcluster&want_markets=BR&want_markets=JP",
        "country=PT&sectors=food-processing&markets=BR&markets=JP",
    ],
)
def test_four_suggestions_stand_on_one_screen(visit: Visit, query: str) -> None:
    page = opened(visit, f"/suggestions?{query}", DESK)
    found = [box(one) for one in page.locator(".suggestion").all()]
    for first, fourth in zip(found, found[3:], strict=False):
        assert fourth[3] - first[1] <= DESK[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK[0]
