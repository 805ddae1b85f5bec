"""What a visitor asks: a cluster or a description, goals, filters and a number.

In: values that were read. Out: the arguments of the recommender, and the one address of
the question, from which links that change a part of it are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from matcher import DESCRIPTION, FILTERS, OPTIONS, Cluster, Goals, Profile, Registry
from matcher_web.query.goals import asked_goals, goal_parameters
from matcher_web.query.weights import Weights

# By name, as `url_for` takes them: lists of str.
Parameters = dict[str, Any]

K = OPTIONS["k"]
HISTORY = "history"
"""The cluster that a description began from, by its id."""


@dataclass(frozen=True)
class Filters:
    """What narrows a list of suggestions.

    Parameters
    ----------
    values : mapping of str to tuple of str
        By the words that addresses use; ``("1",)`` for a switch that is on. What is not
        there is no filter.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def arguments(self) -> dict[str, Any]:
        """The same, by the names that the recommender's methods take."""
        found = self.to_dict()
        return {option.argument: found[option.name] for option in FILTERS}

    def parameters(self) -> Parameters:
        """The same, as it stands in an address; nothing for what is not set."""
        return {o.name: list(self[o.name]) for o in FILTERS if self[o.name]}

    def changed(self, name: str, values: tuple[str, ...]) -> Filters:
        """These filters with other values of one."""
        return Filters({**self.values, name: values})

    def without(self, name: str, value: str = "") -> Filters:
        """These filters less one of them, or less one value of it."""
        kept = tuple(one for one in self[name] if value and one != value)
        return self.changed(name, kept)

    def to_dict(self) -> dict[str, Any]:
        """All of them by the words that addresses use, set or not."""
        return {
            o.name: bool(self[o.name]) if o.kind == "flag" else self[o.name]
            for o in FILTERS
        }


def profile_parameters(profile: Profile) -> Parameters:
    """A description as it stands in an address."""
    values = {o.name: getattr(profile, o.argument) for o in DESCRIPTION}
    return {
        name: [value] if isinstance(value, str) else sorted(value)
        for name, value in values.items()
        if value
    }


@dataclass(frozen=True)
class Question:
    """A cluster or a description, with filters, weights and how many to show.

    Parameters
    ----------
    cluster_id : str
        Wins over the description; empty where none is named.
    profile : Profile
        The description, whether or not a cluster is named.
    history : str
        Whose past counts with the description: the cluster that it began from.
    filters : Filters
    k : int
    weights : Weights
    goals : Goals
        What a partner should bring, as far as it is said.
    variety : bool
        Whether those who are shown shall differ.
    """

    cluster_id: str = ""
    profile: Profile = field(default_factory=Profile)
    history: str = ""
    filters: Filters = field(default_factory=Filters)
    k: int = K.default
    weights: Weights = field(default_factory=Weights)
    goals: Goals = field(default_factory=Goals)
    variety: bool = False

    @property
    def wanted(self) -> Goals:
        """What a partner should bring: what is said, or a visitor's own markets."""
        return asked_goals(self.goals, self.asked, self.weights)

    @property
    def asked(self) -> str | Profile:
        """What the recommender is asked about."""
        if self.history and not self.cluster_id:
            described = asdict(self.profile)
            return Cluster(id=self.history, name=self.history, **described)
        return self.cluster_id or self.profile

    def asking(self, registry: Registry) -> Profile:
        """Who asks, as they are compared with others."""
        known = self.cluster_id
        return registry.as_compared(known) if known else self.profile

    @property
    def known(self) -> str:
        """The cluster of the registry who asks, as named or described anew."""
        return self.cluster_id or self.history

    @property
    def described(self) -> bool:
        """Whether anything is described besides a country."""
        return any(asdict(replace(self.profile, country="")).values())

    @property
    def described_too(self) -> bool:
        """Whether there is a description that the named cluster wins over."""
        return bool(self.cluster_id) and self.profile != Profile()

    def description_parameters(self) -> Parameters:
        """The description alone, as it stands in an address."""
        found = profile_parameters(self.profile)
        return {**found, HISTORY: [self.history]} if self.history else found

    def subject_parameters(self) -> Parameters:
        """The cluster or else the description, as it stands in an address."""
        if self.cluster_id:
            return {"cluster": [self.cluster_id]}
        return self.description_parameters()

    def parameters(self) -> Parameters:
        """The whole question as it stands in its one address."""
        found = {**self.subject_parameters(), **goal_parameters(self.goals)}
        found |= self.filters.parameters()
        if self.k != K.default:
            found["k"] = [str(self.k)]
        if self.variety:
            found["variety"] = ["1"]
        return {**found, **self.weights.parameters()}

    def to_dict(self) -> dict[str, Any]:
        """What was asked, for JSON."""
        asked: dict[str, Any] = {"cluster": self.cluster_id}
        if not self.cluster_id:
            asked = {"profile": asdict(self.profile)}
            asked |= {HISTORY: self.history} if self.history else {}
        return {
            **asked,
            "k": self.k,
            "filters": self.filters.to_dict(),
            **({"goals": asdict(self.wanted)} if self.wanted else {}),
            **({"variety": True} if self.variety else {}),
            **self.weights.to_dict(),
        }
