"""Agreement by hand, where ties of the past are all that counts."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import PartnerRecommender
from matcher.model.scoring.agreement import ConsortiumScores, consortium_scores
from matcher.model.scoring.scorer import Scorer
from tests.toy import only, tied_registry

A, B, C, D, E = range(5)

# Of a, then of b, on c, d and e: both places, counted from 0, as worth 4 / (4 + place).
# Equals stand at the lowest place of them.
BY_HAND = [
    [(1 + 1) / 4, (4 / 7 + 4 / 7) / 4, (4 / 7 + 4 / 7) / 4],
    [(4 / 5 + 4 / 6) / 4, (4 / 5 + 4 / 5) / 4, (4 / 7 + 4 / 7) / 4],
]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer.fit(tied_registry(), only("already_partners", intercept=0.6))


def agreed(scorer: Scorer, *rows: int) -> ConsortiumScores:
    side = scorer.cluster_side(rows)
    return consortium_scores(scorer, side, scorer.cluster_values(side))


def test_each_member_adds_the_worth_of_both_places(scorer: Scorer) -> None:
    found = agreed(scorer, A, B)
    np.testing.assert_allclose(found.shares[:, [C, D, E]], BY_HAND)
    np.testing.assert_allclose(found.agreement[C], 13 / 15)
    np.testing.assert_array_equal(found.shares[:, [A, B]], 0.0)


def test_a_score_is_a_third_of_the_mean_and_nine_for_agreement(scorer: Scorer) -> None:
    mean_tie = (1 + 1 / np.sqrt(2)) / 2
    by_hand = 0.6 / 3 - 5.25 + mean_tie / 3 + 9 * (13 / 15 - 0.05)
    assert agreed(scorer, A, B).scores[C] == pytest.approx(by_hand)
    # e is in no partnership, so that agreement alone speaks for it.
    alone = 0.6 / 3 - 5.25 + 9 * (4 / 7 - 0.05)
    assert agreed(scorer, A, B).scores[E] == pytest.approx(alone)


def test_half_place_says_how_fast_worth_falls(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.scoring.agreement.HALF_PLACE", 1)
    shares = agreed(scorer, A, B).shares
    assert shares[A, C] == pytest.approx(1 / 2)
    assert shares[B, C] == pytest.approx((1 / 2 + 1 / 3) / 4)
    assert shares[A, E] == pytest.approx((1 / 4 + 1 / 4) / 4)


@pytest.mark.parametrize("n_asked", [1, 2, 3])
def test_only_the_best_by_mean_score_are_asked(
    n_asked: int, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.scoring.agreement.SHORTLIST", n_asked)
    shares = agreed(scorer, A, B).shares
    asked, beyond = [C, D, E][:n_asked], [C, D, E][n_asked:]
    np.testing.assert_allclose(shares[:, asked], np.array(BY_HAND)[:, :n_asked])
    np.testing.assert_array_equal(shares[:, beyond], 0.0)


def test_agreement_opens_over_members_best_first(scorer: Scorer) -> None:
    registry = tied_registry()
    side = scorer.cluster_side([A, B])
    opened = agreed(scorer, A, B).opened(D, side, registry)
    assert [code.code for code in opened.codes] == ["b", "a"]
    assert [code.value for code in opened.codes] == pytest.approx([2 / 5, 2 / 7])
    assert [code.contribution for code in opened.codes] == pytest.approx(
        [18 / 5, 18 / 7]
    )
    assert opened.value == pytest.approx(2 / 5 + 2 / 7)
    assert opened.contribution == pytest.approx(9 * (2 / 5 + 2 / 7 - 0.05))


def test_more_members_share_the_same_whole(scorer: Scorer) -> None:
    shares = agreed(scorer, A, B, D).shares
    np.testing.assert_allclose(shares[:2, C], np.array(BY_HAND)[:, 0] * 2 / 3)
    assert shares[2, C] == pytest.approx((4 / 5 + 4 / 6) / 6)


def test_a_consortium_of_all_clusters_has_no_candidates() -> None:
    recommender = PartnerRecommender().fit(tied_registry(), only("already_partners"))
    assert recommender.complete(["a", "b", "c", "d", "e"]) == []
    (last,) = recommender.complete(["a", "b", "c", "d"])
    assert last.cluster.id == "e"
    assert last.n_candidates == 1


def test_a_consortium_of_two_ranks_by_agreement() -> None:
    recommender = PartnerRecommender().fit(tied_registry(), only("already_partners"))
    best = recommender.complete(["a", "b"])
    assert [s.cluster.id for s in best] == ["c", "d", "e"]
    assert best[0].parts["agreement"] == pytest.approx(9 * (13 / 15 - 0.05))


@pytest.mark.parametrize(
    ("n_asked", "asked"), [(1, [C]), (2, [C]), (3, [C]), (4, [B, C, D, E])]
)
def test_of_equals_at_the_end_of_the_shortlist_all_are_asked_or_none(
    n_asked: int, asked: list[int], scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody but c knows a: b, d and e are equal, whatever they are called."""
    monkeypatch.setattr("matcher.model.scoring.agreement.SHORTLIST", n_asked)
    assert np.flatnonzero(agreed(scorer, A).agreement).tolist() == asked
