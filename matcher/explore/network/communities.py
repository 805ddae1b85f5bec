"""Who belongs together in a graph: neighbours of each node in, groups out.

Knows nothing of clusters: nodes are numbers. Every step is exact in whole numbers and
goes through nodes in order, so the same graph always gives the same groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Links = Sequence[Mapping[int, int]]


def find_communities(neighbours: Sequence[Sequence[int]]) -> list[int]:
    """The group of each node, by greedy modularity.

    Parameters
    ----------
    neighbours : sequence of sequence of int
        For each node the nodes that it is linked with; symmetric, no node with itself.

    Returns
    -------
    list of int
        Groups from 0, the largest first; equals by their first node. A node without
        neighbours is a group of its own.

    Notes
    -----
    Modularity is ``sum over groups of (inside / m - (degrees / 2m)**2)`` with `m` links
    in all. Nodes move to the neighbouring group where it rises most until none does;
    then groups become the nodes of a smaller graph, and so on. Of equal rises the
    group that came first wins.

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large
    networks", 2008.

    Examples
    --------
    >>> find_communities([[1, 2], [0, 2], [0, 1, 3], [2, 4, 5], [3, 5], [3, 4]])
    [0, 0, 0, 1, 1, 1]
    """
    group = list(range(len(neighbours)))
    links: Links = [dict.fromkeys(others, 1) for others in neighbours]
    while True:
        settled = _settled(links)
        names = {old: new for new, old in enumerate(sorted(set(settled)))}
        if len(names) == len(links):
            return _by_size(group)
        group = [names[settled[node]] for node in group]
        links = _condensed(links, [names[old] for old in settled])


def modularity(neighbours: Sequence[Sequence[int]], groups: Sequence[int]) -> float:
    """How much more links stand inside groups than chance would put there.

    Parameters
    ----------
    neighbours : sequence of sequence of int
    groups : sequence of int
        One for each node.

    Returns
    -------
    float in [-0.5, 1]
        0 without any link.

    References
    ----------
    Newman and Girvan, "Finding and evaluating community structure in networks", 2004.
    """
    ends = sum(map(len, neighbours))
    if not ends:
        return 0.0
    inside = sum(
        groups[node] == groups[other]
        for node, others in enumerate(neighbours)
        for other in others
    )
    degrees: dict[int, int] = {}
    for node, others in enumerate(neighbours):
        degrees[groups[node]] = degrees.get(groups[node], 0) + len(others)
    expected = sum(degree * degree for degree in degrees.values()) / ends
    return (inside - expected) / ends


def _settled(links: Links) -> list[int]:
    """Where each node stays once no move to another group raises modularity."""
    group = list(range(len(links)))
    degrees = [sum(others.values()) for others in links]
    totals = list(degrees)
    ends = sum(degrees)
    moved = True
    while moved:
        moved = False
        for node, others in enumerate(links):
            home = group[node]
            totals[home] -= degrees[node]
            towards = {home: 0}
            for other, weight in others.items():
                if other != node:
                    there = group[other]
                    towards[there] = towards.get(there, 0) + weight
            rises = {
                there: weight * ends - degrees[node] * totals[there]
                for there, weight in towards.items()
            }
            best = max(rises, key=lambda there: (rises[there], -there))
            if rises[best] > rises[home]:
                group[node], moved = best, True
            totals[group[node]] += degrees[node]
    return group


def _condensed(links: Links, group: Sequence[int]) -> Links:
    """The graph of groups; links inside a group stand at its own place, twice."""
    found: list[dict[int, int]] = [{} for _ in range(max(group) + 1)]
    for node, others in enumerate(links):
        row = found[group[node]]
        for other, weight in others.items():
            row[group[other]] = row.get(group[other], 0) + weight
    return found


def _by_size(group: Sequence[int]) -> list[int]:
    sizes: dict[int, int] = {}
    for one in group:
        sizes[one] = sizes.get(one, 0) + 1
    # A dict keeps the order in which groups were met: that of their first nodes.
    order = sorted(sizes, key=lambda one: -sizes[one])
    place = {one: number for number, one in enumerate(order)}
    return [place[one] for one in group]
