"""Which pairs are asked for, and who answers.

In: a fitted `Scorer` and a `PairQuestion`. Out: the source of the pairs, the table that
they make, and all that the bytes of that table depend on. Another registry's clusters
become arrays in the feature spaces of ours, and the best are found both ways.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from matcher.errors import Fault, Faults
from matcher.model.encoding import ProfileArrays
from matcher.model.learning.storage import scoring_constants
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import SIGNALS
from matcher.pairs.best_pairs import BestPairs
from matcher.pairs.blocks import Opener
from matcher.pairs.engines.contract import Engine
from matcher.pairs.every_pair import EveryPair
from matcher.pairs.export.job import PairSource
from matcher.pairs.export.table import PairTable
from matcher.pairs.memory import MEMORY
from matcher.pairs.search.best_k import BestK, best_partners, let_through
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import pair_vectors
from matcher.registry.digest import sha256_of
from matcher.registry.filters import Filters
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
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


@dataclass(frozen=True)
class Against:
    """Clusters of a registry with those of another one.

    Parameters
    ----------
    scorer : Scorer
        Of our registry.
    other : Registry
    others : ProfileArrays
        Its clusters, with the markets of their partnerships.
    """

    scorer: Scorer
    other: Registry
    others: ProfileArrays

    @classmethod
    def of(cls, scorer: Scorer, other: Registry) -> Against:
        """Encode the other's clusters by what was learnt from ours.

        Raises
        ------
        DatasetError
            If some of their codes are not known here; it names each once.
        """
        _check_codes(other, scorer.registry.vocabulary)
        profiles = [other.as_compared(cluster.id) for cluster in other.clusters]
        others = scorer.past.layout.arrays(profiles)
        return cls(scorer, other, others)

    def jobs(self, k: int, filters: Filters) -> tuple[BestK, BestK]:
        """The best `k` of theirs for each of ours, and of ours for each of theirs.

        Parameters
        ----------
        k : int
        filters : Filters
            Hold theirs back from the lists of ours. Nobody shares a past.

        Notes
        -----
        One cluster may be in both registries: it never stands in its own list. Scores
        of a pair are the same bits both ways.
        """
        ours, theirs = self.scorer.registry, self.other
        vectors = pair_vectors(self.scorer, self.others)
        lefts = replace(vectors, added=_never(ours, theirs))
        rights = replace(
            vectors,
            owners=vectors.candidates.turned(),
            candidates=vectors.owners.turned(),
            added=_never(theirs, ours),
        )
        return BestK(lefts.among(let_through(filters, theirs)), k), BestK(rights, k)


def _never(owners: Registry, candidates: Registry) -> SparseRows:
    """Keeps clusters out of their own lists where both registries know them."""
    found = [candidates.index.get(cluster.id, -1) for cluster in owners.clusters]
    same = np.array(found, dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum(same >= 0)]).astype(np.int64)
    kept = same[same >= 0]
    return SparseRows(starts, kept, np.full(len(kept), -np.inf))


def _check_codes(other: Registry, vocabulary: Vocabulary) -> None:
    """Refuse codes that our vocabulary lacks, each named once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    tables: tuple[tuple[str, Sequence[Cluster | Partnership], list[str]], ...] = (
        (
            "clusters.csv",
            other.clusters,
            ["country", "sectors", "technologies", "target_markets"],
        ),
        ("partnerships.csv", other.partnerships, ["target_markets"]),
    )
    for file, records, columns in tables:
        for record, column in product(records, columns):
            value = getattr(record, column) or ()
            for code in (value,) if isinstance(value, str) else value:
                if code not in vocabulary.terms(column):
                    found.setdefault((file, column, code), []).append(record.id)
    faults = Faults()
    for (file, column, code), ids in sorted(found.items()):
        told = _problem(vocabulary, column, code, ids) if faults.are_few else ""
        faults.add(Fault(file, 0, column, code, told))
    faults.refuse()


def _problem(vocabulary: Vocabulary, column: str, code: str, ids: list[str]) -> str:
    others = f" and {len(ids) - 1:,} more" if len(ids) > 1 else ""
    told = vocabulary.explain_unknown(column, code)
    return f"{told} (it stands at '{ids[0]}'{others})"


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
