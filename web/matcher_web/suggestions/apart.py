"""What sets each of some clusters apart from the others that are shown with it.

In: suggestions of one list. Out: a fact of each that the fewest of the others share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from functools import partial
from typing import NamedTuple

from matcher import Profile, Suggestion
from matcher_web.query.names import n_clusters
from matcher_web.snapshot import Snapshot

MOST_SHARED = 3
"""What more than one in so many share sets nobody apart."""


class Trait(NamedTuple):
    """One fact of a cluster: the list that its code is of, and the code."""

    kind: str
    code: str


SAID = {
    "sectors": "works in {}",
    "technologies": "works with {}",
    "target_markets": "goes to {}",
    "country": "sits in {}",
}
"""What can set a cluster apart, in the order of preference."""
_ORDER = {kind: position for position, kind in enumerate(SAID)}


def set_apart(
    snapshot: Snapshot, shown: Sequence[Suggestion], asking: Profile | None = None
) -> list[str]:
    """For each suggestion, what fewest of the others have; empty where nothing is rare.

    Parameters
    ----------
    snapshot : Snapshot
    shown : sequence of Suggestion
    asking : Profile, optional
        Who asks: of what it has itself it is said that it does.

    Notes
    -----
    The rarest among the shown wins; of equals what speaks for the pair, then sectors
    before technologies, markets and countries, then what is rarest in the registry,
    then the code.
    """
    compared = [_traits(one.cluster, one.markets) for one in shown]
    n_shown = Counter(trait for traits in compared for trait in traits)
    n_known = n_clusters(snapshot)

    def place(speaking: Container[str], trait: Trait) -> tuple[object, ...]:
        speaks = trait.code in speaking
        rare = n_known[trait.kind][trait.code]
        return n_shown[trait], not speaks, _ORDER[trait.kind], rare, trait.code

    own = {*_traits(asking, asking.target_markets)} if asking else set()
    found = []
    for one, traits in zip(shown, compared, strict=True):
        best = min(traits, key=partial(place, _speaking(one)), default=None)
        n = n_shown[best] if best else len(shown)
        rare = best and n * MOST_SHARED <= len(shown)
        found.append(_told(snapshot, best, n, own) if best and rare else "")
    return found


def _traits(one: Profile, markets: Sequence[str]) -> list[Trait]:
    """What somebody has, who goes to these markets."""
    return [
        *(Trait("sectors", code) for code in one.sectors),
        *(Trait("technologies", code) for code in one.technologies),
        *(Trait("target_markets", code) for code in markets),
        *(Trait("country", code) for code in (one.country,) if code),
    ]


def _speaking(one: Suggestion) -> set[str]:
    """Codes that add to the score."""
    return {
        code.code
        for part in one.contributions
        if part.contribution > 0
        for code in part.codes
    }


def _told(snapshot: Snapshot, trait: Trait, n: int, own: Container[Trait]) -> str:
    said = SAID[trait.kind].format(snapshot.vocabulary.label(trait.code))
    too = ", as you do" if trait in own else ""
    number = "The only one" if n == 1 else f"One of {n}"
    return f"{number} here that {said}{too}"
