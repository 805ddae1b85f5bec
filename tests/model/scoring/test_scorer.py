"""Ranks in lists and from the other side, history of sides, words: all by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matcher import SIGNALS, Cluster, Member, PartnerRecommender, Partnership, Profile
from matcher.arrays import FloatArray, IntArray
from matcher.errors import FilterError
from matcher.model.learning.training import learn_weights, sample_of, training_pairs
from matcher.model.past import Past
from matcher.model.scoring.lists import DECIMALS
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Sides
from matcher.model.scoring.strength import STRENGTHS, strength_at
from matcher.model.signals import fit_signals
from matcher.registry.registry import Registry
from tests.toy import VOCABULARY, block_registry, only, registry_of, tied_registry

NAMES = [signal.name for signal in SIGNALS]
TIES = NAMES.index("already_partners")
SQRT_HALF = 1 / np.sqrt(2)

# Of the column's cluster in the list of the row's; oneself stands last.
RANKS = [
    [5, 2, 1, 3, 4],
    [3, 5, 1, 2, 4],
    [1, 2, 5, 3, 4],
    [3, 1, 2, 5, 4],
    [1, 2, 3, 4, 5],
]
# The same, equals at the lowest place of them.
LOWEST = [
    [5, 4, 1, 4, 4],
    [4, 5, 2, 2, 4],
    [1, 3, 5, 3, 4],
    [4, 2, 2, 5, 4],
    [4, 4, 4, 4, 5],
]


@pytest.fixture
def scorer() -> Scorer:
    """A fresh one for each test, as it keeps ranks and cuts."""
    return Scorer.fit(tied_registry(), only("already_partners"))


@pytest.fixture(scope="module")
def by_ties() -> PartnerRecommender:
    return PartnerRecommender().fit(tied_registry(), only("already_partners"))


@pytest.mark.parametrize("most_kept", [0, 5])
@pytest.mark.parametrize("pairs_at_once", [1, 10, 1000])
def test_ranks_by_hand_with_ties_by_id(
    most_kept: int, pairs_at_once: int, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.scoring.ranks.MOST_IN_MEMORY", most_kept)
    monkeypatch.setattr("matcher.model.scoring.lists.PAIRS_AT_ONCE", pairs_at_once)
    everyone = np.arange(5)
    np.testing.assert_array_equal(scorer.ranks_between(everyone, everyone), RANKS)
    some, others = np.array([3, 0]), np.array([4, 1, 2])
    expected = np.array(RANKS)[np.ix_(some, others)]
    np.testing.assert_array_equal(scorer.ranks_between(some, others), expected)
    shared = scorer.ranks_between(everyone, everyone, shared=True)
    np.testing.assert_array_equal(shared, LOWEST)
    assert ("all_ranks" in vars(scorer)) == bool(most_kept)


def their_ranks(recommender: PartnerRecommender, query: object) -> dict[str, int]:
    opened = (
        (letter, recommender.explain(query, letter))  # type: ignore[arg-type]
        for letter in "abcde"
        if letter not in query  # type: ignore[operator]
    )
    return {letter: suggestion.their_rank for letter, suggestion in opened}


def test_their_rank_is_the_place_in_the_list_of_the_other(
    by_ties: PartnerRecommender,
) -> None:
    assert their_ranks(by_ties, "a") == {"b": 3, "c": 1, "d": 3, "e": 1}
    assert their_ranks(by_ties, "e") == {"a": 4, "b": 4, "c": 4, "d": 4}


def test_their_rank_of_a_consortium_is_that_of_its_highest_member(
    by_ties: PartnerRecommender,
) -> None:
    assert their_ranks(by_ties, ["a", "b"]) == {"c": 1, "d": 1, "e": 1}
    assert their_ranks(by_ties, ["a", "e"]) == {"b": 3, "c": 1, "d": 3}


@pytest.mark.parametrize("most_kept", [0, 4])
def test_their_rank_of_a_visitor_counts_who_scores_higher(
    most_kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.scoring.ranks.MOST_IN_MEMORY", most_kept)
    facts = {
        "a": ("textile", "aerospace-defence"),
        "b": ("aerospace-defence",),
        "c": ("aerospace-defence",),
        "d": ("video",),
    }
    clusters = [Cluster(id=i, name=i, sectors=codes) for i, codes in facts.items()]
    registry = registry_of(*clusters)
    recommender = PartnerRecommender().fit(registry, only("shared_sectors"))
    visitor = Profile(sectors=("aerospace-defence",))
    found = {s.cluster.id: s.their_rank for s in recommender.suggest(visitor)}
    # Equals b and c in the list of a, is beaten by nobody, and a is not in its own
    # list. To d all are strangers, so that nobody scores higher.
    assert found == {"a": 1, "b": 1, "c": 1, "d": 1}
    stranger = recommender.suggest(Profile(sectors=("video",)))
    # Foreign to a, b and c, whose two fellows each score higher.
    expected = {"a": 3, "b": 3, "c": 3, "d": 1}
    assert {s.cluster.id: s.their_rank for s in stranger} == expected


def test_history_of_a_consortium_is_the_mean_over_members_with_a_past(
    scorer: Scorer,
) -> None:
    values = scorer.cluster_values(scorer.cluster_side([0, 1, 4]))[:, TIES]
    # a with b is 0 and b with a as well; nobody is a partner of itself.
    expected = [0.0, 0.0, (1 + SQRT_HALF) / 2, (0 + SQRT_HALF) / 2, np.nan]
    np.testing.assert_allclose(values, expected)
    together = scorer.cluster_values(scorer.cluster_side([0, 2]))[:, TIES]
    np.testing.assert_allclose(together[:3], [1.0, SQRT_HALF / 2, 1.0])
    nobody = scorer.cluster_values(scorer.cluster_side([4]))
    assert np.isnan(nobody[:, TIES:]).all()


def test_history_of_two_sides_is_the_mean_over_pairs_with_a_past(
    scorer: Scorer,
) -> None:
    sides = Sides(scorer.cluster_side(rows) for rows in ([2, 4], [0, 2], [4]))
    values = scorer.side_values(scorer.cluster_side([0, 1, 4]), sides)[:, TIES]
    # With a and c: a-c, b-a and b-c; a with itself is no pair.
    by_hand = [(1 + SQRT_HALF) / 2, (1 + 0 + SQRT_HALF) / 3, np.nan]
    np.testing.assert_allclose(values, by_hand)


def test_a_partnership_is_what_it_states_else_what_its_members_do() -> None:
    members = (
        Cluster(id="a", name="A", sectors=("textile",), technologies=("iot",)),
        Cluster(id="b", name="B", sectors=("textile",), technologies=("laser",)),
        Cluster(id="c", name="C", sectors=("video",)),
    )
    registry = Registry(
        members,
        (Partnership(id="states", acronym="S", sectors=("video",)),),
        tuple(Member(partnership="states", cluster=i) for i in "abc"),
        VOCABULARY,
    )
    scorer = Scorer.fit(registry, only("shared_sectors"))
    (side,) = scorer.partnership_sides
    sectors, technologies = side.encodings[:2]
    stated = scorer.profile_side(Profile(sectors=("video",))).encodings[0]
    np.testing.assert_array_equal(sectors.left, stated.left)
    assert len(side.evidence[0][1]) == 1
    # c records no technology and is left out of the mean.
    rows = scorer.encodings[1].left
    np.testing.assert_allclose(technologies.left[0], (rows[0] + rows[1]) / 2)
    assert side.evidence[1][1] == (0, 1, 2)
    assert side.rows == (0, 1, 2)


def team_registry() -> Registry:
    """Of 21 clusters, 14 in teams of seven, four and three: 30 of 210 pairs."""
    clusters = tuple(Cluster(id=f"c{n:02}", name=f"C{n}") for n in range(21))
    teams = {"seven": range(7, 14), "four": range(14, 18), "trio": range(18, 21)}
    return Registry(
        clusters,
        tuple(Partnership(id=name, acronym=name) for name in teams),
        tuple(
            Member(partnership=name, cluster=f"c{n:02}")
            for name, team in teams.items()
            for n in team
        ),
        VOCABULARY,
    )


def test_a_strength_is_a_percentile_among_all_pairs() -> None:
    """The trio's pairs are 3 of 210, with the four's 9, with the seven's 30."""
    scorer = Scorer.fit(team_registry(), only("already_partners"))
    ties = {
        "very strong": 1 / np.sqrt(2),
        "strong": 1 / np.sqrt(3),
        "fair": 1 / np.sqrt(6),
        "weak": 0.0,
    }
    assert {
        word: scorer.strengths.word(round(tie, DECIMALS)) for word, tie in ties.items()
    } == {word: word for word in ties}
    assert scorer.strengths.word(-1.0) == "weak"
    # By how many stand lower, so that what lies between has the word of the higher.
    below = [np.nextafter(round(tie, DECIMALS), 0) for tie in ties.values()]
    assert [*map(scorer.strengths.word, below[:3])] == ["very strong", "strong", "fair"]


