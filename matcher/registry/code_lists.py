"""The lists of codes as they stand in tables, one record a row, and as a vocabulary.

In: records of countries, regions and kin. Out: the `Vocabulary` of them, and back. As
in `records`, fields are columns and docstrings describe them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matcher.registry.columns import column
from matcher.registry.vocabulary import Term, Vocabulary

GROUPS = tuple(
    "bio digital electronics energy environment food health lifestyle manufacturing "
    "marine materials mobility security space".split()
)
"""Wider fields of technologies."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country of the world.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2 code; XK is the code in common use for Kosovo.
    name : str
        Short English name.
    eu : bool
        Whether it is a member state of the European Union. Territories of a member
        state that have a code of their own, such as RE, are false.
    aliases : tuple of str
        Other names and abbreviations in use, ISO names among them.
    """

    code: str = field(metadata=column("country-code", required=True))
    name: str = field(metadata=column("text", required=True))
    eu: bool = field(metadata=column("flag", required=True, accepted=("false", "true")))
    aliases: tuple[str, ...] = field(default=(), metadata=column("words"))


@dataclass(frozen=True, kw_only=True)
class Ecosystem:
    """An industrial ecosystem.

    Parameters
    ----------
    code : str
        Code of the ecosystem.
    label : str
        Name of the ecosystem.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))


@dataclass(frozen=True, kw_only=True)
class Region:
    """A named region of countries outside the European Union.

    Parameters
    ----------
    code : str
        Code of the region; never the code of a country.
    label : str
        Name of the region.
    countries : tuple of str
        Its countries, as codes of countries.csv.
    """

    code: str = field(metadata=column("region-code", required=True))
    label: str = field(metadata=column("text", required=True))
    countries: tuple[str, ...] = field(
        metadata=column("codes", "countries", required=True)
    )


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A sector of clusters.

    Parameters
    ----------
    code : str
        Code of the sector.
    label : str
        Name of the sector.
    ecosystem : str
        Industrial ecosystem it belongs to, as a code of ecosystems.csv.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))
    ecosystem: str = field(metadata=column("code", "ecosystems", required=True))


@dataclass(frozen=True, kw_only=True)
class Technology:
    """A field of technology.

    Parameters
    ----------
    code : str
        Code of the technology.
    label : str
        Name of the technology.
    group : str
        Wider field it belongs to.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))
    group: str = field(metadata=column("choice", required=True, accepted=GROUPS))


def vocabulary_of(lists: Mapping[str, Iterable[Any]]) -> Vocabulary:
    """The vocabulary of some lists of codes.

    Parameters
    ----------
    lists : mapping of str to iterable of records
        By their tables: ``countries``, ``ecosystems``, ``regions``, ``sectors`` and
        ``technologies``.
    """
    countries: tuple[Country, ...] = tuple(lists["countries"])
    regions: dict[str, Region] = {region.code: region for region in lists["regions"]}
    parents: dict[str, list[str]] = {}
    for code, region in sorted(regions.items()):
        for country in region.countries:
            parents.setdefault(country, []).append(code)
    return Vocabulary(
        sectors={
            s.code: Term(s.code, s.label, (s.ecosystem,)) for s in lists["sectors"]
        },
        technologies={
            t.code: Term(t.code, t.label, (t.group,)) for t in lists["technologies"]
        },
        ecosystems={e.code: Term(e.code, e.label) for e in lists["ecosystems"]},
        countries={
            c.code: Term(c.code, c.name, tuple(parents.get(c.code, ())))
            for c in countries
        },
        regions={code: region.countries for code, region in regions.items()},
        region_labels={code: region.label for code, region in regions.items()},
        eu=frozenset(c.code for c in countries if c.eu),
        country_aliases={a.casefold(): c.code for c in countries for a in c.aliases},
    )


def lists_of(vocabulary: Vocabulary) -> dict[str, list[Any]]:
    """The lists of codes that a vocabulary is made of, by their tables."""
    aliases: dict[str, list[str]] = {}
    for alias, code in vocabulary.country_aliases.items():
        aliases.setdefault(code, []).append(alias)

    def wider(term: Term) -> str:
        return ";".join(term.parents)

    return {
        "countries": [
            Country(
                code=code,
                name=term.label,
                eu=code in vocabulary.eu,
                aliases=tuple(aliases.get(code, ())),
            )
            for code, term in vocabulary.countries.items()
        ],
        "ecosystems": [
            Ecosystem(code=code, label=term.label)
            for code, term in vocabulary.ecosystems.items()
        ],
        "regions": [
            Region(code=code, label=vocabulary.region_labels[code], countries=countries)
            for code, countries in vocabulary.regions.items()
        ],
        "sectors": [
            Sector(code=code, label=term.label, ecosystem=wider(term))
            for code, term in vocabulary.sectors.items()
        ],
        "technologies": [
            Technology(code=code, label=term.label, group=wider(term))
            for code, term in vocabulary.technologies.items()
        ],
    }
