"""The table of partnerships, one of them opened, and their twins."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Registry
from matcher.explore.additions import what_it_adds
from matcher.explore.lineage import relatives
from matcher_web import create_app
from tests.toy import block_registry
from tests.web.conftest import Read
from tests.web.reading import Element, Page


def found(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/partnerships.json?{query}")
    assert response.status_code == 200, response.text
    assert response.json
    return dict(response.json)


def ids(client: FlaskClient, query: str) -> list[str]:
    return [p["id"] for p in found(client, query)["partnerships"]]


def links_in(page: Page, element: Element) -> set[str]:
    return {a.get("href") for a in page.all("a") if element in a.inside}


def cells(page: Page, head: str) -> list[Element]:
    """The cells of one column of the table."""
    table = page.one("table", id="found")
    heads = [th for th in page.all("th") if th.get("scope") == "col"]
    place = [th.text.rstrip(" ▴▾") for th in heads if table in th.inside].index(head)
    rows = [tr for tr in page.all("tr") if table in tr.inside][1:]
    return [
        [cell for cell in page.all("th", "td") if row in cell.inside][place]
        for row in rows
    ]


def test_all_stand_in_one_table_with_what_was_promised(
    read: Read, registry: Registry
) -> None:
    pages = [read(f"/partnerships?programme=all&page={n}") for n in (1, 2)]
    shown = [
        (page, tr)
        for page in pages
        for tr in page.all("tr")
        if page.one("table", id="found") in tr.inside and tr.text[:4] != "Part"
    ]
    assert len(shown) == len(registry.partnerships)
    row = next(r for p, r in shown if "/partnerships/peres-g2" in links_in(p, r))
    for text in (
        "ESCP-4i consortium, generation 2, preparation",
        "2018–2019",
        "DITECFER IT",
        "Transportation and Logistics",
        "China, India, Japan, United States",
    ):
        assert text in row.text


def test_who_targets_brazil_india_and_japan_at_once(client: FlaskClient) -> None:
    markets = "only_markets=BR&only_markets=IN&only_markets=JP"
    assert len(ids(client, markets)) > 20
    # Brazil by way of Latin America, which the page says.
    assert ids(client, f"{markets}&all_of=only_markets") == ["elca-g3"]
    assert ids(client, "search=Brazil+India+Japan") == ["elca-g3"]
    page = Page(client.get(f"/partnerships?{markets}&all_of=only_markets").text)
    assert {mark.text for mark in page.all("mark")} == {
        "India",
        "Japan",
        "Latin America (counts for Brazil)",
    }


def test_markets_asked_for_together_count_what_is_left(client: FlaskClient) -> None:
    query = "only_markets=BR&only_markets=US&all_of=only_markets"
    twin = found(client, query)
    counts = {o["code"]: o["n_partnerships"] for o in twin["facets"]["only_markets"]}
    assert counts["BR"] == counts["US"] == twin["n_partnerships"]
    more = ids(client, query + "&only_markets=JP")
    assert len(more) == counts["JP"] < counts["BR"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("rail", {"peres-g1", "peres-g2"}),
        ("adpack2", {"adpack2-g2"}),
        ("eu kets", {"eu-kets4dual-use-g2", "eu-kets4dual-use-2-0-g4"}),
        ("Plastipolis", {"elca-g3"}),
        ("mobigion", {"mobigoin-g1", "mobigoin-action-g2"}),
    ],
)
def test_acronyms_members_and_focus_are_searched(
    client: FlaskClient, search: str, expected: set[str]
) -> None:
    assert expected <= set(ids(client, f"search={search}"))


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("generation=2", "generation", 2),
        ("programme=escp-s3", "programme", "escp-s3"),
        ("programme=Interreg", "programme", "interreg"),
        ("kind=network", "kind", "network"),
        ("kind=agreement", "kind", "agreement"),
        ("standing=ended", "standing", "ended"),
        ("strand=pilot", "strand", "pilot"),
    ],
)
def test_facets_narrow(
    client: FlaskClient, query: str, field: str, value: object
) -> None:
    twin = found(client, query)
    assert twin["partnerships"]
    assert {p[field] for p in twin["partnerships"]} == {value}
    name = query.partition("=")[0]
    counts = {o["code"]: o["n_partnerships"] for o in twin["facets"][name]}
    assert counts[str(value)] == twin["n_partnerships"]


def test_a_list_begins_with_the_first_programme_and_goes_on_to_all(
    client: FlaskClient, registry: Registry
) -> None:
    assert {p["programme"] for p in found(client, "")["partnerships"]} == {"escp-4i"}
    everybody = found(client, "programme=all")
    assert everybody["n_partnerships"] == len(registry.partnerships)
    assert everybody["n_more"] == 0
    for query in ("", "programme=all", "only_sectors=textile"):
        table = client.get(f"/partnerships.csv?{query}").text
        rows = list(csv.DictReader(StringIO(table)))
        assert len(rows) == found(client, query)["n_partnerships"]


def test_other_choices_leave_it_with_the_first_and_words_or_a_kind_do_not(
    client: FlaskClient, registry: Registry
) -> None:
    twin = found(client, "only_sectors=textile")
    textile = [p.programme for p in registry.partnerships if "textile" in p.sectors]
    n_first = textile.count("escp-4i")
    assert twin["n_partnerships"] == n_first
    assert twin["n_more"] == len(textile) - n_first > 0
    page = Page(client.get("/partnerships?only_sectors=textile").text)
    words = f"{twin['n_more']} more partnerships fit"
    links = {a.text: a.get("href") for a in page.all("a")}
    assert links[words] == "/partnerships?programme=all&only_sectors=textile"
    for query in ("search=textile", "kind=consortium"):
        twin = found(client, query)
        assert twin["n_more"] == 0
        assert {p["programme"] for p in twin["partnerships"]} > {"escp-4i"}
        assert "more partnerships" not in client.get(f"/partnerships?{query}").text


def test_a_programme_is_what_people_call_it(client: FlaskClient, read: Read) -> None:
    options = found(client, "")["facets"]["programme"]
    labels = [option["label"] for option in options]
    assert labels[:2] == ["All programmes", "ESCP-4i"]
    assert labels[2:-1] == sorted(labels[2:-1], key=str.casefold)
    for text in cells(read("/partnerships?programme=interreg"), "Programme"):
        assert text.text == "Interreg consortium"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("generation=escp-s3", "programme=escp-s3"),
        ("end=recorded", "standing=running&standing=ended"),
        ("end=not-recorded", "standing=not-recorded"),
    ],
)
def test_addresses_of_before_find_the_same(
    client: FlaskClient, before: str, now: str
) -> None:
    assert found(client, before) == found(client, now)
    assert ids(client, before)


def test_a_registry_without_programmes_is_listed_whole() -> None:
    toy = block_registry()
    client = create_app({"RECOMMENDER": PartnerRecommender().fit(toy)}).test_client()
    twin = found(client, "")
    assert twin["n_partnerships"] == len(toy.partnerships)
    assert "n_more" not in twin
    assert found(client, "programme=all")["partnerships"] == twin["partnerships"]


def test_countries_are_those_of_members(client: FlaskClient) -> None:
    query = "only_countries=PT&only_countries=IT&all_of=only_countries"
    for partnership in found(client, query)["partnerships"]:
        assert {"PT", "IT"} <= set(partnership["countries"])


def test_an_end_is_shown_as_it_is_recorded(client: FlaskClient) -> None:
    for query, recorded in (("standing=ended", True), ("standing=not-recorded", False)):
        twin = found(client, query)
        assert {bool(p["end"]) for p in twin["partnerships"]} == {recorded}
        texts = [
            cell.text
            for cell in cells(Page(client.get(f"/partnerships?{query}").text), "Years")
        ]
        assert all(("not recorded" in text) is not recorded for text in texts)


def test_columns_sort_both_ways_with_the_unknown_last(client: FlaskClient) -> None:
    page = Page(client.get("/partnerships?sort=members").text)
    head = [th for th in page.all("th") if th.get("aria-sort")]
    assert [(th.text[:4], th.get("aria-sort")) for th in head] == [
        ("Comp", "descending")
    ]
    link = next(a for a in page.all("a") if head[0] in a.inside)
    assert link.get("href") == "/partnerships?sort=-members"
    for query, falling in (("sort=members", True), ("sort=-members", False)):
        sizes = [len(p["members"]) for p in found(client, query)["partnerships"]]
        known = [size for size in sizes if size]
        assert known == sorted(known, reverse=falling)
        assert sizes[: len(known)] == known
    for name in ("start", "generation", "strand"):
        values = [p[name] for p in found(client, f"sort={name}")["partnerships"]]
        known = [value for value in values if value not in ("", None)]
        assert known == sorted(known)
        assert values[: len(known)] == known


def test_the_file_holds_what_is_found(client: FlaskClient) -> None:
    text = client.get("/partnerships.csv?generation=4&sort=-start").text
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["id"] for row in rows] == ids(client, "generation=4&sort=-start")
    assert {row["generation"] for row in rows} == {"4"}
    fgoi = next(row for row in rows if row["id"] == "fgoi-g4")
    assert fgoi["strand"] == "A"
    assert int(fgoi["n_members"]) == len(fgoi["members"].split(";"))


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("generation=9", "generation", "There is no '9' here; choose one of 0, 1"),
        ("only_markets=FR", "only_markets", "is in the European Union"),
        (
            "only_markets=XX",
            "only_markets",
            "No market 'XX'; give a country outside the European Union or a region of "
            "such by name or code, such as United States (US).",
        ),
        ("only_ecosystems=x", "only_ecosystems", "There is no 'x' here"),
        ("all_of=strand", "all_of", "Give one of only_ecosystems"),
        ("sort=shoe-size", "sort", "Order by one of name"),
        ("page=9", "page", "Give a page from 1 to 1."),
    ],
)
def test_what_cannot_be_listed_is_said(
    client: FlaskClient, query: str, field: str, words: str
) -> None:
    twin = client.get(f"/partnerships.json?{query}")
    assert twin.status_code == 400
    assert twin.json
    assert list(twin.json["errors"]) == [field]
    assert words in twin.json["errors"][field]
    page = client.get(f"/partnerships?{query}")
    assert page.status_code == 400
    assert client.get(f"/partnerships.csv?{query}").status_code == 400


def test_an_empty_list_says_what_to_let_go(client: FlaskClient) -> None:
    page = Page(client.get("/partnerships?search=rail&strand=pilot&generation=0").text)
    assert "No partnership fits this search" in page.one("main").text
    links = {a.text: a.get("href") for a in page.all("a")}
    assert links["the words of the search"] == (
        "/partnerships?generation=0&strand=pilot"
    )
    assert links["all that is chosen"] == "/partnerships?search=rail"
    near = Page(client.get("/partnerships?search=lazergoo").text)
    assert "/partnerships/laser-go-g1" in {a.get("href") for a in near.all("a")}


def test_the_best_three_for_rail_are_three_clicks_away(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    home = Page(client.get("/").text)
    assert "/partnerships" in {a.get("href") for a in home.all("a")}
    listed = Page(client.get("/partnerships?search=rail").text)
    assert "/partnerships/peres-g2" in {a.get("href") for a in listed.all("a")}
    page = Page(client.get("/partnerships/peres-g2").text)
    section = page.one("section", **{"aria-labelledby": "complete-title"})
    shown = [
        li.get("id") for li in page.all("li") if section in li.inside and li.get("id")
    ]
    found = recommender.answer("peres-g2", k=5)
    best = [*found.suggestions, *found.known_partners]
    assert shown == [suggestion.cluster.id for suggestion in best]
    assert not any(one.known_partner for one in best[:5]), "new partners come first"
    assert not set(shown) & set(recommender.registry.members_of["peres-g2"])


def test_each_says_what_it_adds(
    client: FlaskClient, read: Read, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    page = read("/partnerships/peres-g2")
    twin = client.get("/partnerships/peres-g2.json").json
    assert twin
    for told, suggestion in zip(
        twin["complete"], recommender.answer("peres-g2", k=5).suggestions, strict=True
    ):
        added = what_it_adds(registry, "peres-g2", suggestion.cluster.id)
        assert told["adds"] == added.to_dict()
        card = page.one("li", id=suggestion.cluster.id)
        for line in added.in_words(registry.vocabulary):
            assert line in card.text


def test_its_line_and_its_synergies_are_links(read: Read, registry: Registry) -> None:
    page = read("/partnerships/adpack-g1")
    line = page.one("section", **{"aria-labelledby": "line-title"})
    links = {a.get("href"): a for a in page.all("a")}
    expected = relatives(registry, "adpack-g1")
    assert [r.partnership.id for r in expected] == ["adpack2-g2"]
    assert line in links["/partnerships/adpack2-g2"].inside or line.text
    assert "Successors" in line.text
    assert "Predecessors" not in line.text
    assert expected[0].reason in line.text
    assert [href for href in links if href.startswith("/synergies/adpack-g1/")]


def test_a_partnership_alone_and_one_with_nothing_recorded_are_shown() -> None:
    toy = block_registry(n_in_block=3, n_together=2)
    recommender = PartnerRecommender().fit(toy)
    client = create_app({"RECOMMENDER": recommender}).test_client()
    for address in ("/partnerships", "/partnerships/food-g1"):
        assert client.get(address).status_code == 200
    bare = Registry(toy.clusters, (), (), toy.vocabulary)
    empty = create_app({"RECOMMENDER": PartnerRecommender().fit(bare)}).test_client()
    page = Page(empty.get("/partnerships").text)
    assert "No partnership fits this search" in page.one("main").text
