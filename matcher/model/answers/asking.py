"""Who asks: what a user names or describes, as the side that is scored.

In: ids or a profile. Out: a `Side`, or an error that says what is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.errors import FilterError
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.registry.records import Cluster, Profile
from matcher.text import items_of, shown


def single_side(scorer: Scorer, query: str | Profile) -> Side:
    """A cluster, by its id or itself, or a profile.

    A cluster that differs from what the registry holds of it is taken by what it says
    of itself, with the past of its id.

    Raises
    ------
    UnknownCluster, ProfileError
    """
    if not isinstance(query, Profile):
        return scorer.singles[_row(scorer, query)]
    described = scorer.profile_side(query.checked(scorer.registry.vocabulary))
    if not isinstance(query, Cluster):
        return described
    row = _row(scorer, query.id)
    if query == scorer.registry.clusters[row]:
        return scorer.singles[row]
    return replace(described, rows=(row,))


def consortium_side(scorer: Scorer, consortium: str | Sequence[str]) -> Side:
    """A partnership, or a list of clusters.

    Parameters
    ----------
    scorer : Scorer
    consortium : str or sequence of str
        A partnership id, or cluster ids. A partnership without known members is taken
        by what it states of itself.

    Raises
    ------
    UnknownPartnership, UnknownCluster
    FilterError
        If the list is empty, or is none.
    """
    registry = scorer.registry
    members = items_of(consortium)
    if isinstance(consortium, str):
        position = registry.position(consortium)
        members = registry.members_of[consortium]
        if not members:
            return scorer.partnership_sides[position]
    if members is None:
        told = "is neither the id of a partnership nor a list of ids of clusters"
        raise FilterError(f"{shown(str(consortium))} {told}")
    rows = {_row(scorer, cluster_id) for cluster_id in members}
    if not rows:
        raise FilterError("an empty list of clusters cannot be completed")
    return scorer.cluster_side(sorted(rows))


def any_side(scorer: Scorer, query: str | Profile | Sequence[str]) -> Side:
    """A cluster, a profile, a partnership or a list of clusters."""
    if isinstance(query, Profile):
        return single_side(scorer, query)
    if isinstance(query, str) and query not in scorer.registry.members_of:
        return single_side(scorer, query)
    return consortium_side(scorer, query)


def _row(scorer: Scorer, cluster_id: str) -> int:
    return scorer.registry.index[scorer.registry.cluster(cluster_id).id]
