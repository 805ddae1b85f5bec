"""Every page in a real browser: axe-core, the console, the policy, a narrow screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/suggestions?cluster=inovcluster&only_countries=ES&new_partners_only=1&k=3",
    "/suggestions?country=PT&sectors=food-processing&focus=Olive+oil&k=3",
    "/clusters",
    "/clusters/inovcluster",
    "/partnerships",
    "/partnerships/adpack-g1",
    "/pairs/inovcluster/valorial",
    "/about",
)
WRONG = (
    "/suggestions?cluster=inov&k=0&sectors=nonsense&only_countries=Atlantis",
    "/clusters?search=zzzz&page=999",
    "/clusters/nobody",
)


def _found_by_axe(page: Page, *rules: str) -> list[str]:
    report = Axe().run(page, options={"runOnly": list(rules)} if rules else None)
    return [
        f"{found['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
        for found in report.response["violations"]
        for node in found["nodes"]
    ]


def _open_details(page: Page) -> None:
    """Open the first of each row of details: the others are made by the same macro."""
    page.evaluate(
        "for (const d of document.querySelectorAll('details:first-of-type'))"
        " d.open = true"
    )


@pytest.mark.parametrize("path", [*PAGES, *WRONG])
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    page = visit.open(path)
    _open_details(page)
    assert _found_by_axe(page) == []
    # In the dark only colours change.
    page.emulate_media(color_scheme="dark")
    assert _found_by_axe(page, "color-contrast") == []


@pytest.mark.parametrize("path", [*PAGES, *WRONG])
def test_a_narrow_screen_needs_no_sideways_scroll(
    visit_on_a_phone: Visit, path: str
) -> None:
    page = visit_on_a_phone.open(path)
    _open_details(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
