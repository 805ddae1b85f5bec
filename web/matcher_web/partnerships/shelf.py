"""The partnerships that can be browsed: how they are searched, narrowed and ordered.

In: the snapshot. Out: the `Shelf` of partnerships, made once, and what was found on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import Any

from matcher import Partnership, columns_of, fold, widen_markets
from matcher_web.listing.beginning import ALL, Beginning, Renamed, in_todays_words
from matcher_web.listing.facets import Codes, Facet, Facets
from matcher_web.listing.listing import Listing, Order, Shelf, list_records
from matcher_web.partnerships.composed import NOT_RECORDED, Composed, compose
from matcher_web.query.reading import Sent
from matcher_web.query.search import Meanings, SearchIndex
from matcher_web.snapshot import Snapshot, derived
from matcher_web.tables import Table

PER_PAGE = 100
FIRST = "escp-4i"
"""The programme whose partnerships stand first, where a registry has others too."""

KINDS = {"consortium": "Consortium", "network": "Network", "agreement": "Agreement"}
STANDINGS = {"running": "Running", "ended": "Ended", NOT_RECORDED: "Not recorded"}

RENAMED: Renamed = {
    ("end", "recorded"): (("standing", "running"), ("standing", "ended")),
    ("end", NOT_RECORDED): (("standing", NOT_RECORDED),),
    ("generation", "escp-s3"): (("programme", "escp-s3"),),
}
"""Addresses of before: programmes without a generation stood among the generations."""


@derived
def partnership_shelf(snapshot: Snapshot) -> Shelf[Composed]:
    """All partnerships in acronym order, with their facets and orders."""
    registry, label = snapshot.registry, snapshot.vocabulary.label

    def acronym(composed: Composed) -> tuple[str, str]:
        return fold(composed.partnership.acronym), composed.partnership.id

    def focus(composed: Composed) -> list[str] | None:
        return [fold(label(c)) for c in composed.partnership.sectors] or None

    def programme(composed: Composed) -> tuple[str, int] | None:
        code, number = composed.partnership.programme, composed.partnership.generation
        return (fold(label(code)), -1 if number is None else number) if code else None

    listed = sorted((compose(snapshot, p) for p in registry.partnerships), key=acronym)
    records = {composed.partnership.id: composed for composed in listed}
    return Shelf(
        records=records,
        index=_index(snapshot, listed),
        facets=_facets(snapshot, records),
        orders=(
            Order("name", acronym),
            Order("programme", programme),
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
        beginning=_beginning(snapshot),
    )


def _beginning(snapshot: Snapshot) -> Beginning | None:
    """The partnerships of the first programme, if there are others beside them."""
    everybody = snapshot.registry.partnerships
    first = [p for p in everybody if p.programme == FIRST]
    if not first or len(first) == len(everybody):
        return None
    called = snapshot.vocabulary.label(FIRST)
    nouns = ("partnership", "partnerships")
    if all(p.is_consortium for p in first):
        nouns = ("consortium", "consortia")
    noun, plural = (f"{called} {noun}" for noun in nouns)
    return Beginning("programme", FIRST, ("programme", "kind"), noun, plural)


def read_partnerships(
    snapshot: Snapshot, sent: Sent
) -> tuple[Listing[Composed], dict[str, str]]:
    """The partnerships that an address asks for, and what is wrong with it by field.

    Notes
    -----
    Unless a programme, a kind or words are asked for, these are those of the first
    programme that fit; whatever else is chosen. `Listing.n_more` counts the others.
    """
    return list_records(partnership_shelf(snapshot), in_todays_words(sent, RENAMED))


def _index(snapshot: Snapshot, listed: Iterable[Composed]) -> SearchIndex:
    """Acronym and name; focus, members by all their names, activities, markets.

    A region is found by its countries and a country by its regions, as in the facet.
    """
    names, texts, has = {}, {}, {}
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
        has[p.id] = codes
    return SearchIndex(names, texts, Meanings(snapshot.registry.finder, has))


def _facets(snapshot: Snapshot, records: Mapping[str, Composed]) -> tuple[Facet, ...]:
    rounds = sorted({c.round for c in records.values()} - {""})
    strands = {c.partnership.strand for c in records.values()} - {""}
    programmes = snapshot.vocabulary.programmes.values()
    in_order = sorted(programmes, key=lambda t: (t.code != FIRST, fold(t.label)))
    facets = Facets(snapshot, records)
    return (
        facets.named(
            "programme",
            "Programme",
            lambda c: c.programmes,
            {
                ALL: "All programmes",
                **{term.code: term.label for term in in_order},
                NOT_RECORDED: "Not recorded",
            },
        ),
        facets.named("kind", "Kind", lambda c: [c.kind], KINDS),
        facets.named(
            "standing", "Standing", lambda c: [c.standing or NOT_RECORDED], STANDINGS
        ),
        facets.named(
            "generation",
            "Generation",
            lambda c: [c.round],
            {number: f"Generation {number}" for number in rounds},
        ),
        facets.named(
            "strand",
            "Strand",
            lambda c: [c.partnership.strand],
            {s: s[:1].upper() + s[1:] for s in sorted(strands, key=fold)},
        ),
        facets.ecosystems(lambda c: c.ecosystems),
        facets.coded("only_sectors", lambda c: c.partnership.sectors),
        facets.coded("only_technologies", lambda c: c.partnership.technologies),
        facets.coded("only_markets", lambda c: c.partnership.target_markets),
        facets.coded(
            "only_countries", lambda c: c.countries, title="Country of members"
        ),
    )


def facet_by_partnerships(
    snapshot: Snapshot, name: str, partnerships: Mapping[str, Iterable[str]]
) -> Facet:
    """A facet of partnerships as one of records that are in them.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
    partnerships : mapping of str to iterable of str
        Ids of those that each record counts for, by its id. Who is in none is there
        where all are asked for.
    """
    facet = partnership_shelf(snapshot).facet(name)

    def of_all(ids: Iterable[str]) -> Codes:
        having = [facet.codes[id] for id in ids]
        # Most are in one alone, whose codes need no copy.
        return having[0] if len(having) == 1 else {*chain(*having)}

    codes = {record: of_all(ids) or (ALL,) for record, ids in partnerships.items()}
    return replace(facet, codes=codes)


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
            standing=lambda composed: composed.standing or None,
        )


_OWN = [c.name for c in columns_of(Partnership) if c.name != "grant_id"]
_AFTER = _OWN.index("end") + 1
_OF_MEMBERS = ("standing", "members", "n_members", "countries", "ecosystems")
_COLUMNS = (*_OWN[:_AFTER], *_OF_MEMBERS, *_OWN[_AFTER:])
