"""How well each system predicts past partnerships, with honest intervals.

In: a registry. Out: `Report`: a table of metrics with intervals, comparisons with the
best baseline, how suggestions spread over clusters and how stable they are. The same
seed gives the same report on any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import IntArray
from matcher.errors import MatcherError
from matcher.evaluation.baselines import Recommender, System, baselines
from matcher.evaluation.checks import labelled_pairs, penalty_trials, reliability
from matcher.evaluation.intervals import by_partnership, drawn_means, interval
from matcher.evaluation.metrics import K, coverage, gini
from matcher.evaluation.questions import Answer, answers
from matcher.evaluation.records import Ablation, Comparison, Number, Row, Spread
from matcher.evaluation.report import Report
from matcher.evaluation.splits import by_generation, leave_one_out
from matcher.evaluation.words import METRICS, SLICES, TASKS
from matcher.model.signals import SIGNALS
from matcher.model.values import ranked
from matcher.registry.registry import Registry

N_REFITS = 10
"""Refits on drawn partnerships for the stability of lists."""

HEADLINES = {task: "hit@10" if task == "complete" else "ndcg@10" for task in TASKS}
"""The metric that each task is compared by."""

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
            rows=tuple(_rows(found, protocols, names, seed)),
            comparisons=tuple(_comparisons(found, protocols, names, seed)),
            spreads=tuple(_spread(s.fit(registry), registry) for s in compared),
            stability=_stability(registry, seed),
            ablations=tuple(_ablations(found, [fold.name for fold in quick])),
            calibration=reliability(table),
            penalties=penalty_trials(table),
        )


Found = dict[tuple[str, str, str], list[Answer]]


def _rows(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Row]:
    for protocol, task, slice_, name in product(protocols, TASKS, SLICES, names):
        kept = [
            answer
            for answer in found[protocol, task, name]
            if slice_ == "all" or answer.newcomer == (slice_ == "newcomer")
        ]
        totals, counts = by_partnership(kept)
        n_questions = int(counts.sum())
        values = totals.sum(axis=0) / (n_questions or np.nan)
        ends = interval(drawn_means(totals, counts, seed))
        numbers = (tuple(map(_number, array.tolist())) for array in (values, *ends))
        yield Row(protocol, task, slice_, name, n_questions, *numbers)


def _comparisons(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Comparison]:
    ours, *others = names
    for protocol, task in product(protocols, TASKS):
        metric = HEADLINES[task]
        asked = {name: found[protocol, task, name] for name in names}
        scores = {name: _mean(asked[name], metric) for name in names}
        best = max(others, key=lambda name: scores[name])
        draws = [
            drawn_means(*by_partnership(asked[name]), seed) for name in (ours, best)
        ]
        difference = (draws[0] - draws[1])[:, METRICS.index(metric)]
        ratio = scores[ours] / scores[best] if scores[best] else np.nan
        low, high = interval(difference).tolist()
        numbers = (ratio, scores[ours] - scores[best], low, high)
        yield Comparison(protocol, task, metric, best, *map(_number, numbers))


def _ablations(found: Found, protocols: Sequence[str]) -> Iterable[Ablation]:
    for info, protocol, task in product(SIGNALS, protocols, TASKS):
        metric = HEADLINES[task]
        whole = _mean(found[protocol, task, "this recommender"], metric)
        value = _mean(found[protocol, task, f"without {info.name}"], metric)
        numbers = map(_number, (value, value - whole))
        yield Ablation(info.name, protocol, task, metric, *numbers)


def _number(value: float) -> Number:
    """A plain number; None where it is undefined."""
    return None if np.isnan(value) else float(value)


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
        system.name,
        coverage(exposures),
        _number(gini(exposures)),
        int(exposures.max()),
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
