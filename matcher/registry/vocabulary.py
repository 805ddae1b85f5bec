"""Codes of sectors, technologies and markets, and how they relate.

In: the records of the lists. Out: dicts from code to `Term`, whose
`parents` are the wider things it belongs to: a sector's ecosystem, a technology's
group, a market country's regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from matcher.errors import did_you_mean, first_of, offering
from matcher.registry.lists import Country, Ecosystem, Programme, Sector, Technology
from matcher.text import fold, shown

LISTS = tuple("countries ecosystems programmes regions sectors technologies".split())
"""Tables of codes."""

PROFILE_LISTS = {
    "country": ("country", "countries"),
    "sectors": ("sector", "sectors"),
    "technologies": ("technology", "technologies"),
    "target_markets": ("market", "markets"),
}
"""For each coded field of a profile, what one code is called, and the list of them."""


@dataclass(frozen=True)
class Term:
    """A code with its label and the wider codes it belongs to."""

    code: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists that profiles are written in.

    Parameters
    ----------
    lists : mapping of str to iterable of records
        For each of `LISTS`, its records; kept in the order of their codes.
    """

    lists: Mapping[str, tuple[Any, ...]]

    def __post_init__(self) -> None:
        code = attrgetter("code")
        lists = {name: tuple(sorted(self.lists[name], key=code)) for name in LISTS}
        object.__setattr__(self, "lists", lists)

    @cached_property
    def sectors(self) -> dict[str, Term]:
        """Parent: the ecosystem."""
        sectors: tuple[Sector, ...] = self.lists["sectors"]
        return {s.code: Term(s.code, s.label, (s.ecosystem,)) for s in sectors}

    @cached_property
    def technologies(self) -> dict[str, Term]:
        """Parent: the group."""
        technologies: tuple[Technology, ...] = self.lists["technologies"]
        return {t.code: Term(t.code, t.label, (t.group,)) for t in technologies}

    @cached_property
    def ecosystems(self) -> dict[str, Term]:
        """What sectors belong to."""
        ecosystems: tuple[Ecosystem, ...] = self.lists["ecosystems"]
        return {e.code: Term(e.code, e.label) for e in ecosystems}

    @cached_property
    def programmes(self) -> dict[str, Term]:
        """What partnerships are part of."""
        programmes: tuple[Programme, ...] = self.lists["programmes"]
        return {p.code: Term(p.code, p.label) for p in programmes}

    @cached_property
    def countries(self) -> dict[str, Term]:
        """All countries. Parents: the regions."""
        regions: dict[str, list[str]] = {}
        for region, held in self.regions.items():
            for code in held:
                regions.setdefault(code, []).append(region)
        countries: tuple[Country, ...] = self.lists["countries"]
        return {
            c.code: Term(c.code, c.name, tuple(regions.get(c.code, ())))
            for c in countries
        }

    @cached_property
    def eu(self) -> frozenset[str]:
        """Member states of the European Union: they are not markets."""
        return frozenset(c.code for c in self.lists["countries"] if c.eu)

    @cached_property
    def country_aliases(self) -> dict[str, str]:
        """Codes by other names of countries, folded ("uk", "holland")."""
        countries: tuple[Country, ...] = self.lists["countries"]
        return {fold(a): c.code for c in countries for a in c.aliases}

    @cached_property
    def places(self) -> dict[str, str]:
        """Codes of countries and regions by all that they are called, folded."""
        named = {fold(one.label): one.code for one in self.countries.values()}
        codes = (*self.countries, *self.regions)
        return named | self.country_aliases | {fold(code): code for code in codes}

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """Countries of each named market region."""
        return {region.code: region.countries for region in self.lists["regions"]}

    @cached_property
    def region_labels(self) -> dict[str, str]:
        """Name of each region."""
        return {region.code: region.label for region in self.lists["regions"]}

    @cached_property
    def markets(self) -> dict[str, Term]:
        """Countries outside the EU, and named regions of them."""
        found = {c: term for c, term in self.countries.items() if c not in self.eu}
        for code in self.regions:
            found[code] = Term(code, self.region_labels[code])
        return found

    def terms(self, kind: str) -> Mapping[str, Term]:
        """The list that a profile's field is written in.

        Parameters
        ----------
        kind : {"country", "sectors", "technologies", "target_markets"}
        """
        terms: Mapping[str, Term] = getattr(self, PROFILE_LISTS[kind][1])
        return terms

    def label(self, code: str) -> str:
        """What a person reads for a code of any list; the code itself if unknown."""
        for terms in (
            self.sectors,
            self.technologies,
            self.markets,
            self.countries,
            self.ecosystems,
            self.programmes,
        ):
            if code in terms:
                return terms[code].label
        return code

    def refusal(self, kind: str, codes: Iterable[str]) -> str:
        """Why codes that a profile's field cannot hold are refused; empty if none is.

        Of many, the first are explained and the others counted.
        """
        terms = self.terms(kind)
        unknown = [code for code in codes if code not in terms]
        return "; ".join(first_of(unknown, partial(self.explain_unknown, kind)))

    def explain_unknown(self, kind: str, code: str) -> str:
        """Why a code is refused, with the nearest known ones."""
        noun, _ = PROFILE_LISTS[kind]
        told = shown(code)
        if kind == "target_markets" and code in self.eu:
            return (
                f"'{told}' is in the European Union; a market is a country outside it "
                "or a named region such as ASEAN"
            )
        terms = self.terms(kind)
        by_label = {fold(term.label): term.code for term in terms.values()}
        if kind in ("country", "target_markets"):
            aliases = self.country_aliases.items()
            by_label |= {alias: code for alias, code in aliases if code in terms}
        folded = fold(code)
        if folded in by_label:
            return f"no {noun} '{told}'{offering([by_label[folded]])}"
        near = did_you_mean(code, terms) or did_you_mean(code, by_label)
        within = sorted(known for known in terms if folded and folded in known)
        near = near or offering(within) or f"; {len(terms)} codes are accepted"
        return f"no {noun} '{told}'{near}"
