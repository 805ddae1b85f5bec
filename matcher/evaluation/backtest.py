"""How well each system predicts past partnerships, with honest intervals.

In: a registry. Out: `Report`: a table of metrics with intervals, comparisons with the
best baseline, how suggestions spread over clusters and how stable they are. The same
seed gives the same report on any number of threads, whatever clusters are called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import FloatArray
from matcher.errors import MatcherError
from matcher.evaluation.baselines import Recommender, System, baselines
from matcher.evaluation.checks import labelled_pairs, penalty_trials, reliability
from matcher.evaluation.expectations import expectation_trials
from matcher.evaluation.levels import chances_of_first
from matcher.evaluation.metrics import K, coverage, gini
from matcher.evaluation.questions import answers
from matcher.evaluation.records import Spread
from matcher.evaluation.report import Report
from matcher.evaluation.splits import (
    GENERATIONS,
    Fold,
    Known,
    asked_about,
    by_generation,
    knows_others,
    leave_one_out,
)
from matcher.evaluation.summary import (
    Found,
    ablations_of,
    comparisons_of,
    gains_of,
    number,
    rows_of,
)
from matcher.evaluation.trials.rebuilding import consortium_trials
from matcher.evaluation.trials.trade_offs import goal_trials
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import SIGNALS
from matcher.registry.registry import Registry

N_REFITS = 10
"""Refits on drawn partnerships for the stability of lists."""

Progress = Callable[[int, int], None]


def backtest(
    registry: Registry,
    *,
    every_partnership: bool = True,
    trials: bool = True,
    systems: Sequence[System] = (),
    seed: int = 0,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Ask all questions of both protocols and sum up the answers.

    Parameters
    ----------
    registry : Registry
    every_partnership : bool
        Also leave out each partnership in its turn; by generation only if not.
    trials : bool
        Also try the recommender without each signal, penalties, expectations, goals
        and whole consortia, which takes two thirds of the time; the questions alone if
        not.
    systems : sequence of System
        Peers to compare as well; the recommender and the baselines always are.
    seed : int
        For all draws.
    progress : callable
        Told how many folds are done and of how many.

    Raises
    ------
    MatcherError
        If the registry has no partnership to test on.
    """
    ours = Recommender()
    compared: list[System] = [ours, *baselines(), *systems]
    names = [system.name for system in compared]
    quick = list(dict.fromkeys(fold.protocol for fold in by_generation(registry)))
    folds = _folds(registry, every_partnership)
    if not folds:
        raise MatcherError(f"nothing to predict: {_what_lacks(registry)}")
    # One order of sums, whatever the machine: the same seed gives the same report.
    with threadpool_limits(1, "blas"):
        found: Found = {}
        for done, fold in enumerate(folds):
            progress(done, len(folds))
            fitted = [system.fit(fold.known) for system in compared]
            if trials and fold.protocol in quick:
                fitted += [ours.without(info.name) for info in SIGNALS]
            for system in fitted:
                for answer in answers(system, fold):
                    key = fold.protocol, answer.task, answer.among, system.name
                    found.setdefault(key, []).append(answer)
        progress(len(folds), len(folds))
        protocols = list(dict.fromkeys(fold.protocol for fold in folds))
        table = labelled_pairs(registry)
        report = Report(
            rows=tuple(rows_of(found, protocols, names, seed)),
            comparisons=tuple(comparisons_of(found, protocols, names, seed)),
            gains=tuple(gains_of(found, protocols, ours.name, seed)),
            spreads=tuple(_spreads(compared, registry)),
            stability=_stability(registry, seed),
            calibration=reliability(table),
            as_of=registry.as_of,
        )
        if not trials:
            return report
        return replace(
            report,
            ablations=tuple(ablations_of(found, quick, ours.name)),
            penalties=penalty_trials(table),
            expectations=expectation_trials(registry),
            goals=goal_trials(Scorer.fit(registry), seed),
            consortia=consortium_trials(registry, seed),
        )


def _folds(registry: Registry, every_partnership: bool) -> list[Fold]:
    """All tests without other cooperation, then all with it, if there is any."""
    folds: list[Fold] = []
    for others in (False, True) if knows_others(registry) else (False,):
        folds += by_generation(registry, others=others)
        if every_partnership:
            folds += leave_one_out(registry, others=others)
    return folds


def _what_lacks(registry: Registry) -> str:
    """Why a registry gives no test, or none by generation."""
    if not any(leave_one_out(registry)):
        return (
            "a back-test needs partnerships with two known members or more in "
            "partnerships.csv and members.csv"
        )
    tested = ", ".join(str(number) for group in GENERATIONS for number in group)
    generations = {p.generation for p in asked_about(registry)} - {None}
    which = f"generation {tested}" if generations else "any generation"
    return (
        f"no partnership with two known members or more is of {which}; fill in the "
        "column generation of partnerships.csv, or test without --by-generation-only"
    )


def _top_tens(system: System, n_clusters: int) -> FloatArray:
    """Chance of each cluster to stand in the top ten of each, over orders of equals.

    Returns
    -------
    float array of shape (n_clusters, n_clusters)
        0 for a cluster in its own list.
    """
    chances = np.zeros((n_clusters, n_clusters))
    for row in range(n_clusters):
        others = np.arange(n_clusters) != row
        chances[row, others] = chances_of_first(system.partners(row)[others], K)
    return chances


def _spreads(systems: Sequence[System], registry: Registry) -> list[Spread]:
    """How lists of ten fall: each counts equals by their chance to stand in it."""
    everything, found = Known.all_of(registry), []
    for system in systems:
        lists = _top_tens(system.fit(everything), len(registry.clusters))
        exposures = lists.sum(axis=0)
        unevenness, most = number(gini(exposures)), round(float(exposures.max()))
        found.append(Spread(system.name, coverage(lists), unevenness, most))
    return found


def _stability(registry: Registry, seed: int) -> float:
    """Share of each top ten that survives, over `N_REFITS` draws of partnerships.

    Equals are taken to stand in the same order before and after.
    """
    n_clusters = len(registry.clusters)
    before = _top_tens(Recommender().fit(Known.all_of(registry)), n_clusters)
    n_listed = np.maximum(before.sum(axis=1), 1.0)
    ids = [partnership.id for partnership in registry.partnerships]
    generator = np.random.default_rng(seed)
    kept = []
    for _ in range(N_REFITS):
        drawn = registry.only(generator.choice(ids, len(ids)).tolist())
        after = _top_tens(Recommender().fit(Known.all_of(drawn)), n_clusters)
        kept.append((np.minimum(before, after).sum(axis=1) / n_listed).mean())
    return float(np.mean(kept))
