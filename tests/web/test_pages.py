"""What the pages show and where their links lead."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from matcher_web.wording import ordinal, signed
from tests.web.conftest import Get, Read
from tests.web.reading import PAGES, Element, Page

N_OF_A_KIND = 3
"""Of links that ask one page for the same things, so many are followed."""


def page_of(client: FlaskClient, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, response.text[:500]
    return Page(response.text)


def cards(page: Page) -> list[Element]:
    return [li for li in page.all("li") if li.get("class") == "suggestion"]


def link(page: Page, text: str) -> str:
    found = [a.get("href") for a in page.all("a") if text in a.text]
    assert found, text
    return found[0]


@pytest.mark.parametrize("address", ["/", "/about", "/map", "/pairs/pemas/valorial"])
def test_plain_pages_are_read_as_the_standard_library_reads_them(
    get: Get, read: Read, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly, html = read(address), get(address).text
    monkeypatch.setattr(Page, "_read_plain", lambda page, html: False)
    for one, other in zip(quickly.elements, Page(html).elements, strict=True):
        assert (one.name, one.attributes) == (other.name, other.attributes)
        assert one.text == other.text
        assert [x.name for x in one.inside] == [x.name for x in other.inside]


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES)
def test_every_link_inside_leads_somewhere(get: Get, read: Read, address: str) -> None:
    page = read(address)
    kinds = defaultdict(set)
    for element in page.all("a", "link"):
        href = element.get("href").partition("#")[0]
        if href.startswith("/"):
            asked = urlsplit(href)
            names = {name for name, _ in parse_qsl(asked.query)}
            kinds[asked.path.count("/"), asked.path[:5], *sorted(names)].add(href)
    for hrefs in kinds.values():
        for href in sorted(hrefs)[:N_OF_A_KIND]:
            assert get(href).status_code == 200, href


def test_filters_are_chips_that_can_be_taken_off(client: FlaskClient) -> None:
    page = page_of(
        client,
        "/suggestions?cluster=inovcluster&only_countries=ES&only_countries=FR"
        "&new_partners_only=1",
    )
    assert link(page, "From Spain") == (
        "/suggestions?cluster=inovcluster&only_countries=FR&new_partners_only=1"
    )
    assert link(page, "New partners only") == (
        "/suggestions?cluster=inovcluster&only_countries=ES&only_countries=FR"
    )
    assert link(page, "Remove all") == "/suggestions?cluster=inovcluster"


def test_who_is_left_out_can_be_included(client: FlaskClient) -> None:
    whole = page_of(client, "/suggestions?cluster=inovcluster&k=3")
    first = cards(whole)[0].get("id")
    page = page_of(client, f"/suggestions?cluster=inovcluster&k=3&exclude={first}")
    assert first not in [card.get("id") for card in cards(page)]
    section = page.one("section", **{"aria-labelledby": "left-out-title"})
    assert "left out because you set it aside" in section.text
    include = [a for a in page.all("a") if a.get("class") == "include"]
    assert [a.get("href") for a in include] == ["/suggestions?cluster=inovcluster&k=3"]


def test_new_partners_come_first_and_known_ones_with_what_was_done_together(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    expected = recommender.answer("inovcluster")
    page = page_of(client, "/suggestions?cluster=inovcluster")
    shown = [card.get("id") for card in cards(page)]
    assert shown == [s.cluster.id for s in expected.suggestions]
    section = page.one("section", **{"aria-labelledby": "known-title"})
    known = [li for li in page.all("li") if section in li.inside and li.get("id")]
    assert [li.get("id") for li in known] == [
        s.cluster.id for s in expected.known_partners
    ]
    for line, suggestion in zip(known, expected.known_partners, strict=True):
        for id in suggestion.partnerships:
            partnership = recommender.registry.partnership(id)
            assert recommender.registry.title_of(id) in line.text
            assert partnership.years in line.text


def test_new_partners_only_leaves_the_second_list_out(client: FlaskClient) -> None:
    address = "/suggestions?cluster=inovcluster"
    both, new = (
        page_of(client, address),
        page_of(client, address + "&new_partners_only=1"),
    )
    assert [card.text for card in cards(new)] == [card.text for card in cards(both)]
    assert "You have worked with" in both.one("main").text
    assert "You have worked with" not in new.one("main").text


def test_ended_partnerships_are_offered_to_learn_from_only(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    twin = client.get("/suggestions.json?cluster=valorial").json
    assert twin
    registry = recommender.registry
    states = {
        name: {
            registry.standing_of(one["partnership"]["id"]).state for one in twin[name]
        }
        for name in ("partnerships", "ended_partnerships")
    }
    assert states["ended_partnerships"] == {"ended"}
    assert states["partnerships"]
    assert "ended" not in states["partnerships"]
    main = page_of(client, "/suggestions?cluster=valorial").one("main").text
    join, learn = main.index("To join"), main.index("To learn from")
    for one in twin["ended_partnerships"]:
        assert main.index(one["partnership"]["acronym"], learn) > learn > join


def test_nobody_left_says_which_filters_to_loosen(client: FlaskClient) -> None:
    page = page_of(client, "/suggestions?cluster=inovcluster&only_countries=BR")
    assert cards(page) == []
    assert "Nobody passes all of your filters" in page.one("main").text
    assert link(page, "remove all of them") == "/suggestions?cluster=inovcluster"


def test_the_page_can_be_shared_by_its_address(client: FlaskClient) -> None:
    address = "/suggestions?sectors=textile&k=3&country=&focus="
    page = page_of(client, address)
    shared = page.one("input", id="share").get("value")
    assert shared == "http://localhost/suggestions?sectors=textile&k=3"
    assert "readonly" in page.one("input", id="share").attributes
    again = page_of(client, shared.removeprefix("http://localhost"))
    assert [c.text for c in cards(again)] == [c.text for c in cards(page)]


def test_refining_a_cluster_fills_the_form_and_keeps_its_history(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    page = page_of(client, "/suggestions?cluster=inovcluster")
    form = page_of(client, link(page, "Refine"))
    boxes = form.all("input")
    checked = {b.get("value") for b in boxes if "checked" in b.attributes}
    assert "food-processing" in checked
    assert form.one("input", id="cluster").get("value") == ""
    hidden = {b.get("name"): b.get("value") for b in boxes if b.get("type") == "hidden"}
    assert hidden["history"] == "inovcluster"
    asked = "/suggestions.json?history=InovCluster&sectors=textile"
    found = client.get(asked).json
    assert found
    assert found["query"]["history"] == "inovcluster"
    told = recommender.answer("inovcluster").known_partners
    every = client.get(f"{asked}&k=100").json
    assert every
    known = {one["cluster"]["id"] for one in every["known_partners"]}
    assert {one.cluster.id for one in told} <= known
    listed = page_of(client, asked.replace(".json", ""))
    assert "As InovCluster described here" in listed.one("main").text
    best = found["suggestions"][0]["cluster"]["id"]
    why = client.get(f"/pairs/profile/{best}.json?history=inovcluster&sectors=textile")
    assert why.json
    assert why.json["score"] == found["suggestions"][0]["score"]
    assert "history=" not in link(listed, "Do not count its history")


def test_more_can_be_shown_until_the_most(client: FlaskClient) -> None:
    def more(address: str) -> list[str]:
        links = page_of(client, address).all("a")
        return [a.get("href") for a in links if a.text.strip() == "Show more"]

    address = "/suggestions?cluster=inovcluster"
    assert more(address) == [f"{address}&k=30"]
    assert more(f"{address}&k=100") == []


def test_a_pair_with_itself_is_refused(client: FlaskClient) -> None:
    for address in ("/pairs/inovcluster/inovcluster", "/pairs/x/x.json"):
        response = client.get(address)
        assert response.status_code == 400
        assert "choose two" in response.text


def test_a_signal_that_is_not_recorded_says_so(client: FlaskClient) -> None:
    page = page_of(client, "/pairs/profile/valorial?sectors=food-processing")
    steps = [t.text for t in page.all("text") if t.get("class") == "step-value"]
    assert "not recorded" in steps


def test_who_would_complete_a_partnership_says_that_members_agree(
    client: FlaskClient, read: Read, recommender: PartnerRecommender
) -> None:
    found = recommender.answer("adpack-g1", k=5)
    page = read("/partnerships/adpack-g1")
    section = page.one("section", **{"aria-labelledby": "complete-title"})
    twin = client.get("/partnerships/adpack-g1.json").json
    assert twin
    for suggestion, told in zip(found.suggestions, twin["complete"], strict=True):
        card = page.one("li", id=suggestion.cluster.id)
        assert section in card.inside
        for reason in suggestion.reasons:
            assert reason in card.text
        place = f"its best-placed member is their {ordinal(suggestion.their_rank)}"
        assert f"ahead of {int(suggestion.percentile)}% · {place}" in card.text
        head, _, numbers = card.text.partition("More reasons, and the numbers")
        assert "score" not in head.lower(), "numbers are there on demand"
        assert signed(suggestion.parts["agreement"]) in numbers
        assert "Agreement of members" in numbers
        assert told["agreement"] == suggestion.parts["agreement"] != 0
    for suggestion in found.known_partners:
        known = page.one("li", id=suggestion.cluster.id).text
        assert recommender.registry.title_of(suggestion.partnerships[0]) in known


def test_a_partnership_without_known_members_would_be_a_place_itself(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry
    bare = next(p.id for p in registry.partnerships if not registry.members_of[p.id])
    page = page_of(client, f"/partnerships/{bare}")
    assert "it would be their " in page.one("main").text
