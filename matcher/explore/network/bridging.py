"""Who could bridge two partnerships: clusters that are in both, or would complete both.

In: a fitted `PartnerRecommender` and two partnership ids. Out: `Bridge` records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.errors import FilterError
from matcher.model.answers.asking import consortium_side
from matcher.model.answers.ranking import ClusterRanking
from matcher.model.answers.suggestions import Suggestion
from matcher.recommend import PartnerRecommender
from matcher.registry.filters import checked_count
from matcher.registry.records import Cluster


@dataclass(frozen=True)
class Bridge:
    """A cluster that could bring two partnerships together.

    Parameters
    ----------
    cluster : Cluster
    rank : int
        From 1.
    left, right : Suggestion or None
        The cluster as one that would complete that partnership, with its rank in the
        whole list and the reasons; None where it is a member already.
    """

    cluster: Cluster
    rank: int
    left: Suggestion | None
    right: Suggestion | None

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "rank": self.rank,
            "cluster": self.cluster.named(),
            "left": _side_dict(self.left),
            "right": _side_dict(self.right),
        }


def _side_dict(suggestion: Suggestion | None) -> dict[str, Any]:
    """Whether it is a member; if not, its rank, score and reasons."""
    if suggestion is None:
        return {"member": True}
    return {
        "member": False,
        "rank": suggestion.rank,
        "score": suggestion.score,
        "strength": suggestion.strength,
        "reasons": list(suggestion.reasons),
    }


def bridges(
    recommender: PartnerRecommender, left: str, right: str, k: int = 5
) -> list[Bridge]:
    """Clusters that could bring two partnerships together, the best first.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.
    left, right : str
        Partnership ids.
    k : int
        At most so many.

    Returns
    -------
    list of Bridge

    Raises
    ------
    UnknownPartnership
    FilterError
        If both are the same.

    Notes
    -----
    A bridge is as strong as its weaker end. A cluster stands in the list of
    `PartnerRecommender.complete` for each partnership; a member stands before the
    first, at rank 0. Clusters are ordered by the worse of their two ranks, then by
    the better one, ties by id. So members of both come first; a member of one comes by
    its rank for the other; and anybody else must stand high in both lists. Who is
    merged or dissolved bridges nothing.
    """
    if left == right:
        raise FilterError(f"'{right}' stands on both sides; choose two")
    scorer = recommender.scorer
    sides = [consortium_side(scorer, partnership) for partnership in (left, right)]
    rankings = [ClusterRanking(scorer, side) for side in sides]
    clusters = recommender.registry.clusters
    ranks = np.zeros((2, len(clusters)), dtype=np.intp)
    for side, ranking in enumerate(rankings):
        ranks[side, ranking.rows] = np.arange(1, len(ranking.rows) + 1)
    order = np.lexsort((ranks.min(axis=0), ranks.max(axis=0))).tolist()
    best = [row for row in order if not clusters[row].is_gone][: checked_count(k)]
    return [
        Bridge(
            clusters[row],
            rank,
            *(
                ranking.suggestion(row) if ranks[side, row] else None
                for side, ranking in enumerate(rankings)
            ),
        )
        for rank, row in enumerate(best, start=1)
    ]
