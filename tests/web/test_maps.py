"""Maps: outlines, circles, lines to markets; what they show equals the tables."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from matcher import Markets, PartnerRecommender, Registry, Vocabulary
from matcher_web import create_app
from matcher_web.drawing.countries import country_map, member_map, outline
from matcher_web.drawing.flows import flow_map
from tests.web.conftest import Read
from tests.web.reading import Page

FILE = (
    Path(__file__).resolve().parents[2]
    / "web"
    / "matcher_web"
    / "drawing"
    / "outlines.json"
)


def test_outlines_are_small_and_name_their_source() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text) < 80_000
    assert '"source":"Natural Earth' in text


@pytest.mark.parametrize("part", ["europe", "world"])
def test_outlines_use_the_country_codes_of_the_registry(
    part: str, registry: Registry
) -> None:
    drawn = outline("europe" if part == "europe" else "world")
    known = registry.vocabulary.countries
    assert {*drawn.shapes, *drawn.places} <= {*known}
    assert all(0 <= x <= drawn.width for x, _ in drawn.places.values())
    assert all(0 <= y <= drawn.height for _, y in drawn.places.values())


def test_every_country_and_market_on_record_can_be_shown(registry: Registry) -> None:
    europe, world = outline("europe").places, outline("world").places
    assert {c.country for c in registry.clusters} - {""} <= {*europe}
    regions = registry.vocabulary.regions
    markets = {m for p in registry.partnerships for m in p.target_markets}
    for market in markets:
        assert {*regions.get(market, (market,))} & {*world}, market


def test_crimea_is_drawn_with_ukraine() -> None:
    shapes = outline("europe").shapes
    assert shapes["UA"].count("M") > 1


def test_circles_grow_with_the_count_and_keep_apart() -> None:
    drawn = country_map({"BE": 19, "NL": 40, "LU": 1, "FR": 0})
    radius = {circle.code: circle.radius for circle in drawn.circles}
    assert list(radius) == ["NL", "BE", "LU"]
    assert radius["NL"] > radius["BE"] > radius["LU"]
    for one, other in combinations(drawn.circles, 2):
        apart = hypot(one.x - other.x, one.y - other.y)
        assert apart >= one.radius + other.radius - 0.5
    assert {shape.code: shape.shade for shape in drawn.shapes} == {
        "BE": 2,
        "LU": 1,
        "NL": 4,
    }


def test_who_is_nowhere_or_far_away_is_said() -> None:
    drawn = member_map({"": 2, "NZ": 1, "PT": 1})
    assert drawn.absent == ("", "NZ")
    assert [circle.code for circle in drawn.circles] == ["PT"]
    assert member_map({}).circles == ()


def test_the_broadest_line_leads_where_most_go(registry: Registry) -> None:
    drawn = flow_map({"JP": 2, "ASEAN": 8, "BR": 4}, {"FR": 1}, registry.vocabulary)
    assert [flow.code for flow in drawn.flows] == ["ASEAN", "BR", "JP"]
    breadths = [flow.breadth for flow in drawn.flows]
    assert breadths == sorted(breadths, reverse=True)
    assert [flow.region for flow in drawn.flows] == [True, False, False]
    x, y = outline("world").places["FR"]
    assert all(flow.path.startswith(f"M{float(x)} {float(y)}Q") for flow in drawn.flows)
    japan = outline("world").places["JP"]
    assert (drawn.flows[2].x, drawn.flows[2].y) == japan


def test_without_a_start_or_a_place_there_is_no_line(vocabulary: Vocabulary) -> None:
    assert flow_map({"JP": 1}, {}, vocabulary).absent == ("JP",)
    drawn = flow_map({"AQ": 1}, {"FR": 1}, vocabulary)
    assert (drawn.flows, drawn.absent) == ((), ("AQ",))
    assert flow_map({}, {"FR": 1}, vocabulary).flows == ()


@pytest.fixture
def vocabulary(registry: Registry) -> Vocabulary:
    return registry.vocabulary


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
    listed = client.get(f"/partnerships.json?{query}").json
    found = client.get(f"/map.json?{query}").json
    assert listed
    assert found
    fitting = [registry.partnership(p["id"]) for p in listed["partnerships"]]
    stating = [p.target_markets for p in fitting if p.target_markets]
    n_markets = len({market for markets in stating for market in markets})
    assert (found["n_stating"], found["n_markets_stated"]) == (len(stating), n_markets)
    page = Page(client.get(f"/map?{query}").text).one("main").text
    words = f"{len(stating)} of {len(fitting)} partnerships state {n_markets} markets."
    assert words in page


def test_the_map_says_why_the_page_of_markets_counts_more(
    read: Read, registry: Registry
) -> None:
    codes = Markets(registry).codes
    stated = {m for p in registry.partnerships for m in p.target_markets}
    words = f"counts {len(codes)}: {len({*codes} - stated)} more only on clusters’ own"
    assert words in read("/map").one("main").text
    narrowed = read("/map?only_markets=BR&generation=2").one("main").text
    assert "; no partnership states a market." in narrowed
    assert "To 29 of the 29 markets in the table only clusters go" in narrowed


@pytest.mark.parametrize(
    "query", ["", "only_sectors=food-processing", "only_markets=BR&generation=2"]
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
