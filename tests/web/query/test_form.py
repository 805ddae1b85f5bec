"""The form: what it understands, what it refuses and in which words."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from matcher import Cluster, PartnerRecommender, Registry, UnknownCluster, fold
from matcher_web.query.form import NEED_SOMETHING, Form, read_form
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.choices import NOBODY_LIVES_THERE
from tests.toy import registry_of
from tests.web.conftest import Read
from tests.web.reading import Page


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    found = app.extensions["snapshot"]
    assert isinstance(found, Snapshot)
    return found


def form(snapshot: Snapshot, **sent: str | list[str]) -> Form:
    return read_form(snapshot, MultiDict(sent))


@pytest.mark.parametrize(
    "text", ["aei-textils", "AEI Tèxtils", "aei textils", "  AEI   TEXTILS "]
)
def test_a_cluster_is_known_by_id_and_name_whatever_case_and_accents(
    snapshot: Snapshot, text: str
) -> None:
    given = form(snapshot, cluster=text)
    assert not given.faults
    assert given.question.cluster_id == "aei-textils"


def test_a_cluster_is_known_by_its_former_name(snapshot: Snapshot) -> None:
    given = form(snapshot, cluster="plastipolis")
    assert not given.faults
    named = snapshot.registry.cluster(given.question.cluster_id)
    assert named.name == "Polymeris"


def test_an_unknown_cluster_offers_the_nearest(client: FlaskClient) -> None:
    page = Page(client.get("/suggestions?cluster=inov").text)
    nearest = page.one("ul", **{"class": "nearest"})
    links = [link.get("href") for link in page.all("a") if nearest in link.inside]
    assert links[0] == "/suggestions?cluster=inovcluster"
    assert page.one("input", id="cluster").get("value") == "inov"


def test_an_ambiguous_name_asks_which() -> None:
    twins = [Cluster(id=letter, name="Twin", focus="looms") for letter in "ab"]
    alike = Snapshot(PartnerRecommender().fit(registry_of(*twins)))
    given = form(alike, cluster="twin")
    assert [cluster.id for cluster in given.nearest] == ["a", "b"]
    assert "2 clusters are called 'twin'" in given.faults["cluster"]


def test_lists_are_repeated_or_separated_and_take_names(snapshot: Snapshot) -> None:
    one = form(snapshot, markets=["BR", "JP"]).question
    two = form(snapshot, markets="jp; Brazil, br").question
    assert set(one.profile.target_markets) == {"BR", "JP"}
    assert one.profile == two.profile


def test_a_region_and_a_label_with_commas_are_markets(snapshot: Snapshot) -> None:
    label = snapshot.vocabulary.label("marketing-design-publishing")
    assert "," in label
    assert form(snapshot, sectors=label).question.profile.sectors == (
        "marketing-design-publishing",
    )
    assert form(snapshot, markets="asean").question.profile.target_markets == ("ASEAN",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("usa", "US"),
        ("United States of America", "US"),
        ("Korea, Republic of", "KR"),
        ("Türkiye", "TR"),
    ],
)
def test_countries_are_known_by_their_other_names(
    snapshot: Snapshot, text: str, code: str
) -> None:
    assert form(snapshot, markets=text).question.profile.target_markets == (code,)
    asked = form(snapshot, sectors="textile", only_countries=text).question
    assert asked.filters["only_countries"] == (code,)


@pytest.mark.parametrize("text", ["Portugal", "portugal", "PT", "pt"])
def test_the_country_may_be_named_in_the_address(read: Read, text: str) -> None:
    page = read(f"/?country={text}")
    select = page.one("select", id="country")
    options = [o for o in page.all("option") if select in o.inside]
    chosen = [o.get("value") for o in options if "selected" in o.attributes]
    assert chosen == ["PT"]


def test_a_country_by_another_name_is_written_by_its_code(client: FlaskClient) -> None:
    twin = client.get("/suggestions.json?country=Holland&sectors=textile").json
    assert twin
    assert twin["query"]["profile"]["country"] == "NL"


@pytest.mark.parametrize("sent", [{}, {"focus": "  "}, {"k": "5"}])
def test_an_empty_form_asks_for_something(
    snapshot: Snapshot, sent: dict[str, str]
) -> None:
    given = form(snapshot, **sent)
    assert given.faults == {"cluster": NEED_SOMETHING}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            "sectors",
            "txtile",
            "No sector 'txtile'; did you mean Textile Manufact",
        ),
        ("markets", "FR", "'FR' is in the European Union; a market is a country "),
        ("country", "PT,ES", "Give one country only."),
        ("focus", "x" * 2001, "The focus has 2,001 characters; at most 2,000 are "),
        ("focus", "\ufdfa" * 200, "The focus has 3,600 characters; at most 2,000 "),
        ("k", "0", "Give a whole number from 1 to 100."),
        ("k", "101", "Give a whole number from 1 to 100."),
        ("k", "ten", "Give a whole number from 1 to 100."),
        ("k", "١٠", "Give a whole number from 1 to 100."),
        ("only_countries", "Atlantis", "No country 'Atlantis'"),
        ("only_markets", "Japn", "No market 'Japn'; did you mean Japan?"),
        ("only_markets", "France", "'France' is in the European Union; a market "),
        ("exclude", "nobody at all", "No cluster is called 'nobody at all'."),
        ("new_partners_only", "maybe", "Give 1 for new partners only, or 0."),
    ],
)
def test_a_fault_is_said_beside_its_field_and_in_json(
    client: FlaskClient, field: str, value: str, words: str
) -> None:
    query = {"technologies": "photonics", field: value}
    response = client.get("/suggestions", query_string=query)
    assert response.status_code == 400
    page = Page(response.text)
    beside = page.one("p", id=f"{field}-error").text
    assert words in beside
    summary = page.one("div", id="problem").text
    assert words in summary
    twin = client.get("/suggestions.json", query_string=query)
    assert twin.status_code == 400
    assert twin.json
    assert list(twin.json["errors"]) == [field]
    assert twin.json["errors"][field] in beside
    table = client.get("/suggestions.csv", query_string=query)
    assert table.status_code == 400
    assert words in table.text


def test_what_was_chosen_and_typed_is_kept(
    client: FlaskClient, registry: Registry
) -> None:
    gone_to = {code for c in registry.clusters for code in registry.markets_of(c.id)}
    rare = next(c for c in registry.vocabulary.markets if c not in gone_to)
    query = {
        "cluster": "nobody",
        "country": "PT",
        "sectors": ["food-processing", "textile"],
        "markets": f"BR,{rare},Atlantis",
        "focus": "Olive oil",
        "only_countries": "ES, Narnia",
        "k": "7",
    }
    page = Page(client.get("/suggestions", query_string=query).text)
    boxes = page.all("input")
    checked = {box.get("value") for box in boxes if "checked" in box.attributes}
    assert checked == {"food-processing", "textile", "BR"}
    assert page.one("input", id="markets-other").get("value") == f"{rare}, Atlantis"
    assert page.one("textarea").text == "Olive oil"
    country = page.one("select", id="country")
    options = [
        option
        for option in page.all("option")
        if "selected" in option.attributes and country in option.inside
    ]
    assert [option.get("value") for option in options] == ["PT"]
    assert page.one("input", id="only_countries").get("value") == "ES, Narnia"
    assert page.one("input", id="k").get("value") == "7"


def test_a_cluster_wins_over_a_description_and_the_page_says_so(
    client: FlaskClient,
) -> None:
    both = client.get("/suggestions?cluster=inovcluster&sectors=footwear")
    page = Page(both.text)
    assert page.one("h1").text == "Partners for InovCluster"
    note = page.one("p", **{"class": "note"})
    assert "the description was not used" in note.text
    instead = [link for link in page.all("a") if note in link.inside][0]
    assert instead.get("href") == "/suggestions?sectors=footwear"
    alone = client.get("/suggestions.json?cluster=inovcluster").json
    twin = client.get("/suggestions.json?cluster=inovcluster&sectors=footwear").json
    assert alone == twin


def test_every_code_of_the_vocabulary_can_be_chosen(
    client: FlaskClient, snapshot: Snapshot
) -> None:
    page = Page(client.get("/").text)

    def offered(name: str) -> set[str]:
        boxes = page.all("input")
        return {b.get("value") for b in boxes if b.get("name") == name} - {""}

    assert offered("sectors") == set(snapshot.vocabulary.sectors)
    assert offered("technologies") == set(snapshot.vocabulary.technologies)
    names = {o.get("value") for o in page.all("option")}
    for code, term in snapshot.vocabulary.markets.items():
        assert code in offered("markets") or term.label in names
    assert set(snapshot.vocabulary.countries) - names == NOBODY_LIVES_THERE


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Lodz  HUB", ["hub"]),
        ("łódź hub", ["hub"]),
        ("Łódź\u00ad Hub", ["hub"]),
        ("ore", ["ores"]),
        ("wasps", ["wasps"]),
        ("WASPS", ["nest", "wasps"]),
        ("hive", []),
    ],
)
def test_a_typed_name_means_the_same_on_a_page_and_in_the_terminal(
    text: str, ids: list[str]
) -> None:
    registry = registry_of(
        Cluster(id="hub", name="Łódź Hub", focus="looms"),
        Cluster(id="nest", name="Nest", short_name="Wasps", focus="looms"),
        Cluster(id="ores", name="Øre", focus="looms"),
        Cluster(id="wasps", name="Paper Makers", focus="looms"),
    )
    given = form(Snapshot(PartnerRecommender().fit(registry)), cluster=text)
    if len(ids) == 1:
        assert [given.question.cluster_id] == ids
        assert [registry.find_cluster(text).id] == ids
        return
    assert given.question.cluster_id == ""
    with pytest.raises(UnknownCluster) as caught:
        registry.find_cluster(text)
    for message in (given.faults["cluster"], str(caught.value)):
        assert (f"clusters are called '{text}'" in message) == bool(ids)
    if ids:
        assert [cluster.id for cluster in given.nearest] == ids
        assert str(caught.value).endswith(", ".join(ids))


def test_countries_and_markets_stand_in_the_order_of_their_names(read: Read) -> None:
    page = read("/")
    select, names = (
        page.one("select", id="country"),
        page.one("datalist", id="market-names"),
    )
    countries = [o.text for o in page.all("option") if select in o.inside][1:]
    markets = [o.get("value") for o in page.all("option") if names in o.inside]
    assert countries == sorted(countries, key=fold)
    assert len(set(countries)) == len(countries) > 200
    assert markets == sorted(markets, key=str.lower)
    assert "Antarctica" not in countries


def test_a_country_alone_is_told_where_more_can_be_given(client: FlaskClient) -> None:
    response = client.get("/suggestions?country=PT")
    assert response.status_code == 400
    page = Page(response.text)
    (link,) = [
        a for a in page.all("a") if a.get("href") == "#sectors" and "alone" in a.text
    ]
    assert "A country alone fits everybody in it" in link.text
    twin = client.get("/suggestions.json?country=PT").json
    assert twin
    assert list(twin["errors"]) == ["sectors"]


@pytest.mark.parametrize("extra", ["country=FI", "markets=JP", "focus=wine"])
def test_a_description_beside_a_cluster_is_said_to_be_ignored(
    client: FlaskClient, extra: str
) -> None:
    page = Page(client.get(f"/suggestions?cluster=inovcluster&{extra}").text)
    assert "the description was not used" in page.one("main").text
    instead = [a for a in page.all("a") if a.text == "Use the description instead"]
    assert bool(instead) is (extra != "country=FI")  # alone it describes nobody


def test_no_group_is_open_before_something_is_chosen(read: Read) -> None:
    page = read("/")
    groups = [
        d
        for d in page.all("details")
        if any("groups" in o.get("class") for o in d.inside)
    ]
    assert groups
    assert not [d for d in groups if "open" in d.attributes]
    past = [a.get("href") for a in page.all("a") if a.text.startswith("Go past the")]
    assert past == ["#technologies", "#markets", "#focus"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "history=nobody+at+all&sectors=textile",
            "No cluster is called 'nobody at all'",
        ),
        ("history=inovcluster,valorial&sectors=textile", "Give one cluster only."),
        ("history=inovcluster", "Give the name of a cluster, or describe one"),
    ],
)
def test_a_history_is_that_of_one_cluster_beside_a_description(
    client: FlaskClient, asked: str, told: str
) -> None:
    answer = client.get(f"/suggestions?{asked}")
    assert answer.status_code == 400
    assert told in Page(answer.text).one("main").text
