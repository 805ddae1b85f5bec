"""The partnerships that can be browsed: how they are searched, narrowed and ordered.

In: the snapshot. Out: the `Shelf` of partnerships, made once, and a listing as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from operator import itemgetter
from typing import Any

from matcher import Cluster, Partnership, columns_of, widen_markets
from matcher_web.listing.facets import Facet, named_facet, vocabulary_facet
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
            **asdict(self.partnership),
            "members": [member.id for member in self.members],
            "countries": list(self.countries),
            "ecosystems": list(self.ecosystems),
        }


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
    return Shelf(
        records={composed.partnership.id: composed for composed in listed},
        index=_index(snapshot, listed),
        facets=_facets(snapshot, listed),
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


def _facets(snapshot: Snapshot, listed: Iterable[Composed]) -> tuple[Facet, ...]:
    vocabulary = snapshot.vocabulary
    records = tuple(listed)

    def codes(of: Callable[[Composed], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        return {c.partnership.id: tuple(filter(None, of(c))) for c in records}

    rounds = sorted({c.round for c in records} - {""})
    strands = sorted({c.partnership.strand for c in records} - {""}, key=name_key)
    markets = codes(lambda c: c.partnership.target_markets)
    return (
        named_facet(
            "generation",
            "Generation",
            codes(lambda c: [c.round]),
            {r: f"Generation {r}" if r.isdigit() else r.upper() for r in rounds},
        ),
        named_facet(
            "strand",
            "Strand",
            codes(lambda c: [c.partnership.strand]),
            {strand: strand[:1].upper() + strand[1:] for strand in strands},
        ),
        named_facet(
            "end",
            "End",
            codes(lambda c: ["recorded" if c.partnership.end else "not-recorded"]),
            ENDS,
        ),
        named_facet(
            "only_ecosystems",
            "Ecosystem",
            codes(lambda c: c.ecosystems),
            {term.code: term.label for term in vocabulary.ecosystems.values()},
            many=True,
        ),
        vocabulary_facet(
            snapshot,
            "only_sectors",
            "Sector",
            "sectors",
            codes(lambda c: c.partnership.sectors),
        ),
        vocabulary_facet(
            snapshot,
            "only_technologies",
            "Technology",
            "technologies",
            codes(lambda c: c.partnership.technologies),
        ),
        vocabulary_facet(
            snapshot,
            "only_markets",
            "Market",
            "target_markets",
            markets,
            covered={p: widen_markets(m, vocabulary) for p, m in markets.items()},
        ),
        vocabulary_facet(
            snapshot,
            "only_countries",
            "Country of members",
            "country",
            codes(lambda c: c.countries),
        ),
    )


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


def partnerships_dict(listing: Listing[Composed]) -> dict[str, Any]:
    """One page of the partnerships found, for JSON."""
    return {
        "query": listing.query(),
        "mended": dict(listing.matched.mended),
        "n_partnerships": len(listing.found),
        "n_pages": listing.n_pages,
        "partnerships": [composed.to_dict() for composed in listing.shown],
        "facets": {f.name: f.to_dict("n_partnerships") for f in listing.facets},
    }


_OWN = [c.name for c in columns_of(Partnership) if c.name != "grant_id"]
_AFTER = _OWN.index("end") + 1
_OF_MEMBERS = ("members", "n_members", "countries", "ecosystems")
_COLUMNS = (*_OWN[:_AFTER], *_OF_MEMBERS, *_OWN[_AFTER:])


def partnerships_table(listing: Listing[Composed]) -> Table:
    """All partnerships found, not only those of one page."""
    return Table.of(
        "partnerships",
        [
            {**composed.to_dict(), "n_members": len(composed.members) or None}
            for composed in listing.found
        ],
        _COLUMNS,
        **{name: itemgetter(name) for name in _COLUMNS},
    )
