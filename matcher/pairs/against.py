"""Two registries against each other: my clusters with those of somebody else.

In: a fitted `Scorer`, another registry, filters. Out: the other's clusters as arrays
in the feature spaces of ours, and the jobs that find the best both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from matcher.errors import Fault, Faults
from matcher.model.encoding import ProfileArrays
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.search.best_k import BestK, let_through
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import pair_vectors
from matcher.registry.filters import Filters
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster
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
