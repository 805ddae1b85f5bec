"""Who goes to a market, or to all of some: how many, and who and how.

In: what the domain finds at markets. Out: `Goers`, as JSON and as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Registry, picked
from matcher.explore.markets.presence import Count, Presence
from matcher_web.tables import Cell, Table

MOST_LISTED = 500
"""A page lists so many partnerships and so many clusters; its twins hold all."""

COLUMNS = (
    "kind",
    "id",
    "name",
    "country",
    "start",
    "sectors",
    "by_name",
    "by_region",
    "own_record",
    "partnerships",
    "at_once",
)


@dataclass(frozen=True)
class Goers:
    """Partnerships and clusters that go somewhere, by name first."""

    partnerships: tuple[Presence, ...]
    clusters: tuple[Presence, ...]

    @property
    def count(self) -> Count:
        """How many, by name and by region."""
        return Count.of(self.partnerships, self.clusters)

    @property
    def listed(self) -> Goers:
        """The first `MOST_LISTED` of both, as a page lists them."""
        return Goers(self.partnerships[:MOST_LISTED], self.clusters[:MOST_LISTED])

    @property
    def by_name(self) -> Goers:
        """Those that state the market itself."""
        return Goers(
            tuple(found for found in self.partnerships if found.by_name),
            tuple(found for found in self.clusters if found.by_name),
        )

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return picked(self, "partnerships", "clusters")

    def table(self, name: str, registry: Registry) -> Table:
        """All of them, one a row."""
        rows: list[list[Cell]] = []
        for found in self.partnerships:
            p = registry.partnership(found.id)
            who: list[Cell] = ["partnership", p.id, p.acronym, None, p.start]
            rows.append([*who, ";".join(p.sectors), *_how(found)])
        for found in self.clusters:
            c = registry.cluster(found.id)
            who = ["cluster", c.id, c.name, c.country, None]
            rows.append([*who, ";".join(c.sectors), *_how(found)])
        return Table(name, COLUMNS, rows)


def _how(found: Presence) -> list[Cell]:
    via, partnerships = ";".join(found.via), ";".join(found.partnerships)
    return [found.by_name, via, found.own, partnerships, found.at_once]
