"""What two partnerships share: markets, activities and members.

In: two partnership ids. Out: `Common`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Common:
    """What two partnerships state of themselves, side by side; codes sorted.

    Parameters
    ----------
    markets, sectors, technologies : tuple of str
        Codes that both state.
    meeting_markets : tuple of (str, str)
        Different codes of left and right with a country in common: a region and a
        country in it, or regions that overlap.
    left_markets, right_markets : tuple of str
        Codes that only one states, and that meet none of the other.
    members : tuple of str
        Ids of clusters that are members of both.
    """

    markets: tuple[str, ...]
    meeting_markets: tuple[tuple[str, str], ...]
    left_markets: tuple[str, ...]
    right_markets: tuple[str, ...]
    sectors: tuple[str, ...]
    technologies: tuple[str, ...]
    members: tuple[str, ...]


def in_common(registry: Registry, left: str, right: str) -> Common:
    """What two partnerships have in common, and which markets only one has.

    Parameters
    ----------
    registry : Registry
    left, right : str
        Partnership ids.

    Raises
    ------
    UnknownPartnership
    """
    one, other = registry.partnership(left), registry.partnership(right)
    regions = registry.vocabulary.regions
    markets = _both(one.target_markets, other.target_markets)
    meeting = tuple(
        (mine, theirs)
        for mine in one.target_markets
        for theirs in other.target_markets
        if not {*regions.get(mine, (mine,))}.isdisjoint(regions.get(theirs, (theirs,)))
        and mine != theirs
        and not {mine, theirs} <= {*markets}
    )
    met = {*markets, *(market for pair in meeting for market in pair)}
    return Common(
        markets=markets,
        meeting_markets=meeting,
        left_markets=tuple(m for m in one.target_markets if m not in met),
        right_markets=tuple(m for m in other.target_markets if m not in met),
        sectors=_both(one.sectors, other.sectors),
        technologies=_both(one.technologies, other.technologies),
        members=_both(registry.members_of[left], registry.members_of[right]),
    )


def _both(left: Iterable[str], right: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in left if code in right)
