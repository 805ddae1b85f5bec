"""Who has merged or been dissolved is marked where facts are shown, and let in."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender, Registry
from tests.web.conftest import Get, Read
from tests.web.reading import Page


def links(page: Page) -> dict[str, str]:
    """Where links lead, whoever asks."""

    def to(href: str) -> str:
        return href.partition("?asking=")[0]

    return {link.text.strip(): to(link.get("href")) for link in page.all("a")}


@pytest.mark.parametrize(
    "address",
    ["/suggestions?cluster=House+of+Energy", "/pairs/house-of-energy/inovcluster"],
)
def test_the_page_of_who_is_gone_links_to_who_carries_on(
    address: str, read: Read
) -> None:
    page = read(address)
    assert (
        "House of Energy: merged into Energy Cluster Denmark." in page.one("main").text
    )
    found = links(page)
    name, where = "Energy Cluster Denmark", "energy-cluster-denmark"
    assert found[f"Profile of {name}"] == f"/clusters/{where}"
    assert found[f"Partners for {name}"] == f"/suggestions?cluster={where}"


def test_a_successor_outside_the_registry_is_named(read: Read) -> None:
    page = read("/suggestions?cluster=welfare-tech")
    assert (
        "Welfare Tech: merged into Danish Life Science Cluster."
        in page.one("main").text
    )
    assert not any("Danish Life" in text for text in links(page))
    assert len([li for li in page.all("li") if li.get("class") == "suggestion"]) == 10


def test_the_twin_tells_what_became_of_who_asks(get: Get) -> None:
    twin = get("/suggestions.json?cluster=house-of-energy").json
    assert twin
    asked = {key: twin["query"][key] for key in ("cluster", "status", "successor")}
    assert asked == {
        "cluster": "house-of-energy",
        "status": "merged",
        "successor": "energy-cluster-denmark",
    }
    other = get("/suggestions.json?cluster=inovcluster").json
    assert other
    assert "status" not in other["query"]


def test_the_twin_of_a_pair_tells_what_became_of_either(get: Get) -> None:
    twin = get("/pairs/energy-cluster-denmark/house-of-energy.json").json
    assert twin
    assert twin["right"] == {
        "id": "house-of-energy",
        "name": "House of Energy",
        "country": "DK",
        "status": "merged",
        "successor": "energy-cluster-denmark",
    }
    assert "status" not in twin["left"]
    turned = get("/pairs/house-of-energy/energy-cluster-denmark.json").json
    assert turned
    assert turned["left"] == twin["right"]


def test_the_twin_of_the_network_tells_what_the_page_marks(
    get: Get, recommender: PartnerRecommender
) -> None:
    twin = get("/network.json?programme=all").json
    assert twin
    told = {node["id"]: (node["status"], node["standing"]) for node in twin["nodes"]}
    registry = recommender.registry
    assert told == {
        **{cluster.id: (cluster.status, "") for cluster in registry.clusters},
        **{p.id: ("", registry.standing_of(p.id).state) for p in registry.partnerships},
    }
    assert told["opticsvalley"] == ("merged", "")


def test_one_click_lets_in_who_is_left_out(
    read: Read, recommender: PartnerRecommender
) -> None:
    rank = recommender.explain("energy-cluster-denmark", "house-of-energy").rank
    asked = f"/suggestions?cluster=energy-cluster-denmark&k={rank}"
    left_out = read(asked).one("section", **{"class": "left-out"})
    told = "House of Energy left out because it has merged into Energy Cluster Denmark"
    assert told in " ".join(left_out.text.split())
    wider = f"/suggestions?cluster=energy-cluster-denmark&include_gone=1&k={rank}"
    assert wider in links(read(asked)).values()
    page = read(wider)
    card = page.one("li", id="house-of-energy")
    assert "merged into Energy Cluster Denmark" in card.text
    assert links(page)["Remove filter: Merged and dissolved too ×"] == asked


def test_lists_of_facts_keep_who_is_gone_and_mark_it(
    read: Read, registry: Registry
) -> None:
    listed = read("/clusters?search=Welfare+Tech").one("main").text
    assert "merged into Danish Life Science Cluster" in listed
    gone = registry.cluster("opticsvalley")
    market = registry.markets_of(gone.id)[0]
    partnership = registry.partnerships_of[gone.id][0]
    for address in (f"/markets/{market}", f"/partnerships/{partnership}"):
        assert registry.became(gone.id) in read(address).one("main").text, address


def test_a_partnership_is_listed_with_whether_it_has_ended(
    read: Read, registry: Registry
) -> None:
    left, right = "adpack2-g2", "nf4-g2"
    page = read(f"/synergies/{left}/{right}").one("main").text
    for one in (left, right):
        assert registry.standing_of(one).beside_years in page
    spans = read("/suggestions?cluster=inovcluster").all("span")
    told = {span.text for span in spans if span.get("class").startswith("standing")}
    assert told
    assert told <= {
        registry.standing_of(p.id).beside_years for p in registry.partnerships
    }
