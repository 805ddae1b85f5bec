"""A pair opened: what meets, what only one brings, the past, what would raise it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Profile
from matcher.explore.improve import LEAST_GAIN, what_would_raise
from matcher_web.suggestions.pair import Meeting
from matcher_web.wording import ordinal, score_text, signed
from tests.web.conftest import Read
from tests.web.reading import Element, Page


def section(page: Page, title: str) -> Element:
    return page.one("section", **{"aria-labelledby": title})


def test_codes_meet_or_one_brings_them() -> None:
    meeting = Meeting("markets", "Markets", ("BR", "JP"), ("JP", "US"))
    assert meeting.both == ("JP",)
    assert meeting.only_left == ("BR",)
    assert meeting.only_right == ("US",)


def test_the_page_tells_what_meets_and_what_only_one_brings(
    client: FlaskClient, read: Read
) -> None:
    page = read("/pairs/inovcluster/valorial")
    sides = section(page, "sides-title")
    rows = {
        head.text: [td for td in page.all("td") if head.inside[-1] in td.inside]
        for head in page.all("th")
        if sides in head.inside and head.get("scope") == "row"
    }
    twin = client.get("/pairs/inovcluster/valorial.json").json
    assert twin
    assert twin["codes"]["sectors"] == {
        "both": ["food-processing"],
        "only_left": ["agricultural-inputs"],
        "only_right": ["livestock"],
    }
    assert [td.text for td in rows["Sectors"]] == [
        "Agricultural Inputs and Services",
        "Food Processing and Manufacturing",
        "Livestock Processing",
    ]
    assert [td.text for td in rows["Country"]] == ["Portugal", "none", "France"]


def test_where_no_code_meets_what_is_wider_is_told(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    # Both in agri-food, by different sectors.
    response = client.get(
        "/pairs/profile/inovcluster?sectors=livestock&markets=LATAM&country=PT"
    )
    page = Page(response.text)
    assert "no code, but the Agri-food ecosystem" in page.one("main").text


def test_both_places_are_shown(read: Read, recommender: PartnerRecommender) -> None:
    found = recommender.explain("inovcluster", "valorial")
    page = read("/pairs/inovcluster/valorial")
    places = [dd.text for dd in page.all("dd")][:2]
    assert places == [
        f"{ordinal(found.rank)} of {found.n_candidates}",
        f"{ordinal(found.their_rank)} of {found.n_in_their_list}",
    ]


def test_the_past_names_partnerships_and_partners_in_common(
    client: FlaskClient, read: Read, recommender: PartnerRecommender
) -> None:
    page = read("/pairs/inovcluster/valorial")
    past = section(page, "past-title")
    links = {a.get("href").partition("?")[0] for a in page.all("a") if past in a.inside}
    registry = recommender.registry

    def partners(cluster: str) -> set[str]:
        return {
            member
            for partnership in registry.partnerships_of[cluster]
            for member in registry.members_of[partnership]
        } - {cluster}

    both = set(registry.partnerships_of["inovcluster"])
    both &= set(registry.partnerships_of["valorial"])
    common = partners("inovcluster") & partners("valorial")
    assert both
    assert common
    assert links == {f"/partnerships/{p}" for p in both} | {
        f"/clusters/{c}" for c in common
    }
    twin = client.get("/pairs/inovcluster/valorial.json").json
    assert twin
    assert set(twin["partners_in_common"]) == common


@pytest.mark.parametrize(
    ("address", "left", "right"),
    [
        ("/pairs/inovcluster/valorial", "inovcluster", "valorial"),
        (
            "/pairs/profile/valorial?sectors=food-processing&country=PT",
            Profile(sectors=("food-processing",), country="PT"),
            "valorial",
        ),
    ],
)
def test_what_would_raise_it_is_what_the_matcher_says(
    client: FlaskClient,
    recommender: PartnerRecommender,
    address: str,
    left: str | Profile,
    right: str,
) -> None:
    expected = what_would_raise(recommender, left, right)
    page = Page(client.get(address).text)
    told = section(page, "raise-title").text
    assert expected.improvements
    for improvement in expected.improvements:
        assert improvement.label in told
        assert score_text(improvement.score) in told
        assert signed(improvement.gain) in told
    assert score_text(expected.together) in told
    path, _, query = address.partition("?")
    twin = client.get(f"{path}.json?{query}").json
    assert twin
    assert twin["what_would_raise"] == expected.to_dict()


def test_what_is_not_recorded_could_raise_it_too(client: FlaskClient) -> None:
    page = Page(client.get("/pairs/profile/valorial?sectors=food-processing").text)
    told = section(page, "raise-title").text
    assert "could raise the score, or lower it" in told
    assert "Your cluster: country, technologies, markets, focus" in told


def test_nothing_missing_is_said(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    registry = recommender.registry

    def codes(cluster: str) -> set[str]:
        record = registry.cluster(cluster)
        return {*record.sectors, *record.technologies, *registry.markets_of(cluster)}

    rich = registry.cluster("inovcluster")
    poor = next(
        other.id
        for other in registry.clusters
        if other.id != rich.id and other.sectors and codes(other.id) <= codes(rich.id)
    )
    page = Page(client.get(f"/pairs/{rich.id}/{poor}").text)
    told = section(page, "raise-title").text
    assert "records no sector, technology or market that InovCluster does not" in told


def test_weights_change_what_raises_it(client: FlaskClient) -> None:
    address = "/pairs/inovcluster/agrocluster-ribatejo"
    plain = client.get(address + ".json").json
    heavy = client.get(address + ".json?weight_shared_markets=10").json
    assert plain
    assert heavy
    assert plain["what_would_raise"]["improvements"] == []
    (first, *_) = heavy["what_would_raise"]["improvements"]
    assert (first["field"], first["gain"] >= LEAST_GAIN) == ("target_markets", True)
