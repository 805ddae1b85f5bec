"""Values of many clusters at once are those of each, to the last bit or rounding."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import PartnerRecommender
from matcher.model.scoring.lists import DECIMALS
from matcher.model.signals import HISTORY_SIGNALS
from matcher.model.values import history_rows


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


def test_history_of_many_is_that_of_each(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    past, rows = recommender.scorer.past, [*range(0, 438, 3)]
    others = np.arange(5, 438, 2)
    one_by_one = history_rows(past, rows)
    monkeypatch.setattr("matcher.model.values.MOST_KEPT", 100)
    assert np.array_equal(history_rows(past, rows), one_by_one, equal_nan=True)
    some = history_rows(past, rows, others)
    assert np.array_equal(some, one_by_one[:, others], equal_nan=True)
    for signal in HISTORY_SIGNALS:
        for row, (found, values) in zip(rows, signal.of_rows(past, rows), strict=True):
            told = dict(zip(found.tolist(), values.tolist(), strict=True))
            assert told == {o: v for o, v in signal.values(past, row).items() if v}
