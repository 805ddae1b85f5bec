"""Filters: which clusters and partnerships a user wants to see at all.

A filter never changes a score or a rank in the lists of others; it only holds back,
and can say in words why. What there is to filter by stands in `options`; here is the
rule of each. `FilterOptions` are the keywords that every question accepts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from typing import Any, TypedDict

from matcher.errors import FilterError, did_you_mean
from matcher.registry.options import FILTERS, Option
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import items_of, shown


class FilterOptions(TypedDict, total=False):
    """Keywords for filtering, all optional.

    Parameters
    ----------
    countries, exclude_countries : collection of str
        Only clusters from these countries; none from those.
    markets : collection of str
        Only who targets one of these; a region counts for its countries and back.
    all_markets : collection of str
        Only who targets every one of these, each as in `markets`.
    sectors : collection of str
        Only who works in one of these.
    exclude : collection of str
        Ids that are not shown.
    new_partners_only : bool
        Nobody who was in a partnership with the asking side.
    include_gone : bool
        Who has merged into another or been dissolved is shown too; else never.
    """

    countries: Collection[str]
    exclude_countries: Collection[str]
    markets: Collection[str]
    all_markets: Collection[str]
    sectors: Collection[str]
    exclude: Collection[str]
    new_partners_only: bool
    include_gone: bool


@dataclass(frozen=True)
class Candidate:
    """What filters look at: a cluster, or a partnership through its members.

    Parameters
    ----------
    id : str
    countries, markets, sectors : frozenset of str
    known_from : tuple of str
        Ids of what the asking side has in common with it: partnerships or members.
    fate : str
        What became of a cluster that is gone, to follow "it"; else empty.
    """

    id: str
    countries: frozenset[str]
    markets: frozenset[str]
    sectors: frozenset[str]
    known_from: tuple[str, ...] = ()
    fate: str = ""

    @classmethod
    def of(
        cls, cluster: Cluster, registry: Registry, known_from: tuple[str, ...] = ()
    ) -> Candidate:
        """A cluster as filters see it."""
        became = registry.became(cluster.id) if cluster.is_gone else ""
        verb = "has" if cluster.status == "merged" else "is"
        return cls(
            cluster.id,
            frozenset([cluster.country] if cluster.country else []),
            frozenset(registry.markets_of(cluster.id)),
            frozenset(cluster.sectors),
            known_from,
            became and f"{verb} {became}",
        )


Wanted = frozenset[str] | tuple[tuple[str, ...], ...] | bool

RULES: dict[str, tuple[Callable[[Candidate, Any], object], str]] = {
    "include_gone": (lambda one, _: one.fate, "it {fate}"),
    "exclude": (lambda one, ids: one.id in ids, "you set it aside"),
    "exclude_countries": (
        lambda one, codes: one.countries & codes,
        "it is from {home}",
    ),
    "countries": (
        lambda one, codes: not one.countries & codes,
        "it is from {home}",
    ),
    "markets": (
        lambda one, codes: not one.markets & codes,
        "it has none of these target markets on record",
    ),
    "all_markets": (
        lambda one, each: any(one.markets.isdisjoint(codes) for codes in each),
        "it has not all of these target markets on record",
    ),
    "sectors": (
        lambda one, codes: not one.sectors & codes,
        "it has none of these sectors on record",
    ),
    "new_partners_only": (lambda one, _: one.known_from, "it is not a new partner"),
}
"""Whether each filter holds a candidate back, and the reason that is given.

