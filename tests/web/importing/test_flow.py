"""Lists are chosen, read, corrected and taken over; nothing is written before."""

from __future__ import annotations

from matcher import check_package, load_registry
from tests.web.importing.conftest import (
    FOOD,
    HEADER,
    IMPORT,
    LIST,
    ROWS,
    Site,
    workbook,
)


def fault(site: Site, *files: tuple[str, bytes]) -> str:
    answer = site.choose(*files)
    assert answer.status_code == 400
    assert site.desk.uploads.waiting() == []
    return answer.text


def test_a_list_comes_in_and_every_page_shows_it(site: Site) -> None:
    address = site.open()
    (upload,) = site.desk.uploads.waiting()
    page = site.page(address)
    assert page.one("h1").text == "What is read of liste.xlsx"
    assert "2 clusters: 2 new" in page.one("ul", **{"class": "lede plain"}).text
    section = page.one("section", **{"aria-labelledby": "new"})
    assert "GermanyTextile Manufacturingnot recordedJapan, United States85–" in (
        section.text
    )
    assert not site.folder.exists()
    assert site.client.get("/clusters/netz-nord").status_code == 404

    taken = site.page(site.take(address))
    assert taken.one("h1").text == "Taken over: liste.xlsx"
    links = {link.get("href") for link in taken.all("a")}
    assert {"/clusters/netz-nord", "/suggestions?cluster=netz-nord"} <= links
    assert site.page("/clusters/netz-nord").one("h1").text == "Netz Nord"
    assert "Netz Nord" in site.page("/suggestions?cluster=netz-nord").one("h1").text
    assert check_package(site.folder) == ()
    cluster = load_registry(site.folder).cluster("netz-nord")
    assert (cluster.country, cluster.members) == ("DE", 85)
    assert {*cluster.target_markets} == {"JP", "US"}
    assert load_registry(site.folder).cluster("food-0")  # what was served is in it
    assert upload.files == ()
    assert site.client.get(address).headers["Location"] == f"{address}/taken"


def test_a_column_is_corrected_and_known_the_next_time(site: Site) -> None:
    address = site.open()
    page = site.page(address)
    assert "open" in page.one("details", **{"class": "sheet"}).attributes
    assert "not known: please look" in page.one("tr", **{"class": "guessed"}).text
    answer = site.correct(address, column_0_5="focus", column_0_2="technologies")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    chosen = [
        one for one in site.page(address).all("option") if "selected" in one.attributes
    ]
    assert {"focus", "technologies"} <= {one.get("value") for one in chosen}
    site.take(address)
    assert load_registry(site.folder).cluster("netz-nord").focus == "gut"
    assert (site.folder / "import.toml").is_file()
    again = site.page(site.open(("neu.xlsx", workbook([HEADER, *ROWS]))))
    assert "All of it is known already" in again.one("form", id="page").text


def test_a_word_is_named_once(site: Site) -> None:
    address = site.open()
    words = {label.text: label.get("for") for label in site.page(address).all("label")}
    name = words["Blechkuchen"].replace("-", "_")
    wrong = site.correct(address, **{name: "Blech", "column_0_5": "focus"})
    assert wrong.status_code == 400
    assert 'value="Blech"' in wrong.text  # what was typed stands there still
    site.correct(address, **{name: "textile"})
    answered = site.page(address).one("input", id="word-1")
    assert answered.get("value") == "Textile Manufacturing"
    site.take(address)
    sectors = load_registry(site.folder).cluster("alpenrand").sectors
    assert {*sectors} == {"food-processing", "textile"}


def test_a_word_named_at_an_earlier_import_can_be_changed(site: Site) -> None:
    address = site.open()
    words = {label.text: label.get("for") for label in site.page(address).all("label")}
    name = words["Blechkuchen"].replace("-", "_")
    assert "kept-0" not in site.client.get(address).text
    site.correct(address, **{name: "textile"})
    site.take(address)
    again = site.open(("neu.xlsx", workbook([HEADER, *ROWS])))
    kept = site.page(again).one("input", id="kept-0")
    assert kept.get("value") == "Textile Manufacturing"
    assert site.correct(again, kept_0="Blech").status_code == 400
    site.correct(again, kept_0="plastics")
    assert "lastics" in site.page(again).one("input", id="kept-0").get("value")
    site.take(again)
    assert '"blechkuchen" = ["plastics"]' in (site.folder / "import.toml").read_text()


def test_what_is_corrected_is_shown_before_it_is_taken_over(site: Site) -> None:
    address = site.open()
    answer = site.correct(address, "take", column_0_4="sme_members")
    assert answer.headers["Location"] == address
    assert not site.folder.exists()
    assert "Not taken over yet." in site.client.get(address).text
    site.correct(address, column_0_4="members")  # asked to read it, not to take it
    assert "Not taken over yet." not in site.client.get(address).text
    site.correct(address, "take", column_0_4="sme_members")
    site.take(address)
    assert load_registry(site.folder).cluster("netz-nord").sme_members == 85


def test_a_page_that_was_overtaken_changes_nothing(site: Site) -> None:
    address = site.open()
    site.correct(address)
    answer = site.post(address, {"read": "1", "do": "take"})
    assert answer.status_code == 400
    assert "It was read again since this page was opened." in answer.text
    assert not site.folder.exists()


