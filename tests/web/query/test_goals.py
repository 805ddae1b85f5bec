"""Goals stand in the address, on the page, in links that change them, and in twins."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from matcher import GOALS, Goals, PartnerRecommender
from matcher_web.query.goals import LINES, code_of
from matcher_web.query.question import Question
from matcher_web.query.weights import Weights
from tests.web.reading import Page

VISITOR = "country=PT&sectors=food-processing&markets=BR&markets=JP"
CLUSTER = "cluster=inovcluster"


def links(page: Page, inside: str) -> dict[str, str]:
    box = page.one("section", **{"aria-labelledby": inside})
    return {a.text: a.get("href") for a in page.all("a") if box in a.inside}


def listed(client: FlaskClient, query: str) -> list[tuple[str, float]]:
    twin = client.get(f"/suggestions.json?{query}").json
    assert twin
    return [(s["cluster"]["id"], s["score"]) for s in twin["suggestions"]]


def expected(found: object) -> list[tuple[str, float]]:
    return [(s.cluster.id, s.score) for s in found.suggestions]  # type: ignore[attr-defined]


def test_every_code_that_is_wanted_belongs_to_a_goal() -> None:
    assert {code_of(option.argument) for option in LINES} == set(GOALS)


def test_an_address_asks_what_the_recommender_is_asked(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    query = (
        f"{CLUSTER}&want_markets=Brazil&want_markets=JP&want_experience=2"
        "&want_sectors=textile&must=markets&weight_wanted_activities=2"
    )
    goals = Goals(
        markets=["BR", "JP"],  # type: ignore[arg-type]
        sectors=["textile"],  # type: ignore[arg-type]
        experience=2,
        must=["markets"],  # type: ignore[arg-type]
        factors={"activities": 2.0},
    )
    found = recommender.answer("inovcluster", goals=goals)
    assert listed(client, query) == expected(found)
    twin = client.get(f"/suggestions.json?{query}").json
    assert twin
    told = twin["query"]["goals"]
    assert told["markets"] == ["BR", "JP"]
    assert (told["experience"], told["must"]) == (2, ["markets"])
    assert {one["filter"] for one in twin["left_out"]} <= {"must"}


def test_a_visitors_own_markets_are_wanted_unless_others_are(
    client: FlaskClient,
) -> None:
    page = Page(client.get(f"/suggestions?{VISITOR}").text)
    assert (
        "your own markets"
        in page.one("section", **{"aria-labelledby": "wanted-title"}).text
    )
    other = client.get(f"/suggestions?{VISITOR}&want_markets=US").text
    assert "your own markets" not in other
    assert listed(client, VISITOR) == listed(client, f"{VISITOR}&want_markets=BR,JP")
    assert listed(client, VISITOR) != listed(client, f"{VISITOR}&want_markets=US")


def test_the_last_own_market_can_be_taken_off(client: FlaskClient) -> None:
    address = f"/suggestions?{VISITOR}"
    for market in ("Brazil", "Japan"):
        page = Page(client.get(address).text)
        address = links(page, "wanted-title")[f"No longer want: {market} ×"]
    page = Page(client.get(address).text)
    assert not [
        s for s in page.all("section") if s.get("aria-labelledby") == "wanted-title"
    ]
    query = address.partition("?")[2]
    twin = client.get(f"/suggestions.json?{query}").json
    assert twin
    assert "goals" not in twin["query"]
    assert all(s["goal"] == 0 for s in twin["suggestions"])


def test_a_cluster_is_offered_its_markets_and_never_asked_for_them_by_default(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    page = Page(client.get(f"/suggestions?{CLUSTER}").text)
    assert listed(client, CLUSTER) == expected(
        recommender.answer("inovcluster", goals=Goals())
    )
    (offer,) = [
        a for a in page.all("a") if a.text.startswith("Prefer who goes to your")
    ]
    registry = recommender.registry
    cluster = registry.cluster("inovcluster")
    own = cluster.target_markets or registry.markets_of(cluster.id)
    twin = client.get(
        offer.get("href").replace("/suggestions", "/suggestions.json")
    ).json
    assert twin
    assert set(twin["query"]["goals"]["markets"]) == set(own)


def test_a_goal_is_made_a_must_and_let_go_by_one_click(client: FlaskClient) -> None:
    address = f"/suggestions?{CLUSTER}&want_markets=BR"
    page = Page(client.get(address).text)
    made = links(page, "wanted-title")["Make it a must: Wanted markets"]
    assert made == f"{address}&must=markets"
    page = Page(client.get(made).text)
    assert links(page, "wanted-title")["No longer a must: Wanted markets"] == address
    # Nothing is left that must be served, also of a visitor's own markets.
    unasked = links(page, "wanted-title")["No longer want: Brazil ×"]
    assert unasked == f"/suggestions?{CLUSTER}"
    own = f"{VISITOR.removesuffix('&markets=JP')}&must=markets"
    visited = Page(client.get(f"/suggestions?{own}").text)
    let_go = client.get(links(visited, "wanted-title")["No longer want: Brazil ×"])
    assert let_go.status_code == 200
    assert "wanted-title" not in let_go.text
    include = [a.get("href") for a in page.all("a") if a.get("class") == "include"]
    assert address in include


def test_pairs_keep_goals_and_have_the_score_of_the_list(client: FlaskClient) -> None:
    for who in (CLUSTER, VISITOR):
        query = f"{who}&want_markets=JP&weight_wanted_markets=2"
        best, score = listed(client, query)[0]
        page = Page(client.get(f"/suggestions?{query}").text)
        opened = {
            a.get("href")
            for a in page.all("a")
            if a.get("href").startswith("/pairs/") and f"/{best}?" in a.get("href")
        }
        (address,) = {one.partition("#")[0] for one in opened}
        assert "want_markets=JP" in address
        twin = client.get(address.replace(f"/{best}?", f"/{best}.json?")).json
        assert twin
        assert twin["score"] == score
        assert twin["goals"]["markets"] == ["JP"]
        assert "want_markets=JP" in client.get(address).text


def test_all_markets_keeps_who_goes_to_every_one(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    query = f"{CLUSTER}&all_markets=BR,JP&k=100"
    found = [one for one, _ in listed(client, query)]
    assert found
    vocabulary, registry = recommender.registry.vocabulary, recommender.registry
    for one in found:
        for market in ("BR", "JP"):
            near = {market} | {r for r, c in vocabulary.regions.items() if market in c}
            assert near & set(registry.markets_of(one))


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("want_markets=PT", "want_markets", "is in the European Union"),
        ("want_experience=99", "want_experience", "from 0 to 20"),
        ("must=markets", "must", "Nothing is wanted of markets: say what"),
        ("want_markets=JP&must=activities,markets", "must", "wanted of activities"),
        ("must=luck", "must", "'luck' is not a goal; there are markets, activities"),
    ],
)
def test_a_wrong_goal_is_told_at_its_field(
    client: FlaskClient, query: str, field: str, words: str
) -> None:
    response = client.get(f"/suggestions?{CLUSTER}&{query}")
    assert response.status_code == 400
    (link,) = [a for a in Page(response.text).all("a") if a.get("href") == f"#{field}"]
    assert words in link.text
    pair = client.get(f"/pairs/inovcluster/valorial?{query}")
    assert pair.status_code == 400
    assert words in Page(pair.text).one("main").text


def test_wanting_nothing_stands_in_no_address() -> None:
    assert Question(cluster_id="a").parameters() == {"cluster": ["a"]}
    heavy = Weights.of({"wanted_markets": 2.0, "shared_sectors": 2.0})
    assert heavy.of_goals == {"markets": 2.0}
    assert heavy.of_signals == Weights.of({"shared_sectors": 2.0})
