"""How high two stand on each other's lists is the same from few lists and from all."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import PartnerRecommender
from matcher.consortium import pair_parts
from matcher.consortium.pair_parts import PairParts, standing_at
from tests.toy import only, tied_registry


def test_the_first_place_counts_whole_and_the_hundredth_nothing() -> None:
    assert standing_at([1, 10, 100, 5000]) == pytest.approx([1, 0.5, 0, 0])


def test_both_lists_count_and_equals_have_their_lowest_rank() -> None:
    """a's list begins with c, c's with a; of e nobody knows anything."""
    scorer = PartnerRecommender().fit(tied_registry(), only("already_partners")).scorer
    standing = PairParts(scorer).standing(np.arange(5))
    assert standing[0, 2] == 1.0
    assert standing[1, 3] < 1.0
    assert standing[4, :4] == pytest.approx(np.full(4, standing[4, 0]))
    assert (standing == standing.T).all()
    assert not standing.diagonal().any()


def test_few_lists_tell_the_same_as_all(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.arange(0, 438, 20)
    all_lists = PairParts(recommender.scorer).standing(rows)
    monkeypatch.setattr(pair_parts, "MOST_KEPT", 0)
    assert (PairParts(recommender.scorer).standing(rows) == all_lists).all()
