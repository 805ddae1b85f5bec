"""The questions of a back-test, and how well one system answers them.

For every member of a tested partnership: who are its partners (`suggest`), the same
among clusters it was never with (`suggest new`), which member is missing if it is
hidden (`complete`), and which partnership does it join (`join`). The full catalogue is
ranked; where scores are equal, answers are measured over all orders of equals.
Candidates with a recorded past and without are judged apart too: who has none may stand
in a registry only because of what it joined later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.evaluation.baselines import System
from matcher.evaluation.levels import Levels
from matcher.evaluation.metrics import (
    K,
    average_precision,
    hit,
    ndcg,
    recall,
    reciprocal_rank,
)
from matcher.evaluation.splits import Fold
from matcher.evaluation.words import METRICS, among_of


@dataclass(frozen=True)
class Answer:
    """How well one question was answered.

    Parameters
    ----------
    task, partnership, cluster : str
    among : str
        The candidates that it is judged among.
    newcomer : bool
        The cluster is in no partnership of the training registry.
    values : float array of shape (n_metrics,)
        In the order of `METRICS`.
    """

    task: str
    partnership: str
    cluster: str
    among: str
    newcomer: bool
    values: FloatArray


def answers(system: System, fold: Fold) -> Iterator[Answer]:
    """All questions of a fold, answered by a system that was fitted on it."""
    train, has_past = fold.train, fold.known.has_past
    teams = [
        np.array([train.index[member] for member in fold.members_of[p.id]], dtype=int)
        for p in fold.candidates
    ]
    for position, partnership in enumerate(fold.candidates):
        if partnership not in fold.tested:
            continue
        for row in teams[position].tolist():
            asker, newcomer = train.clusters[row].id, not has_past[row]
            asked = _asked(system, fold, teams, position, row)
            for task, scores, relevant, hidden in asked:
                shown, right = np.zeros((2, len(scores)), dtype=bool)
                shown[:], shown[hidden], right[relevant] = True, False, True
                for among in among_of(task):
                    judged = _kept(shown, among, has_past)
                    values = _measured(scores[judged], right[judged])
                    yield Answer(task, partnership.id, asker, among, newcomer, values)


def _kept(shown: BoolArray, among: str, has_past: BoolArray) -> BoolArray:
    """Which candidates of a group are shown."""
    if among == "everyone":
        return shown
    return np.asarray(shown & (has_past == (among == "with a past")))


def _asked(
    system: System, fold: Fold, teams: list[IntArray], position: int, row: int
) -> Iterator[tuple[str, FloatArray, IntArray, IntArray]]:
    """Each task with the scores of its candidates, the right ones and those hidden."""
    train, team = fold.train, teams[position]
    asking, others = team[team == row], team[team != row]
    partners = train.partners_of[train.clusters[row].id]
    known = np.array([row, *(train.index[partner] for partner in partners)], dtype=int)
    scores = system.partners(row)
    yield "suggest", scores, others, asking
    yield "suggest new", scores, np.setdiff1d(others, known), known
    yield "complete", system.complete(others.tolist()), asking, others
    without = [inside[inside != row] for inside in teams]
    joined = np.flatnonzero([row in inside for inside in teams])
    also_in = joined[joined != position]
    scores = system.join(row, fold.candidates, without)
    yield "join", scores, np.array([position]), also_in


def _measured(scores: FloatArray, right: BoolArray) -> FloatArray:
    if not right.any():
        return np.full(len(METRICS), np.nan)
    levels = Levels.of(scores, right)
    metrics = (ndcg, recall, reciprocal_rank, average_precision, hit)
    tied = float(levels.n_tied_at(K))
    return np.array([*(metric(levels) for metric in metrics), tied])
