"""What goals gain and cost is what the recommender answers to the same questions."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import Cluster, Goals, PartnerRecommender
from matcher.evaluation.report import published_backtest
from matcher.evaluation.trials.trade_offs import FACTORS, goal_trials, questions
from tests.toy import registry_of


def test_trials_are_what_the_recommender_answers(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.evaluation.trials.trade_offs.N_QUESTIONS", 6)
    registry, scorer = recommender.registry, recommender.scorer
    asked = [*questions(scorer, seed=3)]
    assert len(asked) == 6
    for trial in goal_trials(scorer, seed=3):
        served, percentiles = [], []
        for question in asked:
            goals = Goals(markets=question.markets, factors={"markets": trial.factor})
            found = recommender.suggest(
                registry.clusters[question.row].id, goals=goals, new_partners_only=True
            )
            for one in found:
                stated = registry.markets_of(one.cluster.id)
                served.append(np.mean([m in stated for m in question.markets]))
                percentiles.append(one.percentile)
        assert trial.served == pytest.approx(np.mean(served))
        assert trial.percentile == pytest.approx(np.mean(percentiles))
        assert trial.available >= trial.served


def test_the_same_seed_draws_the_same_questions(
    recommender: PartnerRecommender,
) -> None:
    first, again, other = ([*questions(recommender.scorer, seed)] for seed in (0, 0, 1))
    assert first == again != other
    assert len(first) == 200


def test_nothing_is_asked_where_nobody_states_markets() -> None:
    clusters = [Cluster(id=id, name=id, sectors=("textile",)) for id in "abc"]
    assert goal_trials(PartnerRecommender().fit(registry_of(*clusters)).scorer) == ()


def test_published_goals_serve_three_times_as_much_at_little_loss() -> None:
    trials = {trial.factor: trial for trial in published_backtest().goals}
    assert tuple(trials) == FACTORS
    off, used = trials[0.0], trials[1.0]
    assert used.served >= min(3 * off.served, 0.9 * used.available)
    assert used.percentile >= 85
    served = [trial.served for trial in trials.values()]
    assert served == sorted(served)
