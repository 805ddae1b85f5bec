"""The page of the map: what it shows equals the tables."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Registry
from matcher.explore.markets.presence import Markets
from matcher_web import create_app
from tests.web.conftest import Read
from tests.web.reading import Page


def test_the_page_counts_what_is_on_record(
    client: FlaskClient, registry: Registry
) -> None:
    found = client.get("/map.json").json
    assert found
    countries = {row["code"]: row["n_clusters"] for row in found["countries"]}
    assert countries == Counter(c.country for c in registry.clusters)
    markets = {row["code"]: row["n_partnerships"] for row in found["markets"]}
    counts = Counter(m for p in registry.partnerships for m in p.target_markets)
    assert {code: n for code, n in markets.items() if n} == counts


@pytest.mark.parametrize(
    "query", ["", "only_sectors=food-processing", "only_markets=BR&generation=2"]
)
def test_pictures_and_tables_say_the_same(client: FlaskClient, query: str) -> None:
    page = Page(client.get(f"/map?{query}").text)
    found = client.get(f"/map.json?{query}").json
    assert found
    told = {a.get("aria-label") for a in page.all("a") if a.get("class") == "spot"}
    for row in found["countries"]:
        words = "cluster" if row["n_clusters"] == 1 else "clusters"
        label = f"{row['name']}: {row['n_clusters']} {words}"
        assert (label in told) == bool(row["n_clusters"] and row["code"])
    for row in found["markets"]:
        words = "partnership" if row["n_partnerships"] == 1 else "partnerships"
        label = f"{row['name']}: {row['n_partnerships']} {words}"
        assert (label in told) == bool(row["n_partnerships"])
    rows = list(csv.DictReader(StringIO(client.get(f"/map.csv?{query}").text)))
    assert len(rows) == len(found["countries"]) + len(found["markets"])


@pytest.mark.parametrize("query", ["", "only_sectors=food-processing", "generation=0"])
def test_only_partnerships_that_state_a_market_are_said_to(
    client: FlaskClient, registry: Registry, query: str
) -> None:
    table = client.get(f"/partnerships.csv?{query}&programme=all").text
    found = client.get(f"/map.json?{query}").json
    assert found
    rows = csv.DictReader(StringIO(table))
    fitting = [registry.partnership(row["id"]) for row in rows]
    stating = [p.target_markets for p in fitting if p.target_markets]
    n_markets = len({market for markets in stating for market in markets})
    assert (found["n_stating"], found["n_markets_stated"]) == (len(stating), n_markets)
    page = Page(client.get(f"/map?{query}").text).one("main").text
    words = f"{len(stating)} of {len(fitting)} partnerships state {n_markets} markets."
    assert words in page


def test_the_map_says_why_the_page_of_markets_counts_more(
    client: FlaskClient, read: Read, registry: Registry
) -> None:
    codes = Markets(registry).codes
    stated = {m for p in registry.partnerships for m in p.target_markets}
    words = f"counts {len(codes)}: {len({*codes} - stated)} more only on clusters’ own"
    assert words in read("/map").one("main").text
    narrowed = read("/map?only_markets=BR&generation=2").one("main").text
    assert "; no partnership states a market." in narrowed
    found = client.get("/map.json?only_markets=BR&generation=2").json
    assert found
    n = len(found["markets"])
    assert f"To {n} of the {n} markets in the table only clusters go" in narrowed


@pytest.mark.parametrize(
    "query",
    [
        "",
        "only_sectors=food-processing",
        "only_markets=BR&generation=2",
        "programme=interreg&programme=innosup-1",
        "programme=all&only_sectors=textile",
        "generation=escp-s3",
    ],
)
def test_a_country_leads_to_just_those_clusters(
    client: FlaskClient, query: str
) -> None:
    page = Page(client.get(f"/map?{query}").text)
    spain = next(a for a in page.all("a") if a.get("aria-label").startswith("Spain: "))
    n_clusters = int(spain.get("aria-label").split()[1])
    path, _, there = spain.get("href").partition("?")
    listed = client.get(f"{path}.json?{there}").json
    assert listed
    assert n_clusters == listed.get("n_clusters", listed.get("n_nodes"))


def test_a_map_of_nothing_says_what_to_loosen(read: Read) -> None:
    query = "only_sectors=food-processing&only_sectors=music&all_of=only_sectors"
    page = read(f"/map?{query}")
    assert "No cluster and no partnership fits" in page.one("main").text
    assert not [svg for svg in page.all("svg") if "map" in svg.get("class")]


def test_a_registry_without_partnerships_has_a_map(registry: Registry) -> None:
    alone = Registry((registry.cluster("inovcluster"),), (), (), registry.vocabulary)
    recommender = PartnerRecommender().fit(alone)
    client = create_app({"RECOMMENDER": recommender}).test_client()
    for address in ("/map", "/map.json", "/network", "/network.json", "/network.csv"):
        assert client.get(address).status_code == 200, address
    text = client.get("/network").text
    assert "No membership is on record" in text
