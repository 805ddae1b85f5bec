"""Clusters that connect two activities, or could bring two partnerships together.

In: a registry and two activities, say photonics and health. Out: `Connector` records,
the strongest first, each with what ties it to either side. In: a recommender and two
partnerships. Out: `Bridge` records, with how each cluster fits either.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from math import sqrt
from typing import Any

import numpy as np

from matcher.errors import FilterError
from matcher.explore.activities import Activities, Activity
from matcher.model.answers.asking import consortium_side
from matcher.model.answers.ranking import ClusterRanking
from matcher.model.answers.suggestions import Suggestion
from matcher.recommend import PartnerRecommender
from matcher.registry.columns import picked
from matcher.registry.filters import checked_count
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Tie:
    """How a cluster is tied to an activity.

    Parameters
    ----------
    works_in_it : bool
        Whether it states the activity itself.
    partners : tuple of str
        Ids of clusters that state it, were in a partnership with this one and count
        on this side; sorted.
    """

    works_in_it: bool
    partners: tuple[str, ...]

    @property
    def strength(self) -> float:
        """From 0 to below 2: 1 for working in it, and n / (n + 1) for n partners."""
        n_partners = len(self.partners)
        return self.works_in_it + n_partners / (n_partners + 1)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {**asdict(self), "strength": self.strength}


@dataclass(frozen=True)
class Connector:
    """A cluster that is tied to both of two activities.

    Parameters
    ----------
    cluster : Cluster
    rank : int
        From 1.
    left, right : Tie
    n_introductions : int
        Pairs of its partners, one of either side, that were in no partnership
        together and are both still there: whom it could introduce.
    """

    cluster: Cluster
    rank: int
    left: Tie
    right: Tie
    n_introductions: int

    @property
    def strength(self) -> float:
        """From 0 to below 2: the geometric mean of its two ties."""
        return sqrt(self.left.strength * self.right.strength)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        told = picked(self, "strength", "left", "right", "n_introductions")
        return {"rank": self.rank, "cluster": self.cluster.named(), **told}


def connectors(registry: Registry, left: Activity, right: Activity) -> list[Connector]:
    """Which clusters connect two activities, the strongest first.

    Parameters
    ----------
    registry : Registry
    left, right : Activity
        An ecosystem is worked in by whoever states one of its sectors.

    Returns
    -------
    list of Connector
        All clusters that have a tie to both, not by one partner alone. By strength,
        then by introductions, ties by id. Who is merged or dissolved connects nobody.

    Raises
    ------
    FilterError
        If both are the same.

    Notes
    -----
    A tie is worth 1 where the cluster works in the activity itself, and ``n / (n + 1)``
    for `n` partners that do: the first counts most. The strength is the geometric mean
    of the two ties, so who has little on one side is no strong bridge. Introductions
    are the open triads around a cluster.

    A partner who works in both counts on one side only: else the neighbours of a bridge
    would pass for bridges. So a cluster that works in neither needs two partners, one
    for each side, and one that works in one needs a partner in the other. Shared
    partners, by id, are split so that the strength is greatest; of equal splits the
    one that gives most to the activity that comes first by kind and code.

    Who works in both is a bridge in itself, of strength 1 or more, even where it could
    introduce nobody.

    References
    ----------
    Burt, "Structural holes: the social structure of competition", 1992; Gould and
    Fernandez, "Structures of mediation", 1989, for brokers between groups.

    Examples
    --------
    >>> from matcher import load_registry
    >>> from matcher.explore.activities import Activities
    >>> from matcher.explore.network.connecting import connectors
    >>> registry = load_registry()
    >>> find = Activities(registry.vocabulary).find
    >>> found = connectors(registry, find("photonics"), find("health"))
    >>> found[0].cluster.name, round(found[0].strength, 2)
    ('OPTITEC', 1.32)
    """
    activities = Activities(registry.vocabulary)
    if left == right:
        label = activities.label(left)
        raise FilterError(f"'{label}' stands on both sides; choose two")
    inside = [
        {c.id for c in registry.clusters if code in activities.of(c, kind)}
        for kind, code in sorted((left, right))
    ]
    partners = {id: {*known} for id, known in registry.partners_of.items()}
    gone = {cluster.id for cluster in registry.clusters if cluster.is_gone}
    found = []
    for cluster in registry.clusters:
        known = partners[cluster.id]
        tied = (cluster.id in side or not known.isdisjoint(side) for side in inside)
        if cluster.is_gone or not all(tied):
            continue
        first, second = _ties(cluster.id, known, *inside)
        if first.strength and second.strength:
            n_introductions = sum(
                other not in partners[one] and gone.isdisjoint((one, other))
                for one in first.partners
                for other in second.partners
            )
            ties = (first, second) if left < right else (second, first)
            found.append(Connector(cluster, 0, *ties, n_introductions))
    found.sort(key=lambda c: (-c.strength, -c.n_introductions, c.cluster.id))
    return [replace(one, rank=rank) for rank, one in enumerate(found, start=1)]


def _ties(
    cluster_id: str, known: set[str], first: set[str], second: set[str]
) -> tuple[Tie, Tie]:
    """The strongest pair of ties in which no partner counts on both sides."""
    ours, theirs = known & first, known & second
    shared = sorted(ours & theirs)
    splits = [
        (
            Tie(cluster_id in first, tuple(sorted(ours.difference(shared[n:])))),
            Tie(cluster_id in second, tuple(sorted(theirs.difference(shared[:n])))),
        )
        for n in range(len(shared), -1, -1)
    ]
    return max(splits, key=lambda ties: ties[0].strength * ties[1].strength)


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
    told = picked(suggestion, "rank", "score", "strength", "reasons")
    return {"member": False, **told}


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
