"""The page of one cluster: each fact beside the page that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Registry
from tests.web.conftest import Get, Read, opened
from tests.web.facts.evidence import A, B, C, with_evidence
from tests.web.reading import Element, Page


@pytest.fixture(scope="module")
def page(toy: FlaskClient) -> Page:
    return Page(toy.get("/clusters/food-0").text)


def fact(page: Page, title: str) -> Element:
    """What stands beside this title."""
    titles = [dt.text for dt in page.all("dt")]
    assert titles.count(title) == 1, titles
    return page.all("dd")[titles.index(title)]


def links(page: Page, element: Element) -> list[tuple[str, str]]:
    inside = [a for a in page.all("a") if element in a.inside]
    return [(a.text, a.get("href")) for a in inside]


def test_a_fact_links_to_the_page_that_says_so(page: Page) -> None:
    assert fact(page, "Country").text == "Germany source 1, a.example"
    assert links(page, fact(page, "Country")) == [("source 1, a.example", A)]
    assert links(page, fact(page, "Members")) == [("source 2, b.example", B)]
    assert fact(page, "Members").text.startswith("250 in 2017")


def test_what_is_not_certain_is_said_in_words_and_explained_once(page: Page) -> None:
    assert fact(page, "City").text.startswith("Porto not certain")
    sectors = fact(page, "Sectors").text
    certain, _, doubtful = sectors.partition("not certain:")
    assert "Food Processing" in certain
    assert "Livestock" in doubtful
    assert "not certain" not in fact(page, "Country").text
    explained = [p for p in page.all("p") if "can be gathered from a page" in p.text]
    assert len(explained) == 1


def test_where_two_pages_disagree_both_are_shown_with_the_reason(page: Page) -> None:
    told = fact(page, "Name")
    assert "Food 0" in told.text
    assert "Another page says Meals" in told.text
    assert told.text.endswith("the name of before.")
    assert links(page, told)[0][1] == A


def test_pages_are_listed_by_number_and_those_left_after_them(page: Page) -> None:
    section = page.one("section", **{"aria-labelledby": "sources-title"})
    numbered = next(ol for ol in page.all("ol") if section in ol.inside)
    others = next(ul for ul in page.all("ul") if section in ul.inside)
    assert [address for _, address in links(page, numbered)] == [A, B, C]
    assert [address for _, address in links(page, others)] == ["https://d.example/"]
    assert "Other pages the entry rests on" in section.text


def test_a_membership_links_to_its_pages(page: Page) -> None:
    section = page.one("section", **{"aria-labelledby": "past-title"})
    (item,) = [li for li in page.all("li") if section in li.inside]
    assert item.text.startswith("FOOD partner in a network, since 2016 not certain")
    assert [address for _, address in links(page, item)][1:] == [C, B]


def test_only_expected_facts_are_said_to_be_not_recorded(toy: FlaskClient) -> None:
    page = Page(toy.get("/clusters/space-0").text)
    unknown = [
        term.text
        for term, told in zip(page.all("dt"), page.all("dd"), strict=True)
        if told.text == "not recorded"
    ]
    assert unknown == ["City", "Members", "Website"]
    assert "No source is recorded." not in page.one("main").text
    assert "Other pages" not in page.one("main").text


def test_json_has_the_evidence_beside_the_values_of_before(toy: FlaskClient) -> None:
    told = toy.get("/clusters/food-0.json").json
    assert told
    assert told["cluster"]["members"] == 250
    assert told["evidence"]["members"] == [
        {"value": "250", "source": B, "confidence": "high", "year": 2017, "note": ""}
    ]
    (membership,) = told["partnerships"]
    assert membership["source"] == C
    assert (membership["since"], membership["confidence"]) == ("", "medium")


@pytest.mark.parametrize(
    ("status", "successor", "told"),
    [
        ("merged", "food-1", "Merged into Food 1."),
        ("merged", "Dinner", "Merged into Dinner."),
        ("dissolved", "food-1", "Dissolved; Food 1 carries on."),
        ("dissolved", "", "Dissolved."),
    ],
)
def test_what_is_gone_says_so_and_points_to_who_carries_on(
    status: str, successor: str, told: str
) -> None:
    registry = with_evidence()
    gone = replace(registry.cluster("food-0"), status=status, successor=successor)
    others = [cluster for cluster in registry.clusters if cluster.id != "food-0"]
    client = opened(replace(registry, clusters=(gone, *others)))
    page = Page(client.get("/clusters/food-0").text)
    note = page.one("p", **{"class": "note"}).text
    assert note == f"{told} It is not suggested as a partner."
    targets = {a.get("href") for a in page.all("a") if a.get("class") == "button"}
    assert ("/clusters/food-1" in targets) is (successor == "food-1")


def test_who_is_at_work_has_no_such_note(page: Page) -> None:
    assert not [p for p in page.all("p") if p.get("class") == "note"]


def test_every_shipped_fact_stands_on_its_page(get: Get, registry: Registry) -> None:
    """The richest entries, one where two pages disagree, and one that is gone."""
    by_number = sorted(registry.evidence, key=lambda id: -len(registry.evidence[id]))
    ids = [id for id in by_number if id in registry.index][:5]
    for id in (*ids, "pemas", "welfare-tech"):
        page = Page(get(f"/clusters/{id}").text)
        addresses = {a.get("href") for a in page.all("a")}
        facts = registry.evidence[id]
        assert {told.source for told in facts} <= addresses, id
        assert set(registry.cluster(id).sources) <= addresses, id
        assert all(told.note in page.one("main").text for told in facts), id


def test_an_entry_without_evidence_keeps_its_sources(
    read: Read, registry: Registry
) -> None:
    bare = next(
        cluster
        for cluster in registry.clusters
        if cluster.id not in registry.evidence
        if not registry.partnerships_of[cluster.id]
    )
    page = read(f"/clusters/{bare.id}")
    assert set(bare.sources) <= {a.get("href") for a in page.all("a")}
    assert "A small number leads" not in page.one("main").text


def test_new_partners_lead_and_known_ones_stand_apart(
    read: Read, recommender: PartnerRecommender
) -> None:
    found = recommender.answer("inovcluster", k=5)
    page = read("/clusters/inovcluster")
    section = page.one("section", **{"aria-labelledby": "best-title"})
    names = [
        a.text
        for a in page.all("a")
        if section in a.inside and a.get("class") == "strong"
    ]
    both = (*found.suggestions, *found.known_partners)
    assert names == [one.cluster.name for one in both]
    assert "score" not in section.text.lower(), "words and percentile come first"
    assert f"ahead of {int(both[0].percentile)}%" in section.text


def test_it_says_how_it_fits_who_asks(
    read: Read, recommender: PartnerRecommender
) -> None:
    page = read("/clusters/valorial?asking=cluster%3Dinovcluster")
    told = page.one("p", **{"class": "fit"})
    found = recommender.explain("inovcluster", "valorial")
    assert told.text.startswith(f"{found.strength.capitalize()} fit for InovCluster")
    (why,) = [a.get("href") for a in page.all("a") if told in a.inside]
    assert why == "/pairs/inovcluster/valorial"
    own = read("/clusters/inovcluster?asking=cluster%3Dinovcluster")
    assert "fit for" not in own.one("main").text