A rule of what lets somebody in holds them back while it is off. Reasons are given in
this order: the first that applies. A rule is handed what is wanted as `Filters` holds
it.
"""


@dataclass(frozen=True)
class Filters:
    """Checked filters.

    Parameters
    ----------
    wanted : mapping of str to frozenset of str, tuple of tuples of str or True
        By keyword of `FilterOptions`, in the order of `RULES`; rules that hold nobody
        back are not among them. True for what lets somebody in, while it is off.
    """

    wanted: Mapping[str, Wanted] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Mapping[str, Any], *registries: Registry) -> Filters:
        """Check filter keywords against a registry.

        Parameters
        ----------
        options : mapping of str to collection of str or bool
        *registries : Registry
            The first one's vocabulary holds; ids may be from any.

        Raises
        ------
        FilterError
            For an unknown keyword, code or id; the message offers the nearest ones.
        """
        known = {option.argument: option for option in FILTERS}
        unknown = sorted(set(options) - set(known))
        if unknown:
            accepted = ", ".join(known)
            raise FilterError(
                f"no filter '{shown(unknown[0])}'; accepted are {accepted}"
            )
        checked: dict[str, Wanted] = {
            name: _checked(option, options[name], registries)
            for name, option in known.items()
            if name in options
        }
        off = {n: not checked.get(n) for n, option in known.items() if option.lets_in}
        checked |= off
        return cls({name: checked[name] for name in RULES if checked.get(name)})

    def without(self, name: str) -> Filters:
        """The same less one filter, by its keyword."""
        return Filters({n: wanted for n, wanted in self.wanted.items() if n != name})

    def refused(self, candidates: Sequence[Candidate]) -> list[bool]:
        """Whether any filter holds each of some candidates back."""
        rules = [(RULES[name][0], wanted) for name, wanted in self.wanted.items()]
        return [any(no(one, of) for no, of in rules) for one in candidates]

    def holds_back(
        self, candidate: Candidate, vocabulary: Vocabulary
    ) -> tuple[str, str] | None:
        """The first filter that holds a candidate back, and why; None if none does."""
        for name, wanted in self.wanted.items():
            refuses, reason = RULES[name]
            if refuses(candidate, wanted):
                countries = map(vocabulary.label, sorted(candidate.countries))
                home = " and ".join(countries) or "a country that is not recorded"
                return name, reason.format(home=home, fate=candidate.fate)
        return None


def checked_count(k: int) -> int:
    """How many are asked for, if that is a whole number from 0; however large, all.

    Raises
    ------
    FilterError
    """
    if not isinstance(k, Integral) or k < 0:
        raise FilterError(f"k is {k}; a whole number from 0 can be asked for")
    return min(int(k), sys.maxsize)


def widen_markets(codes: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Codes with the regions that hold them, and the countries that they hold."""
    widened = set(codes)
    for code in codes:
        widened.update(vocabulary.regions.get(code, ()))
        widened.update(r for r, held in vocabulary.regions.items() if code in held)
    return frozenset(widened)


def _texts(value: object) -> frozenset[str] | None:
    """The texts of a list; None for whatever else there is."""
    given = items_of(value)
    is_sound = given is not None and all(isinstance(one, str) for one in given)
    return frozenset(given or ()) if is_sound else None


def _checked(option: Option, value: object, registries: Iterable[Registry]) -> Wanted:
    name = option.argument
    if option.kind == "flag":
        if not isinstance(value, bool):
            raise FilterError(f"{name} is True or False, not '{shown(str(value))}'")
        return value
    wanted = _texts(value)
    if wanted is None:
        told = shown(str(value))
        raise FilterError(f"{name}: a list of codes is accepted, '{told}' is not one")
    if option.kind == "clusters":
        _check_ids(name, wanted, registries)
        return wanted
    vocabulary = next(iter(registries)).vocabulary
    told = vocabulary.refusal(option.vocabulary, sorted(wanted))
    if told:
        raise FilterError(f"{name}: {told}")
    if name == "all_markets":
        each = (widen_markets([code], vocabulary) for code in sorted(wanted))
        return tuple(tuple(sorted(codes)) for codes in each)
    return widen_markets(wanted, vocabulary) if name == "markets" else wanted


def _check_ids(
    name: str, wanted: Iterable[str], registries: Iterable[Registry]
) -> None:
    for given in sorted(wanted):
        if not any(given in r.index or given in r.members_of for r in registries):
            known = {one for r in registries for one in (*r.index, *r.members_of)}
            near = did_you_mean(given, known)
            raise FilterError(f"{name}: no cluster has the id '{shown(given)}'{near}")
