"""Searching, narrowing, ordering and paging the list of clusters."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, fold
from tests.web.reading import Page


def found(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/clusters.json?{query}")
    assert response.status_code == 200, response.text
    assert response.json
    return dict(response.json)


@pytest.mark.parametrize("text", ["textils", "TÈXTILS", "aei+text"])
def test_search_minds_neither_case_nor_accents(client: FlaskClient, text: str) -> None:
    ids = [c["id"] for c in found(client, f"search={text}")["clusters"]]
    assert "aei-textils" in ids


def test_search_knows_former_names(client: FlaskClient) -> None:
    names = [c["name"] for c in found(client, "search=plastipolis")["clusters"]]
    assert names == ["Polymeris"]


def test_facets_narrow_and_count(client: FlaskClient) -> None:
    spanish = found(client, "only_countries=ES")
    assert {c["country"] for c in spanish["clusters"]} == {"ES"}
    countries = spanish["facets"]["only_countries"]
    counts = {c["code"]: c["n_clusters"] for c in countries}
    assert counts["ES"] == spanish["n_clusters"]
    both = found(client, "only_countries=ES,FR")
    assert both["n_clusters"] == counts["ES"] + counts["FR"]
    sector = spanish["facets"]["only_sectors"][0]
    narrowed = found(client, f"only_countries=ES&only_sectors={sector['code']}")
    assert narrowed["n_clusters"] == sector["n_clusters"]


def test_pages_hold_everybody_once(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    first = found(client, "")
    seen = [
        cluster["id"]
        for page in range(1, first["n_pages"] + 1)
        for cluster in found(client, f"page={page}")["clusters"]
    ]
    everybody = [cluster.id for cluster in recommender.registry.clusters]
    assert sorted(seen) == everybody
    assert len(first["clusters"]) == 50


def test_orders_put_the_unknown_last(client: FlaskClient) -> None:
    by_members = found(client, "sort=members")["clusters"]
    members = [c["members"] for c in by_members if c["members"] is not None]
    assert members == sorted(members, reverse=True)
    by_history = [
        c["n_partnerships"] for c in found(client, "sort=partnerships")["clusters"]
    ]
    assert by_history == sorted(by_history, reverse=True)


def test_photonics_and_health_is_a_link(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    twin = found(client, "only_technologies=photonics&only_ecosystems=health")
    vocabulary = recommender.registry.vocabulary
    assert twin["clusters"]
    for cluster in twin["clusters"]:
        parents = {p for c in cluster["sectors"] for p in vocabulary.sectors[c].parents}
        assert "photonics" in cluster["technologies"]
        assert "health" in parents
    both = "only_technologies=photonics&only_technologies=laser"
    either = found(client, both)["n_clusters"]
    at_once = found(client, both + "&all_of=only_technologies")
    assert 0 < at_once["n_clusters"] < either
    for cluster in at_once["clusters"]:
        assert {"photonics", "laser"} <= set(cluster["technologies"])


def test_newcomers_and_kinds_of_organisation_are_facets(client: FlaskClient) -> None:
    newcomers = found(client, "past=newcomer")
    assert {c["n_partnerships"] for c in newcomers["clusters"]} == {0}
    partners = found(client, "past=partner&only_types=network")
    assert all(c["n_partnerships"] for c in partners["clusters"])
    counts = {o["code"]: o["n_clusters"] for o in partners["facets"]["only_types"]}
    assert counts["network"] == partners["n_clusters"]


def test_a_market_is_one_of_the_cluster_or_of_its_partnerships_or_holds_it(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    held = {"GCC", *registry.vocabulary.regions["GCC"]}
    regions = {r for r, c in registry.vocabulary.regions.items() if "SA" in c}
    for market, counts in (("GCC", held), ("SA", {"SA", *regions})):
        text = client.get(f"/clusters.csv?only_markets={market}").text
        assert {row["id"] for row in csv.DictReader(StringIO(text))} == {
            c.id for c in registry.clusters if counts & set(registry.markets_of(c.id))
        }


def test_a_misspelt_word_is_mended_and_said(client: FlaskClient) -> None:
    mended = found(client, "search=fotonics")
    assert mended["mended"] == {"fotonics": "photonics"}
    assert mended["clusters"] == found(client, "search=photonics")["clusters"]
    page = Page(client.get("/clusters?search=fotonics").text)
    assert "searched is “photonics”" in page.one("main").text


def test_those_so_called_come_first_until_another_order_is_asked_for(
    client: FlaskClient,
) -> None:
    names = [c["name"] for c in found(client, "search=photonics")["clusters"]]
    n_called = sum("hotonics" in name for name in names)
    assert 0 < n_called < len(names)
    assert all("hotonics" in name for name in names[:n_called])
    by_name = [
        c["name"] for c in found(client, "search=photonics&sort=name")["clusters"]
    ]
    assert by_name == sorted(by_name, key=fold)


def test_an_order_is_turned_round(client: FlaskClient) -> None:
    page = Page(client.get("/clusters?sort=-members").text)
    head = [(th.text[:4], th.get("aria-sort")) for th in page.all("th")]
    assert ("Memb", "ascending") in head
    hrefs = [a.get("href") for a in page.all("a")]
    assert "/clusters?sort=members" in hrefs
    members = [c["members"] for c in found(client, "sort=-members")["clusters"]]
    assert members == sorted(members)


def test_a_facet_keeps_search_and_order_in_its_links(client: FlaskClient) -> None:
    page = Page(client.get("/clusters?search=food&only_countries=ES").text)
    hrefs = [a.get("href") for a in page.all("a")]
    assert "/clusters?search=food&only_countries=ES&sort=members" in hrefs
    assert "/clusters.csv?search=food&only_countries=ES" in hrefs


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=99", "page"),
        ("page=two", "page"),
        ("sort=shoe-size", "sort"),
        ("only_sectors=nonsense", "only_sectors"),
    ],
)
def test_what_cannot_be_listed_is_said(
    client: FlaskClient, query: str, field: str
) -> None:
    twin = client.get(f"/clusters.json?{query}")
    assert twin.status_code == 400
    assert twin.json
    assert list(twin.json["errors"]) == [field]
    assert twin.json["errors"][field] in client.get(f"/clusters?{query}").text.replace(
        "&#39;", "'"
    )


def test_an_empty_result_says_what_to_loosen(client: FlaskClient) -> None:
    page = Page(client.get("/clusters?search=zzzz").text)
    assert "No cluster fits this search" in page.one("main").text
    assert "No record holds all of its words" in page.one("main").text
    page = Page(client.get("/clusters?search=photonics&only_countries=IS").text)
    links = {a.text: a for a in page.all("a")}
    assert links["Country: Iceland"].get("href") == "/clusters?search=photonics"
    n_found = found(client, "search=photonics")["n_clusters"]
    assert f"{n_found} found" in page.one("main").text
    near = Page(client.get("/clusters?search=inovclstr+nowhere").text)
    assert "/clusters/inovcluster" in {a.get("href") for a in near.all("a")}


@pytest.mark.parametrize(
    ("path", "all_of", "word"),
    [
        ("/clusters", "", "or"),
        ("/clusters", "only_sectors", "and"),
        ("/partnerships", "", "or"),
        ("/partnerships", "only_sectors", "and"),
        ("/network", "", "or"),
    ],
)
def test_title_and_chips_tell_any_of_from_all_of(
    client: FlaskClient, path: str, all_of: str, word: str
) -> None:
    query = {"only_sectors": ["textile", "apparel"], "all_of": all_of}
    page = Page(client.get(path, query_string=query).text)
    assert f"Sector: Apparel {word} Textile Manufacturing" in page.one("title").text
    (chips,) = (ul for ul in page.all("ul") if ul.get("class") == "chips")
    told = [li.text for li in page.all("li") if chips in li.inside]
    assert told == [
        "Take off: Sector: Apparel ×",
        f"{word} Take off: Sector: Textile Manufacturing ×",
        "Take all off",
    ]


def test_what_is_chosen_is_a_chip_that_can_be_taken_off(client: FlaskClient) -> None:
    page = Page(
        client.get("/clusters?only_countries=ES&only_countries=FR&past=partner").text
    )
    links = {a.text: a.get("href") for a in page.all("a")}
    assert links["Take off: Country: Spain ×"] == (
        "/clusters?only_countries=FR&past=partner"
    )
    assert links["Take all off"] == "/clusters"