def test_the_same_list_again_changes_nothing(site: Site) -> None:
    site.take(site.open())
    before = {one.name: one.read_bytes() for one in site.folder.iterdir()}
    address = site.open()
    button = [b for b in site.page(address).all("button") if b.get("value") == "take"]
    assert all("disabled" in one.attributes for one in button)
    taken = site.page(site.take(address))
    assert taken.one("h1").text == "Nothing was new in liste.xlsx"
    assert {one.name: one.read_bytes() for one in site.folder.iterdir()} == before


def test_a_mapping_goes_and_comes_along(site: Site) -> None:
    address = site.open()
    site.correct(address, column_0_4="sme_members")
    given = site.client.get(f"{address}.toml")
    assert given.mimetype == "application/toml"
    assert given.headers["Content-Disposition"] == 'attachment; filename="import.toml"'
    site.correct(address, "forget")
    again = site.open(("liste.xlsx", LIST), ("import.toml", given.data))
    site.take(again)
    assert load_registry(site.folder).cluster("netz-nord").sme_members == 85


def test_files_are_forgotten_when_asked(site: Site) -> None:
    address = site.open()
    assert site.page(IMPORT).one("a", href=address).text == "liste.xlsx"
    answer = site.correct(address, "forget")
    assert answer.headers["Location"] == IMPORT
    assert site.desk.uploads.waiting() == []
    gone = site.page(address, 404)
    assert "These files are not kept any more" in gone.one("main").text
    assert site.client.get(f"{address}.json").json
    assert site.client.get(f"{address}/taken").status_code == 404


def test_the_twin_is_the_whole_report(site: Site) -> None:
    address = site.open()
    told = site.client.get(f"{address}.json").json
    upload = site.desk.uploads.waiting()[0]
    assert upload.report
    assert told
    assert told["words"] == upload.report.document()["words"]
    assert told["counts"]["clusters"] == {"new": 2, "updated": 0, "unchanged": 0}
    site.take(address)
    assert site.client.get(f"{address}.json").headers["Location"] == (
        f"{address}/taken.json"
    )
    taken = site.client.get(f"{address}/taken.json").json
    assert taken
    assert taken["written"]


def test_long_lists_end_with_the_whole_report(site: Site) -> None:
    names = [f"Netzwerk Holz Nummer {n}" for n in range(60)]
    rows = [[name, "DE", f"{FOOD}; Un{n}wort"] for n, name in enumerate(names)]
    address = site.open(("lang.xlsx", workbook([HEADER, *rows])))
    text = site.client.get(address).text
    more = f': <a href="{address}.json">the whole report (JSON)</a>'
    assert text.count(f"And 10 more{more}") >= 2


def test_several_files_come_in_at_once(site: Site) -> None:
    second = "name;country\nAndere;FR\n".encode("utf-16")
    address = site.open(("a/liste.xlsx", LIST), ("liste.xlsx", second))
    page = site.page(address)
    assert page.one("h1").text == "What is read of liste.xlsx and liste (2).xlsx"
    site.take(address)
    assert load_registry(site.folder).cluster("andere").country == "FR"


def test_what_cannot_be_read_is_told_beside_the_field(site: Site) -> None:
    assert "Choose a file: a spreadsheet, a CSV, or JSON." in fault(site)
    assert "choose 20 at most" in fault(site, *[(f"{n}.csv", b"x") for n in range(21)])
    two = ("a.toml", b""), ("b.toml", b"")
    assert "Choose one mapping" in fault(site, ("a.xlsx", LIST), *two)
    assert "PDF" in fault(site, ("a.xlsx", b"%PDF-1.4 x"))
    wrong = ("a.toml", b'[columns]\n"land" = "kontry"\n')
    told = fault(site, ("a.xlsx", LIST), wrong)
    assert "a.toml line 2" in told


def test_a_sheet_that_was_left_out_can_be_taken(site: Site) -> None:
    titled = [["Unsere Liste"], ["Blau", "Rot"], ["Netzwerk Holz", "DE"]]
    address = site.open(("a.xlsx", workbook(titled)))
    page = site.page(address)
    assert "No cluster, partnership or membership was found." in page.one("main").text
    site.correct(address, table_0="clusters", header_0="2")
    site.correct(address, column_0_0="name", column_0_1="country")
    site.take(address)
    assert load_registry(site.folder).cluster("netzwerk-holz").country == "DE"


def test_two_new_ones_that_are_one_come_in_as_one(site: Site) -> None:
    alike = ["Netzwerk Holz Eifel", "Netzwerk Holz Eifell"]
    rows = [[name, "DE", FOOD] for name in alike]
    address = site.open(("a.xlsx", workbook([HEADER, *rows])))
    page = site.page(address)
    assert "which is new too" in page.one("fieldset", **{"class": "near"}).text
    assert not [a for a in page.all("a") if "eifel" in a.get("href")]
    site.correct(address, near_0="same")
    site.take(address)
    found = load_registry(site.folder).clusters_called(alike[0])
    assert found == load_registry(site.folder).clusters_called(alike[1])


def test_strange_addresses_of_an_import_are_told(site: Site) -> None:
    known = site.open()
    for token in ("x", "%00", "..", "é", "<b>", "a" * 5_000, f"{known[-32:]}x"):
        for ending in ("", ".json", ".toml", "/taken", "/taken.json", "/taken.csv"):
            address = f"{IMPORT}/{token}{ending}?colour=blue&shortlist=x"
            assert site.client.get(address).status_code in (301, 302, 303, 308, 404)
    told = site.client.get(f"{known}?colour=blue").text
    assert "&#39;colour&#39; in the address means nothing here" in told
