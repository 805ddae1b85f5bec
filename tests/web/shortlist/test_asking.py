"""Who asks, in a field of an address and in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import PartnerRecommender
from matcher_web.shortlist.asking import asking_text, named, read_asking
from matcher_web.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot(recommender: PartnerRecommender) -> Snapshot:
    return Snapshot(recommender)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cluster=inovcluster", "InovCluster"),
        (
            "country=PT&sectors=food-processing&markets=BR,JP",
            "Cluster from Portugal in Food Processing and Manufacturing, to Brazil and "
            "Japan",
        ),
        ("technologies=photonics", "Cluster in Photonics"),
        ("focus=Olive oil", "Cluster that works on “Olive oil”"),
        ("markets=JP", "Cluster, to Japan"),
    ],
)
def test_who_asks_is_told_in_words(snapshot: Snapshot, text: str, words: str) -> None:
    asker = read_asking(snapshot, text).asker
    assert asker
    assert asker.words == words


def test_a_whole_question_comes_back(snapshot: Snapshot) -> None:
    text = "cluster=inovcluster&only_countries=ES&k=3&weight_shared_markets=2"
    asker = read_asking(snapshot, text).asker
    assert asker
    assert asker.text == text


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=40).map(str.strip).filter(bool))
def test_a_focus_in_any_letters_comes_back(
    recommender: PartnerRecommender, focus: str
) -> None:
    given_text = asking_text({"sectors": ["textile"], "focus": [focus]})
    asker = read_asking(Snapshot(recommender), given_text).asker
    assert asker
    assert asker.question.profile.focus == focus
    assert asker.text == given_text


def test_nobody_asks_where_nothing_is_said(snapshot: Snapshot) -> None:
    assert read_asking(snapshot, "  ") == read_asking(snapshot, "")
    assert read_asking(snapshot, "").asker is None
    assert read_asking(snapshot, "").fault == ""


def test_what_cannot_be_read_is_told(snapshot: Snapshot) -> None:
    found = read_asking(snapshot, "sectors=textile&country=Atlantis")
    assert found.asker is None
    assert "Atlantis" in found.fault


def test_a_few_are_named_and_the_others_counted() -> None:
    assert named([]) == ""
    assert named(list("abc")) == "a, b and c"
    assert named(list("abcd")) == "a, b, c and 1 more"
