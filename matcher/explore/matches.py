"""Whom to bring together for one market: new pairs, and consortia to complete.

In: a fitted recommender and `Markets`. Out: the recommender's own suggestions among
those who go to the market, the best first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.explore.markets.presence import Markets
from matcher.model.answers.asking import consortium_side
from matcher.model.answers.ranking import ClusterRanking
from matcher.model.answers.suggestions import Suggestion
from matcher.model.scoring.agreement import SHORTLIST
from matcher.model.values import pair_values
from matcher.recommend import PartnerRecommender
from matcher.registry.columns import picked
from matcher.registry.filters import Filters, checked_count
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster

MOST_CLUSTERS = 300
"""Of more clusters at a market, those in most partnerships are paired: pairs grow with
the square."""

PAIRS_RANKED = 8_000_000
"""Who may complete a partnership ranks all clusters, in `SHORTLIST` lists for each. So
many pairs are ranked at most, for those partnerships that have most members."""


@dataclass(frozen=True)
class NewPair:
    """Two clusters at one market that were never together.

    Parameters
    ----------
    left : Cluster
    suggestion : Suggestion
        The other one, as suggested to `left`; its rank counts in left's whole list.
    """

    left: Cluster
    suggestion: Suggestion

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {"left": self.left.named(), "suggestion": self.suggestion.to_dict()}


@dataclass(frozen=True)
class Completion:
    """A partnership at one market, with the new partner that would complete it best.

    Parameters
    ----------
    partnership : Partnership
    suggestion : Suggestion
        A cluster that goes to the market too and was with none of the members.
    """

    partnership: Partnership
    suggestion: Suggestion

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        named = picked(self.partnership, "id", "acronym")
        return {"partnership": named, "suggestion": self.suggestion.to_dict()}


def clusters_there(markets: Markets, market: str) -> list[str]:
    """Clusters that could be paired at a market, those in most partnerships first.

    They state it by name, by themselves or by a partnership, and are neither merged
    nor dissolved.
    """
    registry = markets.registry
    named = (found.id for found in markets.clusters(market) if found.by_name)
    here = [one for one in named if not registry.cluster(one).is_gone]
    return sorted(here, key=lambda one: (-len(registry.partnerships_of[one]), one))


def partnerships_there(markets: Markets, market: str) -> list[str]:
    """Partnerships that state a market by name, those with most members first.

    Who has no known member is not among them.
    """
    members_of = markets.registry.members_of
    named = (found.id for found in markets.partnerships(market) if found.by_name)
    here = [one for one in named if members_of[one]]
    return sorted(here, key=lambda one: (-len(members_of[one]), one))


def most_completed(n_clusters: int) -> int:
    """How many partnerships are looked at in a registry of so many clusters."""
    return max(PAIRS_RANKED // (SHORTLIST * max(n_clusters, 1)), 1)


def best_new_pairs(
    recommender: PartnerRecommender, markets: Markets, market: str, k: int = 10
) -> list[NewPair]:
    """The best pairs of clusters that go to a market and were never together.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted on the registry of `markets`.
    markets : Markets
    market : str
        Both are among the first `MOST_CLUSTERS` of `clusters_there`.
    k : int
        At most so many.

    Returns
    -------
    list of NewPair
        Best score first, ties by id; `left` comes first in id order.
    """
    registry, scorer = recommender.registry, recommender.scorer
    n_wanted = checked_count(k)
    here = clusters_there(markets, market)[:MOST_CLUSTERS]
    rows = np.array(sorted(registry.index[one] for one in here), dtype=np.intp)
    column = {registry.clusters[row].id: number for number, row in enumerate(rows)}
    scores = scorer.log_odds(pair_values(scorer.past, scorer.encodings, rows, rows))
    scores[np.tril_indices(len(rows))] = -np.inf
    for number, one in enumerate(column):
        met = [column[p] for p in registry.partners_of[one] if p in column]
        scores[number, met] = -np.inf
    order = np.argsort(-scores, axis=None, kind="stable")[:n_wanted]
    best = [
        (int(rows[left]), int(rows[right]))
        for left, right in zip(*np.unravel_index(order, scores.shape), strict=True)
        if scores[left, right] > -np.inf
    ]
    clusters = registry.clusters
    return [
        NewPair(
            clusters[left],
            recommender.explain(clusters[left].id, clusters[right].id),
        )
        for left, right in best
    ]


def best_completions(
    recommender: PartnerRecommender, markets: Markets, market: str, k: int = 10
) -> list[Completion]:
    """Partnerships at a market, each with the new partner there that completes it best.

    Parameters
    ----------
    recommender, markets, market, k
        As in `best_new_pairs`. The new partner states the market, or a region that
        holds it, as the filter `markets` reads it.

    Returns
    -------
    list of Completion
        Those that may be joined first, then best score first, ties by id of the
        partnership: of the first `most_completed` of `partnerships_there`, those for
        whom anybody is left.
    """
    registry, scorer = recommender.registry, recommender.scorer
    options = {"markets": [market], "new_partners_only": True}
    filters = Filters.of(options, registry)
    here = partnerships_there(markets, market)[: most_completed(len(registry.clusters))]
    rankings = {
        one: ClusterRanking(scorer, consortium_side(scorer, one)) for one in here
    }
    scores = {one: ranking.best_score(filters) for one, ranking in rankings.items()}
    over = {p.id for p in registry.partnerships if not p.may_be_joined(registry.as_of)}
    best = sorted(
        (one for one, score in scores.items() if score > -np.inf),
        key=lambda one: (one in over, -scores[one], one),
    )
    return [
        Completion(registry.partnership(one), rankings[one].suggestions(1, filters)[0])
        for one in best[: checked_count(k)]
    ]
