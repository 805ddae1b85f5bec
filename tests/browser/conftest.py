"""One Chromium and one served application a session; a watched page per test.

A machine without Chromium fails these tests: what nobody opened is not known to work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
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


@dataclass
class Visit:
    """A fresh page, and everything it complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


def _context(browser: Browser, *, scripts: bool) -> BrowserContext:
    """A window that all tests share: the site keeps nothing in it but its own files."""
    context = browser.new_context(
        java_script_enabled=scripts,
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )
    if scripts:
        context.add_init_script(WATCH_POLICY)
    context.set_default_timeout(MOST_MILLISECONDS)
    return context


@pytest.fixture(scope="session")
def window(browser: Browser) -> BrowserContext:
    return _context(browser, scripts=True)


@pytest.fixture(scope="session")
def window_without_scripts(browser: Browser) -> BrowserContext:
    return _context(browser, scripts=False)


def _visiting(window: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(window.new_page(), address)
    visit.page.on("console", lambda message: _note(visit, message))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    visit.page.close()
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
def visit(window: BrowserContext, address: str) -> Iterator[Visit]:
    yield from _visiting(window, address)


@pytest.fixture
def visit_without_scripts(
    window_without_scripts: BrowserContext, address: str
) -> Iterator[Visit]:
    yield from _visiting(window_without_scripts, address)
