"""What a manager of a cluster does, done in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from matcher import SIGNALS
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_describe_read_ten_open_one_filter_and_go_back(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Country", exact=True).select_option("PT")
    page.locator("#sectors summary", has_text="Agri-food").click()
    page.get_by_label("Food Processing and Manufacturing").check()
    expect(page.locator("#sectors .chosen")).to_have_text("1 chosen")
    page.locator("#markets summary", has_text="Latin America").first.click()
    page.locator("#markets").get_by_label("Brazil").check()
    page.get_by_label("Focus", exact=True).fill("Olive oil, cheese and wine")
    page.get_by_role("button", name="Show partners").last.click()

    expect(page).to_have_title(re.compile("Partners for your cluster"))
    assert "cluster=" not in page.url, "empty fields stay out of the address"
    cards = page.locator(".suggestion")
    expect(cards).to_have_count(10)
    names = [name.strip() for name in page.locator(".suggestion h3").all_inner_texts()]
    assert len(set(names)) == 10

    expect(cards.first).to_contain_text("Brazil")

    page.locator(".facet summary", has_text="Country").click()
    page.locator(".filters").get_by_label("Spain").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("link", name="Remove filter: From Spain")).to_be_visible()
    countries = page.locator(".suggestion .who .meta").all_inner_texts()
    assert countries
    assert all("Spain" in text for text in countries)
    expect(page.get_by_role("heading", name="Left out", exact=True)).to_be_visible()
    expect(page.locator(".left-out li").first).to_contain_text("left out because")

    page.go_back()
    expect(page.locator(".suggestion h3").first).to_have_text(names[0])
    page.go_back()
    expect(page.get_by_label("Focus", exact=True)).to_have_value(
        "Olive oil, cheese and wine"
    )
    expect(page.get_by_label("Focus", exact=True)).to_be_enabled()


def test_a_cluster_is_picked_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Name of your cluster")).to_be_focused()
    page.keyboard.type("inovcluster")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Partners for InovCluster"
    )
    assert page.url.endswith("/suggestions?cluster=inovcluster")


def test_a_wrong_form_shows_the_summary_and_leads_to_the_field(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Name of your cluster").fill("inovclustr")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("There is a problem")
    expect(page).to_have_title(re.compile("^Error: "))
    field = page.get_by_label("Name of your cluster")
    expect(field).to_have_value("inovclustr")
    summary.get_by_role("link").first.click()
    expect(field).to_be_focused()
    page.get_by_role("link", name="InovCluster").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Partners for InovCluster"
    )


def test_a_pair_is_opened_and_turned_round(visit: Visit) -> None:
    page = visit.open("/suggestions?cluster=inovcluster")
    page.get_by_role("link", name="Why this pair").first.click()
    score = page.locator("section data").first.get_attribute("value")
    expect(page.locator("svg.waterfall")).to_be_hidden()
    page.get_by_text("The numbers: how the score adds up").click()
    expect(page.locator("svg.waterfall")).to_be_visible()
    # One for each signal, one where every pair starts, and one where this one ends.
    expect(page.locator("svg.waterfall rect")).to_have_count(len(SIGNALS) + 2)
    page.get_by_role("link", name="Look from the other side").click()
    assert page.locator("section data").first.get_attribute("value") == score


def test_the_list_of_boxes_is_searched_by_typing(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Find one of the technologies").fill("photon")
    shown = page.locator("#technologies .boxes li:visible")
    expect(shown).to_have_count(1)
    shown.get_by_role("checkbox").check()
    page.get_by_label("Find one of the technologies").fill("")
    expect(page.locator("#technologies details:visible")).to_have_count(
        page.locator("#technologies details").count()
    )
    page.get_by_role("button", name="Show partners").last.click()
    assert page.url.endswith("/suggestions?technologies=photonics")


def test_the_whole_way_works_without_scripts(visit_without_scripts: Visit) -> None:
    page = visit_without_scripts.open("/")
    page.locator("#sectors summary", has_text="Textiles").click()
    page.get_by_label("Footwear").check()
    page.get_by_role("button", name="Show partners").last.click()
    expect(page.locator(".suggestion")).to_have_count(10)
    page.get_by_label("New partners only").check()
    page.locator(".filters summary", has_text="Signals").click()
    page.get_by_label("Shared sectors").select_option("double")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Shared sectors counts double")).to_be_visible()
    expect(page.locator(".suggestion")).to_have_count(10)
    page.get_by_role("link", name="Why this pair").first.click()
    page.get_by_text("The numbers: how the score adds up").click()
    expect(page.locator("svg.waterfall")).to_be_visible()


def test_a_signal_is_made_to_count_more_and_let_go(visit: Visit) -> None:
    page = visit.open("/suggestions?cluster=inovcluster")
    before = page.locator(".suggestion h3").all_inner_texts()
    page.locator(".filters summary", has_text="Signals").click()
    page.get_by_label("Already partners").select_option("off")
    page.get_by_label("Shared markets").select_option("four times")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(
        re.compile("&weight_shared_markets=4&weight_already_partners=0$")
    )
    expect(page.get_by_text("Shared markets counts four times")).to_be_visible()
    assert page.locator(".suggestion h3").all_inner_texts() != before
    expect(page.get_by_label("Shared markets")).to_have_value("4")

    page.get_by_role("link", name="Why this pair").first.click()
    expect(page.locator(".note")).to_contain_text("Already partners does not count")
    page.go_back()
    page.get_by_role("link", name="Back to as learnt: Shared markets").click()
    expect(page.get_by_label("Shared markets")).to_have_value("")
    page.get_by_role("link", name="Reset what counts").click()
    expect(page).to_have_url(re.compile(r"/suggestions\?cluster=inovcluster$"))
    expect(page.locator(".suggestion h3").first).to_have_text(before[0])
