"""Peers see what we see, in the shape their libraries want, and answer in numbers."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from matcher import Registry
from matcher.evaluation.baselines import System
from matcher.evaluation.metrics import K
from matcher.evaluation.questions import answers
from matcher.evaluation.splits import by_generation
from matcher.evaluation.words import METRICS, TASKS
from matcher.model.learning.training import PairTable
from matcher.model.past import Past
from tests.bench.peers import peers, query_sizes, times_together
from tests.toy import block_registry


def test_times_together_counts_partnerships_of_two() -> None:
    toy = block_registry(n_in_block=3, n_together=2)
    past = Past.of(toy)
    expected = np.zeros((12, 12))
    for first in range(0, 12, 3):
        expected[first, first + 1] = expected[first + 1, first] = 1.0
    np.testing.assert_array_equal(times_together(past), expected)


def test_a_query_is_one_member_in_one_partnership() -> None:
    columns = {field.name: np.zeros(7) for field in fields(PairTable)}
    columns["partnership"] = np.array([0, 0, 0, 1, 1, 1, 2])
    columns["left"] = np.array([4, 4, 5, 5, 5, 6, 6])
    sizes = query_sizes(PairTable(**columns))  # type: ignore[arg-type]
    assert sizes.tolist() == [2, 1, 2, 1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("position", range(len(peers())))
def test_a_peer_answers_every_question_with_finite_scores_twice_the_same(
    registry: Registry, position: int
) -> None:
    *_, latest = by_generation(registry)
    system, again = (peers()[position].fit(latest.known) for _ in range(2))
    _finite_and_equal(system, again, registry)
    found = list(answers(system, latest))
    assert {answer.task for answer in found} == set(TASKS)
    values = np.array(
        [a.values for a in found if (a.task, a.among) == ("suggest", "everyone")]
    )
    assert np.isfinite(values).all()
    chance = K / len(registry.clusters)
    assert values[:, METRICS.index("recall@10")].mean() > 3 * chance


def _finite_and_equal(system: System, again: System, registry: Registry) -> None:
    partnerships = registry.partnerships[:5]
    teams = [np.arange(position) for position in range(5)]
    for one, other in (
        (system.partners(7), again.partners(7)),
        (system.complete([3, 5]), again.complete([3, 5])),
        (system.join(9, partnerships, teams), again.join(9, partnerships, teams)),
    ):
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one, other)
