"""Which pairs are asked for, and who answers.

In: a fitted `Scorer` and a `PairQuestion`. Out: the source of the pairs, the table that
they make, and all that the bytes of that table depend on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.model.learning.storage import scoring_constants
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import SIGNALS
from matcher.pairs.against import Against
from matcher.pairs.best_pairs import BestPairs
from matcher.pairs.blocks import Opener
from matcher.pairs.engines.contract import Engine
from matcher.pairs.every_pair import EveryPair
from matcher.pairs.export.job import PairSource
from matcher.pairs.export.table import PairTable
from matcher.pairs.memory import MEMORY
from matcher.pairs.search.best_k import BestK, best_partners
from matcher.pairs.search.vectors import pair_vectors
from matcher.registry.digest import sha256_of
from matcher.registry.filters import Filters
from matcher.registry.registry import Registry
from matcher.release import package_version

FORMAT = 3
"""Of pieces; grows when those of one release would mean something else to another."""


@dataclass(frozen=True)
class PairQuestion:
    """Which pairs are asked for.

    Parameters
    ----------
    top : int, optional
        Those where either is among the other's best so many; every pair if not given.
    min_score : float, optional
        Those with this score or a higher one.
    contributions : bool
        Whether scores are opened.
    filters : Filters
        Hold candidates back; only with `top`.
    other : Registry, optional
        Whose clusters are the right sides; only with `top`.
    """

    top: int | None = None
    min_score: float | None = None
    contributions: bool = True
    filters: Filters = Filters()
    other: Registry | None = None


def pairs_asked(
    scorer: Scorer, question: PairQuestion, engine: Engine, memory: int = MEMORY
) -> tuple[PairSource, PairTable]:
    """Who knows the pairs of a question, and the table that they make.

    Raises
    ------
    DatasetError
        If the other registry has codes that are not known here.
    MatcherError
        If there is too little memory.
    """
    registry, other = scorer.registry, question.other
    against = Against.of(scorer, other) if other else None
    others = against.others if against else None
    least = -math.inf if question.min_score is None else question.min_score
    opener = Opener(scorer, others, question.contributions, least, memory // 4)
    table = PairTable(
        [cluster.id for cluster in registry.clusters],
        [cluster.id for cluster in (other or registry).clusters],
        [signal.name for signal in SIGNALS if question.contributions],
        registry.as_of,
    )
    k = question.top
    if k is None:
        return EveryPair(pair_vectors(scorer), opener, memory), table

    def jobs() -> tuple[BestK, BestK | None]:
        if against:
            return against.jobs(k, question.filters)
        return best_partners(scorer, k, question.filters), None

    n_lefts, n_rights = len(table.left_ids), len(table.right_ids)
    source = BestPairs(
        n_lefts,
        n_rights,
        k,
        jobs,
        opener,
        engine,
        memory,
        one_registry=against is None,
        unasked=_gone(registry) if "include_gone" in question.filters.wanted else (),
    )
    return source, table


def _gone(registry: Registry) -> list[int]:
    """Rows of clusters that nobody is to be brought together with."""
    return [row for row, cluster in enumerate(registry.clusters) if cluster.is_gone]


def job_facts(scorer: Scorer, question: PairQuestion, out: Path) -> Mapping[str, Any]:
    """All that the bytes of a file of pairs depend on, fit for JSON."""
    registry, other, weights = scorer.registry, question.other, scorer.weights
    learnt = (weights.intercept, weights.weights.tolist(), weights.references.tolist())
    filters = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in question.filters.wanted.items()
    }
    return {
        "format": FORMAT,
        "version": package_version(),
        "constants": _hash(scoring_constants()),
        "registry": registry.digest,
        "weights": _hash(learnt),
        "against": other.digest if other else None,
        "top": question.top,
        "min_score": question.min_score,
        "contributions": question.contributions,
        "filters": filters,
        "file": out.suffix.lower(),
    }


def _hash(facts: object) -> str:
    return sha256_of(repr(facts).encode())
