"""Searching, narrowing, ordering and paging the list of clusters."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from tests.web.reading import Page


def found(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"/clusters.json?{query}")
    assert response.status_code == 200, response.text
    assert response.json
    return dict(response.json)


@pytest.mark.parametrize("text", ["textils", "TÈXTILS", "aei+text"])
def test_search_minds_neither_case_nor_accents(client: FlaskClient, text: str) -> None:
    ids = [c["id"] for c in found(client, f"search={text}")["clusters"]]
    assert "aei-textils" in ids


def test_search_knows_former_names(client: FlaskClient) -> None:
    names = [c["name"] for c in found(client, "search=plastipolis")["clusters"]]
    assert names == ["Polymeris"]


def test_facets_narrow_and_count(client: FlaskClient) -> None:
    spanish = found(client, "only_countries=ES")
    assert {c["country"] for c in spanish["clusters"]} == {"ES"}
    counts = {c["code"]: c["n_clusters"] for c in spanish["countries"]}
    assert counts["ES"] == spanish["n_clusters"]
    both = found(client, "only_countries=ES,FR")
    assert both["n_clusters"] == counts["ES"] + counts["FR"]
    sector = spanish["sectors"][0]
    narrowed = found(client, f"only_countries=ES&only_sectors={sector['code']}")
    assert narrowed["n_clusters"] == sector["n_clusters"]


def test_pages_hold_everybody_once(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    first = found(client, "")
    seen = [
        cluster["id"]
        for page in range(1, first["n_pages"] + 1)
        for cluster in found(client, f"page={page}")["clusters"]
    ]
    everybody = [cluster.id for cluster in recommender.registry.clusters]
    assert sorted(seen) == everybody
    assert len(first["clusters"]) == 50


def test_orders_put_the_unknown_last(client: FlaskClient) -> None:
    by_members = found(client, "sort=members")["clusters"]
    members = [c["members"] for c in by_members if c["members"] is not None]
    assert members == sorted(members, reverse=True)
    by_history = [
        c["n_partnerships"] for c in found(client, "sort=partnerships")["clusters"]
    ]
    assert by_history == sorted(by_history, reverse=True)


def test_a_facet_keeps_search_and_order_in_its_links(client: FlaskClient) -> None:
    page = Page(client.get("/clusters?search=food&only_countries=ES").text)
    hrefs = [a.get("href") for a in page.all("a")]
    assert "/clusters?search=food&only_countries=ES&sort=members" in hrefs
    assert "/clusters.csv?search=food&only_countries=ES" in hrefs


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=99", "page"),
        ("page=two", "page"),
        ("sort=shoe-size", "sort"),
        ("only_sectors=nonsense", "only_sectors"),
    ],
)
def test_what_cannot_be_listed_is_said(
    client: FlaskClient, query: str, field: str
) -> None:
    twin = client.get(f"/clusters.json?{query}")
    assert twin.status_code == 400
    assert twin.json
    assert list(twin.json["errors"]) == [field]
    assert twin.json["errors"][field] in client.get(f"/clusters?{query}").text.replace(
        "&#39;", "'"
    )


def test_an_empty_result_says_what_to_loosen(client: FlaskClient) -> None:
    page = Page(client.get("/clusters?search=zzzz").text)
    assert "No cluster fits this search" in page.one("main").text
