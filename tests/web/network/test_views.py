"""The page of the network: picture, table, communities and bridges say the same."""

from __future__ import annotations

import csv
import re
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
    nodes = found(client, "programme=all")["nodes"]
    assert len(nodes) == len(registry.clusters) + len(registry.partnerships)
    linked = [node for node in nodes if node["community"]]
    folder = {"cluster": "/clusters/", "partnership": "/partnerships/"}
    page = read("/network?programme=all")
    assert sorted(marks(page)) == sorted(
        folder[node["kind"]] + node["id"] for node in linked
    )
    network = Network(registry)
    told = page.one("main").text
    assert f"{len(network.alone)} clusters in no partnership on record" in told
    assert f"{len(network.without_members)} partnerships of which no" in told


def test_the_network_begins_with_the_first_programme_and_its_members(
    client: FlaskClient, registry: Registry, read: Read
) -> None:
    first = {p.id for p in registry.partnerships if p.programme == "escp-4i"}
    network = Network(registry.only(first))
    answer, page = found(client), read("/network")
    n_more = len(registry.partnerships) - len(first)
    members = {m.cluster for m in registry.members if m.partnership in first}
    assert {n["id"] for n in answer["nodes"]} == first | members
    assert {n["id"]: n["bridging"] for n in answer["nodes"]} == {
        id: next((n.bridging for n in network.nodes if n.id == id), None)
        for id in first | members
    }
    assert len(marks(page)) == len(network.nodes)
    assert len(answer["communities"]) == len(network.communities)
    words = f"{n_more} more partnerships on record"
    bridges = Page(client.get(f"/network?{BRIDGES}").text)
    links = {a.text: a.get("href") for a in bridges.all("a")}
    assert links[words] == f"/network?{BRIDGES}&programme=all"


@pytest.mark.parametrize(
    "query",
    ["kind=network", "programme=interreg", "kind=consortium&programme=interreg"],
)
def test_it_is_of_the_programmes_and_kinds_that_are_chosen(
    client: FlaskClient, registry: Registry, query: str
) -> None:
    asked = dict(pair.split("=") for pair in query.split("&"))
    chosen = {
        p.id
        for p in registry.partnerships
        if all(getattr(p, name) == value for name, value in asked.items())
    }
    members = {m.cluster for m in registry.members if m.partnership in chosen}
    answer = found(client, query)
    assert {n["id"] for n in answer["nodes"]} == chosen | members
    assert answer["n_partnerships"] == len(chosen)
    links = {(link["cluster"], link["partnership"]) for link in answer["links"]}
    assert links == {
        (m.cluster, m.partnership) for m in registry.members if m.partnership in chosen
    }
    for option in answer["facets"]["kind"]:
        narrowed = found(client, f"{query}&kind={option['code']}")
        if "kind" not in asked:
            assert narrowed["n_nodes"] == option["n_nodes"]
    page = Page(client.get(f"/network?{query}").text)
    places = [a.get("href") for a in page.all("a") if "community=" in a.get("href")]
    assert places
    for address in places:
        assert {*query.split("&")} < {*address.partition("?")[2].split("&")}
    assert "more partnerships" not in page.one("main").text


def test_each_kind_is_drawn_and_called_as_such(
    client: FlaskClient, registry: Registry
) -> None:
    kind = {f"/partnerships/{p.id}": p.kind for p in registry.partnerships}
    page = Page(client.get("/network?programme=all").text)
    teams = [a for a in page.all("a") if "team" in a.get("class").split()]
    for team in teams:
        expected = kind[team.get("href")]
        assert expected in team.get("class").split()
        assert f": {expected} of " in team.get("aria-label")
    assert (
        "solid: consortia; dashed: networks; dotted: agreements"
        in page.one("main").text
    )
    assert "dashed: networks" not in client.get("/network").text


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("kind=cluster", "nodes=cluster"),
        ("kind=partnership&sort=name", "nodes=partnership&sort=name"),
        ("generation=escp-s3", "programme=escp-s3"),
    ],
)
def test_addresses_of_before_find_the_same(
    client: FlaskClient, before: str, now: str
) -> None:
    assert found(client, before) == found(client, now)
    assert found(client, before)["nodes"]


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
        ("nodes=partnership", lambda node: node["kind"] == "partnership"),
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
    first = [p.id for p in registry.partnerships if p.programme == "escp-4i"]
    ties = registry.only(first)
    expected = connectors(ties, find("photonics"), find("health"))
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
    assert re.search(r"Works in Photonics with \d+ partners?: ", page.one("main").text)
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
