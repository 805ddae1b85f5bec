"""One pair of partnerships, opened: what they share, why, and who could bridge them.

In: two partnership ids. Out: `PairFacts`, which the page and its twins show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Cluster, Contribution, Partnership, Synergy, picked
from matcher.explore.network.connecting import Bridge, bridges
from matcher.explore.synergies.alliances import Alliance, related_of
from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.lenses import LENSES, Lens
from matcher.explore.synergies.shared import Common
from matcher_web.snapshot import Snapshot, derived, recent
from matcher_web.tables import Table, score_table

N_BRIDGES = 5
MAX_KEPT = 64
"""Pairs that are kept once they are opened, the latest ones."""


@derived
def landscape(snapshot: Snapshot) -> Landscape:
    """Pairs of the partnerships of an application, worked out once."""
    return Landscape(snapshot.recommender)


@recent(8)
def landscape_of(snapshot: Snapshot, partnerships: frozenset[str]) -> Landscape:
    """Pairs of some partnerships, and of others where few enough are on record."""
    return landscape(snapshot).among(partnerships)


@dataclass(frozen=True)
class PairFacts:
    """Two partnerships and all that speaks for them.

    Parameters
    ----------
    left : Partnership
    there, back : Synergy
        The right one in the list of the left one, and the other way round.
    n_candidates : int
        How many partnerships either list has.
    values : tuple of (Lens, float or None)
        By every lens; None where it is not recorded.
    alliance : Alliance
    members : pair of tuples of Cluster
        Of left and of right.
    bridges : list of Bridge
    """

    left: Partnership
    there: Synergy
    back: Synergy
    n_candidates: int
    values: tuple[tuple[Lens, float | None], ...]
    alliance: Alliance
    members: tuple[tuple[Cluster, ...], tuple[Cluster, ...]]
    bridges: list[Bridge]

    @property
    def right(self) -> Partnership:
        """The other partnership."""
        return self.there.partnership

    @property
    def related(self) -> Contribution:
        """What complementary activities add, opened by pairs of kinds."""
        return related_of(self.there)

    @property
    def common(self) -> Common:
        """What both state of themselves, side by side."""
        return self.alliance.common

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        opened = self.there.to_dict()
        right = opened.pop("partnership")
        rank = opened.pop("rank")
        return {
            "left": self.back.to_dict()["partnership"],
            "right": right,
            "rank": rank,
            "their_rank": self.back.rank,
            "n_candidates": self.n_candidates,
            "lenses": {lens.name: value for lens, value in self.values},
            **picked(self, "common", "alliance"),
            **opened,
            **picked(self, "bridges"),
        }

    def table(self) -> Table:
        """How the score adds up, one signal a row."""
        return score_table(self.there, "synergy")


@recent(MAX_KEPT)
def pair_facts(snapshot: Snapshot, left: str, right: str) -> PairFacts:
    """Two partnerships side by side.

    Raises
    ------
    UnknownPartnership
    FilterError
        If both are the same.
    """
    registry = snapshot.registry
    explain = snapshot.recommender.explain_synergy
    there, back = explain(left, right), explain(right, left)
    scene = landscape(snapshot).among((left, right))
    at = scene.position(left), scene.position(right)
    ours, theirs = (
        tuple(registry.cluster(member) for member in registry.members_of[side])
        for side in (left, right)
    )
    values = [(lens, float(scene.values(lens.name)[at])) for lens in LENSES]
    return PairFacts(
        left=registry.partnership(left),
        there=there,
        back=back,
        n_candidates=len(registry.partnerships) - 1,
        values=tuple((lens, None if v != v else v) for lens, v in values),
        alliance=Alliance.of(registry, left, right, related_of(there)),
        members=(ours, theirs),
        bridges=bridges(snapshot.recommender, left, right, N_BRIDGES),
    )
