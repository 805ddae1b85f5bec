"""Scores added up signal by signal are those of the arrays of all signals."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import PartnerRecommender
from matcher.model.scoring.scorer import DECIMALS


@pytest.mark.parametrize("most_dense", [100, 437])
def test_of_many_clusters_the_scores_are_those_of_few(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch, most_dense: int
) -> None:
    scorer, rows = recommender.scorer, np.arange(0, 438, 7)
    wanted = scorer.lists_of(rows)
    monkeypatch.setattr("matcher.model.values.MOST_DENSE", 100)
    monkeypatch.setattr("matcher.model.signals.contract.MOST_DENSE", most_dense)
    found = scorer.lists_of(rows)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1.5 * 10.0**-DECIMALS)
