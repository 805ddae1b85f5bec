"""Every page in a real browser: axe-core, the console, the policy, a narrow screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import SCREEN, Visit

pytestmark = [pytest.mark.browser, pytest.mark.long]

PHONE: ViewportSize = {"width": 320, "height": 900}

# Their colours stand on no other page.
COLOURED = (
    "/suggestions?cluster=inovcluster&only_countries=ES&k=3&weight_shared_markets=2",
    "/partnerships/adpack-g1",
    "/clusters/pemas",
    "/partnerships?only_markets=BR&only_markets=IN&only_markets=JP&all_of=only_markets",
    "/clusters/compare?ids=inovcluster&ids=valorial&ids=wagralim&ids=aei-textils",
    "/pairs/inovcluster/valorial",
    "/shortlist?shortlist=valorial,nobody&note_valorial=Ask+Maria"
    "&asking=cluster%3Dinovcluster",
    "/about/backtest",
    "/network?only_countries=DE",
    "/map",
    "/markets",
    "/synergies?lens=together&only_markets=JP&different_sectors=1",
    "/consortium?start=inovcluster&want_markets=JP,BR,KE&call=COS-CLUSINT-2020-3-01/A"
    "&members=inovcluster,valorial,wagralim&beside=valorial,vitagora&least_countries=4",
    "/consortium?start=inovcluster&size=4&least_countries=8&want_markets=Japan",
    "/suggestions?cluster=inov&k=0&sectors=nonsense&only_countries=Atlantis"
    "&weight_shared_markets=x",
)
OTHERS = (
    "/",
    "/clusters",
    "/clusters/inovcluster",
    "/clusters/compare?ids=pemas&ids=tecnova",
    "/partnerships/eacn-network",
    "/about",
    "/clusters?search=zzzz&page=999",
    "/clusters/nobody",
)
# Made of the same pieces as others.
ALIKE = (
    "/complete?clusters=valorial,wagralim&shortlist=valorial",
    "/consortium",
    "/consortium?start=adpack-g1",
    "/clusters/compare?ids=valorial&ids=wagralim&asking=sectors%3Dtextile",
    "/clusters?search=wine",
    "/synergies?lens=overall&sequels=1",
    "/markets?by=sectors",
    "/markets/JP",
    "/network?programme=all",
    "/markets?by=technologies",
    "/markets?absent=food-processing&present=paper-packaging",
    "/markets?all=BR&all=IN&all=JP",
    "/markets/BR",
    "/markets/AE?activity=ecosystem:textile",
    "/synergies",
    "/synergies/adpack2-g2/nf4-g2",
    "/network?community=3",
    "/network?between=photonics&and=health",
    "/map?only_sectors=food-processing&generation=2",
    "/partnerships",
    "/suggestions?country=PT&sectors=food-processing&focus=Olive+oil&k=3",
)


# What is made of the same pieces as something before it: its colours were seen.
LEAVE_ONE_OF_EACH = """
  const seen = new Set();
  for (const one of document.querySelectorAll('main :is(tbody tr, li, svg a, svg g)')) {
    const pieces = [one, ...one.querySelectorAll('*')].map((piece) =>
      [piece.localName, ...['class', 'fill'].map((name) => piece.getAttribute(name))]
        .join());
    if (pieces.every((piece) => seen.has(piece))) one.remove();
    pieces.forEach((piece) => seen.add(piece));
  }
"""


def _found_by_axe(page: Page, **options: object) -> list[str]:
    report = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return [
        f"{found['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
        for found in report.response["violations"]
        for node in found["nodes"]
    ]


def _open_details(page: Page, which: str) -> None:
    page.evaluate(
        "(which) => document.querySelectorAll('details')"
        ".forEach((one) => { one.open = one.matches(which); })",
        which,
    )


# The first of each row of details: the others are made by the same macro.
FIRST = ":first-of-type"
COLOURS_ALONE = {"runOnly": ["color-contrast"]}
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.mark.parametrize("path", [*COLOURED, *OTHERS])
def test_a_page_serves_everybody(visit: Visit, path: str) -> None:
    page = visit.open(path)
    _open_details(page, FIRST)
    assert _found_by_axe(page, **ALL_BUT_COLOURS) == []
    _fits_a_phone(page)
    page.set_viewport_size(SCREEN)
    assert _found_by_axe(page, **COLOURS_ALONE) == []
    if page.locator(".wide-only").count():
        # What a phone is not shown is not seen in the dark below.
        page.emulate_media(color_scheme="dark")
        assert _found_by_axe(page, **COLOURS_ALONE) == []
    _serves_in_the_dark_on_a_phone(page)


@pytest.mark.parametrize("path", ALIKE)
def test_a_page_serves_everybody_in_the_dark_and_on_a_phone(
    visit: Visit, path: str
) -> None:
    page = visit.open(path)
    _fits_a_phone(page)
    _serves_in_the_dark_on_a_phone(page)


def _fits_a_phone(page: Page) -> None:
    """A narrow screen needs no sideways scroll, whatever is open on it."""
    page.set_viewport_size(PHONE)
    for which in (FIRST, "*"):
        _open_details(page, which)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _open_details(page, FIRST)
    page.evaluate(LEAVE_ONE_OF_EACH)


def _serves_in_the_dark_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    assert _found_by_axe(page) == []
