"""The questions of a back-test, and how well one system answers them.

For every member of a tested partnership: who are its partners (`suggest`), the same
among clusters it was never with (`suggest new`), which member is missing if it is
hidden (`complete`), and which partnership does it join (`join`). The full catalogue is
ranked; ties go by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.evaluation.baselines import System
from matcher.evaluation.metrics import (
    average_precision,
    hit,
    n_tied_at,
    ndcg,
    recall,
    reciprocal_rank,
)
from matcher.evaluation.splits import Fold
from matcher.evaluation.words import METRICS
from matcher.model.values import ranked
from matcher.registry.records import Partnership


@dataclass(frozen=True)
class Answer:
    """How well one question was answered.

    Parameters
    ----------
    task, system, fold, partnership, cluster : str
    newcomer : bool
        The cluster is in no partnership of the training registry.
    values : float array of shape (n_metrics,)
        In the order of `METRICS`.
    """

    task: str
    system: str
    fold: str
    partnership: str
    cluster: str
    newcomer: bool
    values: FloatArray


def answers(system: System, fold: Fold) -> Iterator[Answer]:
    """All questions of a fold, answered by a system that was fitted on it."""
    train = fold.train
    teams = [
        np.array([train.index[member] for member in fold.members_of[p.id]], dtype=int)
        for p in fold.candidates
    ]
    for position, partnership in enumerate(fold.candidates):
        if partnership not in fold.tested:
            continue
        team = teams[position]
        for row in team.tolist():
            others = team[team != row]
            partners_of = train.partners_of[train.clusters[row].id]
            known = np.array([row, *(train.index[p] for p in partners_of)], dtype=int)
            new = np.setdiff1d(others, known)
            partners = system.partners(row)
            asked = [
                ("suggest", partners, others, np.array([row])),
                ("suggest new", partners, new, known),
                ("complete", system.complete(others.tolist()), np.array([row]), others),
                ("join", *_join(system, row, position, fold.candidates, teams)),
            ]
            for task, scores, relevant, hidden in asked:
                yield Answer(
                    task,
                    system.name,
                    fold.name,
                    partnership.id,
                    train.clusters[row].id,
                    not train.partnerships_of[train.clusters[row].id],
                    _measured(scores, relevant, hidden),
                )


def _join(
    system: System,
    row: int,
    position: int,
    candidates: tuple[Partnership, ...],
    teams: list[IntArray],
) -> tuple[FloatArray, IntArray, IntArray]:
    """Scores of partnerships, the one joined, and others that it is in as well."""
    without = [team[team != row] for team in teams]
    also_in = [
        other for other, team in enumerate(teams) if row in team and other != position
    ]
    scores = system.join(row, candidates, without)
    return scores, np.array([position]), np.array(also_in, dtype=int)


def _measured(scores: FloatArray, relevant: IntArray, hidden: IntArray) -> FloatArray:
    order = ranked(scores)
    ranking = order[~np.isin(order, hidden)]
    if not len(relevant):
        return np.full(len(METRICS), np.nan)
    return np.array(
        [
            ndcg(ranking, relevant),
            recall(ranking, relevant),
            reciprocal_rank(ranking, relevant),
            average_precision(ranking, relevant),
            hit(ranking, relevant),
            float(n_tied_at(scores[ranking])),
        ]
    )
