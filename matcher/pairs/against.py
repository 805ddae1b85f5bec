"""Two registries against each other: my clusters with those of somebody else.

In: a fitted `Scorer`, another registry, filters. Out: the other's clusters as arrays
in the feature spaces of ours, and the jobs that find the best both ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import IntArray
from matcher.errors import DatasetError, Fault
from matcher.model.encoding import ProfileArrays
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import Vectors, vectors_against
from matcher.registry.filters import Candidate, Filters
from matcher.registry.records import Cluster, Partnership
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary


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
        profiles = [
            replace(cluster, target_markets=other.markets_of(cluster.id))
            for cluster in other.clusters
        ]
        others = scorer.past.vectoriser.transform(profiles)
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
        vectors = vectors_against(self.scorer, self.others)
        ours, theirs = vectors.rows, vectors.candidates
        our_place, their_place = ours.ids, _places(self.other, filters)
        lefts = replace(
            vectors,
            candidates=theirs.take(np.flatnonzero(their_place >= 0)),
            added=_never(self.scorer.registry, self.other, their_place),
        )
        rights = replace(
            vectors,
            rows=_turned(theirs),
            candidates=_turned(ours),
            added=_never(self.other, self.scorer.registry, our_place),
        )
        return BestK(lefts, k), BestK(rights, k)


def _turned(vectors: Vectors) -> Vectors:
    return Vectors(vectors.right, vectors.left, vectors.ids)


def _places(registry: Registry, filters: Filters) -> IntArray:
    """Place of each cluster among the candidates; -1 where a filter holds it back."""
    held = [
        filters.holds_back(Candidate.of(cluster, registry), registry.vocabulary)
        for cluster in registry.clusters
    ]
    kept = np.array([reason is None for reason in held], dtype=bool)
    return np.where(kept, np.cumsum(kept) - 1, -1)


def _never(rows: Registry, candidates: Registry, place: IntArray) -> SparseRows:
    """Keeps clusters out of their own lists where both registries know them."""
    found = [
        int(place[candidates.index[cluster.id]])
        if cluster.id in candidates.index
        else -1
        for cluster in rows.clusters
    ]
    same = np.array(found, dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum(same >= 0)]).astype(np.int64)
    kept = same[same >= 0]
    return SparseRows(starts, kept, np.full(len(kept), -np.inf))


def _check_codes(other: Registry, vocabulary: Vocabulary) -> None:
    """Refuse codes that our vocabulary lacks, each named once."""
    found: dict[tuple[str, str, str], list[str]] = {}

    def check(record: Cluster | Partnership, kind: str, codes: Iterable[str]) -> None:
        file = "clusters.csv" if isinstance(record, Cluster) else "partnerships.csv"
        for code in codes:
            if code not in vocabulary.terms(kind):
                found.setdefault((file, kind, code), []).append(record.id)

    for cluster in other.clusters:
        check(cluster, "country", [cluster.country] if cluster.country else [])
        check(cluster, "sectors", cluster.sectors)
        check(cluster, "technologies", cluster.technologies)
        check(cluster, "target_markets", cluster.target_markets)
    for partnership in other.partnerships:
        check(partnership, "target_markets", partnership.target_markets)
    faults = [
        Fault(file, 0, column, code, _problem(vocabulary, column, code, ids))
        for (file, column, code), ids in found.items()
    ]
    if faults:
        raise DatasetError(sorted(faults))


def _problem(vocabulary: Vocabulary, column: str, code: str, ids: list[str]) -> str:
    others = f" and {len(ids) - 1:,} more" if len(ids) > 1 else ""
    told = vocabulary.explain_unknown(column, code)
    return f"{told} (it stands at '{ids[0]}'{others})"
