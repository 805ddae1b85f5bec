"""Past consortia are asked for by their members, who know nothing that came later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import Registry
from matcher.evaluation.baselines import Recommender
from matcher.evaluation.report import published_backtest
from matcher.evaluation.splits import by_generation
from matcher.evaluation.trials import rebuilding
from matcher.evaluation.trials.rebuilding import BUILDER, consortium_trials
from tests.toy import block_registry


def _rounds() -> Registry:
    """Four blocks of the second round; each was together in the first."""
    registry = block_registry(5, 4)
    earlier = [replace(p, start="2016") for p in registry.partnerships]
    later = [
        replace(p, id=f"{p.id}-again", generation=2, start="2018")
        for p in registry.partnerships
    ]
    again = [replace(m, partnership=f"{m.partnership}-again") for m in registry.members]
    return replace(
        registry,
        partnerships=(*earlier, *later),
        members=(*registry.members, *again),
    )


def test_who_was_together_before_comes_back() -> None:
    found = {trial.system: trial for trial in consortium_trials(_rounds())}
    assert {trial.n_questions for trial in found.values()} == {16}
    assert found[BUILDER].share == found["one after the other, by score"].share == 1.0
    assert found["same sector"].share == pytest.approx(3 / 4)  # three of four alike
    assert found["random"].share == pytest.approx(3 / 19)
    assert found["random"].behind == pytest.approx(1 - 3 / 19)
    assert found[BUILDER].behind == 0


def test_nothing_is_known_that_came_later() -> None:
    """Without the tested round in the registry at all, the same are proposed."""
    (fold,) = by_generation(_rounds())
    assert not {p.id for p in fold.tested} & {p.id for p in fold.train.partnerships}
    question = next(rebuilding._questions(fold))
    for way in rebuilding._ways(Recommender(), fold).values():
        chosen = way(question)
        assert chosen.sum() == pytest.approx(3 + chosen[question.row])
        assert np.all((chosen >= 0) & (chosen <= 1))


def test_published_consortia_come_back_more_than_by_chance_or_sector() -> None:
    found = {(t.protocol, t.system): t for t in published_backtest().consortia}
    assert len({protocol for protocol, _ in found}) == 2
    for (_, system), trial in found.items():
        if system in ("random", "same sector"):
            assert trial.behind > 0.05
