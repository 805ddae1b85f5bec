"""Filters: which clusters and partnerships a user wants to see at all.

A filter never changes a score or a place in the lists of others; it only holds back,
and can say in words why. `FilterOptions` are the keywords that every question accepts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any, TypedDict

from matcher.errors import FilterError, did_you_mean
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary


class FilterOptions(TypedDict, total=False):
    """Keywords for filtering, all optional."""

    countries: Collection[str]
    exclude_countries: Collection[str]
    markets: Collection[str]
    sectors: Collection[str]
    exclude: Collection[str]
    new_partners_only: bool


@dataclass(frozen=True)
class Candidate:
    """What filters look at: a cluster, or a partnership through its members.

    Parameters
    ----------
    id : str
    countries, markets, sectors : frozenset of str
    known_from : tuple of str
        Ids of what the asking side has in common with it: partnerships or members.
    """

    id: str
    countries: frozenset[str]
    markets: frozenset[str]
    sectors: frozenset[str]
    known_from: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, cluster: Cluster, registry: Registry, known_from: tuple[str, ...] = ()
    ) -> Candidate:
        """A cluster as filters see it."""
        return cls(
            cluster.id,
            frozenset([cluster.country] if cluster.country else []),
            frozenset(registry.markets_of(cluster.id)),
            frozenset(cluster.sectors),
            known_from,
        )


@dataclass(frozen=True)
class Filters:
    """Checked filters.

    Parameters
    ----------
    countries, exclude_countries : collection of str
        Only clusters from these countries; none from those.
    markets : collection of str
        Only who targets one of these; a region counts for its countries and back.
    sectors : collection of str
        Only who works in one of these.
    exclude : collection of str
        Ids that are not shown.
    new_partners_only : bool
        Nobody who was in a partnership with the asking side.
    """

    countries: frozenset[str] = frozenset()
    exclude_countries: frozenset[str] = frozenset()
    markets: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    new_partners_only: bool = False

    @classmethod
    def of(cls, options: Mapping[str, Any], registry: Registry) -> Filters:
        """Check filter keywords against a registry.

        Raises
        ------
        FilterError
            For an unknown keyword, code or id; the message offers the nearest ones.
        """
        unknown = sorted(set(options) - set(cls.__dataclass_fields__))
        if unknown:
            accepted = ", ".join(cls.__dataclass_fields__)
            raise FilterError(f"no filter '{unknown[0]}'; accepted are {accepted}")
        sets = {
            name: _as_set(name, value)
            for name, value in options.items()
            if name != "new_partners_only"
        }
        vocabulary = registry.vocabulary
        _check_codes(sets, vocabulary)
        known_ids = registry.index.keys() | registry.members_of.keys()
        for given in sorted(sets.get("exclude", ())):
            if given not in known_ids:
                near = did_you_mean(given, known_ids)
                raise FilterError(f"exclude: no cluster has the id '{given}'{near}")
        if "markets" in sets:
            sets["markets"] = widen_markets(sets["markets"], vocabulary)
        new_only = options.get("new_partners_only", False)
        if not isinstance(new_only, bool):
            raise FilterError(f"new_partners_only is True or False, not '{new_only}'")
        return cls(**sets, new_partners_only=new_only)

    def holds_back(
        self, candidate: Candidate, vocabulary: Vocabulary
    ) -> tuple[str, str] | None:
        """The first filter that holds a candidate back, and why; None if none does."""

        def names(codes: Iterable[str]) -> str:
            return " and ".join(vocabulary.label(code) for code in sorted(codes))

        home = names(candidate.countries) or "a country that is not recorded"
        if candidate.id in self.exclude:
            return "exclude", "you set it aside"
        if candidate.countries & self.exclude_countries:
            return "exclude_countries", f"it is from {home}"
        if self.countries and not candidate.countries & self.countries:
            return "countries", f"it is from {home}"
        if self.markets and not candidate.markets & self.markets:
            return "markets", "it has none of these target markets on record"
        if self.sectors and not candidate.sectors & self.sectors:
            return "sectors", "it has none of these sectors on record"
        if self.new_partners_only and candidate.known_from:
            return "new_partners_only", "it is not a new partner"
        return None


def checked_count(k: int) -> int:
    """How many are asked for, if that is a whole number from 0.

    Raises
    ------
    FilterError
    """
    if not isinstance(k, Integral) or k < 0:
        raise FilterError(f"k is {k}; a whole number from 0 can be asked for")
    return int(k)


def widen_markets(codes: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Codes with the regions that hold them, and the countries that they hold."""
    widened = set(codes)
    for code in codes:
        widened.update(vocabulary.regions.get(code, ()))
        widened.update(r for r, held in vocabulary.regions.items() if code in held)
    return frozenset(widened)


def _as_set(name: str, value: object) -> frozenset[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise FilterError(f"{name}: a list of codes is accepted, '{value}' is not one")
    return frozenset(value)


def _check_codes(sets: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> None:
    kinds = {
        "countries": "country",
        "exclude_countries": "country",
        "markets": "target_markets",
        "sectors": "sectors",
    }
    for name, kind in kinds.items():
        for code in sorted(sets.get(name, ())):
            if code not in vocabulary.terms(kind):
                told = vocabulary.explain_unknown(kind, code)
                raise FilterError(f"{name}: {told}")
