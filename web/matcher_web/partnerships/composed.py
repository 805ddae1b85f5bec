"""A partnership as lists show it: with its members, and what is drawn from both.

In: a snapshot and a partnership. Out: a `Composed`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from matcher import Cluster, Partnership
from matcher_web.listing.beginning import ALL
from matcher_web.snapshot import Snapshot

NOT_RECORDED = "not-recorded"
"""The code of what is not recorded, where it can be asked for."""


@dataclass(frozen=True)
class Composed:
    """A partnership with its known members, and what is drawn from both.

    Parameters
    ----------
    partnership : Partnership
    members : tuple of Cluster
        In id order; empty where none is known.
    countries : tuple of str
        Of the members, each once, in order.
    ecosystems : tuple of str
        Of the partnership's own sectors, in order.
    standing : str
        "running" or "ended"; empty where it is not recorded.
    """

    partnership: Partnership
    members: tuple[Cluster, ...]
    countries: tuple[str, ...]
    ecosystems: tuple[str, ...]
    standing: str

    @property
    def round(self) -> str:
        """The generation; empty where it has none."""
        generation = self.partnership.generation
        return "" if generation is None else str(generation)

    @property
    def programmes(self) -> tuple[str, str]:
        """What it counts for among the programmes: its own, and all of them."""
        return self.partnership.programme or NOT_RECORDED, ALL

    @property
    def kind(self) -> str:
        """The kind; a consortium where it is not recorded."""
        return self.partnership.kind or "consortium"

    @property
    def details(self) -> str:
        """What it is within its programme: "consortium, generation 2, preparation"."""
        generation = f"generation {self.round}" if self.round else ""
        strand = self.partnership.strand
        told = (
            self.kind,
            generation,
            f"strand {strand}" if strand.isupper() else strand,
        )
        return ", ".join(filter(None, told))

    def to_dict(self) -> dict[str, Any]:
        """All that is recorded of it, for JSON."""
        return {
            **{name: getattr(self.partnership, name) for name in _FIELDS},
            "members": [member.id for member in self.members],
            "countries": list(self.countries),
            "ecosystems": list(self.ecosystems),
            "standing": self.standing,
        }


_FIELDS = [one.name for one in fields(Partnership)]


def compose(snapshot: Snapshot, partnership: Partnership) -> Composed:
    """A partnership with what is drawn from it and from its members."""
    registry = snapshot.registry
    members = tuple(map(registry.cluster, registry.members_of[partnership.id]))
    countries = {member.country for member in members if member.country}
    return Composed(
        partnership,
        members,
        tuple(sorted(countries)),
        snapshot.ecosystems_of(partnership.sectors),
        registry.standing_of(partnership.id).state,
    )
