"""Codes of sectors, technologies and markets, and how they relate.

Each list is a dict from code to `Term`. A term's `parents` are the wider things it
belongs to: a sector's ecosystem, a technology's group, a market country's regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from matcher.errors import did_you_mean


@dataclass(frozen=True)
class Term:
    """A code with its label and the wider codes it belongs to."""

    code: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists that profiles are written in, each in the order of its codes.

    Parameters
    ----------
    sectors : mapping of str to Term
        Parent: the ecosystem.
    technologies : mapping of str to Term
        Parent: the group.
    ecosystems : mapping of str to Term
    countries : mapping of str to Term
        All countries by ISO 3166-1 alpha-2 code (and XK). Parents: the regions.
    regions : mapping of str to tuple of str
        Countries of each named market region.
    region_labels : mapping of str to str
    eu : frozenset of str
        Member states of the European Union: they are not markets.
    country_aliases : mapping of str to str
        Codes by other names of countries in lower case ("uk", "holland").
    """

    sectors: Mapping[str, Term]
    technologies: Mapping[str, Term]
    ecosystems: Mapping[str, Term]
    countries: Mapping[str, Term]
    regions: Mapping[str, tuple[str, ...]]
    region_labels: Mapping[str, str]
    eu: frozenset[str] = field(default=frozenset())
    country_aliases: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, terms in list(vars(self).items()):
            if isinstance(terms, Mapping):
                object.__setattr__(self, name, dict(sorted(terms.items())))

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
        return {
            "country": self.countries,
            "sectors": self.sectors,
            "technologies": self.technologies,
            "target_markets": self.markets,
        }[kind]

    def label(self, code: str) -> str:
        """What a person reads for a code of any list; the code itself if unknown."""
        for terms in (
            self.sectors,
            self.technologies,
            self.markets,
            self.countries,
            self.ecosystems,
        ):
            if code in terms:
                return terms[code].label
        return code

    def explain_unknown(self, kind: str, code: str) -> str:
        """Why a code is refused, with the nearest known ones."""
        noun = {
            "country": "country",
            "sectors": "sector",
            "technologies": "technology",
            "target_markets": "market",
        }[kind]
        if kind == "target_markets" and code in self.eu:
            return (
                f"'{code}' is in the European Union; a market is a country outside it "
                "or a named region such as ASEAN"
            )
        terms = self.terms(kind)
        by_label = {term.label.casefold(): term.code for term in terms.values()}
        if kind in ("country", "target_markets"):
            by_label.update(
                (alias, code)
                for alias, code in self.country_aliases.items()
                if code in terms
            )
        if code.casefold() in by_label:
            return f"no {noun} '{code}'; did you mean '{by_label[code.casefold()]}'?"
        near = did_you_mean(code, terms) or did_you_mean(code, by_label)
        within = sorted(known for known in terms if code and code.casefold() in known)
        if not near and within:
            near = "; did you mean " + " or ".join(f"'{c}'" for c in within[:3]) + "?"
        return f"no {noun} '{code}'" + (near or f"; {len(terms)} codes are accepted")
