"""Clusters side by side: what is shared is marked, scores are those of the pairs."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import permutations

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from tests.web.conftest import Get, Read
from tests.web.facts.evidence import A, B, C
from tests.web.reading import Element, Page

IDS = ("inovcluster", "valorial", "wagralim")
ADDRESS = "/clusters/compare?" + "&".join(f"ids={cluster}" for cluster in IDS)


def test_scores_between_each_two_open_their_pair(
    read: Read, recommender: PartnerRecommender
) -> None:
    page = read(ADDRESS)
    links = {a.get("href"): a for a in page.all("a")}
    for left, right in permutations(IDS, 2):
        opened = links[f"/pairs/{left}/{right}"]
        score = next(d for d in page.all("data") if opened in d.inside)
        assert float(score.get("value")) == recommender.explain(left, right).score


def test_a_shared_code_says_in_figures_how_many_share_it(read: Read) -> None:
    page = read(ADDRESS)
    marks = {mark.text for mark in page.all("mark")}
    assert "Food Processing and Manufacturing 3×" in marks
    marked = [li for li in page.all("li") if li.text == "Livestock Processing"]
    assert len(marked) == 2, "once among its sectors, once as what sets it apart"
    assert not [m for m in page.all("mark") if marked[0] in m.inside]


def test_twins_hold_the_same(
    client: FlaskClient, get: Get, recommender: PartnerRecommender
) -> None:
    twin = get(ADDRESS.replace("compare", "compare.json")).json
    assert twin
    assert [cluster["id"] for cluster in twin["clusters"]] == list(IDS)
    scores = {(s["left"], s["right"]): s["score"] for s in twin["scores"]}
    assert list(scores) == [(IDS[0], IDS[1]), (IDS[0], IDS[2]), (IDS[1], IDS[2])]
    table = client.get(ADDRESS.replace("compare", "compare.csv")).text
    rows = {row["field"]: row for row in csv.DictReader(StringIO(table))}
    for (left, right), score in scores.items():
        assert score == recommender.explain(left, right).score
        assert float(rows[f"score with {left}"][right]) == score
        assert float(rows[f"score with {right}"][left]) == score
    assert rows[f"score with {IDS[0]}"][IDS[0]] == ""
    assert rows["sectors"][IDS[1]] == "food-processing;livestock"


def cells(page: Page, title: str) -> list[Element]:
    """What each cluster has in the row of this title."""
    (head,) = [th for th in page.all("th") if th.text == title]
    return [td for td in page.all("td") if head.inside[-1] in td.inside]


def test_each_fact_links_to_the_page_that_says_so(toy: FlaskClient) -> None:
    page = Page(toy.get("/clusters/compare?ids=space-0&ids=food-0").text)

    def links(cell: Element) -> list[str]:
        return [a.get("href") for a in page.all("a") if cell in a.inside]

    assert [links(cell) for cell in cells(page, "Country")] == [[], [A]]
    assert [links(cell) for cell in cells(page, "Sectors")] == [[], [B, C, B]]
    nobody, some = cells(page, "Where this is from")
    assert nobody.text == "not recorded"
    assert links(some) == [A, B, C, "https://d.example/"]
    assert cells(page, "City")[1].text.startswith("Porto not certain")
    assert "not certain: Livestock" in cells(page, "Sectors")[1].text
    assert [cell.text[:11] for cell in cells(page, "Members")] == [
        "not recorde",
        "250 in 2017",
    ]


def test_rows_that_nobody_has_are_left_out_unless_readers_look_for_them(
    toy: FlaskClient,
) -> None:
    page = Page(toy.get("/clusters/compare?ids=space-0&ids=cloth-0").text)
    titles = {th.text for th in page.all("th")}
    assert {"City", "Website", "Members"} <= titles
    assert not {"Founded", "Status", "Quality label"} & titles


def test_the_twin_tells_the_evidence_of_each(toy: FlaskClient) -> None:
    told = toy.get("/clusters/compare.json?ids=food-0&ids=food-1").json
    assert told
    first, second = told["clusters"]
    assert [one["source"] for one in first["evidence"]["city"]] == [B]
    assert second["evidence"] == {}
    assert (first["country"], first["organisation_type"], first["members"]) == (
        "Germany",
        "Cluster",
        250,
    )
    assert (first["city"], first["website"]) == ("Porto", None)
    assert first["target_markets"] == ["BR"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "0 clusters are chosen; choose 2 to 4"),
        ("ids=valorial", "1 cluster is chosen"),
        ("ids=valorial&ids=Valorial&ids=", "1 cluster is chosen"),
        (
            "ids=valorial&ids=inovcluster&ids=wagralim&ids=aei-textils&ids=optitec",
            "5 clusters are chosen",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx"])
def test_fewer_than_two_or_more_than_four_is_refused(
    client: FlaskClient, query: str, words: str, ending: str
) -> None:
    response = client.get(f"/clusters/compare{ending}?{query}")
    assert response.status_code == 400
    assert words in response.text


def test_one_can_be_named_left_out_or_put_beside(client: FlaskClient) -> None:
    by_name = client.get("/clusters/compare?ids=plastipolis&ids=AEI+Textils")
    assert by_name.status_code == 200
    page = Page(by_name.text)
    assert "Polymeris" in page.one("h1").text
    hidden = [i.get("value") for i in page.all("input") if i.get("type") == "hidden"]
    assert hidden == ["polymeris", "aei-textils"]
    assert page.one("input", id="ids").get("name") == "ids"
    assert "Leave out" not in page.one("main").text
    three = Page(client.get(ADDRESS).text)
    assert "/clusters/compare?ids=inovcluster&ids=wagralim" in {
        a.get("href") for a in three.all("a") if a.text == "Leave out Valorial"
    }


def test_who_is_unknown_is_named_with_the_nearest(client: FlaskClient) -> None:
    response = client.get("/clusters/compare?ids=valorial&ids=inovclustr")
    assert response.status_code == 404
    assert "inovcluster" in response.text


def test_the_list_sends_what_is_ticked(read: Read) -> None:
    page = read("/clusters")
    form = page.one("form", id="compare")
    assert (form.get("action"), form.get("method")) == ("/clusters/compare", "get")
    boxes = [i for i in page.all("input") if form in i.inside]
    assert len(boxes) == 50
    assert {box.get("name") for box in boxes} == {"ids"}
