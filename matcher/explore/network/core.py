"""Which partnerships stand for many: those most tied to others, as far as room goes.

In: a registry, ids of partnerships and how many nodes there is room for. Out: ids.
What measures and draws a network takes time that grows with the square of its nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from matcher.registry.registry import Registry


def most_tied(
    registry: Registry, partnerships: Collection[str], room: int
) -> frozenset[str]:
    """Those of some partnerships that are most tied to the others.

    Parameters
    ----------
    registry : Registry
    partnerships : collection of str
        Ids.
    room : int
        So many nodes at most: partnerships and the clusters in them.

    Returns
    -------
    frozenset of str
        All of them where there is room. One at least, however many members it has.

    Notes
    -----
    A tie is a membership of one of its members in another of the partnerships. Most
    ties first, equals by id, until the next one would not fit: so those that share
    members come together, and what is left is a network rather than many stars.
    """
    members = {one: registry.members_of[one] for one in partnerships}
    n_in = Counter(cluster for team in members.values() for cluster in team)
    if len(members) + len(n_in) <= room:
        return frozenset(members)
    n_ties = {one: sum(n_in[c] - 1 for c in team) for one, team in members.items()}
    found: list[str] = []
    clusters: set[str] = set()
    for one in sorted(members, key=lambda one: (-n_ties[one], one)):
        together = clusters.union(members[one])
        if found and len(found) + 1 + len(together) > room:
            break
        found.append(one)
        clusters = together
    return frozenset(found)