def test_one_answer_scores_each_list_once_for_ranks_and_strengths(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registry = team_registry()
    scored: list[int] = []
    lists_of = Scorer.lists_of

    def counting(self: Scorer, rows: IntArray) -> FloatArray:
        scored.extend(rows.tolist())
        return lists_of(self, rows)

    monkeypatch.setattr(Scorer, "lists_of", counting)
    everybody = [*range(len(registry.clusters))]
    recommender = PartnerRecommender().fit(registry, only("already_partners"))
    assert recommender.suggest("c20", k=3)[0].strength == "very strong"
    assert sorted(scored) == everybody
    # Whole consortia are made of what fits, of ranks and of what a goal is worth.
    scored.clear()
    PartnerRecommender().fit(registry, recommender.scorer.weights).consortia("c20")
    assert sorted(scored) == everybody


def test_strengths_are_the_same_before_and_after_all_are_ranked(
    recommender: PartnerRecommender,
) -> None:
    first, later, last = (replace(recommender.scorer) for _ in range(3))
    assert later.all_ranks
    scores = np.unique(last.all_lists()[:3])
    words = [*map(first.strengths.word, scores)]
    assert [*map(later.strengths.word, scores)] == words
    assert [*map(last.strengths.word, scores)] == words
    everybody = np.arange(len(recommender.registry.clusters))
    for shared in (False, True):
        ranks = [one.ranks_between(everybody, everybody, shared=shared)
                 for one in (later, last)]  # fmt: skip
        assert (ranks[0] == ranks[1]).all()


@pytest.mark.parametrize("given", [np.ones(9), [1.0], {"shared_sectors": 2}, 0, "all"])
def test_weights_that_are_none_are_told(given: Any) -> None:
    with pytest.raises(FilterError, match="^weights: .* are no SignalWeights; leave"):
        PartnerRecommender().fit(team_registry(), given)


def test_nobody_with_itself_counts_among_the_pairs() -> None:
    registry = registry_of(
        Cluster(id="a", name="A", sectors=("textile",)),
        Cluster(id="b", name="B", sectors=("textile",)),
        Cluster(id="c", name="C", sectors=("video",)),
    )
    recommender = PartnerRecommender().fit(registry, only("shared_sectors"))
    assert recommender.explain("a", "b").strength == "very strong"


@pytest.mark.parametrize(
    ("n_worse", "word"),
    [(1000, "very strong"), (990, "very strong"), (989, "strong"), (950, "strong")]
    + [(949, "fair"), (850, "fair"), (849, "weak"), (0, "weak")],
)
def test_a_place_in_a_list_has_the_same_words(n_worse: int, word: str) -> None:
    assert word in dict(STRENGTHS)
    assert strength_at(n_worse, n_candidates=1001) == word


def test_the_best_of_a_short_list_is_very_strong() -> None:
    assert [strength_at(n_worse, 2) for n_worse in (1, 0)] == ["very strong", "weak"]
    assert strength_at(0, n_candidates=1) == "very strong"


def test_a_sampled_registry_learns_the_odds_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of 100 clusters 12 are drawn; unweighted, partners were eight times likelier."""
    toy = block_registry(n_in_block=25)
    plain = tuple(replace(c, sectors=(), focus="") for c in toy.clusters)
    past = Past.of(replace(toy, clusters=plain))
    signals = fit_signals(past)
    encodings = [signal.encode(past.arrays) for signal in signals]
    whole = learn_weights(past, signals, encodings)
    monkeypatch.setattr("matcher.model.learning.training.MAX_CANDIDATES", 12)
    table = training_pairs(past, signals, encodings)
    others = table.sample_weight[~table.same]
    np.testing.assert_array_equal(others, 96 / 12)
    np.testing.assert_array_equal(table.sample_weight[table.same], 1.0)
    sampled = learn_weights(past, signals, encodings)
    assert sampled.intercept == pytest.approx(whole.intercept, abs=0.5)


# Large registries


def test_a_sample_holds_whole_partnerships_and_no_more_than_its_share(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.learning.training.MAX_LEARNT_FROM", 200)
    sample = sample_of(registry)
    assert len(sample.clusters) == 200
    assert sample.partnerships
    for partnership in sample.partnerships:
        assert sample.members_of[partnership.id] == registry.members_of[partnership.id]
    assert len({member.cluster for member in sample.members}) <= 100
    assert sample == sample_of(registry)
    assert sample != sample_of(registry, seed=1)


def test_a_partnership_that_is_too_large_leaves_room_for_others(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.learning.training.MAX_LEARNT_FROM", 12)
    sample = sample_of(registry)
    assert sample.partnerships
    assert max(map(len, sample.members_of.values())) <= 6


def test_a_large_registry_is_fitted_whole_with_weights_of_a_sample(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("matcher.model.learning.training", "matcher.model.scoring.scorer"):
        monkeypatch.setattr(f"{module}.MAX_LEARNT_FROM", 200)
    scorer = Scorer.fit(registry)
    of_sample = Scorer.fit(sample_of(registry)).weights
    assert len(scorer.past.arrays) == len(registry.clusters)
    np.testing.assert_array_equal(scorer.weights.weights, of_sample.weights)
    fewer = math.log(len(registry.clusters) / 200)
    assert scorer.weights.intercept == pytest.approx(of_sample.intercept - fewer)


def test_the_fewer_rows_are_scored_at_once_the_same_lists_come_out(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = recommender.scorer.lists_of(np.arange(40))
    n_pairs = 7 * len(recommender.registry.clusters)
    monkeypatch.setattr("matcher.model.scoring.lists.PAIRS_AT_ONCE", n_pairs)
    assert max(map(len, recommender.scorer.row_blocks())) == 7
    np.testing.assert_allclose(
        recommender.scorer.lists_of(np.arange(40)), whole, atol=1e-11
    )
