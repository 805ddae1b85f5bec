"""A card tells what to act on: place, size, markets, and what sets it apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from matcher import Goals, PartnerRecommender, Suggestion
from matcher_web import create_app
from matcher_web.query.question import Question
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.apart import MOST_SHARED, set_apart
from matcher_web.suggestions.cards import Card, cards
from tests.web.conftest import Get, Read

WANTED = Question(cluster_id="inovcluster", goals=Goals(markets=("BR", "JP")))


@pytest.fixture(scope="module")
def snapshot(recommender: PartnerRecommender) -> Iterator[Snapshot]:
    with create_app({"RECOMMENDER": recommender}).test_request_context():
        yield Snapshot(recommender)


@pytest.fixture(scope="module")
def found(recommender: PartnerRecommender) -> list[Suggestion]:
    goals = WANTED.wanted
    return recommender.answer("inovcluster", goals=goals).suggestions


@pytest.fixture(scope="module")
def made(snapshot: Snapshot, found: list[Suggestion]) -> list[Card]:
    return cards(snapshot, WANTED, found).each


def test_each_wanted_market_has_a_line_and_they_are_counted(made: list[Card]) -> None:
    for card in made:
        assert [ground.label for ground in card.grounds] == ["Brazil", "Japan"]
        n_served = sum(ground.value > 0 for ground in card.grounds)
        assert card.served == f"serves {n_served} of your 2 markets"


def test_wanted_markets_are_named_first(made: list[Card]) -> None:
    both = [card for card in made if {"BR", "JP"} <= set(card.suggestion.markets)]
    assert both
    assert all(card.markets.startswith("Brazil, Japan") for card in both)


def test_nothing_wanted_counts_nothing(
    snapshot: Snapshot, recommender: PartnerRecommender
) -> None:
    alone = recommender.suggest("valorial", k=1)
    (card,) = cards(snapshot, Question(cluster_id="valorial"), alone).each
    assert (card.served, card.grounds, card.apart) == ("", (), "")


def test_what_ended_is_not_told_as_running(
    snapshot: Snapshot, made: list[Card]
) -> None:
    states = {
        snapshot.registry.standing_of(one).state
        for card in made
        for one in card.running
    }
    assert states
    assert "ended" not in states


def test_one_rule_tells_what_runs_on_cards_lists_and_to_join(
    get: Get, snapshot: Snapshot
) -> None:
    shortlist = get(
        "/shortlist.json?shortlist=industries-agro-ressources,valorial"
    ).json
    joined = get("/suggestions.json?cluster=inovcluster").json
    assert shortlist
    assert joined
    registry = snapshot.registry
    for entry in shortlist["shortlist"]:
        known = registry.partnerships_of[entry["cluster"]["id"]]
        assert entry["running_partnerships"] == [
            one
            for one in known
            if registry.partnership(one).may_be_joined(registry.as_of)
        ]
    assert not {"3bi-g1", "biopen", "biovale-and-iar"} & {
        one["partnership"]["id"] for one in joined["partnerships"]
    }


def test_size_and_label_are_told_where_they_are_recorded(
    snapshot: Snapshot, found: list[Suggestion]
) -> None:
    one = found[0]
    full = replace(one.cluster, members=1, sme_members=1200, label="gold")
    bare = replace(one.cluster, members=None, sme_members=None, label="", city="")
    told, untold = (
        cards(snapshot, WANTED, [replace(one, cluster=cluster)]).each[0]
        for cluster in (full, bare)
    )
    assert told.size == "1 member · 1,200 SMEs · gold label"
    assert untold.size == ""
    assert untold.place == snapshot.vocabulary.label(one.cluster.country)


def test_what_sets_apart_is_shared_by_few_of_those_shown(
    snapshot: Snapshot, found: list[Suggestion]
) -> None:
    told = set_apart(snapshot, found)
    assert any(told)
    label = snapshot.vocabulary.label
    for one, words in zip(found, told, strict=True):
        if not words:
            continue
        said = words.partition(" that ")[2].partition(" ")[2].partition(" ")[2]
        having = [
            other
            for other in found
            if said
            in {
                *map(label, other.cluster.sectors),
                *map(label, other.cluster.technologies),
                *map(label, other.markets),
                label(other.cluster.country),
            }
        ]
        assert one in having
        assert len(having) * MOST_SHARED <= len(found)
        number = "The only one" if len(having) == 1 else f"One of {len(having)}"
        assert words.startswith(number)


def test_of_what_who_asks_has_too_it_is_said(
    snapshot: Snapshot, found: list[Suggestion]
) -> None:
    alike = found[0].cluster
    plain, told = set_apart(snapshot, found), set_apart(snapshot, found, alike)
    own = (*alike.sectors, *alike.technologies, *alike.target_markets, alike.country)
    having = {*map(snapshot.vocabulary.label, own)}
    assert [words.removesuffix(", as you do") for words in told] == plain
    assert told != plain
    for words in plain:
        said = words.partition(" that ")[2].partition(" ")[2].partition(" ")[2]
        assert (f"{words}, as you do" in told) == (said in having)


def test_what_most_share_is_said_once_and_no_two_cards_read_alike(
    read: Read, made: list[Card]
) -> None:
    page = read("/suggestions?cluster=inovcluster&want_markets=BR,JP")
    (line,) = [p.text for p in page.all("p") if p.text.startswith("True of most")]
    assert "Both work with Agricultural technologies and Food technologies." in line
    items = [li for li in page.all("li") if li.get("class") == "suggestion"]
    assert not any(
        "Both work with Agricultural technologies and" in i.text for i in items
    )
    read_alike = Counter((card.reasons, card.apart) for card in made)
    assert max(read_alike.values()) == 1


def test_only_those_that_are_told_apart_are_ranked(read: Read) -> None:
    page = read("/suggestions?focus=Finnish maritime cluster")
    assert len([li for li in page.all("li") if li.get("class") == "suggestion"]) == 3
    text = page.one("main").text
    assert "3 partners" in text
    assert "Nothing that is said of your cluster tells the others apart." in text
    assert "7 others, in no order of fit" in text
    assert "Show more" not in text.replace("Show more variety", "")
    text = read("/suggestions?cluster=inovcluster").one("main").text
    assert "in no order of fit" not in text


def test_where_nobody_is_told_apart_nobody_is_ranked(read: Read) -> None:
    page = read("/suggestions?country=FR&focus=Vins et huile d'olive")
    text = page.one("main").text
    assert not [li for li in page.all("li") if li.get("class") == "suggestion"]
    assert "No partner stands out yet" in text
    assert "tells one cluster from another" in text
    assert "Add Food Processing and Manufacturing?" in " ".join(text.split())
    assert "Nothing tells one partnership from another yet." in text


def test_what_sets_apart_does_not_depend_on_the_order(
    snapshot: Snapshot, found: list[Suggestion]
) -> None:
    backwards = set_apart(snapshot, found[::-1])
    assert backwards[::-1] == set_apart(snapshot, found)


def test_twins_are_not_set_apart(snapshot: Snapshot, found: list[Suggestion]) -> None:
    assert set_apart(snapshot, [found[0]] * 4) == [""] * 4


def test_no_list_shows_log_odds_and_each_card_explains_itself_once(
    read: Read,
) -> None:
    page = read("/suggestions?cluster=inovcluster&want_markets=JP")
    main = page.one("main").text
    words = {data.text for data in page.all("data")}
    assert words <= {"Weak", "Fair", "Strong", "Very strong"}
    assert "log-odds" not in main
    assert "All reasons and numbers" not in main
    items = [li for li in page.all("li") if li.get("class") == "suggestion"]
    for card in items:
        assert card.text.count("Why this pair") == 1
    assert main.count("New partners only") == 1
