"""Every link and form keeps who asks and the shortlist; nothing else does."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from matcher_web.shortlist.carrying import MOST_BYTES_OF_NOTES
from tests.web.conftest import Get, Read
from tests.web.reading import Page

ASKED = "country=PT&sectors=food-processing&markets=BR&markets=JP&only_countries=FR"
ASKING = f"asking={quote(ASKED)}"
CHOSEN = "shortlist=valorial,wagralim&note_valorial=Ask+Maria"
EVERYWHERE = (
    "/clusters/valorial",
    "/clusters/compare?ids=valorial&ids=wagralim",
    "/pairs/inovcluster/valorial",
    "/complete?clusters=valorial",
    "/nowhere",
    *(
        pytest.param(address, marks=pytest.mark.slow)
        for address in (
            "/clusters",
            "/partnerships",
            "/partnerships/adpack-g1",
            "/synergies",
            "/synergies/adpack2-g2/nf4-g2",
            "/markets",
            "/markets/BR",
            "/network?only_countries=PT",
            "/map",
            "/about",
        )
    ),
)


def open_(client: FlaskClient, address: str, *fields: str) -> Page:
    mark = "&" if "?" in address else "?"
    return Page(client.get(address + mark + "&".join(fields)).text)


def link(page: Page, text: str) -> str:
    return next(a.get("href") for a in page.all("a") if text in a.text)


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_a_page_tells_who_asks_and_links_keep_it(
    client: FlaskClient, address: str
) -> None:
    page = open_(client, address, ASKING, CHOSEN)
    bar = page.one("aside").text
    words = "Cluster from Portugal in Food Processing and Manufacturing, to Brazil"
    assert f"You ask as: {words} and Japan" in bar
    assert "Shortlist: 2 clusters" in bar
    back = link(page, "Back to the list of partners")
    assert back.startswith(f"/suggestions?{ASKED}&shortlist=valorial,wagralim")
    for where in ("Clusters", "Markets"):
        kept = query(link(page, where))
        assert kept["asking"] == [ASKED]
        assert kept["shortlist"] == ["valorial,wagralim"]
        assert kept["note_valorial"] == ["Ask Maria"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/suggestions?cluster=inovcluster",
        "/clusters/compare?ids=valorial&ids=wagralim",
        *(
            pytest.param(address, marks=pytest.mark.slow)
            for address in ("/clusters", "/partnerships", "/synergies", "/markets",
                            "/network", "/map")
        ),
    ],
)  # fmt: skip
def test_forms_keep_it_too(client: FlaskClient, address: str) -> None:
    page = open_(client, address, ASKING, CHOSEN)
    assert page.all("form")
    for form in page.all("form"):
        fields = {
            field.get("name"): field.get("value")
            for field in page.all("input")
            if form in field.inside and field.get("type") == "hidden"
        }
        assert fields["shortlist"] == "valorial,wagralim", form.attributes
        its_own = form.get("action").startswith("/suggestions")
        assert fields.get("asking") == (None if its_own else ASKED), form.attributes


def test_a_list_of_partners_is_its_own_question(read: Read) -> None:
    page = read("/suggestions?cluster=inovcluster&only_countries=FR")
    profile = link(page, "Valorial")
    assert profile.startswith("/clusters/valorial?")
    assert query(profile)["asking"] == ["cluster=inovcluster&only_countries=FR"]
    pair = link(page, "Why this pair")
    assert query(pair)["asking"] == ["cluster=inovcluster&only_countries=FR"]
    assert "asking" not in link(page, "Remove all")
    assert not page.all("aside")


def test_new_and_known_partners_can_all_be_added(get: Get, read: Read) -> None:
    twin = get("/suggestions.json?cluster=inovcluster").json
    assert twin
    listed = [*twin["suggestions"], *twin["known_partners"]]
    words = {f"Shortlist: add {one['cluster']['name']}" for one in listed}
    assert len(words) > 10
    page = read("/suggestions?cluster=inovcluster")
    assert words == {a.text for a in page.all("a") if a.text.startswith("Shortlist: ")}


def test_a_pair_names_who_asks_without_another_field(read: Read) -> None:
    page = read("/suggestions?cluster=inovcluster")
    assert query(link(page, "Why this pair")) == {}
    pair = read("/pairs/inovcluster/valorial")
    assert "You ask as: InovCluster" in pair.one("aside").text
    assert link(pair, "Back to the list") == "/suggestions?cluster=inovcluster"


def test_on_a_page_without_either_links_are_bare(read: Read) -> None:
    for address in ("/clusters", "/markets/BR", "/"):
        page = read(address)
        assert not page.all("aside")
        other = [a for a in page.all("a") if a.get("class") != "keep no-print"]
        assert not [a for a in other if "shortlist=" in a.get("href")]


@pytest.mark.parametrize(
    "address",
    [
        "/clusters?search=food",
        "/clusters/polymeris",
        "/suggestions?sectors=textile&k=3",
    ],
)
def test_added_and_taken_off_is_the_same_address(
    client: FlaskClient, address: str
) -> None:
    page = Page(client.get(address).text)
    add = next(
        a.get("href") for a in page.all("a") if a.text.startswith("Shortlist: add")
    )
    assert "shortlist=" in add
    added = Page(client.get(add.partition("#")[0]).text)
    assert "Shortlist: 1 cluster" in added.one("aside").text
    off = link(added, "On your shortlist").partition("#")[0]
    assert off == address


def test_nobody_is_offered_for_a_full_shortlist(client: FlaskClient) -> None:
    twin = client.get("/clusters.json").json
    assert twin
    ids = ",".join(one["id"] for one in twin["clusters"][:20])
    page = open_(client, "/clusters/valorial", f"shortlist={ids}")
    assert "Your shortlist is full" in page.one("main").text
    assert "Shortlist: 20 clusters" in page.one("aside").text
    assert "Compare, 4 at once" in page.one("aside").text


def test_long_notes_stay_in_the_address_of_the_shortlist(client: FlaskClient) -> None:
    twin = client.get("/clusters.json").json
    assert twin
    ids = [one["id"] for one in twin["clusters"][:20]]
    notes = "&".join(f"note_{one}={'Ω' * 200}" for one in ids)
    asked = f"shortlist={','.join(ids)}&{notes}"
    answer = client.get(f"/clusters/valorial?{asked}")
    page = Page(answer.text)
    assert len(urlsplit(link(page, "Markets")).query) < MOST_BYTES_OF_NOTES
    assert "note_" not in link(page, "Markets")
    assert query(link(page, "Open"))[f"note_{ids[0]}"] == ["Ω" * 200]
    assert "only the shortlist’s own address holds them" in page.one("aside").text


def test_a_wrong_asker_is_told_where_who_asks_would_stand(client: FlaskClient) -> None:
    page = open_(client, "/clusters/valorial", "asking=country%3DAtlantis")
    assert "Who asks cannot be read from the address" in page.one("aside").text
    assert "Atlantis" in page.one("aside").text
    assert "asking" not in link(page, "Markets")


def test_behind_a_proxy_links_keep_its_path(client: FlaskClient) -> None:
    answer = client.get("/clusters/valorial", base_url="http://localhost/partners")
    add = next(
        a.get("href")
        for a in Page(answer.text).all("a")
        if a.text == "Shortlist: add Valorial"
    )
    assert add == "/partners/clusters/valorial?shortlist=valorial"


LINKS: list[tuple[str, dict[str, object]]] = [
    ("home", {}),
    ("home", {"country": None, "k": 5, "variety": True, "focus": ""}),
    ("about", {"_anchor": "limits"}),
    ("cluster", {"cluster_id": "valorial"}),
    ("cluster", {"cluster_id": "não é"}),
    ("cluster", {"cluster_id": "valorial", "_external": True}),
    ("market", {"code": "JP"}),
    ("pair", {"left": "inovcluster", "right": "valorial", "asking": []}),
    ("pair", {"left": "inovcluster", "right": "valorial", "want_markets": ["JP"]}),
    ("profile_pair", {"right": "valorial", "focus": ["a b/c:d?e@f,g&h=ü"]}),
    ("suggestions", {"cluster": "valorial", "only_markets": ("BR", "JP")}),
    ("suggestions", {"only_markets": []}),
    ("suggestions_json", {"cluster": "valorial"}),
]


@pytest.mark.parametrize("base", ["http://localhost", "http://localhost/pre fix"])
@pytest.mark.parametrize("asks", [{}, {"cluster": ["inovcluster"], "focus": ["a&b"]}])
@pytest.mark.parametrize(
    "at", ["/clusters", "/clusters?asking=cluster%3Dvalorial&shortlist=valorial", "/"]
)
def test_links_are_written_as_flask_writes_them(
    client: FlaskClient, at: str, asks: dict[str, object], base: str
) -> None:
    app = client.application
    for endpoint, values in LINKS:
        with app.test_request_context(at, base_url=base):
            g.asking = asks
            written = app.url_for(endpoint, **values)
            assert written == Flask.url_for(app, endpoint, **values)
