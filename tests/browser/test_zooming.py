"""Pictures in a real browser: what lights up, zooms and moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from matcher import load_registry
from matcher.explore.network.graph import Network
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def view(page: Page) -> list[float]:
    """Left, top, width and height of what a picture shows."""
    found = page.evaluate(
        "(({x, y, width, height}) => [x, y, width, height])"
        "(document.querySelector('[data-picture] svg').viewBox.baseVal)"
    )
    return [float(value) for value in found]


def test_a_node_lights_up_its_neighbours_and_opens_its_page(visit: Visit) -> None:
    page = visit.open("/network")
    team = page.get_by_role("link", name="AdPack: consortium of")
    team.focus()
    expect(page.locator("svg.graph.lit")).to_have_count(1)
    expect(page.locator(".node.near")).to_have_count(6)
    expect(page.locator(".lines .near")).to_have_count(5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/partnerships/adpack-g1")
    page.go_back()
    page.locator(".node circle").first.hover()
    expect(page.locator("svg.graph.lit")).to_have_count(1)
    page.locator("h1").hover()
    expect(page.locator("svg.graph.lit")).to_have_count(0)


def test_buttons_keys_and_wheel_zoom(visit: Visit) -> None:
    page = visit.open("/network")
    whole = view(page)
    page.get_by_role("button", name="Zoom in").click()
    closer = view(page)
    assert closer[2] < whole[2]
    assert whole[0] < closer[0] < whole[0] + whole[2]
    page.get_by_role("region", name="Network").focus()
    page.keyboard.press("ArrowRight")
    assert view(page)[0] > closer[0]
    page.keyboard.press("+")
    assert view(page)[2] < closer[2]
    page.keyboard.press("0")
    assert view(page) == whole
    page.locator(".node").first.hover(force=True)
    page.mouse.wheel(0, -100)
    assert view(page) == whole, "the plain wheel scrolls the page"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(
        f"document.querySelector('svg.graph').viewBox.baseVal.width < {whole[2]}"
    )


def test_dragging_moves_the_picture_and_opens_nothing(visit: Visit) -> None:
    page = visit.open("/map")
    page.get_by_role("button", name="Zoom in").first.click()
    before, address = view(page), page.url
    circle = page.locator(".spot circle").first
    circle.scroll_into_view_if_needed()
    spot = circle.bounding_box()
    assert spot
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    after = view(page)
    assert after[0] < before[0]
    assert after[1] < before[1]
    assert page.url == address


def test_bridges_are_found_in_three_clicks(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="Network", exact=True).click()
    page.get_by_label("Between").select_option(label="Photonics")
    page.get_by_label("And", exact=True).select_option(label="Health")
    page.get_by_role("button", name="Show bridges").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Which clusters bridge Photonics and Health?"
    )
    expect(page.locator("tbody tr").first).to_contain_text("OPTITEC")


def test_the_picture_is_whole_without_scripts(visit_without_scripts: Visit) -> None:
    registry = load_registry()
    first = [p.id for p in registry.partnerships if p.programme == "escp-4i"]
    nodes = Network(registry.only(first)).nodes
    number = next(node.community for node in nodes if node.id == "eacp-abroad-g1")
    page = visit_without_scripts.open(f"/network?community={number}")
    n_shown = sum(node.community == number for node in nodes)
    expect(page.locator(".node")).to_have_count(n_shown)
    expect(page.get_by_role("button", name="Zoom in")).to_have_count(0)
    page.get_by_role("link", name="EACP ABROAD: consortium of").click()
    page.wait_for_url("**/partnerships/**")
