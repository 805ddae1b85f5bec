"""Commands share what every one of them would read and learn again.

In a process of its own, where a command is a program, all of it is done as ever.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher import PartnerRecommender, Registry
from matcher.cli.typed import asked
from matcher.model.learning.weights import SignalWeights


@pytest.fixture(autouse=True)
def read_and_learnt_once(
    registry: Registry, recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The packaged registry is read, and learnt from, once for all tests."""
    load, fit = asked.load_registry, PartnerRecommender.fit

    def read(path: Path | None) -> Registry:
        return registry if path is None else load(path)

    def learn(
        one: PartnerRecommender, known: Registry, weights: SignalWeights | None = None
    ) -> PartnerRecommender:
        if known is not registry or weights is not None:
            return fit(one, known, weights)
        one._scorer = recommender.scorer
        return one

    monkeypatch.setattr(asked, "load_registry", read)
    monkeypatch.setattr(PartnerRecommender, "fit", learn)
