"""What a visitor asks: a cluster or a description, filters and a number.

In: checked values of the form. Out: the arguments of the recommender, and the one
address of the question, from which links that change a part of it are made.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from matcher import Profile
from matcher_web.query.weights import Weights

# By name, as `url_for` takes them: lists of str.
Parameters = dict[str, Any]

DEFAULT_K = 10


@dataclass(frozen=True)
class Filters:
    """What narrows a list of suggestions; empty means no filter."""

    only_countries: tuple[str, ...] = ()
    exclude_countries: tuple[str, ...] = ()
    only_markets: tuple[str, ...] = ()
    only_sectors: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    new_partners_only: bool = False

    def arguments(self) -> dict[str, Any]:
        """The same, by the names that the recommender's methods take."""
        return {
            ARGUMENTS.get(name, name): value for name, value in self.to_dict().items()
        }

    def parameters(self) -> Parameters:
        """The same, as it stands in an address; nothing for what is not set."""
        found: Parameters = {}
        for name, value in self.to_dict().items():
            if isinstance(value, bool):
                found[name] = ["1"] if value else []
            else:
                found[name] = list(value)
        return {name: values for name, values in found.items() if values}

    def without(self, name: str, value: str = "") -> Filters:
        """These filters less one of them, or less one value of it."""
        if name == "new_partners_only":
            return replace(self, new_partners_only=False)
        kept = tuple(v for v in getattr(self, name) if value and v != value)
        changed: dict[str, Any] = {name: kept}
        return replace(self, **changed)

    def to_dict(self) -> dict[str, Any]:
        """By the words that addresses use."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def filter_name(argument: str) -> str:
    """The word of addresses for a filter that the recommender names."""
    names = {argument: name for name, argument in ARGUMENTS.items()}
    return names.get(argument, argument)


ARGUMENTS = {
    "only_countries": "countries",
    "only_markets": "markets",
    "only_sectors": "sectors",
}


@dataclass(frozen=True)
class Question:
    """A cluster id or a description, with filters, weights and how many to show."""

    cluster_id: str = ""
    country: str = ""
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    focus: str = ""
    filters: Filters = field(default_factory=Filters)
    k: int = DEFAULT_K
    weights: Weights = field(default_factory=Weights)

    @property
    def profile(self) -> Profile:
        """The description, whether or not a cluster is named."""
        return Profile(
            country=self.country,
            sectors=self.sectors,
            technologies=self.technologies,
            target_markets=self.markets,
            focus=self.focus,
        )

    @property
    def asked(self) -> str | Profile:
        """What the recommender is asked about: the cluster wins over a description."""
        return self.cluster_id or self.profile

    @property
    def described(self) -> bool:
        """Whether anything is described besides a country."""
        return bool(self.sectors or self.technologies or self.markets or self.focus)

    @property
    def described_too(self) -> bool:
        """Whether there is a description that the named cluster wins over."""
        return bool(self.cluster_id) and self.described

    def description_parameters(self) -> Parameters:
        """The description alone, as it stands in an address."""
        given = {
            "country": [self.country] if self.country else [],
            "sectors": sorted(self.sectors),
            "technologies": sorted(self.technologies),
            "markets": sorted(self.markets),
            "focus": [self.focus] if self.focus else [],
        }
        return {name: values for name, values in given.items() if values}

    def subject_parameters(self) -> Parameters:
        """The cluster or else the description, as it stands in an address."""
        if self.cluster_id:
            return {"cluster": [self.cluster_id]}
        return self.description_parameters()

    def parameters(self) -> Parameters:
        """The whole question as it stands in its one address."""
        found = {**self.subject_parameters(), **self.filters.parameters()}
        if self.k != DEFAULT_K:
            found["k"] = [str(self.k)]
        return {**found, **self.weights.parameters()}
