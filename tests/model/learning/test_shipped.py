"""Shipped weights are what is learnt today, and are taken for that registry alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import PartnerRecommender, Registry
from matcher.model.learning import shipped
from matcher.model.learning.shipped import shipped_weights
from matcher.model.scoring.scorer import Scorer
from tests.toy import block_registry


def test_they_are_what_the_packaged_registry_teaches(registry: Registry) -> None:
    """If not, `tests/publish.py` writes them again."""
    known, learnt = shipped_weights(registry), Scorer.learn(registry).weights
    assert known
    assert known.intercept == pytest.approx(learnt.intercept, rel=1e-9)
    np.testing.assert_allclose(known.weights, learnt.weights, rtol=1e-9)
    np.testing.assert_allclose(known.references, learnt.references, rtol=1e-9)


def test_the_recommender_takes_them_and_learns_nothing(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scorer, "learn", lambda registry: pytest.fail("it learns"))
    recommender = PartnerRecommender().fit(registry)
    known = shipped_weights(registry)
    assert known
    assert [weight for _, weight, _ in recommender.weights] == known.weights.tolist()


def test_another_registry_learns_anew(registry: Registry) -> None:
    first, *others = registry.clusters
    renamed = replace(registry, clusters=(replace(first, name="Other"), *others))
    for changed in (registry.without([registry.partnerships[0].id]), renamed):
        assert shipped_weights(changed) is None
    toy = block_registry()
    assert (
        PartnerRecommender().fit(toy).intercept == Scorer.learn(toy).weights.intercept
    )


@pytest.mark.parametrize(
    "constant",
    [
        "matcher.model.learning.training.PENALTY",
        "matcher.model.signals.rows.DAMPING",
        "matcher.model.encoding.WIDER_WEIGHT",
    ],
)
def test_weights_learnt_otherwise_are_not_taken(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, constant: str
) -> None:
    monkeypatch.setattr(constant, 0.125)
    assert shipped_weights(registry) is None


def test_another_set_of_signals_learns_anew(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "SIGNALS", shipped.SIGNALS[:-1])
    assert shipped_weights(registry) is None
