"""What is asked for: who starts, who has to be in, what is wanted, under which rules.

In: values that were read. Out: the arguments of the recommender, and the one address of
the question, from which links that change a part of it are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from matcher import FILTERS, VISITOR, Goals, Profile, picked
from matcher_web.query.goals import goal_parameters
from matcher_web.query.question import Filters, Parameters, profile_parameters

HERE = tuple(o for o in FILTERS if o.name not in ("exclude", "new_partners_only"))
"""Filters of members; whom to keep out and who is new have words of their own here."""

HISTORY = "mixed"
WEIGHT = "weight_"
LEASTS = {"least_countries": 0, "least_new": 1, "least_experienced": 1}


@dataclass(frozen=True)
class ConsortiumQuestion:
    """A consortium that is asked for.

    Parameters
    ----------
    profile : Profile
        Who starts, as described; nobody where nothing is.
    partnership : str
        Id of what is carried on; its members of today start.
    start : tuple of str
        Ids of the clusters that start, where no partnership does.
    members : tuple of str
        Those that are in now; none where somebody is to be proposed.
    lock, ban : tuple of str
        Ids of those that have to be in, and of those that are kept out.
    goals : Goals
    filters : Filters
    sizes : tuple of (int, int) or None
    call : str
        Id of a funding call; empty for none.
    rules : str
        One's own, one on a line.
    coordinator : str
        Id of who leads; empty where nobody is chosen.
    history : str
    leasts : mapping of str to int
        ``least_countries``, ``least_new`` and ``least_experienced``, where they are not
        as usual.
    strict : bool
    weights : mapping of str to float
        Parts of the value to what they are multiplied by; 1 is not kept.
    beside : tuple of str
        Ids of a second set, to compare.
    """

    profile: Profile = field(default_factory=Profile)
    partnership: str = ""
    start: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    lock: tuple[str, ...] = ()
    ban: tuple[str, ...] = ()
    goals: Goals = field(default_factory=Goals)
    filters: Filters = field(default_factory=Filters)
    sizes: tuple[int, int] | None = None
    call: str = ""
    rules: str = ""
    coordinator: str = ""
    history: str = HISTORY
    leasts: Mapping[str, int] = field(default_factory=dict)
    strict: bool = False
    weights: Mapping[str, float] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != ConsortiumQuestion()

    def __hash__(self) -> int:
        """Equal ones have the same address."""
        return hash(repr(self.parameters()))

    @property
    def size(self) -> str:
        """How many members, as it stands in an address."""
        if self.sizes is None:
            return ""
        least, most = self.sizes
        return str(least) if least == most else f"{least}-{most}"

    def parameters(self) -> Parameters:
        """The whole question as it stands in its one address."""
        told: Parameters = {
            **profile_parameters(self.profile),
            "start": [self.partnership] if self.partnership else _ids(self.start),
            "members": _ids(self.members),
            "lock": _ids(self.lock),
            "ban": _ids(self.ban),
            **goal_parameters(self.goals),
            **self.filters.parameters(),
            "size": [self.size] if self.size else [],
            "call": [self.call] if self.call else [],
            "rules": [self.rules] if self.rules else [],
            "coordinator": [self.coordinator] if self.coordinator else [],
            "history": [self.history] if self.history != HISTORY else [],
            **{name: [str(number)] for name, number in self.leasts.items()},
            "strict": ["1"] if self.strict else [],
            **{WEIGHT + part: [f"{f:g}"] for part, f in self.weights.items()},
            "beside": _ids(self.beside),
        }
        return {name: values for name, values in told.items() if values}

    @property
    def asks(self) -> str | tuple[str, ...]:
        """Who starts, as the recommender takes it."""
        described = (VISITOR,) if self.profile != Profile() else ()
        return self.partnership or (*described, *self.start)

    @property
    def wanted(self) -> Goals:
        """What is wanted, or else the markets of who is described."""
        markets = self.goals.markets or Goals.of(self.profile).markets
        return replace(self.goals, markets=markets)

    def wishes(self) -> dict[str, Any]:
        """What is wished of any consortium, by the names that the recommender takes."""
        return {
            "start": self.asks,
            "goals": self.wanted,
            "call": self.call,
            "rules": self.rules,
            "coordinator": self.coordinator,
            "history": self.history,
            **self.leasts,
            "strict": self.strict,
            "weights": self.weights,
        }

    def choice(self) -> dict[str, Any]:
        """Who may be a member, likewise."""
        found = self.filters.to_dict()
        may = {option.argument: found[option.name] for option in HERE}
        return {**may, "must": self.lock, "exclude": self.ban}

    def to_dict(self) -> dict[str, Any]:
        """What was asked, for JSON."""
        return {
            "start": self.partnership or list(self.asks),
            "profile": asdict(self.profile) if self.profile != Profile() else None,
            **picked(self, "members", "lock", "ban"),
            **{name: list(v) for name, v in goal_parameters(self.goals).items()},
            "filters": {o.name: self.filters.to_dict()[o.name] for o in HERE},
            **picked(self, "size", "call"),
            "rules": self.rules.splitlines(),
            **picked(self, "coordinator", "history"),
            **LEASTS,
            **self.leasts,
            **picked(self, "strict", "weights", "beside"),
        }

    def with_members(self, *ids: str) -> ConsortiumQuestion:
        """The same with these in it, and nothing beside."""
        return replace(self, members=tuple(sorted(ids)), beside=())


def _ids(ids: tuple[str, ...]) -> list[str]:
    return [",".join(ids)] if ids else []
