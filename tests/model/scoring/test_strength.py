"""Words for scores: equal scores have equal words, none better than they all earn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, PartnerRecommender, Partnership, Profile, Registry
from matcher.arrays import FloatArray, IntArray
from matcher.model.answers.suggestions import Score
from matcher.model.scoring.strength import (
    STRENGTHS,
    Strengths,
    strength_at,
)
from tests.toy import VOCABULARY, only, registry_of

WEAK = STRENGTHS[-1][0]


@st.composite
def symmetric_lists(draw: st.DrawFn) -> FloatArray:
    """Scores of all pairs of up to 40 clusters, of one to six different ones."""
    n_clusters = draw(st.integers(2, 40))
    values = draw(st.lists(st.integers(-3, 9), min_size=1, max_size=6))
    seed = draw(st.integers(0, 2**32 - 1))
    chosen = np.random.default_rng(seed).choice(values, (n_clusters, n_clusters))
    lists = np.triu(chosen.astype(float), 1)
    lists += lists.T
    np.fill_diagonal(lists, -np.inf)
    return lists


@given(symmetric_lists(), st.integers(-4, 9))
def test_a_word_is_earned_by_how_many_pairs_stand_lower(
    lists: FloatArray, nothing: int
) -> None:
    everyone = np.arange(len(lists))
    strengths = Strengths.of(lists, everyone, float(nothing))
    pairs = [lists[i, j] for i in everyone for j in everyone if i < j]
    for score in {*pairs, -5.0, 3.5, 10.0}:
        n_lower = sum(pair < score for pair in pairs)
        # Who stands above all pairs is no worse than the best of them.
        place = min(n_lower, len(pairs) - 1)
        expected = strength_at(place, len(pairs), speaks=score > nothing)
        assert strengths.word(score) == expected


@given(symmetric_lists(), st.randoms(use_true_random=False))
def test_words_do_not_depend_on_how_clusters_are_called(
    lists: FloatArray, random: object
) -> None:
    shuffled = np.random.default_rng(random.getrandbits(32)).permutation(len(lists))  # type: ignore[attr-defined]
    other = lists[np.ix_(shuffled, shuffled)]
    one, same = (Strengths.of(x, np.arange(len(x)), -9.0) for x in (lists, other))
    np.testing.assert_array_equal(one.cuts, same.cuts)
    assert one.step == same.step


def test_pairs_of_two_that_have_lists_count_once() -> None:
    """Of 0 and 2 against four: 0-1, 0-2, 0-3, 2-1 and 2-3."""
    lists = np.array([[-np.inf, 1.0, 5.0, 1.0], [5.0, 1.0, -np.inf, 1.0]])
    rows: IntArray = np.array([0, 2])
    strengths = Strengths.of(lists, rows, -9.0)
    assert [strengths.word(score) for score in (5.0, 1.0)] == ["very strong", WEAK]


def test_among_no_pairs_whatever_speaks_is_the_best() -> None:
    strengths = Strengths.of(np.full((1, 1), -np.inf), np.array([0]), 0.0)
    assert [strengths.word(s) for s in (0.1, 0.0)] == ["very strong", WEAK]


@given(symmetric_lists())
def test_a_goal_is_worth_the_step_from_fair_to_very_strong(lists: FloatArray) -> None:
    everyone = np.arange(len(lists))
    pairs = [lists[i, j] for i in everyone for j in everyone if i < j]
    step = np.percentile(pairs, 99) - np.percentile(pairs, 85)
    assert Strengths.of(lists, everyone, 0.0).step == (step or 1.0)


def equal_clusters(n_clusters: int, *sectors: str) -> Registry:
    """All the same but for their ids; no cooperation is recorded."""
    return registry_of(
        *(
            Cluster(id=f"c{n:02}", name=f"C{n}", sectors=sectors)
            for n in range(n_clusters)
        )
    )


def all_answers(recommender: PartnerRecommender) -> list[list[Score]]:
    """Everything that is told with a strength."""
    first, second = (c.id for c in recommender.scorer.registry.clusters[:2])
    return [
        [*recommender.suggest(first, k=100)],
        [*recommender.suggest(Profile(), k=100)],
        [*recommender.complete([first, second], k=100)],
    ]


@settings(deadline=None, max_examples=15)
@given(st.integers(4, 60), st.sampled_from([(), ("textile",)]))
def test_equal_clusters_have_no_strength_over_each_other(
    n_clusters: int, sectors: tuple[str, ...]
) -> None:
    registry = equal_clusters(n_clusters, *sectors)
    recommender = PartnerRecommender().fit(registry, only("shared_sectors"))
    for answer in all_answers(recommender):
        assert {score.strength for score in answer} == {WEAK}
        assert {score.percentile for score in answer} == {0.0}


@pytest.mark.parametrize("n_clusters", [2, 3, 60])
def test_where_nothing_is_recorded_nothing_is_strong(n_clusters: int) -> None:
    recommender = PartnerRecommender().fit(equal_clusters(n_clusters))
    suggested, described, completed = all_answers(recommender)
    assert [len(suggested), len(described)] == [n_clusters - 1, n_clusters]
    for score in suggested + described:
        assert not score.reasons
        assert score.strength == WEAK
    # Among a few, everybody is high on all lists; among many, nobody is.
    for score in completed if n_clusters == 60 else ():
        assert not score.reasons
        assert score.strength == WEAK


@pytest.mark.parametrize("n_partnerships", [2, 3, 30])
def test_partnerships_that_record_nothing_have_no_strong_synergy(
    n_partnerships: int,
) -> None:
    clusters = tuple(Cluster(id=f"c{n:02}", name=f"C{n}") for n in range(3))
    empty = tuple(
        Partnership(id=f"p{n:02}", acronym=f"P{n}") for n in range(n_partnerships)
    )
    recommender = PartnerRecommender().fit(Registry(clusters, empty, (), VOCABULARY))
    found = recommender.synergies("p00", k=100)
    assert len(found) == n_partnerships - 1
    assert {synergy.strength for synergy in found} == {WEAK}


def test_strength_never_rises_down_a_list(registry: Registry) -> None:
    """On real facts: equal scores, equal words, and a lower one no better word."""
    recommender = PartnerRecommender().fit(registry)
    order = [word for word, _ in STRENGTHS]
    for cluster in registry.clusters[::60]:
        found = recommender.suggest(cluster.id, k=500)
        places = [order.index(score.strength) for score in found]
        assert places == sorted(places)
        words: dict[float, set[str]] = {}
        for score in found:
            words.setdefault(score.score, set()).add(score.strength)
        assert all(len(said) == 1 for said in words.values())
