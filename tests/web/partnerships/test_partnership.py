"""The page of one partnership: each fact beside the page that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from matcher import Registry
from tests.web.conftest import Get, Read, opened
from tests.web.facts.evidence import A, B, C, with_evidence
from tests.web.reading import Element, Page


@pytest.fixture(scope="module")
def page(toy: FlaskClient) -> Page:
    return Page(toy.get("/partnerships/food-g1").text)


def members(page: Page) -> list[Element]:
    section = page.one("section", **{"aria-labelledby": "members-title"})
    return [li for li in page.all("li") if section in li.inside]


def addresses(page: Page, element: Element) -> list[str]:
    inside = [a.get("href") for a in page.all("a") if element in a.inside]
    return [address for address in inside if address.startswith("http")]


def test_a_fact_links_to_the_page_that_says_so(page: Page) -> None:
    told = {dt.text: dd for dt, dd in zip(page.all("dt"), page.all("dd"), strict=True)}
    assert addresses(page, told["From"]) == [A]
    assert told["From"].text.startswith("May 2016 not certain")
    assert addresses(page, told["Sectors"]) == []


def test_each_member_links_to_what_tells_of_it(page: Page) -> None:
    first, second = members(page)
    assert first.text.startswith("Food 0")
    assert addresses(page, first) == [C, B]
    assert addresses(page, second) == [C]
    assert "not certain" in second.text


def test_kind_and_programme_stand_in_words(read: Read, registry: Registry) -> None:
    for partnership in registry.partnerships[::10]:
        text = read(f"/partnerships/{partnership.id}").one("main").text
        assert partnership.kind.capitalize() in text
        if partnership.programme:
            assert registry.vocabulary.label(partnership.programme) in text


def test_its_standing_is_as_of_the_facts() -> None:
    registry = with_evidence()
    kinds = ("consortium", "consortium", "consortium", "network")
    ends = ("2019", "2026", "", "")
    changed = tuple(
        replace(p, start="2016", end=end, kind=kind)
        for p, end, kind in zip(registry.partnerships, ends, kinds, strict=True)
    )
    client = opened(replace(registry, partnerships=changed, as_of="2026-11-28"))
    told = (
        "2016–2019, ended",
        "2016–2026, still running",
        "from 2016, end not recorded",
        "since 2016",
    )
    for partnership, words in zip(changed, told, strict=True):
        head = Page(client.get(f"/partnerships/{partnership.id}").text)
        assert f"· {words} · " in head.one("p", **{"class": "sides"}).text


def test_the_coordinator_comes_first_with_the_year_it_is_known_from() -> None:
    registry = with_evidence()
    changed = tuple(
        replace(m, role="coordinator", since="2015-03") if m.cluster == "food-1" else m
        for m in registry.members
    )
    client = opened(replace(registry, members=changed))
    page = Page(client.get("/partnerships/food-g1").text)
    first, second = members(page)
    assert "Food 1" in first.text
    assert ", coordinator, since 2015" in first.text
    assert "since" not in second.text
    told = client.get("/partnerships/food-g1.json").json
    assert told
    assert [(m["id"], m["role"], m["since"]) for m in told["members"]] == [
        ("food-1", "coordinator", "2015-03"),
        ("food-0", "partner", ""),
    ]
    assert {m["confidence"] for m in told["members"]} == {"medium"}


def test_json_has_the_evidence_of_fields_and_of_members(toy: FlaskClient) -> None:
    told = toy.get("/partnerships/food-g1.json").json
    assert told
    assert [*told["evidence"]] == ["member", "since", "start"]
    assert told["evidence"]["start"] == [
        {
            "value": "2016-05",
            "source": A,
            "confidence": "medium",
            "year": None,
            "note": "",
        }
    ]
    assert told["partnership"]["start"] == "2016-05"


def test_the_call_that_it_came_from_is_told_with_what_became_of_it(get: Get) -> None:
    head = Page(get("/partnerships/adpack-g1").text).one("div", **{"class": "head"})
    assert "It came from the call “Cluster Go International 2014 (ESCP-4i)" in head.text
    assert "(COS-CLUSTER-2014-3-03/S1), which is closed." in head.text
    told = get("/partnerships/adpack-g1.json").json
    assert told["call"]["rules"][0] == "members >= 3"
    assert get("/partnerships/3bi-g1.json").json["call"] is None


def test_every_shipped_fact_stands_on_its_page(get: Get, registry: Registry) -> None:
    """Of the best documented of each kind."""
    by_number = sorted(
        registry.partnerships, key=lambda p: -len(registry.evidence.get(p.id, ()))
    )
    for kind in ("agreement", "consortium", "network"):
        best = next(p for p in by_number if p.kind == kind)
        page = Page(get(f"/partnerships/{best.id}").text)
        linked = {a.get("href") for a in page.all("a")}
        assert {told.source for told in registry.evidence[best.id]} <= linked
        assert set(best.sources) <= linked
