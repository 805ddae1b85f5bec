"""The model in plain words, read off the live model."""

from __future__ import annotations

from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from matcher import SIGNALS, PartnerRecommender, Registry
from matcher_web import create_app
from matcher_web.about.records import sampled_suggestions, signal_steps
from matcher_web.snapshot import Snapshot
from tests.web.conftest import Read


def test_steps_are_what_signals_add_in_lists_against_having_none(app: Flask) -> None:
    snapshot = app.extensions["snapshot"]
    assert isinstance(snapshot, Snapshot)
    steps = {step.signal: step for step in signal_steps(snapshot)}
    assert set(steps) == {signal.name for signal in SIGNALS}
    weights = {name: weight for name, weight, _ in snapshot.recommender.weights}
    values = [
        part.value
        for suggestion in sampled_suggestions(snapshot)
        for part in suggestion.contributions
        if part.signal == "shared_sectors" and part.value
    ]
    expected = weights["shared_sectors"] * median(values)
    assert abs(steps["shared_sectors"].adds - expected) < 1e-9
    assert (
        steps["another_country"].lacks
        == -weights["another_country"]
        * (dict((n, r) for n, _, r in snapshot.recommender.weights)["another_country"])
    )


def test_the_most_comes_first_and_others_are_compared_with_it(app: Flask) -> None:
    steps = signal_steps(app.extensions["snapshot"])
    assert [s.adds for s in steps] == sorted((s.adds for s in steps), reverse=True)
    assert steps[0].compared == 1
    assert steps[0].sentence.startswith("It counts most: ")
    assert f"of what {steps[0].title} adds" in steps[1].sentence


def test_the_page_says_every_sentence(
    app: Flask, client: FlaskClient, read: Read
) -> None:
    page = read("/about")
    shown = page.one("ol", **{"class": "steps"}).text
    twin = client.get("/about.json").json
    assert twin
    said = {signal["signal"]: signal["sentence"] for signal in twin["signals"]}
    for step in signal_steps(app.extensions["snapshot"]):
        assert step.sentence in shown
        assert said[step.signal] == step.sentence


def test_the_page_says_who_teaches_and_what_is_counted_apart(read: Read) -> None:
    told = read("/about").one("main").text
    assert "It looks at each past consortium as if it had never been" in told
    assert "Weights are learnt from past consortia" in told
    apart = next(s.title for s in SIGNALS if s.name == "connected")
    assert (
        f"agreements teach nothing of that: they are a signal of their own, {apart}."
        in told
    )


def test_a_registry_without_a_past_has_a_card_too(registry: Registry) -> None:
    alone = Registry((registry.cluster("inovcluster"),), (), (), registry.vocabulary)
    app = create_app({"RECOMMENDER": PartnerRecommender().fit(alone)})
    response = app.test_client().get("/about")
    assert response.status_code == 200
    assert "It adds nothing in the lists of this registry." in response.text


def test_it_says_who_may_use_the_data_and_what_is_kept_of_readers(read: Read) -> None:
    page = read("/about")
    told = page.one("section", **{"aria-labelledby": "use"}).text
    for words in ("CC0 1.0", "sets no cookie", "no person", "by keyboard"):
        assert words in told
