"""One Chromium, one served application and one page a session, watched test by test.

A machine without Chromium fails these tests: what nobody opened is not known to work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

import matcher
from matcher import PartnerRecommender
from matcher_web import create_app
from tests.browser.serving import FLAGS, find_chromium, serving
from tests.web.stored import STORED

# Runs before any script of the page, so that no report is missed.
WATCH_POLICY = (
    "document.addEventListener('securitypolicyviolation', (event) => console.error("
    "'policy: ' + event.violatedDirective + ' ' + event.blockedURI));"
)

# A busy machine opens a page in seconds: more than this is a page that hangs.
MOST_MILLISECONDS = 30_000


@pytest.fixture(scope="session")
def address(recommender: PartnerRecommender) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "published_backtest", lambda: STORED)
        with serving(create_app({"RECOMMENDER": recommender})) as served:
            yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=MOST_MILLISECONDS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield opened
        opened.close()


SCREEN: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Visit:
    """A page as if it were fresh, and everything it complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


def _page(browser: Browser, *, scripts: bool) -> Page:
    """One that all tests share: the site keeps nothing in it but its own files.

    Another for each test costs three times what the tests themselves do.
    """
    window = browser.new_context(
        java_script_enabled=scripts, reduced_motion="reduce", viewport=SCREEN
    )
    if scripts:
        window.add_init_script(WATCH_POLICY)
    window.set_default_timeout(MOST_MILLISECONDS)
    return window.new_page()


@pytest.fixture(scope="session")
def page_with_scripts(browser: Browser) -> Page:
    return _page(browser, scripts=True)


@pytest.fixture(scope="session")
def page_without_scripts(browser: Browser) -> Page:
    return _page(browser, scripts=False)


def visiting(page: Page, address: str) -> Iterator[Visit]:
    """The page on a screen of the usual size, watched until a test is over."""
    page.set_viewport_size(SCREEN)
    page.emulate_media(media="null", color_scheme="null")
    visit = Visit(page, address)

    def note(message: ConsoleMessage) -> None:
        _note(visit, message)

    def fail(error: Error) -> None:
        visit.complaints.append(str(error))

    page.on("console", note)
    page.on("pageerror", fail)
    yield visit
    page.goto("about:blank")
    page.remove_listener("console", note)
    page.remove_listener("pageerror", fail)
    assert visit.complaints == []


def _note(visit: Visit, message: ConsoleMessage) -> None:
    # Chromium reports the status of the page itself too; a wrong form has 400.
    itself = (
        message.location["url"].partition("#")[0] == visit.page.url.partition("#")[0]
    )
    status = message.text.startswith("Failed to load resource: the server responded")
    if message.type in ("error", "warning") and not (itself and status):
        visit.complaints.append(message.text)


@pytest.fixture
def visit(page_with_scripts: Page, address: str) -> Iterator[Visit]:
    yield from visiting(page_with_scripts, address)


@pytest.fixture
def visit_without_scripts(page_without_scripts: Page, address: str) -> Iterator[Visit]:
    yield from visiting(page_without_scripts, address)
