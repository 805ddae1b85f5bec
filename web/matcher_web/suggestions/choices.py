"""What the form offers: every code under its heading, with how many clusters have it.

In: a snapshot. Out: `Lists`, made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from flask import current_app

from matcher import Proposed, Term, Vocabulary, fold
from matcher_web.query.names import n_clusters
from matcher_web.query.reading import Reading, Sent
from matcher_web.query.weights import weight_panel
from matcher_web.snapshot import Snapshot, derived

NOBODY_LIVES_THERE = frozenset({"AQ", "BV", "GS", "HM", "TF", "UM"})
"""Codes of ISO 3166 without inhabitants, where no cluster can be."""


@dataclass(frozen=True)
class Choice:
    """One code that can be chosen, and how many clusters have it."""

    code: str
    label: str
    n_clusters: int = 0


@dataclass(frozen=True)
class Group:
    """Choices that belong together under one heading."""

    code: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def preview(self) -> str:
        """What is inside, in one line."""
        return ", ".join(choice.label for choice in self.choices)


@dataclass(frozen=True)
class Lists:
    """All that the form and the filters of a list offer.

    Parameters
    ----------
    countries, markets, sectors : tuple of Choice
        Those that some cluster has, in label order.
    every_country : tuple of Choice
        All in label order, but for those where nobody lives.
    sector_groups, technology_groups, market_groups : tuple of Group
        Every code, under its heading.
    """

    countries: tuple[Choice, ...]
    every_country: tuple[Choice, ...]
    markets: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    sector_groups: tuple[Group, ...]
    technology_groups: tuple[Group, ...]
    market_groups: tuple[Group, ...]

    @property
    def listed_markets(self) -> frozenset[str]:
        """Markets that stand in a group."""
        return frozenset(c.code for group in self.market_groups for c in group.choices)

    def to_dict(self) -> dict[str, Any]:
        """Every code that the form accepts, in its groups, for JSON."""
        return {
            "sectors": [asdict(group) for group in self.sector_groups],
            "technologies": [asdict(group) for group in self.technology_groups],
            "markets": [asdict(group) for group in self.market_groups],
        }


class Start(NamedTuple):
    """What the form starts with.

    Parameters
    ----------
    lists : Lists
        What it offers.
    proposed : list of Proposed
        Codes that the focus speaks of.
    """

    lists: Lists
    proposed: list[Proposed]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        proposed = [one._asdict() for one in self.proposed]
        return {**self.lists.to_dict(), "proposed": proposed}


@derived
def lists(snapshot: Snapshot) -> Lists:
    """What can be chosen in a snapshot."""
    vocabulary, n = snapshot.vocabulary, n_clusters(snapshot)
    label = vocabulary.label

    def used(kind: str, terms: Iterable[str]) -> tuple[Choice, ...]:
        counts = n[kind]
        return _by_label([Choice(c, label(c), counts[c]) for c in terms if counts[c]])

    def parents(terms: Mapping[str, Term]) -> dict[str, str]:
        return {term.code: term.parents[0] for term in terms.values()}

    groups = parents(vocabulary.technologies)
    return Lists(
        countries=used("country", vocabulary.countries),
        every_country=_by_label(
            [
                Choice(code, label(code), n["country"][code])
                for code in vocabulary.countries
                if n["country"][code] or code not in NOBODY_LIVES_THERE
            ]
        ),
        markets=used("target_markets", vocabulary.markets),
        sectors=used("sectors", vocabulary.sectors),
        sector_groups=_grouped(
            parents(vocabulary.sectors),
            {term.code: term.label for term in vocabulary.ecosystems.values()},
            label,
            n["sectors"],
        ),
        technology_groups=_grouped(
            groups,
            {g: g.replace("-", " ").capitalize() for g in set(groups.values())},
            label,
            n["technologies"],
        ),
        market_groups=_market_groups(vocabulary, n["target_markets"]),
    )


@derived
def unticked(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    """Fields as HTML where nothing is chosen: boxes of each group, and weights."""
    found = lists(snapshot)
    choices = {
        ("only_countries", ""): found.countries,
        ("only_markets", ""): found.markets,
        ("only_sectors", ""): found.sectors,
        **{("sectors", g.code): g.choices for g in found.sector_groups},
        **{("technologies", g.code): g.choices for g in found.technology_groups},
        **{("markets", g.code): g.choices for g in found.market_groups},
    }
    draw: Any = current_app.jinja_env.get_template("_macros.html").module
    drawn = {key: draw.boxes(key[0], some, ()) for key, some in choices.items()}
    return {**drawn, ("weights", ""): draw.weights(weight_panel(Reading(Sent())))}


def _market_groups(
    vocabulary: Vocabulary, counts: Mapping[str, int]
) -> tuple[Group, ...]:
    """Markets somebody goes to, each country under its smallest telling region.

    The busiest region comes first; what is in none, and whole regions, come last.
    """
    regions = vocabulary.regions
    used = [code for code in counts if code not in regions]
    telling = {
        region: len(countries)
        for region, countries in regions.items()
        if sum(country in countries for country in used) >= 3
    }
    parents: dict[str, str] = {}
    for code in used:
        around = [region for region in telling if code in regions[region]]
        parents[code] = min(around, key=lambda r: (telling[r], r), default="")
    labels = {**vocabulary.region_labels, "": "Other countries"}
    groups = _grouped(parents, labels, vocabulary.label, counts)
    busiest = sorted(
        groups, key=lambda g: (not g.code, -sum(c.n_clusters for c in g.choices))
    )
    whole = _grouped(
        dict.fromkeys(regions, "regions"),
        {"regions": "Whole regions"},
        vocabulary.label,
        counts,
    )
    return (*busiest, *whole)


def _grouped(
    parents: Mapping[str, str],
    labels: Mapping[str, str],
    label: Callable[[str], str],
    counts: Mapping[str, int],
) -> tuple[Group, ...]:
    """Codes under their parents; groups and choices in label order."""
    inside: dict[str, list[Choice]] = {}
    for code, parent in parents.items():
        choice = Choice(code, label(code), counts.get(code, 0))
        inside.setdefault(parent, []).append(choice)
    groups = [
        Group(parent, labels[parent], _by_label(choices))
        for parent, choices in inside.items()
    ]
    return tuple(sorted(groups, key=lambda group: fold(group.label)))


def _by_label(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: fold(choice.label)))
