"""The page of a consortium: proposed, chosen, changed, compared and taken away."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from matcher import Goals, PartnerRecommender
from tests.toy import block_registry
from tests.web.conftest import Get, Read
from tests.web.conftest import opened as over
from tests.web.reading import Page

CALL = "COS-CLUSINT-2020-3-01/A"
ASKED = f"/consortium?start=inovcluster&want_markets=JP,BR&call={CALL}"
TEAM = "food-0,food-1,space-2"


@pytest.fixture(scope="module")
def toy() -> FlaskClient:
    """The application over blocks of clusters that share nothing."""
    return over(block_registry())


def fields(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def links(page: Page, words: str) -> list[str]:
    return [a.get("href") for a in page.all("a") if words in a.text]


def link(page: Page, words: str) -> str:
    return links(page, words)[0]


def opened(client: FlaskClient, address: str, status: int = 200) -> Page:
    answer = client.get(address)
    assert answer.status_code == status, address
    return Page(answer.text)


def told(client: FlaskClient, address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    found: dict[str, Any] = client.get(f"{path}.json?{query}").json
    return found


@pytest.mark.slow
def test_the_answer_of_the_page_is_that_of_the_recommender(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    expected = recommender.consortia(
        ["inovcluster"], goals=Goals(markets=["JP", "BR"]), call=CALL
    )
    twin = get(ASKED.replace("/consortium", "/consortium.json")).json
    assert [c["members"] for c in twin["consortia"]] == [
        [one.id for one in found.members] for found in expected
    ]
    assert [c["value"] for c in twin["consortia"]] == [c.value for c in expected]
    assert {c["proven"] for c in twin["consortia"]} == {True}
    page = read(ASKED)
    members = page.one("ol", **{"class": "short members"})
    names = [
        a.text
        for a in page.all("a")
        if members in a.inside and "strong" in a.get("class")
    ]
    assert names == [one.name for one in expected[0].members]
    values = [float(d.get("value")) for d in page.all("data")]
    assert expected[0].value in values
    assert all(share.adds in values for share in expected[0].shares)


def test_rules_stand_apart_and_what_nobody_can_tell_is_to_confirm(read: Read) -> None:
    page = read(ASKED)
    text = page.one("section", **{"aria-labelledby": "gaps-title"}).text
    titles = ("Covered Brazil", "To confirm", "Rules that are met", "Advice, which")
    places = [text.index(words) for words in titles]
    assert places == sorted(places)
    assert "Cannot tell every member is registered on the ECCP" in text
    assert "Met markets \N{LESS-THAN OR EQUAL TO} 5" in text
    main = page.one("main").text
    assert "This call is closed: its last day was 2 December 2020." in main
    assert "EU grant at most EUR 550,000 (one source says 450,000)" in main
    assert "How sure its rules on members are: high (two pages agree, or one" in main
    assert "outside EU, Albania, Armenia, " in text
    assert "2 markets aimed at: Brazil, Japan" in text
    assert "Proven to be the best" in page.one("main").text


def test_nothing_asked_explains_and_offers_a_start(read: Read) -> None:
    page = read("/consortium")
    assert page.one("h1").text == "Build a consortium"
    assert page.one("details", id="ask").get("open") is not None
    assert "open" in page.one("details", id="ask").attributes
    assert page.one("input", id="start").get("list") == "clusters"
    offered = {o.get("value"): o.text for o in page.all("option")}
    assert offered["adpack-g1"] == "AdPack, a partnership to start from"
    assert "InovCluster" in offered
    chosen = page.one("select", id="call")
    calls = [o.text for o in page.all("option") if chosen in o.inside]
    (known,) = [words for words in calls if f"({CALL}, 2020)" in words]
    assert "Clusters Go International 2020, strand A" in known
    assert "Print this page" not in page.one("main").text


def test_a_consortium_is_built_of_wishes_alone(toy: FlaskClient) -> None:
    found = told(toy, "/consortium?want_markets=JP,BR&must=markets&size=3")
    first = found["consortia"][0]
    assert len(first["members"]) == 3
    assert first["proven"]
    assert {s["by"][:4] for p in first["parts"] for s in p["served"]} == {
        "food",
        "spac",
    }


def test_a_member_is_swapped_by_a_link(toy: FlaskClient) -> None:
    address = f"/consortium?start=food-0&members={TEAM}&want_markets=JP"
    before = told(toy, address)
    page = opened(toy, address)
    swap = before["changes"]["swaps"]["space-2"][0]
    to = link(page, " in place of Space 2")
    after = told(toy, to)
    assert fields(to)["members"] == [
        ",".join(sorted(["food-0", "food-1", swap["into"]]))
    ]
    gained = after["consortia"][0]["value"] - before["consortia"][0]["value"]
    assert gained == pytest.approx(swap["gain"], abs=1e-9)
    assert "Swap Food 0" not in page.one("main").text  # who asks stays


def test_a_member_is_locked_kept_out_and_left_out(toy: FlaskClient) -> None:
    address = f"/consortium?start=food-0&members={TEAM}&want_markets=JP"
    page = opened(toy, address)
    locked = link(page, "Lock Space 2")
    assert fields(locked)["lock"] == ["space-2"]
    kept = opened(toy, locked)
    assert "Unlock Space 2" in kept.one("main").text
    assert not links(kept, " in place of Space 2")  # nobody is offered in its place
    again = told(toy, link(kept, "Propose anew"))
    assert all("space-2" in one["members"] for one in again["consortia"])
    left = told(toy, link(page, "Remove Food 1"))
    assert left["consortia"][0]["members"] == ["food-0", "space-2"]
    banned = told(toy, link(page, "Remove for good Food 1"))
    assert banned["query"]["ban"] == ["food-1"]
    assert banned["consortia"][0]["members"] == ["food-0", "space-2"]
    offered = banned["changes"]["swaps"].values()
    assert "food-1" not in {one["into"] for swaps in offered for one in swaps}


def test_whom_is_kept_out_of_a_proposal_is_in_none(toy: FlaskClient) -> None:
    page = opened(toy, "/consortium?start=food-0&size=3")
    found = told(toy, link(page, "Remove for good"))
    (out,) = found["query"]["ban"]
    assert found["proposed"]
    assert all(out not in one["members"] for one in found["consortia"])


def test_the_best_next_member_fills_the_largest_gap(toy: FlaskClient) -> None:
    page = opened(toy, "/consortium?members=food-0,food-1&want_markets=JP")
    section = page.one("section", **{"aria-labelledby": "next-title"})
    assert "For what is missing most: Japan." in section.text
    after = told(toy, link(page, "Add Space"))
    (served,) = next(p["served"] for p in after["consortia"][0]["parts"] if p["served"])
    assert served["by"].startswith("space")


def test_another_proposal_is_compared_and_taken(toy: FlaskClient) -> None:
    address = "/consortium?start=food-0&size=4"
    page, found = opened(toy, address), told(toy, address)
    first, second, *_ = (one["members"] for one in found["consortia"])
    assert len({*second} - {*first}) >= 2
    beside = opened(toy, link(page, "Compare with proposal 1"))
    table = beside.one("table", **{"class": "compare side-by-side by-side of-2"})
    bold = {b.text for b in beside.all("b") if table in b.inside}
    apart = {*first} ^ {*second}
    assert "Each has at least two members" in page.one("main").text
    assert "Each has at least two members" not in beside.one("main").text
    assert "which may be one" in beside.one("main").text
    assert "Print this page" in beside.one("main").text
    assert bold == {one.replace("-", " ").title() for one in apart}
    taken = told(toy, link(beside, "Take the one beside it"))
    assert taken["consortia"][0]["members"] == second
    assert taken["beside"] is None
    assert "beside" not in fields(link(beside, "Close the comparison"))


def test_a_partnership_is_carried_on(
    read: Read, recommender: PartnerRecommender
) -> None:
    page = read("/consortium?start=adpack-g1")
    assert page.one("h1").text.startswith("A successor of AdPack: ")
    address = link(read("/partnerships/adpack-g1"), "Build its successor")
    assert fields(address)["start"] == ["adpack-g1"]
    assert (
        not links(read("/partnerships/decision-g1"), "Build its successor")
        or (recommender.registry.members_of["decision-g1"])
    )


@pytest.mark.parametrize(
    ("address", "words", "expected"),
    [
        ("/shortlist?shortlist=valorial,wagralim", "Build a consortium",
         {"members": ["valorial,wagralim"]}),
        ("/shortlist?shortlist=valorial&asking=cluster%3Dinovcluster%26want_markets%3DJP",
         "Build a consortium",
         {"start": ["inovcluster"], "members": ["inovcluster,valorial"],
          "want_markets": ["JP"]}),
        ("/shortlist?shortlist=valorial", "Build a consortium",
         {"start": ["valorial"]}),
        ("/clusters/compare?ids=inovcluster&ids=valorial", "Build a consortium",
         {"members": ["inovcluster,valorial"]}),
        ("/complete?clusters=valorial,wagralim", "Build a whole consortium",
         {"start": ["valorial,wagralim"]}),
        ("/suggestions?country=PT&sectors=textile&want_markets=JP",
         "Build a whole consortium",
         {"country": ["PT"], "sectors": ["textile"], "want_markets": ["JP"]}),
        ("/suggestions?cluster=inovcluster&want_markets=JP", "Build a whole consortium",
         {"start": ["inovcluster"], "want_markets": ["JP"]}),
    ],
)  # fmt: skip
def test_it_is_entered_from_other_pages(
    read: Read, address: str, words: str, expected: dict[str, list[str]]
) -> None:
    found = fields(link(read(address), words))
    carried = {"asking", "shortlist"}
    assert {n: v for n, v in found.items() if n not in carried} == expected


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("start=food-0&size=0", "size", "from 2 to 20 members"),
        ("start=food-0&size=6-4", "size", "from 2 to 20 members"),
        ("start=nobody", "start", "No cluster is called 'nobody'"),
        ("start=food-0&want_markets=Atlantis", "want_markets", "Atlantis"),
        (
            "start=food-0&call=x",
            "call",
            "records no calls (calls.csv), hence none with the id 'x'",
        ),
        (
            "start=food-0&ban=food-0",
            "ban",
            "Food 0: asked for as a member and kept out",
        ),
        ("lock=food-0&ban=food-0&start=food-1", "ban", "Choose one of both"),
        ("history=new", "history", "depends on who starts"),
        ("history=old&start=food-0", "history", "Give one of mixed, known"),
        ("start=food-0&rules=members > 3", "rules", "line 1 column"),
        ("start=food-0&rules=countries >= 2%0Amebers >= 3", "rules", "line 2 column 1"),
        ("start=food-0&least_countries=x", "least_countries", "from 0 to 20"),
        ("start=food-0&weight_affinity=x", "weight_affinity", "Give a number"),
        ("members=food-0", "members", "name another"),
        ("beside=food-0", "beside", "name another"),
        ("start=food-0,food-1,food-2&size=2", "size", "3 have to be members"),
        ("start=food-0&strict=perhaps", "strict", "Give 1 for"),
        ("country=Narnia", "country", "No country 'Narnia'"),
        ("members=your-profile,food-0", "members", "called 'your-profile'"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    toy: FlaskClient, query: str, field: str, words: str
) -> None:
    answer = toy.get(f"/consortium?{query}")
    assert answer.status_code == 400
    page = Page(answer.text)
    problem = page.one("div", id="problem")
    (to, *_) = [a.get("href") for a in page.all("a") if problem in a.inside]
    assert to == f"#{field}"
    assert field in page.ids
    assert words in problem.text
    errors = toy.get(f"/consortium.json?{query}").json["errors"]
    assert words in errors[field]


def test_who_is_described_starts_and_every_link_keeps_the_description(
    toy: FlaskClient,
) -> None:
    asked = "country=PT&sectors=food-processing&markets=BR"
    first = told(toy, f"/consortium?{asked}&size=3")
    (best, *_) = first["consortia"]
    assert "your-profile" in best["members"]
    assert first["query"]["profile"]["target_markets"] == ["BR"]
    address = f"/consortium?{asked}&size=3&members={','.join(best['members'])}"
    chosen = told(toy, address)["consortia"][0]
    assert chosen["value"] == pytest.approx(best["value"], abs=1e-9)
    page = opened(toy, address)
    assert "with Your cluster" in page.one("h1").text
    assert not links(page, "Lock Your cluster")
    assert page.one("input", id="country").get("value") == "PT"
    main = page.one("main")
    ways = [a.get("href") for a in page.all("a") if main in a.inside]
    built = [way for way in ways if way.startswith("/consortium?")]
    kept = [way for way in built if fields(way).get("country") == ["PT"]]
    assert [*{*built} - {*kept}] == [link(page, "No longer: Starts: Your cluster")]
    for way in kept:
        assert "your-profile" in told(toy, way)["consortia"][0]["members"]


def test_what_would_help_is_a_link_that_helps(toy: FlaskClient) -> None:
    asked = "start=food-0&lock=food-1&size=2&least_countries=3&history=any"
    page = opened(toy, f"/consortium?{asked}")
    assert page.one("h1").text == "No consortium can be all of this"
    conflict = page.one("section", **{"aria-labelledby": "conflict-title"})
    ways = [a.get("href") for a in page.all("a") if conflict in a.inside]
    assert len(ways) == 3
    for way in ways:
        assert told(toy, way)["consortia"]
    assert fields(ways[0])["size"] == ["2-3"]
    found = told(toy, f"/consortium?{asked}")
    assert found["consortia"] == []
    assert found["conflict"]["rules"] == ["members from at least 3 countries"]
    assert found["conflict"]["reliefs"][0]["option"] == "size"
    assert "at least 3 countries" in found["conflict"]["told"]
    rows = toy.get(f"/consortium.csv?{asked}").text.splitlines()
    assert len(rows) == 1  # a head alone


@pytest.mark.parametrize(
    ("asked", "gives_way"),
    [
        ("rules=theme photonics&history=new&only_sectors=textile", "rules"),
        ("rules=every member IN Malta ;&history=any", "rules"),
        ("rules=countries >= 4&size=3&history=any", "rules"),
        ("must=markets&want_markets=JP,BR,KR,TR", "must"),
    ],
)
def test_each_kind_of_rule_can_give_way(
    toy: FlaskClient, asked: str, gives_way: str
) -> None:
    page = opened(toy, f"/consortium?start=food-0&size=3&{asked}")
    conflict = page.one("section", **{"aria-labelledby": "conflict-title"})
    ways = [a.get("href") for a in page.all("a") if conflict in a.inside]
    assert any(gives_way not in fields(way) for way in ways)
    for way in ways:
        assert told(toy, way)["consortia"], way


def test_if_strict_what_nobody_can_tell_is_named_and_a_link_lists_it_instead(
    toy: FlaskClient,
) -> None:
    asked = "start=food-0&size=3&strict=1&rules=confirm: this%0Aconfirm: that"
    page = opened(toy, f"/consortium?{asked}")
    conflict = page.one("section", **{"aria-labelledby": "conflict-title"})
    assert "be told that it keeps to these: this that No consortium" in conflict.text
    (way,) = [a.get("href") for a in page.all("a") if conflict in a.inside]
    assert "strict" not in fields(way)
    rules = told(toy, way)["consortia"][0]["rules"]
    found = [one["words"] for one in rules if one["state"] == "cannot tell"]
    assert found == ["confirm: this", "confirm: that"]
    refused = told(toy, f"/consortium?{asked}")["conflict"]
    assert refused["cannot_tell"] == found


def test_members_that_break_rules_are_shown_as_they_are(toy: FlaskClient) -> None:
    address = "/consortium?members=food-0,food-1&least_countries=9&size=2"
    page = opened(toy, address)
    main = page.one("main").text
    assert "Not met members from at least 9 countries" in main
    assert "No consortium of 2 members can have all of" in main
    assert told(toy, address)["consortia"][0]["members"] == ["food-0", "food-1"]


def test_the_table_says_what_was_asked_and_when(get: Get) -> None:
    as_csv = get(ASKED.replace("/consortium", "/consortium.csv"))
    rows = list(csv.reader(StringIO(as_csv.text)))
    assert rows[0][:3] == ["Consortium", "Worth", "Name"]
    assert rows[0][-1] == "Facts as of"
    assert {row[0] for row in rows[1:]} == {"1", "2", "3"}
    as_xlsx = get(ASKED.replace("/consortium", "/consortium.xlsx"))
    about = [*load_workbook(BytesIO(as_xlsx.data)).worksheets[1].values]
    said = dict(row[:2] for row in about)
    assert "markets: Brazil and Japan" in str(said["Asked for"])
    assert "every member is registered" in str(said["To confirm"])
    assert "Facts as of" in said


def test_one_address_holds_the_whole_question(toy: FlaskClient) -> None:
    asked = (
        "start=food-0&members=food-0%2Cfood-1&lock=food-1&ban=chips-0&want_markets=JP"
        "&only_countries=DE&size=2-3&rules=countries+>%3D+1&history=any"
        "&least_countries=2&strict=1&weight_goals=2&beside=food-0%2Cspace-1"
    )
    page = opened(toy, f"/consortium?{asked}")
    shared = page.one("input", id="share").get("value")
    assert fields(shared) == parse_qs(asked)
    query = told(toy, shared)["query"]
    assert (query["size"], query["weights"]) == ("2-3", {"goals": 2.0})
    assert query["rules"] == ["countries >= 1"]


def test_the_form_without_script_asks_for_the_same(toy: FlaskClient) -> None:
    """Every field is sent, empty ones too."""
    asked = "start=food-0&start=&lock=space-1&lock=&size=3&call=&rules=&history=mixed"
    page = opened(toy, f"/consortium?{asked}&least_new=1&weight_affinity=")
    assert fields(page.one("input", id="share").get("value")) == {
        "start": ["food-0"],
        "lock": ["space-1"],
        "size": ["3"],
    }


def test_sizes_that_a_page_has_no_time_for_are_told(toy: FlaskClient) -> None:
    page = opened(toy, "/consortium?start=food-0&size=4-20")
    told_ = page.one("p", **{"class": "verdict"}).text
    assert told_.endswith(
        "More than 11 members were not looked at: ask for 12-20 to see them."
    )
    assert len(told(toy, "/consortium?start=food-0&size=4-20")["consortia"]) == 1
    team = ",".join(f"{block}-{n}" for block in ("food", "space") for n in range(6))
    found = told(toy, f"/consortium?start=food-0&size=4-20&lock={team}")
    assert len(found["consortia"][0]["members"]) == 12
    whole = opened(toy, "/consortium?start=food-0&size=4-6")
    assert "looked at" not in whole.one("p", **{"class": "verdict"}).text
