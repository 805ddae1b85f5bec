"""One score object everywhere: page, JSON, CSV and the recommender say the same."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from matcher import PartnerRecommender, Profile
from matcher.cli import app
from matcher_web.wording import score_text, signed
from tests.web.reading import Page

BY_CLUSTER = "cluster=inovcluster"
BY_PROFILE = "country=PT&sectors=food-processing&markets=BR&focus=Olive+oil"
PROFILE = Profile(
    country="PT",
    sectors=("food-processing",),
    target_markets=("BR",),
    focus="Olive oil",
)


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        (BY_CLUSTER, ["inovcluster"]),
        (
            BY_CLUSTER + "&only_countries=ES&new_partners_only=1&k=4",
            ["inovcluster", "--only-countries", "ES", "--new-partners-only", "-k", "4"],
        ),
        (
            BY_CLUSTER + "&weight_similar_focus=0&weight_shared_markets=2.5",
            ["inovcluster", "--weights", "shared_markets=2.5,similar_focus=0"],
        ),
        (
            BY_PROFILE,
            "--country PT --sectors food-processing --markets BR --focus".split()
            + ["Olive oil"],
        ),
    ],
)
def test_the_command_line_prints_what_the_twin_holds(
    client: FlaskClient, query: str, arguments: list[str]
) -> None:
    twin = client.get(f"/suggestions.json?{query}").json
    assert twin
    printed = CliRunner().invoke(app, ["suggest", *arguments, "--json"])
    assert printed.exit_code == 0, printed.output
    told = json.loads(printed.stdout)
    assert told == {name: twin[name] for name in told}
    assert list(told) == [
        "query",
        "suggestions",
        "known_partners",
        "left_out",
        "as_of",
    ]


@pytest.mark.parametrize(
    ("query", "asked"), [(BY_CLUSTER, "inovcluster"), (BY_PROFILE, PROFILE)]
)
def test_page_json_csv_and_recommender_agree(
    client: FlaskClient,
    recommender: PartnerRecommender,
    query: str,
    asked: str | Profile,
) -> None:
    found = recommender.answer(asked, k=10)
    expected = found.suggestions
    scores = [suggestion.score for suggestion in expected]
    ids = [suggestion.cluster.id for suggestion in expected]

    twin = client.get(f"/suggestions.json?{query}").json
    assert twin
    assert [s["score"] for s in twin["suggestions"]] == scores
    assert [s["cluster"]["id"] for s in twin["suggestions"]] == ids

    table = client.get(f"/suggestions.csv?{query}").text
    rows = list(csv.DictReader(StringIO(table)))
    listed = (*expected, *found.known_partners)
    assert [float(row["Score"]) for row in rows] == [round(s.score, 2) for s in listed]
    assert [row["Registry id"] for row in rows] == [s.cluster.id for s in listed]

    page = Page(client.get(f"/suggestions?{query}").text)
    items = page.all("li")
    cards = [item for item in items if item.get("class") == "suggestion"]
    assert [card.get("id") for card in cards] == ids
    for card, suggestion in zip(cards, expected, strict=True):
        assert suggestion.strength.capitalize() in card.text
        assert f"ahead of {int(suggestion.percentile)}%" in card.text
        assert ("You are their " in card.text) == (query == BY_CLUSTER)
        assert f" of {suggestion.n_in_their_list}." in card.text
        # Log-odds are no measure for a reader of a list; the page of a pair has them.
        assert score_text(suggestion.score) not in card.text


def test_a_pair_page_adds_up_to_the_score_of_the_list(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    best = recommender.suggest("inovcluster", k=1)[0]
    address = f"/pairs/inovcluster/{best.cluster.id}"
    twin = client.get(address + ".json").json
    assert twin
    assert twin["score"] == best.score
    assert twin["rank"] == 1
    total = twin["intercept"] + sum(c["contribution"] for c in twin["contributions"])
    assert total == pytest.approx(best.score, abs=1e-9)

    rows = list(csv.DictReader(StringIO(client.get(address + ".csv").text)))
    assert rows[-1]["signal"] == "score"
    assert float(rows[-1]["total"]) == best.score
    assert float(rows[-2]["total"]) == pytest.approx(best.score, abs=1e-9)

    page = Page(client.get(address).text)
    assert {float(data.get("value")) for data in page.all("data")} == {best.score}
    steps = [t.text for t in page.all("text") if t.get("class") == "step-value"]
    assert steps[0] == signed(best.intercept)
    assert steps[-1] == score_text(best.score)


@pytest.mark.parametrize(
    ("pages", "left", "right"),
    [("pairs", "inovcluster", "valorial"), ("synergies", "adpack2-g2", "nf4-g2")],
)
def test_both_ways_round_a_pair_has_one_score_and_swapped_ranks(
    client: FlaskClient, pages: str, left: str, right: str
) -> None:
    there = client.get(f"/{pages}/{left}/{right}.json").json
    back = client.get(f"/{pages}/{right}/{left}.json").json
    assert there
    assert back
    assert there["score"] == back["score"]
    assert (there["rank"], there["their_rank"]) == (back["their_rank"], back["rank"])
    assert there.get("lenses") == back.get("lenses")


def test_a_described_pair_has_the_score_of_its_list(client: FlaskClient) -> None:
    listed = client.get(f"/suggestions.json?{BY_PROFILE}").json
    assert listed
    first = listed["suggestions"][0]
    opened = client.get(
        f"/pairs/profile/{first['cluster']['id']}.json?{BY_PROFILE}"
    ).json
    assert opened
    assert opened["score"] == first["score"]
    assert opened["left"] is None


def test_every_number_of_the_about_page_is_live(
    client: FlaskClient, recommender: PartnerRecommender
) -> None:
    twin = client.get("/about.json").json
    assert twin
    assert twin["intercept"] == recommender.intercept
    shown = [(s["signal"], s["weight"], s["reference"]) for s in twin["signals"]]
    assert shown == list(recommender.weights)
    page = Page(client.get("/about").text)
    for name, weight, _ in recommender.weights:
        row = page.one("tr", id=name)
        assert score_text(weight) in row.text
    assert f"{len(recommender.registry.clusters)}" in page.one("main").text
