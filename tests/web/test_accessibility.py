"""What style.md promises to everybody, read with the standard HTML parser."""

from __future__ import annotations

from tests.web.conftest import Get, Read
from tests.web.reading import MISSING, PAGES, WRONG_FORMS

EVERY_PAGE = (*PAGES, *WRONG_FORMS, *MISSING)


def test_a_page_says_its_language_and_has_one_h1(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        assert page.one("html").get("lang") == "en", address
        assert page.one("h1").text, address
        assert page.one("main").get("id") == "main", address


def test_the_skip_link_comes_first_and_leads_to_main(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        first = page.all("a")[0]
        assert first.get("href") == "#main", address
        body = page.elements.index(page.one("body"))
        assert page.elements[body + 1] is first, address


def test_every_field_has_a_label(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        labelled = {label.get("for") for label in page.all("label")}
        for field in page.all("input", "select", "textarea"):
            if field.get("type") == "hidden":
                continue
            assert field.get("id") in labelled or field.is_in("label"), (
                address,
                field.attributes,
            )


def test_what_is_pointed_at_exists_once(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        ids = [element.get("id") for element in page.elements if element.get("id")]
        assert len(ids) == len(set(ids)), address
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "for", "list"):
                assert set(element.get(name).split()) <= set(ids), (
                    address,
                    element.attributes,
                )
            if element.get("href").startswith("#"):
                assert element.get("href")[1:] in ids, (address, element.attributes)


def test_tables_have_a_caption_and_scopes(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        captions = [c.inside[-1] for c in page.all("caption")]
        assert captions == page.all("table"), address
        assert all(cell.get("scope") for cell in page.all("th")), address
        assert all(c.text for c in page.all("caption")), address


def test_no_script_or_style_stands_inside_a_page(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        for element in page.elements:
            handlers = [name for name in element.attributes if name.startswith("on")]
            assert not handlers, (address, element.attributes)
            assert "style" not in element.attributes, address
            assert not element.get("href").startswith("javascript:"), address
        assert not page.all("style"), address
        assert all(s.get("src") and not s.text for s in page.all("script")), address


def test_links_out_are_http_and_keep_the_opener(read: Read) -> None:
    for address in EVERY_PAGE:
        page = read(address)
        for link in page.all("a"):
            href = link.get("href")
            assert href.startswith(("/", "#", "http://", "https://")), address
            assert link.text, (address, link.attributes)
            if href.startswith("http"):
                assert link.get("rel") == "noopener", address


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


def test_a_form_that_failed_says_so_in_the_title_and_on_top(
    get: Get, read: Read
) -> None:
    for address in WRONG_FORMS:
        page = read(address)
        assert get(address).status_code == 400, address
        assert page.one("title").text.startswith("Error: "), address
        if "/pairs/" not in address:
            assert page.one("h2", id="problem-title").text == "There is a problem", (
                address
            )


def test_sorted_columns_say_so(read: Read) -> None:
    def sorted_by(address: str) -> list[tuple[str, str]]:
        page = read(address)
        heads = [th for th in page.all("th") if th.get("aria-sort")]
        return [(th.text[:4], th.get("aria-sort")) for th in heads]

    assert sorted_by("/clusters") == [("Name", "ascending")]
    assert sorted_by("/clusters?sort=members") == [("Memb", "descending")]


def test_a_page_is_whole_without_scripts(read: Read) -> None:
    for address in PAGES:
        page = read(address)
        # Pages with a picture that can be zoomed have a second one.
        assert len(page.all("script")) == 1 + address.startswith(
            ("/network", "/map")
        ), address
        assert page.all("noscript") == [], address
        for form in page.all("form"):
            assert form.get("method") == "get", address
            buttons = [b for b in page.all("button") if form in b.inside]
            assert any(button.get("type") == "submit" for button in buttons), address
