"""How well each system predicts past partnerships, with honest intervals.

In: a registry. Out: `Report`: a table of metrics with intervals, comparisons with the
best baseline, how suggestions spread over clusters and how stable they are. The same
seed gives the same report on any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import IntArray
from matcher.errors import MatcherError
from matcher.evaluation.baselines import Recommender, System, baselines
from matcher.evaluation.checks import labelled_pairs, penalty_trials, reliability
from matcher.evaluation.intervals import by_partnership, drawn_means, interval
from matcher.evaluation.metrics import K, coverage, gini
from matcher.evaluation.questions import METRICS, TASKS, Answer, answers
from matcher.evaluation.report import Ablation, Comparison, Report, Row, Spread
from matcher.evaluation.splits import by_generation, leave_one_out
from matcher.model.signals import SIGNALS
from matcher.model.values import ranked
from matcher.registry.registry import Registry

N_REFITS = 10
"""Refits on drawn partnerships for the stability of lists."""

HEADLINE = {"complete": "hit@10"}
"""The metric that a task is compared by; nDCG@10 where none is named."""

SLICES = ("all", "newcomer", "incumbent")

Progress = Callable[[int, int], None]


def backtest(
    registry: Registry,
    *,
    every_partnership: bool = True,
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
    systems : sequence of System
        Peers to compare as well; the recommender and the baselines always are.
    seed : int
        For the random baseline and all draws.
    progress : callable
        Told how many folds are done and of how many.

    Raises
    ------
    MatcherError
        If the registry has no partnership to test on.
    """
    compared: list[System] = [Recommender(), *baselines(seed), *systems]
    ablated: list[System] = [Recommender(without=info.name) for info in SIGNALS]
    quick = list(by_generation(registry))
    folds = [(fold.name, fold, [*compared, *ablated]) for fold in quick]
    if every_partnership:
        for fold in leave_one_out(registry):
            folds.append(("leave one out", fold, compared))
    if not folds:
        raise MatcherError(
            "nothing to predict: a back-test needs partnerships with two known members "
            "or more in partnerships.csv and members.csv"
        )
    # One order of sums, whatever the machine: the same seed gives the same report.
    with threadpool_limits(1, "blas"):
        found: Found = {}
        for done, (protocol, fold, asked) in enumerate(folds):
            progress(done, len(folds))
            for system in asked:
                for answer in answers(system.fit(fold.train), fold):
                    key = protocol, answer.task, system.name
                    found.setdefault(key, []).append(answer)
        progress(len(folds), len(folds))
        protocols = list(dict.fromkeys(protocol for protocol, _, _ in folds))
        names = [system.name for system in compared]
        table = labelled_pairs(registry)
        return Report(
            tuple(_rows(found, protocols, names, seed)),
            tuple(_comparisons(found, protocols, names, seed)),
            tuple(_spread(system.fit(registry), registry) for system in compared),
            _stability(registry, seed),
            tuple(_ablations(found, [fold.name for fold in quick])),
            reliability(table),
            penalty_trials(table),
        )


Found = dict[tuple[str, str, str], list[Answer]]


def _rows(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Row]:
    for protocol in protocols:
        for task in TASKS:
            for part in SLICES:
                for name in names:
                    kept = [
                        answer
                        for answer in found[protocol, task, name]
                        if part == "all" or answer.newcomer == (part == "newcomer")
                    ]
                    totals, counts = by_partnership(kept)
                    low, high = interval(drawn_means(totals, counts, seed))
                    n_questions = int(counts.sum())
                    values = totals.sum(axis=0) / max(n_questions, 1)
                    if not n_questions:
                        values = np.full(len(METRICS), np.nan)
                    yield Row(
                        protocol, task, part, name, n_questions, values, low, high
                    )


def _comparisons(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Comparison]:
    ours, *others = names
    for protocol in protocols:
        for task in TASKS:
            metric = HEADLINE.get(task, "ndcg@10")
            column = METRICS.index(metric)
            scores = {
                name: _mean(found[protocol, task, name], metric) for name in names
            }
            best = max(others, key=lambda name: scores[name])
            draws = [
                drawn_means(*by_partnership(found[protocol, task, name]), seed)[
                    :, column
                ]
                for name in (ours, best)
            ]
            low, high = interval(draws[0] - draws[1])
            yield Comparison(
                protocol,
                task,
                metric,
                best,
                scores[ours] / scores[best] if scores[best] else np.nan,
                float(scores[ours] - scores[best]),
                float(low),
                float(high),
            )


def _ablations(found: Found, protocols: Sequence[str]) -> Iterable[Ablation]:
    for info in SIGNALS:
        for protocol in protocols:
            for task in TASKS:
                metric = HEADLINE.get(task, "ndcg@10")
                whole = _mean(found[protocol, task, "this recommender"], metric)
                value = _mean(found[protocol, task, f"without {info.name}"], metric)
                yield Ablation(info.name, protocol, task, metric, value, value - whole)


def _mean(kept: Sequence[Answer], metric: str) -> float:
    column = METRICS.index(metric)
    values = np.array([answer.values[column] for answer in kept])
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else np.nan


def _top_ten(system: System, row: int) -> IntArray:
    order = ranked(system.partners(row))
    return np.asarray(order[order != row][:K])


def _spread(system: System, registry: Registry) -> Spread:
    exposures = np.zeros(len(registry.clusters))
    for row in range(len(exposures)):
        exposures[_top_ten(system, row)] += 1
    return Spread(
        system.name, coverage(exposures), gini(exposures), int(exposures.max())
    )


def _stability(registry: Registry, seed: int) -> float:
    """Share of each top ten that survives, over `N_REFITS` draws of partnerships."""
    rows = range(len(registry.clusters))
    whole = Recommender().fit(registry)
    before = [_top_ten(whole, row) for row in rows]
    ids = [partnership.id for partnership in registry.partnerships]
    generator = np.random.default_rng(seed)
    kept = []
    for _ in range(N_REFITS):
        drawn = set(generator.choice(ids, len(ids)).tolist())
        refitted = Recommender().fit(registry.without(set(ids) - drawn))
        kept += [np.isin(_top_ten(refitted, row), before[row]).mean() for row in rows]
    return float(np.mean(kept))
