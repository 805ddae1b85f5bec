"""The pages of markets show what the domain says, and answer wrong questions kindly."""

from __future__ import annotations

import csv
import doctest
from io import StringIO
from typing import Any

import pytest

from matcher import PartnerRecommender, Registry
from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Markets
from matcher.explore.markets.reach import Reach
from matcher.explore.markets.white_spaces import WhiteSpaces
from matcher.explore.matches import best_completions, best_new_pairs
from matcher_web import create_app
from matcher_web.markets import reach_picture
from matcher_web.markets import words as market_words
from tests.explore.trade import registry as registry_of
from tests.explore.trade import toy
from tests.web.conftest import Get, Read
from tests.web.reading import Page

ABSENT = "absent=food-processing&present=paper-packaging"
TOGETHER = "all=BR&all=IN&all=JP"


def told(get: Get, address: str) -> dict[str, Any]:
    response = get(address)
    assert response.status_code == 200, response.text
    assert response.json
    return dict(response.json)


def rows(get: Get, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(get(address).text)))


@pytest.mark.parametrize("module", [market_words, reach_picture])
def test_the_examples_in_the_docstrings_hold(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


def test_the_table_shows_the_counts_of_the_domain(
    read: Read, registry: Registry
) -> None:
    page, reach = read("/markets"), Reach(Markets(registry))
    links = {a.get("href"): a.text for a in page.all("a") if a.is_in("td")}
    agri_food = Activity("ecosystems", "agri-food")
    for market in ("US", "CN", "JP"):
        count = reach.count(agri_food, market)
        shown = links[f"/markets/{market}?activity=agri-food"]
        assert shown == f"{count.partnerships}{count.clusters}"
    spaces = WhiteSpaces(reach)
    textile = Activity("ecosystems", "textile")
    expected = spaces.expected(textile, "AE")
    shown = links["/markets/AE?activity=ecosystem:textile"]
    assert shown == f"○ white space, expected {expected:.1f}"
    by_region = [
        (f"/markets/{market}?activity={reach.activities.key(activity)}", count)
        for activity in reach.active("ecosystems")
        for market in reach.markets.codes
        for count in [reach.count(activity, market)]
        if not count.by_name and not count.nobody
    ]
    assert by_region
    for address, count in by_region:
        wider = count.partnerships_by_region, count.clusters_by_region
        assert links[address] == "({})({})".format(*wider)


def test_page_json_and_csv_rank_the_same_white_spaces(
    get: Get, read: Read, registry: Registry
) -> None:
    ranked = WhiteSpaces(Reach(Markets(registry))).ranked("ecosystems")
    json = told(get, "/markets.json")
    assert json["n_white_spaces"] == len(ranked)
    shown = [(s["market"], s["expected"]) for s in json["white_spaces"]]
    assert shown == [(s.market, s.expected) for s in ranked[:10]]
    table = rows(get, "/markets.csv")
    listed = [(r["market"], float(r["expected_partnerships"])) for r in table]
    assert listed[: len(ranked)] == [(s.market, s.expected) for s in ranked]
    assert {r["white_space"] for r in table[: len(ranked)]} == {"true"}
    assert {r["white_space"] for r in table[len(ranked) :]} == {"false"}
    label = registry.vocabulary.label
    heads = [h.text for h in read("/markets").all("h3")]
    assert [h.rpartition(" in ")[2] for h in heads] == [
        label(s.market) for s in ranked[:10]
    ]


def test_where_food_is_absent_and_packaging_goes(
    get: Get, read: Read, registry: Registry
) -> None:
    reach = Reach(Markets(registry))
    food, packaging = (
        reach.activities.find(code) for code in ("food-processing", "paper-packaging")
    )
    gaps = reach.gaps(absent=food, present=packaging)
    json = told(get, f"/markets.json?{ABSENT}")
    assert [m["market"] for m in json["markets"]] == [g.market for g in gaps]
    assert json["markets"][0]["present"] == gaps[0].present._asdict()
    table = rows(get, f"/markets.csv?{ABSENT}")
    assert [r["market"] for r in table] == [g.market for g in gaps]
    page = read(f"/markets?{ABSENT}")
    assert page.one("h1").text == (
        "Where Food Processing and Manufacturing is absent and Paper and Packaging "
        f"goes: {len(gaps)} markets"
    )
    found = [h2.text for h2 in page.all("h2") if h2.is_in("ol")]
    assert found == [registry.vocabulary.label(gap.market) for gap in gaps]
    chosen = [o.get("value") for o in page.all("option") if "selected" in o.attributes]
    assert chosen == ["food-processing", "paper-packaging"]


def test_the_labels_and_the_old_question_are_understood(get: Get) -> None:
    by_label = "/markets.json?absent=Food+processing+and+manufacturing&present=Plastics"
    by_code = "/markets.json?absent=food-processing&present=plastics"
    assert told(get, by_label) == told(get, by_code)


def test_where_nothing_is_found_the_page_says_what_to_do(read: Read) -> None:
    page = read("/markets?absent=agri-food&present=packaging-technology")
    assert "goes wherever Packaging technologies goes" in page.one("main").text
    swap = "/markets?absent=packaging-technology&present=agri-food"
    assert swap in {a.get("href") for a in page.all("a")}
    page = read("/markets?all=BR,RU,KE")
    assert "Nobody states all of these markets" in page.one("main").text
    assert "/markets?all=RU&all=KE" in {a.get("href") for a in page.all("a")}


def test_who_targets_all_of_some_markets(
    get: Get, read: Read, registry: Registry
) -> None:
    markets = Markets(registry)
    codes = ["BR", "IN", "JP"]
    partnerships = markets.partnerships_at_all(codes)
    clusters = markets.clusters_at_all(codes)
    json = told(get, f"/markets.json?{TOGETHER}")
    assert json["found"] == {
        "partnerships": [p.to_dict() | {"via": list(p.via)} for p in partnerships]
        and [
            {**p.to_dict(), "partnerships": [], "via": [*p.via]} for p in partnerships
        ],
        "clusters": [
            {**p.to_dict(), "partnerships": [*p.partnerships], "via": [*p.via]}
            for p in clusters
        ],
    }
    table = rows(get, f"/markets.csv?{TOGETHER}")
    assert [r["id"] for r in table] == [p.id for p in (*partnerships, *clusters)]
    page = read(f"/markets?{TOGETHER}")
    assert page.one("h1").text == (
        "Who targets Brazil, India and Japan: 1 partnership and 6 clusters"
    )
    assert "ELCA" in page.one("main").text
    assert "only by Latin America" in page.one("main").text


def test_what_is_pieced_together_is_counted_apart(
    get: Get, read: Read, registry: Registry
) -> None:
    def has_all(codes: tuple[str, ...]) -> bool:
        return {"CA", "JP"} <= {*codes}

    at_once = {
        cluster.id
        for cluster in registry.clusters
        if has_all(cluster.target_markets)
        or any(
            has_all(registry.partnership(id).target_markets)
            for id in registry.partnerships_of[cluster.id]
        )
    }
    everybody = {c.id for c in registry.clusters if has_all(registry.markets_of(c.id))}
    json = told(get, "/markets.json?all=CA&all=JP")
    assert json["clusters_at_once"] == len(at_once)
    assert json["clusters_pieced_together"] == len(everybody - at_once) > 0
    clusters = json["found"]["clusters"]
    assert {c["id"] for c in clusters if c["at_once"]} == at_once
    table = rows(get, "/markets.csv?all=CA&all=JP")
    pieced = {r["id"] for r in table if r["at_once"] == "false"}
    assert pieced == everybody - at_once
    page = read("/markets?all=CA&all=JP")
    lede = next(p.text for p in page.all("p") if p.get("class") == "lede")
    assert lede == (
        "Clusters go by themselves or through a partnership: "
        f"{len(at_once)} have all of these at once, on their own record or by one "
        f"partnership; {len(pieced)} only pieced together from several. "
        "Every one is stated by name."
    )
    badges = [span for span in page.all("span") if span.text == "pieced together"]
    assert len(badges) == len(pieced)
    assert "pieced together" not in read("/markets?all=JP").one("main").text


def test_one_market_shows_everybody_apart_by_name_and_by_region(
    get: Get, read: Read, registry: Registry
) -> None:
    count = Markets(registry).count("BR")
    json = told(get, "/markets/BR.json")
    assert {name: json[name] for name in count._fields} == count._asdict()
    page = read("/markets/BR")
    assert page.one("h1").text == (
        f"Who goes to Brazil: {count.partnerships} partnerships and "
        f"{count.clusters} clusters"
    )
    wider = (
        f"{count.partnerships_by_region} partnerships and {count.clusters_by_region} "
        "clusters more only by region"
    )
    assert wider in page.one("main").text
    table = rows(get, "/markets/BR.csv")
    assert sum(r["by_name"] == "true" for r in table) == sum(count[:2])
    assert len(table) == sum(count)
    assert sum(json["by_round"]) == count.partnerships


def test_the_pairs_and_consortia_are_the_recommenders(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    markets = Markets(recommender.registry)
    pairs = best_new_pairs(recommender, markets, "BR", k=5)
    completions = best_completions(recommender, markets, "BR", k=5)
    json = told(get, "/markets/BR.json")
    assert [p["suggestion"]["score"] for p in json["new_pairs"]] == [
        p.suggestion.score for p in pairs
    ]
    assert [
        (
            c["partnership"]["id"],
            c["suggestion"]["cluster"]["id"],
            c["suggestion"]["score"],
        )
        for c in json["complete"]
    ] == [
        (c.partnership.id, c.suggestion.cluster.id, c.suggestion.score)
        for c in completions
    ]
    shown = read("/markets/BR").all("data")
    assert shown[0].text in ("Weak", "Fair", "Strong", "Very strong")
    scores = [float(d.get("value")) for d in shown]
    assert scores == [m.suggestion.score for m in (*pairs, *completions)]


def test_a_cell_opens_who_is_there_or_who_could_go(get: Get, read: Read) -> None:
    page = read("/markets/BR?activity=agri-food")
    assert page.one("h1").text.startswith("Agri-food in Brazil: 1 partnership and ")
    assert "Feeding the Planet" in page.one("main").text
    white = read("/markets/AE?activity=ecosystem:textile")
    assert white.one("h1").text == "Textiles in United Arab Emirates: nobody"
    assert "Its past partner SAFE goes there" in white.one("main").text
    json = told(get, "/markets/AE.json?activity=ecosystem:textile")
    assert json["white_spaces"][0]["clusters"][0]["reasons"]
    assert rows(get, "/markets/AE.csv?activity=ecosystem:textile") == []


def test_markets_are_ordered_as_asked(get: Get) -> None:
    def order(sort: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = told(get, f"/markets.json?sort={sort}")["markets"]
        return found

    assert {m["market"] for m in order("name")} == {m["market"] for m in order("")}
    countries = [m for m in order("clusters") if not m["is_region"]]
    counts = [m["clusters"] for m in countries]
    assert counts == sorted(counts, reverse=True)
    assert order("name")[0]["label"] == "Algeria"
    for sort in ("", "clusters", "name"):
        regions = [m["is_region"] for m in order(sort)]
        assert regions == sorted(regions), "whole regions come last"


def test_rounds_add_up(get: Get, registry: Registry) -> None:
    names = ["generation_0", "generation_1", "generation_2", "generation_3"]
    table = rows(get, "/markets/over-time.csv")
    for row in table:
        others = ("generation_4", "other_cooperation")
        by_round = [int(row[name]) for name in (*names, *others)]
        assert sum(by_round) == int(row["partnerships"])
    rounds = told(get, "/markets.json")["rounds"]
    assert sum(r["n_partnerships"] for r in rounds) == len(registry.partnerships)
    assert [r["year"] for r in rounds[:5]] == ["2012", "2016", "2018", "2020", "2021"]
    assert [(r["label"], r["year"]) for r in rounds[5:]] == [("Other cooperation", "")]


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("absent=packing&present=plastics", "absent", "did you mean"),
        ("absent=plastics", "present", "Choose a sector, a technology or an ecosystem"),
        ("absent=plastics&present=plastics", "present", "stands on both sides; choose"),
        ("all=Atlantis", "all", "No market 'Atlantis'"),
        ("all=FR", "all", "'FR' is in the European Union"),
        ("all=BR&absent=plastics&present=textile", "all", "a question of its own"),
        ("by=colour", "by", "Give one of sectors, technologies, ecosystems."),
        ("sort=up", "sort", "Give one of partnerships, clusters, name."),
        ("k=0", "k", "Give a whole number from 1 to 100."),
        ("k=many", "k", "Give a whole number from 1 to 100."),
        ("activity=shoe-size", "activity", "No sector, technology or ecosystem"),
    ],
)
def test_a_wrong_question_names_the_field_on_page_and_twins(
    get: Get, read: Read, query: str, field: str, words: str
) -> None:
    for address in ("/markets.json", "/markets/BR.json"):
        response = get(f"{address}?{query}")
        assert response.status_code == 400
        assert response.json
        assert words in response.json["errors"][field]
    for address in ("/markets.csv", "/markets/over-time.csv", "/markets/BR.csv"):
        response = get(f"{address}?{query}")
        assert response.status_code == 400
        assert words in response.text
    assert get(f"/markets?{query}").status_code == 400
    assert words in read(f"/markets?{query}").one("main").text


def test_an_unknown_market_is_missing_with_the_nearest(get: Get) -> None:
    response = get("/markets/Brazil")
    assert response.status_code == 404
    assert "did you mean &#39;BR&#39;?" in response.text
    assert get("/markets/FR.csv").status_code == 404


@pytest.mark.parametrize("home", [toy(), registry_of([], [], {})], ids=["toy", "none"])
def test_small_registries_have_pages_too(home: Registry) -> None:
    client = create_app({"RECOMMENDER": PartnerRecommender().fit(home)}).test_client()
    for address in (
        "/markets",
        "/markets?by=technologies",
        f"/markets?{ABSENT}",
        f"/markets?{TOGETHER}",
        "/markets?activity=tobacco",
        "/markets/BR",
        "/markets/ASEAN",
        "/markets/IN?activity=food-processing",
        "/markets.csv",
        "/markets/over-time.csv",
        "/markets/BR.json",
    ):
        assert client.get(address).status_code == 200, address


def test_the_toy_reads_as_worked_out_by_hand() -> None:
    client = create_app({"RECOMMENDER": PartnerRecommender().fit(toy())}).test_client()
    page = Page(client.get("/markets?by=sectors").text)
    heads = [h.text for h in page.all("h3")]
    assert heads[:2] == [
        "Paper and Packaging in Japan",
        "Food Processing and Manufacturing in India",
    ]
    assert "0.5 of 1 partnership expected" in page.one("main").text


@pytest.mark.parametrize("code", ["JP", "BR"])
def test_what_does_not_go_is_named_though_nothing_is_expected(
    get: Get, registry: Registry, code: str
) -> None:
    reach = Reach(Markets(registry))
    spaces = WhiteSpaces(reach)
    for kind in ("ecosystems", "sectors", "technologies"):
        nobody = {a for a in reach.active(kind) if reach.count(a, code).nobody}
        json = told(get, f"/markets/{code}.json?by={kind}&k=100")
        named = {one["activity"] for one in json["unforeseen"]}
        white = {one["activity"] for one in json["white_spaces"]}
        assert named.isdisjoint(white)
        assert named | white == set(map(reach.activities.key, nobody))
        shown = get(f"/markets/{code}?by={kind}").text
        for activity in nobody:
            if not spaces.expected(activity, code):
                assert (
                    reach.activities.label(activity)
                    in shown.split("white-spaces-title")[-1]
                )
    assert "Nobody goes there of Retail" in get(f"/markets/{code}").text


def test_where_no_activity_lacks_the_page_says_so(get: Get) -> None:
    words = get("/markets/US?by=technologies").text
    assert "There is none: wherever something of the technologies is expected" in words
    assert "Nobody states it by name" not in words
    assert "Nobody states it by name" in get("/markets/BT").text
