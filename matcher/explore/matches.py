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
from matcher.recommend import PartnerRecommender
from matcher.registry.filters import Filters, checked_count
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster

BLOCK = 256
"""Clusters whose lists are looked through at once."""


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
        named = {"id": self.partnership.id, "acronym": self.partnership.acronym}
        return {"partnership": named, "suggestion": self.suggestion.to_dict()}


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
        Both clusters state it by name, by themselves or by a partnership; neither is
        merged or dissolved.
    k : int
        At most so many.

    Returns
    -------
    list of NewPair
        Best score first, ties by id; `left` comes first in id order.
    """
    registry, n_wanted = recommender.registry, checked_count(k)
    named = [found.id for found in markets.clusters(market) if found.by_name]
    here = [one for one in named if not registry.cluster(one).is_gone]
    rows = np.array(sorted(registry.index[one] for one in here), dtype=np.intp)
    column = {registry.clusters[row].id: number for number, row in enumerate(rows)}
    met = [[column[p] for p in registry.partners_of[c] if p in column] for c in column]
    best: list[tuple[float, int, int]] = []
    for start in range(0, len(rows), BLOCK):
        left = rows[start : start + BLOCK]
        scores = recommender.scorer.lists_of(left)[:, rows]
        later = np.arange(len(rows)) > np.arange(start, start + len(left))[:, None]
        scores[~later] = -np.inf
        for number, columns in enumerate(met[start : start + len(left)]):
            scores[number, columns] = -np.inf
        order = np.argsort(-scores, axis=None, kind="stable")[:n_wanted]
        for number, other in zip(*np.unravel_index(order, scores.shape), strict=True):
            score = float(scores[number, other])
            if np.isfinite(score):
                best.append((-score, int(left[number]), int(rows[other])))
    clusters = registry.clusters
    return [
        NewPair(
            clusters[left],
            recommender.explain(clusters[left].id, clusters[right].id),
        )
        for _, left, right in sorted(best)[:n_wanted]
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
        Best score first, ties by id of the partnership; partnerships without a known
        member, or for whom nobody is left, are not among them.
    """
    registry, scorer = recommender.registry, recommender.scorer
    options = {"markets": [market], "new_partners_only": True}
    filters = Filters.of(options, registry)
    rankings = {
        presence.id: ClusterRanking(scorer, consortium_side(scorer, presence.id))
        for presence in markets.partnerships(market)
        if presence.by_name and registry.members_of[presence.id]
    }
    scores = {one: ranking.best_score(filters) for one, ranking in rankings.items()}
    best = sorted(
        (one for one, score in scores.items() if score > -np.inf),
        key=lambda one: (-scores[one], one),
    )
    return [
        Completion(registry.partnership(one), rankings[one].suggestions(1, filters)[0])
        for one in best[: checked_count(k)]
    ]
