"""Which partnerships the network is of: those of some programmes and kinds.

In: the query of `/network`. Out: `Drawn`. Where an address asks for none of a
programme, a kind or words, it is of those that the list of partnerships begins with;
of too many to measure and to draw, those most tied to the others stand for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher.explore.network.graph import most_tied
from matcher_web.listing.beginning import Renamed
from matcher_web.listing.facets import fitting
from matcher_web.partnerships.composed import Composed
from matcher_web.partnerships.shelf import RENAMED, partnership_shelf
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot, recent

MOST_NODES = 700
"""So many clusters and partnerships are measured and drawn together: it takes time
that grows with their square, and nobody could read a larger picture."""
_KEPT = 8

OF_PARTNERSHIPS = ("programme", "kind")
"""The facets that say which partnerships the network is of."""

NODES_RENAMED: Renamed = {
    **RENAMED,
    ("kind", "cluster"): (("nodes", "cluster"),),
    ("kind", "partnership"): (("nodes", "partnership"),),
}
"""Addresses of before: a kind was that of a node, not of a partnership."""


@dataclass(frozen=True)
class Drawn:
    """The partnerships that the network is of.

    Parameters
    ----------
    programmes, kinds : tuple of str
        What the address asks for.
    found : frozenset of str
        Ids of all partnerships that are asked for.
    ids : frozenset of str
        Of those that are measured and drawn: all, or as many as there is room for.
    """

    programmes: tuple[str, ...]
    kinds: tuple[str, ...]
    found: frozenset[str]
    ids: frozenset[str]

    @property
    def n_left_out(self) -> int:
        """How many partnerships are too many to be measured and drawn."""
        return len(self.found) - len(self.ids)

    def parameters(self) -> dict[str, Any]:
        """What is asked for, as it stands in an address."""
        asked = {"programme": [*self.programmes], "kind": [*self.kinds]}
        return {name: codes for name, codes in asked.items() if codes}

    def is_of_programme(self, composed: Composed) -> bool:
        """Whether a partnership has one of the programmes, if any is asked for."""
        return not self.programmes or bool({*composed.programmes} & {*self.programmes})

    def is_of_kind(self, composed: Composed) -> bool:
        """Whether a partnership has one of the kinds, if any is asked for."""
        return not self.kinds or composed.kind in self.kinds


def read_drawn(snapshot: Snapshot, sent: Sent) -> Drawn:
    """Which partnerships an address asks for; what it names wrong is passed over."""
    shelf, reading = partnership_shelf(snapshot), Reading(sent)
    facets = [shelf.facet(name) for name in OF_PARTNERSHIPS]
    chosen = {facet.name: facet.chosen(reading) for facet in facets}
    begun = chosen
    if shelf.beginning:
        begun = shelf.beginning.begun(reading.text("search"), chosen)
    found = frozenset(fitting([*shelf.records], facets, begun))
    return Drawn(chosen["programme"], chosen["kind"], found, _core(snapshot, found))


@recent(_KEPT)
def _core(snapshot: Snapshot, found: frozenset[str]) -> frozenset[str]:
    return most_tied(snapshot.registry, found, MOST_NODES)
