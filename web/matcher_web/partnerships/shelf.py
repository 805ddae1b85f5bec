"""The partnerships that can be browsed: how they are searched, narrowed and ordered.

In: the snapshot. Out: the `Shelf` of partnerships, made once, and what was found on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from matcher import Cluster, Partnership, columns_of, widen_markets
from matcher_web.listing.facets import Facet, Facets
from matcher_web.listing.listing import Listing, Order, Shelf
from matcher_web.query.search import SearchIndex
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Table
from matcher_web.wording import name_key

PER_PAGE = 100
ENDS = {"recorded": "End recorded", "not-recorded": "End not recorded"}


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
    """

    partnership: Partnership
    members: tuple[Cluster, ...]
    countries: tuple[str, ...]
    ecosystems: tuple[str, ...]

    @property
    def round(self) -> str:
        """The generation or, where it has none, the programme."""
        p = self.partnership
        return p.programme if p.generation is None else str(p.generation)

    def to_dict(self) -> dict[str, Any]:
        """All that is recorded of it, for JSON."""
        return {
            **{name: getattr(self.partnership, name) for name in _FIELDS},
            "members": [member.id for member in self.members],
            "countries": list(self.countries),
            "ecosystems": list(self.ecosystems),
        }


_FIELDS = [one.name for one in fields(Partnership)]


@derived
def partnership_shelf(snapshot: Snapshot) -> Shelf[Composed]:
    """All partnerships in acronym order, with their facets and orders."""
    registry, label = snapshot.registry, snapshot.vocabulary.label

    def acronym(composed: Composed) -> tuple[str, str]:
        return name_key(composed.partnership.acronym), composed.partnership.id

    def focus(composed: Composed) -> list[str] | None:
        return [name_key(label(c)) for c in composed.partnership.sectors] or None

    listed = sorted(
        (_composed(snapshot, p) for p in registry.partnerships), key=acronym
    )
    records = {composed.partnership.id: composed for composed in listed}
    return Shelf(
        records=records,
        index=_index(snapshot, listed),
        facets=_facets(snapshot, records),
        orders=(
            Order("name", acronym),
            Order("generation", lambda c: c.partnership.generation),
            Order("strand", lambda c: c.partnership.strand or None),
            Order("start", lambda c: c.partnership.start or None),
            Order("members", lambda c: len(c.members) or None, falling=True),
            Order("focus", focus),
            Order(
                "markets",
                lambda c: len(c.partnership.target_markets) or None,
                falling=True,
            ),
        ),
        per_page=PER_PAGE,
    )


def _composed(snapshot: Snapshot, partnership: Partnership) -> Composed:
    registry = snapshot.registry
    members = tuple(map(registry.cluster, registry.members_of[partnership.id]))
    countries = {member.country for member in members if member.country}
    return Composed(
        partnership,
        members,
        tuple(sorted(countries)),
        snapshot.ecosystems_of(partnership.sectors),
    )


def _index(snapshot: Snapshot, listed: Iterable[Composed]) -> SearchIndex:
    """Acronym and name; focus, members by all their names, activities, markets.

    A region is found by its countries and a country by its regions, as in the facet.
    """
    names, texts = {}, {}
    for composed in listed:
        p = composed.partnership
        names[p.id] = (p.id, p.acronym, p.name)
        markets = sorted(widen_markets(p.target_markets, snapshot.vocabulary))
        codes = (*p.sectors, *p.technologies, *composed.countries, *markets)
        said = [p.focus, p.call, p.strand, *snapshot.labels(codes)]
        said += snapshot.ecosystem_labels(p.sectors)
        for member in composed.members:
            said += [member.name, member.short_name, *member.aliases]
        texts[p.id] = " ".join(said)
    return SearchIndex(names, texts)


def _facets(snapshot: Snapshot, records: Mapping[str, Composed]) -> tuple[Facet, ...]:
    rounds = sorted({c.round for c in records.values()} - {""})
    strands = {c.partnership.strand for c in records.values()} - {""}
    facets = Facets(snapshot, records)
    return (
        facets.named(
            "generation",
            "Generation",
            lambda c: [c.round],
            {r: f"Generation {r}" if r.isdigit() else r.upper() for r in rounds},
        ),
        facets.named(
            "strand",
            "Strand",
            lambda c: [c.partnership.strand],
            {s: s[:1].upper() + s[1:] for s in sorted(strands, key=name_key)},
        ),
        facets.named(
            "end",
            "End",
            lambda c: ["recorded" if c.partnership.end else "not-recorded"],
            ENDS,
        ),
        facets.ecosystems(lambda c: c.ecosystems),
        facets.coded("only_sectors", lambda c: c.partnership.sectors),
        facets.coded("only_technologies", lambda c: c.partnership.technologies),
        facets.coded("only_markets", lambda c: c.partnership.target_markets),
        facets.coded(
            "only_countries", lambda c: c.countries, title="Country of members"
        ),
    )


def rounds_of(snapshot: Snapshot, cluster: Cluster) -> set[str]:
    """Generations of the partnerships that a cluster is in."""
    teams = partnership_shelf(snapshot).records
    return {teams[id].round for id in snapshot.registry.partnerships_of[cluster.id]}


def round_labels(snapshot: Snapshot) -> dict[str, str]:
    """What people read for each generation, the earliest first."""
    facet = partnership_shelf(snapshot).facet("generation")
    return {code: facet.label(code) for code in facet.listed}


def stands_for(snapshot: Snapshot, chosen: Iterable[str]) -> dict[str, list[str]]:
    """Codes that count for chosen markets without being them, each with their labels.

    Latin America stands for Brazil where Brazil is chosen, and the other way round.
    """
    found: dict[str, list[str]] = {}
    wanted = tuple(chosen)
    for market in wanted:
        for code in sorted(widen_markets([market], snapshot.vocabulary)):
            if code not in wanted:
                found.setdefault(code, []).append(snapshot.vocabulary.label(market))
    return found


@dataclass(frozen=True)
class Partnerships:
    """The partnerships that were found."""

    listing: Listing[Composed]

    def to_dict(self) -> dict[str, Any]:
        """One page of them, for JSON."""
        rows = [composed.to_dict() for composed in self.listing.shown]
        return self.listing.to_dict("partnerships", rows)

    def table(self) -> Table:
        """All of them, not only those of one page."""
        return Table.of(
            "partnerships",
            self.listing.found,
            _COLUMNS,
            **{name: attrgetter(f"partnership.{name}") for name in _OWN},
            members=lambda composed: [member.id for member in composed.members],
            n_members=lambda composed: len(composed.members) or None,
        )


_OWN = [c.name for c in columns_of(Partnership) if c.name != "grant_id"]
_AFTER = _OWN.index("end") + 1
_OF_MEMBERS = ("members", "n_members", "countries", "ecosystems")
_COLUMNS = (*_OWN[:_AFTER], *_OF_MEMBERS, *_OWN[_AFTER:])
