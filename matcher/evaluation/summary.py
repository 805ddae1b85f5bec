"""What many answers come to: means, comparisons, and what is gained or lost.

In: the answers of each system to the questions of each protocol. Out: the records of a
report, with intervals. Pairs of one partnership stand or fall together, so whole
partnerships are drawn for these, with replacement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from matcher.arrays import FloatArray
from matcher.evaluation.levels import first_of_best
from matcher.evaluation.questions import Answer
from matcher.evaluation.records import Ablation, Comparison, Gain, Number, Row
from matcher.evaluation.words import (
    METRICS,
    SLICES,
    TASKS,
    WITH_OTHERS,
    among_of,
    metric_of,
)
from matcher.model.signals import SIGNALS

Found = dict[tuple[str, str, str, str], list[Answer]]
"""Answers by protocol, task, candidates and system."""


def rows_of(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Row]:
    """Each metric of each system; who asks is told apart where all are candidates."""
    for protocol, task, among, slice_ in _groups(protocols):
        for name in names:
            kept = [
                answer
                for answer in found[protocol, task, among, name]
                if slice_ == "all" or answer.newcomer == (slice_ == "newcomer")
            ]
            totals, counts = by_partnership(kept)
            n_questions = int(counts.sum())
            values = totals.sum(axis=0) / (n_questions or np.nan)
            ends = interval(drawn_means(totals, counts, seed))
            numbers = (tuple(map(number, array.tolist())) for array in (values, *ends))
            yield Row(protocol, task, among, slice_, name, n_questions, *numbers)


def _groups(protocols: Sequence[str]) -> Iterable[tuple[str, str, str, str]]:
    """What is told of: protocol, task, candidates and who asks."""
    for protocol, task in product(protocols, TASKS):
        for among in among_of(task):
            whole = among == "everyone" and not protocol.endswith(WITH_OTHERS)
            for slice_ in SLICES if whole else SLICES[:1]:
                yield protocol, task, among, slice_


def comparisons_of(
    found: Found, protocols: Sequence[str], names: Sequence[str], seed: int
) -> Iterable[Comparison]:
    """The first system against the best of the others, on the same draws."""
    ours, *others = names
    for protocol, task in product(protocols, TASKS):
        metric = metric_of(task)
        for among in among_of(task):
            asked = {name: found[protocol, task, among, name] for name in names}
            scores = {name: _mean(asked[name], metric) for name in names}
            best = others[first_of_best([scores[name] for name in others])]
            mine, theirs = (_drawn(asked[name], metric, seed) for name in (ours, best))
            yield Comparison(
                protocol,
                task,
                among,
                metric,
                best,
                *_estimate(_ratio(scores[ours], scores[best]), _ratio(mine, theirs)),
                *_estimate(scores[ours] - scores[best], mine - theirs),
            )


def gains_of(
    found: Found, protocols: Sequence[str], system: str, seed: int
) -> Iterable[Gain]:
    """What other cooperation adds for a system, all clusters being candidates.

    Notes
    -----
    Who is new to whom depends on what is known, so new partners cannot be compared.
    """
    for protocol, task in product(protocols, TASKS):
        if protocol + WITH_OTHERS not in protocols or task == "suggest new":
            continue
        metric = metric_of(task)
        both = [
            found[name, task, "everyone", system]
            for name in (protocol, protocol + WITH_OTHERS)
        ]
        alone, more = (_mean(kept, metric) for kept in both)
        before, after = (_drawn(kept, metric, seed) for kept in both)
        difference = _estimate(more - alone, after - before)
        yield Gain(protocol, task, metric, number(alone), number(more), *difference)


def ablations_of(
    found: Found, protocols: Sequence[str], system: str
) -> Iterable[Ablation]:
    """What a system loses without each signal, among candidates with a past.

    Among all of them, whatever punishes experience would seem to help.
    """
    for info, protocol, task in product(SIGNALS, protocols, TASKS):
        among = among_of(task)[:2][-1]
        metric = metric_of(task)
        whole = _mean(found[protocol, task, among, system], metric)
        value = _mean(found[protocol, task, among, f"without {info.name}"], metric)
        numbers = map(number, (value, value - whole))
        yield Ablation(info.name, protocol, task, among, metric, *numbers)


def number(value: float) -> Number:
    """A plain number; None where it is undefined."""
    return None if np.isnan(value) else float(value)


def _estimate(value: FloatArray | float, draws: FloatArray) -> tuple[Number, ...]:
    defined = draws[~np.isnan(draws)]
    ends = interval(defined) if len(defined) else np.full(2, np.nan)
    return tuple(number(one) for one in (float(value), *ends.tolist()))


def _ratio(ours: FloatArray | float, theirs: FloatArray | float) -> FloatArray:
    """How many times as much; undefined where there is nothing to compare with."""
    theirs = np.asarray(theirs, dtype=float)
    return np.asarray(ours / np.where(theirs > 0, theirs, np.nan))


def _drawn(kept: Sequence[Answer], metric: str, seed: int) -> FloatArray:
    return drawn_means(*by_partnership(kept), seed)[:, METRICS.index(metric)]


def _mean(kept: Sequence[Answer], metric: str) -> float:
    column = METRICS.index(metric)
    values = np.array([answer.values[column] for answer in kept])
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else np.nan


N_DRAWS = 2000
"""Bootstrap draws of partnerships for an interval."""


def by_partnership(kept: Sequence[Answer]) -> tuple[FloatArray, FloatArray]:
    """Sums of defined metrics and counts of questions, for each partnership."""
    tested = sorted({answer.partnership for answer in kept})
    row = {partnership: number for number, partnership in enumerate(tested)}
    totals, counts = np.zeros((len(tested), len(METRICS))), np.zeros(len(tested))
    for answer in kept:
        if not np.isnan(answer.values).any():
            totals[row[answer.partnership]] += answer.values
            counts[row[answer.partnership]] += 1
    asked = counts > 0  # a draw of partnerships that ask nothing says nothing
    return totals[asked], counts[asked]


def drawn_means(totals: FloatArray, counts: FloatArray, seed: int) -> FloatArray:
    """Means over questions when partnerships are drawn with replacement.

    Returns
    -------
    float array of shape (n_draws, n_metrics)
    """
    n_partnerships = len(counts)
    if not counts.sum():
        return np.full((1, totals.shape[1]), np.nan)
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(
        n_partnerships, np.full(n_partnerships, 1 / n_partnerships), N_DRAWS
    ).astype(float)
    asked = np.maximum(drawn @ counts, 1e-12)
    return np.asarray((drawn @ totals) / asked[:, None])


def interval(means: FloatArray) -> FloatArray:
    """Low and high end of the middle 95% of drawn means."""
    return np.asarray(np.percentile(means, [2.5, 97.5], axis=0))
