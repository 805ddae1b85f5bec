"""What style.md promises to everybody, read with the standard HTML parser."""

from __future__ import annotations

import pytest

from tests.web.conftest import Get, Read
from tests.web.reading import MISSING, PAGES, WRONG_FORMS

EVERY_PAGE = (*PAGES, *WRONG_FORMS, *MISSING)


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_says_its_language_and_has_one_h1(read: Read, address: str) -> None:
    page = read(address)
    assert page.one("html").get("lang") == "en"
    assert page.one("h1").text
    assert page.one("main").get("id") == "main"


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_the_skip_link_comes_first_and_leads_to_main(read: Read, address: str) -> None:
    page = read(address)
    first = page.all("a")[0]
    assert first.get("href") == "#main"
    body = page.elements.index(page.one("body"))
    assert page.elements[body + 1] is first


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_field_has_a_label(read: Read, address: str) -> None:
    page = read(address)
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        if field.get("type") == "hidden":
            continue
        assert field.get("id") in labelled or field.is_in("label"), field.attributes


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_what_is_pointed_at_exists_once(read: Read, address: str) -> None:
    page = read(address)
    ids = [element.get("id") for element in page.elements if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for", "list"):
            assert set(element.get(name).split()) <= set(ids), element.attributes
        if element.get("href").startswith("#"):
            assert element.get("href")[1:] in ids, element.attributes


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_tables_have_a_caption_and_scopes(read: Read, address: str) -> None:
    page = read(address)
    captions = [c.inside[-1] for c in page.all("caption")]
    assert captions == page.all("table")
    assert all(cell.get("scope") for cell in page.all("th"))
    assert all(c.text for c in page.all("caption"))


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_no_script_or_style_stands_inside_a_page(read: Read, address: str) -> None:
    page = read(address)
    for element in page.elements:
        handlers = [name for name in element.attributes if name.startswith("on")]
        assert not handlers, element.attributes
        assert "style" not in element.attributes
        assert not element.get("href").startswith("javascript:")
    assert not page.all("style")
    assert all(s.get("src") and not s.text for s in page.all("script"))


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_links_out_are_http_and_keep_the_opener(read: Read, address: str) -> None:
    page = read(address)
    for link in page.all("a"):
        href = link.get("href")
        assert href.startswith(("/", "#", "http://", "https://"))
        assert link.text, link.attributes
        if href.startswith("http"):
            assert link.get("rel") == "noopener"


def test_titles_are_unique_and_name_what_is_shown(read: Read) -> None:
    addresses = (
        "/",
        "/suggestions?cluster=inovcluster",
        "/suggestions?sectors=textile",
        "/clusters",
        "/clusters?search=textils",
        "/clusters/inovcluster",
        "/partnerships",
        "/partnerships/adpack-g1",
        "/pairs/inovcluster/valorial",
        "/about",
        "/nowhere",
    )
    titles = [read(a).one("title").text for a in addresses]
    assert len(set(titles)) == len(titles)
    assert "InovCluster" in titles[1]
    assert "textils" in titles[4]


@pytest.mark.parametrize("address", WRONG_FORMS)
def test_a_form_that_failed_says_so_in_the_title_and_on_top(
    get: Get, read: Read, address: str
) -> None:
    page = read(address)
    assert get(address).status_code == 400
    assert page.one("title").text.startswith("Error: ")
    if "/pairs/" not in address:
        assert page.one("h2", id="problem-title").text == "There is a problem"


def test_sorted_columns_say_so(read: Read) -> None:
    def sorted_by(address: str) -> list[tuple[str, str]]:
        page = read(address)
        heads = [th for th in page.all("th") if th.get("aria-sort")]
        return [(th.text[:4], th.get("aria-sort")) for th in heads]

    assert sorted_by("/clusters") == [("Name", "ascending")]
    assert sorted_by("/clusters?sort=members") == [("Memb", "descending")]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_without_scripts(read: Read, address: str) -> None:
    page = read(address)
    # Pages with a picture that can be zoomed have a second one.
    assert len(page.all("script")) == 1 + address.startswith(("/network", "/map"))
    assert page.all("noscript") == []
    for form in page.all("form"):
        assert form.get("method") == "get"
        buttons = [b for b in page.all("button") if form in b.inside]
        assert any(button.get("type") == "submit" for button in buttons)


def test_unknown_is_said_in_words(read: Read) -> None:
    assert "not recorded" in read("/partnerships/adpack-g1").one("main").text
