"""The page of the network: picture, table, communities and bridges say the same."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from matcher import Registry
from matcher.explore.activities import Activities
from matcher.explore.network.connecting import connectors
from matcher.explore.network.graph import Network
from tests.web.conftest import Read
from tests.web.reading import Page

BRIDGES = "between=photonics&and=health"


def found(client: FlaskClient, query: str = "") -> dict[str, Any]:
    response = client.get(f"/network.json?{query}")
    assert response.status_code == 200, response.text
    assert response.json
    return dict(response.json)


def marks(page: Page) -> list[str]:
    """Addresses of the nodes that a picture shows."""
    return [a.get("href") for a in page.all("a") if "node" in a.get("class").split()]


def test_everybody_is_in_the_table_and_who_is_linked_in_the_picture(
    client: FlaskClient, registry: Registry, read: Read
) -> None:
    nodes = found(client)["nodes"]
    assert len(nodes) == len(registry.clusters) + len(registry.partnerships)
    linked = [node for node in nodes if node["community"]]
    folder = {"cluster": "/clusters/", "partnership": "/partnerships/"}
    assert sorted(marks(read("/network"))) == sorted(
        folder[node["kind"]] + node["id"] for node in linked
    )
    network = Network(registry)
    told = read("/network").one("main").text
    assert f"{len(network.alone)} clusters in no partnership on record" in told
    assert f"{len(network.without_members)} partnerships of which no" in told


def test_page_json_and_table_are_in_the_same_order(client: FlaskClient) -> None:
    query = "only_countries=PT&sort=-name"
    names = [node["name"] for node in found(client, query)["nodes"]]
    rows = csv.DictReader(StringIO(client.get(f"/network.csv?{query}").text))
    assert [row["name"] for row in rows] == names
    page = Page(client.get(f"/network?{query}").text)
    heads = [th.text for th in page.all("th") if th.get("scope") == "row"]
    assert heads == names[:50]


def test_the_greatest_bridges_come_first(client: FlaskClient) -> None:
    shares = [node["bridging"] for node in found(client)["nodes"]]
    known = [share for share in shares if share is not None]
    assert known == sorted(known, reverse=True)
    assert None not in shares[: len(known)]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("community=3", lambda node: node["community"] == 3),
        ("kind=partnership", lambda node: node["kind"] == "partnership"),
        ("only_countries=DE", lambda node: "DE" in node["countries"]),
    ],
)
def test_a_filter_leaves_what_fits(client: FlaskClient, query: str, holds: Any) -> None:
    everybody = found(client)["nodes"]
    narrowed = found(client, query)
    assert narrowed["nodes"] == [node for node in everybody if holds(node)]
    facets = {
        option["code"] for options in narrowed["facets"].values() for option in options
    }
    assert facets


def test_a_generation_finds_its_partnerships_and_their_members(
    client: FlaskClient, registry: Registry
) -> None:
    nodes = found(client, "generation=2")["nodes"]
    teams = {p.id for p in registry.partnerships if p.generation == 2}
    members = {m.cluster for m in registry.members if m.partnership in teams}
    assert {n["id"] for n in nodes if n["kind"] == "partnership"} == teams
    assert {n["id"] for n in nodes if n["kind"] == "cluster"} == members


def test_what_is_not_found_is_faint_and_not_to_be_reached(
    client: FlaskClient, read: Read
) -> None:
    nodes = found(client, "only_countries=DE&generation=2")["nodes"]
    page = read("/network?only_countries=DE&generation=2&sort=name")
    assert len(marks(page)) == len(nodes)
    assert page.one("main").text.count("What is not found is faint") == 1


def test_a_community_is_shown_alone_and_says_where_it_leads(read: Read) -> None:
    page = read("/network?community=3")
    assert page.one("h1").text.startswith("Who works with whom in community 3: ")
    assert [s for s in page.all("svg") if s.get("class") == "graph close-up"]
    assert "Memberships also lead from here to community" in page.one("main").text


def test_communities_are_listed_with_their_pictures(
    client: FlaskClient, read: Read
) -> None:
    communities = found(client)["communities"]
    listed = {a.get("href"): a.text for a in read("/network").all("a")}
    for community in communities:
        address = f"/network?community={community['number']}"
        assert listed[address] in (community["name"], str(community["number"]))
    assert len({c["name"] for c in communities}) > 0.9 * len(communities)


def test_who_bridges_is_told_in_order_with_reasons(
    client: FlaskClient, registry: Registry, read: Read
) -> None:
    find = Activities(registry.vocabulary).find
    expected = connectors(registry, find("photonics"), find("health"))
    answer = found(client, BRIDGES)
    assert answer["connectors"] == [
        {
            **c.to_dict(),
            "left": {**c.left.to_dict(), "partners": [*c.left.partners]},
            "right": {**c.right.to_dict(), "partners": [*c.right.partners]},
        }
        for c in expected
    ]
    page = read(f"/network?{BRIDGES}")
    assert page.one("h1").text == "Which clusters bridge Photonics and Health?"
    heads = [th.text for th in page.all("th") if th.get("scope") == "row"]
    assert heads == [c.cluster.name for c in expected[:20]]
    assert "Works in Photonics with 2 partners: " in page.one("main").text
    both = [c for c in expected if c.left.works_in_it and c.right.works_in_it]
    assert page.one("main").text.count("Works in both.") == len(both) > 0
    shown = {*marks(page)}
    assert {f"/clusters/{c.cluster.id}" for c in expected if c.left.partners} <= shown
    rows = list(csv.DictReader(StringIO(client.get(f"/network.csv?{BRIDGES}").text)))
    assert [row["id"] for row in rows] == [c.cluster.id for c in expected]
    assert [float(row["strength"]) for row in rows] == [c.strength for c in expected]


def test_names_are_understood_as_well_as_codes(client: FlaskClient) -> None:
    by_name = found(client, "between=Photonics&and=ecosystem:health")
    assert by_name == found(client, BRIDGES)


def test_the_form_keeps_what_was_asked(read: Read) -> None:
    page = read(f"/network?{BRIDGES}")
    chosen = [o.text for o in page.all("option") if "selected" in o.attributes]
    assert chosen == ["Photonics", "Health"]


def test_bridges_that_nobody_is_say_what_to_try(read: Read) -> None:
    page = read("/network?between=rail-technology&and=hydrogen")
    assert "No cluster works in both" in page.one("main").text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("between=photonics", "and"),
        ("between=photonics&and=photonics", "and"),
        ("between=fotonik&and=health", "between"),
        ("community=99", "community"),
        ("sort=luck", "sort"),
    ],
)
def test_what_cannot_be_shown_is_said(
    client: FlaskClient, query: str, field: str
) -> None:
    twin = client.get(f"/network.json?{query}")
    assert twin.status_code == 400
    assert twin.json
    assert list(twin.json["errors"]) == [field]
    page = client.get(f"/network?{query}")
    assert page.status_code == 400
    assert twin.json["errors"][field] in page.text.replace("&#39;", "'")
    assert client.get(f"/network.csv?{query}").text.startswith(f"{field}: ")


def test_a_wrong_activity_offers_the_nearest(client: FlaskClient) -> None:
    errors = client.get("/network.json?between=fotonics&and=health").json
    assert errors
    assert "did you mean 'photonics'" in errors["errors"]["between"]
