"""A consortium built, changed, compared and printed, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_print import n_sheets

pytestmark = pytest.mark.browser

CALL = "COS-CLUSINT-2020-3-01/A"
MOST_SHEETS = 2


@pytest.fixture(params=["visit", "visit_without_scripts"], ids=["script", "none"])
def either(request: pytest.FixtureRequest) -> Visit:
    """A window with scripts, then one without."""
    found: Visit = request.getfixturevalue(request.param)
    return found


def members(page: Page) -> list[str]:
    return [one.strip() for one in page.locator(".members a.strong").all_inner_texts()]


def test_it_is_built_from_nothing_changed_compared_and_shared(either: Visit) -> None:
    page = either.open("/about")
    page.get_by_role("link", name="Consortium", exact=True).click()
    page.get_by_label("Who starts").fill("InovCluster")
    page.get_by_label("Markets to go to").fill("Japan, Brasil")
    page.get_by_label("Funding call").select_option(CALL)
    page.get_by_role("button", name="Build a consortium").click()
    expect(page.get_by_text("Proven to be the best")).to_be_visible()
    expect(page.get_by_text("This call is closed")).to_be_visible()
    proposed = members(page)
    assert "InovCluster" in proposed

    page.locator("#valorial summary").click()
    page.get_by_role("link", name=re.compile("in place of Valorial$")).first.click()
    expect(page.get_by_text("These members were chosen")).to_be_visible()
    assert len({*proposed} - {*members(page)}) == 1
    page.get_by_role("link", name=re.compile("^Lock ?Wagralim")).click()
    expect(
        page.get_by_role("link", name=re.compile("^Unlock ?Wagralim"))
    ).to_be_visible()
    chosen = members(page)

    page.get_by_role("link", name=re.compile("^Compare")).first.click()
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    page.get_by_role("link", name="Take the one beside it").click()
    taken = members(page)
    assert taken != chosen
    assert "Wagralim" in taken

    shared = page.get_by_label("Link to this page").input_value()
    again = either.open(shared.removeprefix(either.address))
    assert members(again) == taken


def test_it_is_built_of_a_shortlist(either: Visit) -> None:
    page = either.open("/shortlist?shortlist=valorial,wagralim")
    page.get_by_role("link", name="Build a consortium of these").click()
    assert members(page) == ["Valorial", "Wagralim"]
    page.get_by_role("link", name=re.compile("^Add")).first.click()
    assert len(members(page)) == 3
    expect(page.get_by_text("Shortlist: 2 clusters")).to_be_visible()


def test_a_partnership_is_carried_on(either: Visit) -> None:
    page = either.open("/partnerships/adpack-g1")
    page.get_by_role("link", name="Build its successor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "A successor of AdPack"
    )
    n_members = len(members(page))
    page.get_by_role("link", name=re.compile("^Remove for good")).first.click()
    assert len(members(page)) in (n_members - 1, n_members)
    expect(page.get_by_text("Kept out:")).to_be_visible()


def test_the_form_is_sent_again_with_one_wish_more(either: Visit) -> None:
    page = either.open("/consortium?start=inovcluster&lock=wagralim&size=4")
    page.get_by_text("Change what is asked for").click()
    page.get_by_label("Sectors to cover").fill("Paper and Packaging")
    page.get_by_role("checkbox", name="Wagralim").uncheck()
    page.get_by_role("button", name="Build it again").click()
    expect(page.get_by_text("Only it brings").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("lock=wagralim"))
    assert "start=inovcluster" in page.url
    assert len(members(page)) == 4
    expect(page.get_by_role("heading", name="Activities")).to_be_visible()


def test_what_conflicts_leads_to_what_would_help(either: Visit) -> None:
    page = either.open("/consortium?start=inovcluster&size=4&least_countries=8")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No consortium can")
    page.get_by_role("link", name=re.compile("^With 4 instead of 8")).click()
    expect(page.get_by_text("Proven to be the best")).to_be_visible()
    assert len(members(page)) == 4


@pytest.mark.parametrize(
    "asked",
    [
        f"start=inovcluster&want_markets=JP,BR,KE&call={CALL}",
        "start=adpack-g1&want_markets=BR,JP,KE",
        "members=inovcluster,valorial,wagralim&beside=inovcluster,vitagora,wagralim"
        f"&want_markets=JP&call={CALL}",
    ],
)
def test_its_brief_takes_two_sheets_at_most(visit: Visit, asked: str) -> None:
    page = visit.open(f"/consortium?{asked}")
    assert max(n_sheets(page, turned=turned) for turned in (False, True)) <= MOST_SHEETS
    page.emulate_media(media="print")
    expect(page.locator("form")).to_be_hidden()
    expect(page.get_by_text("Swap").first).to_be_hidden()
    expect(page.get_by_role("heading", name="Where this is from")).to_be_visible()
