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
        ("", "0 clusters are chosen. Tick at least 2"),
        ("ids=valorial", "1 cluster is chosen"),
        ("ids=valorial&ids=Valorial&ids=", "1 cluster is chosen"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx"])
def test_fewer_than_two_are_refused(
    client: FlaskClient, query: str, words: str, ending: str
) -> None:
    response = client.get(f"/clusters/compare{ending}?{query}")
    assert response.status_code == 400
    assert words in response.text


SIX = (*IDS, "aei-textils", "optitec", "pemas")
OF_SIX = "/clusters/compare?" + "&".join(f"ids={cluster}" for cluster in SIX)


def compared(page: Page) -> list[str]:
    """Whose profiles are shown, in their order."""
    links = [a.get("href") for a in page.all("a") if a.inside[-1].name == "th"]
    return [href.removeprefix("/clusters/") for href in links]


def test_a_fifth_is_left_out_in_words_and_can_be_swapped_in(read: Read) -> None:
    page = read(OF_SIX)
    assert compared(page) == list(SIX[:4])
    told = "Four are compared at once; OPTITEC and AED are left out."
    assert told in page.one("main").text
    links = {a.text: a.get("href") for a in page.all("a")}
    swapped = links["AED in place of Wagralim"]
    assert swapped == OF_SIX.replace("ids=wagralim", "ids=x").replace(
        "ids=pemas", "ids=wagralim"
    ).replace("ids=x", "ids=pemas")
    assert compared(read(swapped)) == ["inovcluster", "valorial", "pemas", SIX[3]]
    fewer = read(links["Leave out Valorial"])
    assert compared(fewer) == ["inovcluster", "wagralim", "aei-textils", "optitec"]
    assert "AED is left out." in fewer.one("main").text


def test_twins_tell_who_is_left_out(client: FlaskClient, get: Get) -> None:
    twin = get(OF_SIX.replace("compare", "compare.json")).json
    assert twin
    assert [cluster["id"] for cluster in twin["clusters"]] == list(SIX[:4])
    assert twin["left_out"] == ["optitec", "pemas"]
    table = client.get(OF_SIX.replace("compare", "compare.csv")).text
    rows = {row["field"]: row for row in csv.DictReader(StringIO(table))}
    assert rows["left_out"][SIX[0]] == "optitec;pemas"
    assert "left_out" not in client.get(ADDRESS.replace("compare", "compare.csv")).text


def test_more_than_a_shortlist_holds_are_too_many_to_choose(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    known = [f"ids={cluster.id}" for cluster in recommender.registry.clusters[:21]]
    assert client.get("/clusters/compare?" + "&".join(known[:20])).status_code == 200
    for path in ("/clusters/compare", "/clusters"):
        response = client.get(f"{path}?{'&'.join(known)}")
        assert response.status_code == 400
        assert "21 clusters are chosen. Choose 20 at most" in response.text


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


def test_several_may_stand_in_one_text_with_commas_between(
    client: FlaskClient,
) -> None:
    once = client.get("/clusters/compare?ids=inovcluster,+Valorial&ids=wagralim")
    assert once.status_code == 200
    each = client.get("/clusters/compare?ids=inovcluster&ids=valorial&ids=wagralim")
    assert Page(once.text).one("h1").text == Page(each.text).one("h1").text


def test_who_is_unknown_is_named_with_the_nearest(client: FlaskClient) -> None:
    response = client.get("/clusters/compare?ids=valorial&ids=inovclustr")
    assert response.status_code == 404
    assert "inovcluster" in response.text


def sent(page: Page, form: Element) -> list[tuple[str, str]]:
    """What a form sends, as a browser gathers it."""
    return [
        (box.get("name"), box.get("value"))
        for box in page.all("input")
        if form in box.inside
        and (box.get("type") == "hidden" or "checked" in box.attributes)
    ]


def test_the_list_sends_what_is_ticked(read: Read) -> None:
    page = read("/clusters")
    form = page.one("form", id="compare")
    assert (form.get("action"), form.get("method")) == ("/clusters/compare", "get")
    boxes = [i for i in page.all("input") if form in i.inside]
    assert len(boxes) == 50
    assert {box.get("name") for box in boxes} == {"ids"}


def test_ticks_stay_when_the_page_is_turned(read: Read) -> None:
    page = read("/clusters?search=cluster&page=2&ids=inovcluster&ids=valorial")
    form = page.one("form", id="compare")
    assert sent(page, form) == [
        ("search", "cluster"),
        ("ids", "valorial"),
        ("ids", "inovcluster"),
    ], "of another page, then ticked on this"
    links = {a.text: a.get("href") for a in page.all("a")}
    off = links["Take off: Valorial ×"]
    assert off == "/clusters?search=cluster&page=2&ids=inovcluster"
    turned = [b for b in page.all("button") if b.get("form") == "compare"]
    assert {b.get("formaction") for b in turned} == {"/clusters"}
    assert [(b.get("name"), b.get("value")) for b in turned][:2] == [
        ("page", "1"),
        ("page", "2"),
    ]


def test_ticks_stay_with_another_search_and_come_back_from_comparing(
    read: Read,
) -> None:
    page = read("/clusters?search=valorial&ids=inovcluster&ids=valorial")
    search = next(f for f in page.all("form") if f.get("role") == "search")
    assert ("ids", "inovcluster") in sent(page, search)
    form = page.one("form", id="compare")
    assert ("ids", "valorial") in sent(page, form), "ticked where it is shown"
    query = "&".join(f"{name}={value}" for name, value in sent(page, form))
    comparison = read(f"/clusters/compare?{query}")
    assert "no page reads" not in comparison.one("main").text
    back = {a.text: a.get("href") for a in comparison.all("a")}
    assert back["Clusters, with these ticked"] == (
        "/clusters?search=valorial&ids=inovcluster&ids=valorial"
    )
