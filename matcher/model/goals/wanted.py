"""Goals: what the asker wants of a partner, stated by the asker and never learnt.

In: codes as they were asked for. Out: `Goals`, checked against a vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from numbers import Integral, Real
from typing import Any, Self

from matcher.errors import GoalError, did_you_mean
from matcher.model.contributions import SignalInfo
from matcher.registry import options
from matcher.registry.options import MOST_TIMES
from matcher.registry.records import Cluster, Profile, codes_in
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import PROFILE_LISTS, Vocabulary

GOALS = {
    info.meets: info
    for info in (
        SignalInfo(
            name="wanted_markets",
            title="Wanted markets",
            kind="goal",
            description="The partner goes to the markets that you want to go to.",
            sentence="Goes to {}, as you want to.",
            meets="markets",
        ),
        SignalInfo(
            name="wanted_activities",
            title="Wanted activities",
            kind="goal",
            description="The partner works in the sectors and technologies you want.",
            sentence="Works in {}, which you look for.",
            meets="activities",
        ),
        SignalInfo(
            name="wanted_countries",
            title="Wanted countries",
            kind="goal",
            description="The partner sits in a country that you want.",
            sentence="Sits in {}, where you look for partners.",
            meets="countries",
        ),
        SignalInfo(
            name="wanted_experience",
            title="Wanted experience",
            kind="goal",
            description="The partner has been in as many consortia as you want.",
            sentence="Has been in {}.",
            meets="experience",
        ),
    )
}
"""What can be wanted, with all that is said of it."""

CODED = {o.argument: (o.vocabulary, o.goal) for o in options.GOALS if o.vocabulary}
"""For each field of codes: the list of the vocabulary, and the goal it is of."""

MOST_CONSORTIA = 100
"""More experience than this cannot be asked for."""


@dataclass(frozen=True, kw_only=True)
class Goals:
    """What is wanted of a partner. Wanting nothing leaves the score as learnt.

    Parameters
    ----------
    markets : iterable of str
        Where the partner should go: countries outside the European Union and regions.
    sectors, technologies : iterable of str
        What it should work in.
    countries : iterable of str
        Where it should sit, in any of them.
    experience : int
        In how many consortia it should have been; 0 asks for none.
    factors : mapping of str to float
        Goal (markets, activities, countries, experience) to what its weight is
        multiplied by, from 0, which turns it off, to 1000.
    must : iterable of str
        Goals that have to be served in every part; who falls short is held back.

    Raises
    ------
    GoalError
        If a value is not of its kind; the message names the field.

    Examples
    --------
    >>> Goals(markets=["JP", "BR"]).markets
    ('BR', 'JP')
    >>> bool(Goals())
    False
    """

    markets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    experience: int = 0
    factors: Mapping[str, float] = field(default_factory=dict)
    must: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in CODED:
            codes = codes_in(name, getattr(self, name), GoalError)
            object.__setattr__(self, name, codes)
        object.__setattr__(self, "must", codes_in("must", self.must, GoalError))
        if not isinstance(self.factors, Mapping):
            raise GoalError({"factors": f"{self.factors!r:.80} is no dict of numbers"})
        object.__setattr__(self, "factors", dict(self.factors))
        faults = {
            "experience": _refused_count(self.experience),
            "factors": "; ".join(_refused_factors(self.factors)),
            "must": "; ".join(map(_refused_goal, set(self.must) - set(GOALS))),
        }
        told = {name: problem for name, problem in faults.items() if problem}
        if told:
            raise GoalError(told)

    def __bool__(self) -> bool:
        return any(self.asks_for(goal) for goal in GOALS)

    @classmethod
    def of(cls, query: object, said: Goals | None = None) -> Goals:
        """What who asks wants: what they say, else what they are.

        A visitor wants to go to their own target markets; a cluster of the registry or
        a consortium wants nothing.

        Raises
        ------
        GoalError
            If what is said is no `Goals`.
        """
        if isinstance(said, Goals):
            return said
        if said is not None:
            wanted = "is not made of Goals, as Goals(markets=['JP'])"
            raise GoalError({"goals": f"{said!r:.80} {wanted}"})
        if isinstance(query, Profile) and not isinstance(query, Cluster):
            return cls(markets=query.target_markets)
        return cls()

    def codes(self, goal: str) -> tuple[str, ...]:
        """All codes that are wanted for a goal, in the order of the fields."""
        fields = (name for name, (_, of) in CODED.items() if of == goal)
        return tuple(code for name in fields for code in getattr(self, name))

    def factor(self, goal: str) -> float:
        """What the weight of a goal is multiplied by."""
        return float(self.factors.get(goal, 1.0))

    def asks_for(self, goal: str) -> bool:
        """Whether anything is wanted for a goal that counts, or must be served."""
        return self._wants(goal) and (self.factor(goal) > 0 or goal in self.must)

    def _wants(self, goal: str) -> bool:
        return self.experience > 0 if goal == "experience" else bool(self.codes(goal))

    @property
    def refused_must(self) -> str:
        """Which goals must be served without anything that is wanted; empty if none."""
        idle = " and ".join(goal for goal in self.must if not self._wants(goal))
        told = f"nothing is wanted of {idle}: say what, or make no must of it"
        return told if idle else ""

    def read(self, registry: Registry) -> Self:
        """The same goals in codes, where people's words stand for some.

        A word that is no code is read as the most apt code that it means as a whole:
        ``packaging`` as ``paper-packaging``.

        Raises
        ------
        GoalError
            With one message for each field that names what means no code.
        """
        vocabulary = registry.vocabulary
        fields: dict[str, Any] = {
            name: tuple(
                code if code in vocabulary.terms(kind) else _meant(registry, code, kind)
                for code in getattr(self, name)
            )
            for name, (kind, _) in CODED.items()
        }
        return replace(self, **fields).checked(vocabulary)

    def checked(self, vocabulary: Vocabulary) -> Self:
        """The same goals, if the vocabulary has every code in them.

        Raises
        ------
        GoalError
            With one message for each field that names an unknown code.
        """
        told = {
            name: vocabulary.refusal(kind, getattr(self, name))
            for name, (kind, _) in CODED.items()
        }
        told["must"] = self.refused_must
        faults = {name: problem for name, problem in told.items() if problem}
        if faults:
            raise GoalError(faults)
        return self


def _meant(registry: Registry, text: str, kind: str) -> str:
    """The most apt code that a text means as a whole; the text where there is none."""
    noun, _ = PROFILE_LISTS[kind]
    found = registry.finder.find(text, [noun], most=1)
    return found[0].code if found and found[0].match == "exact" else text


def _refused_count(given: object) -> str:
    whole = isinstance(given, Integral) and not isinstance(given, bool)
    if whole and 0 <= given <= MOST_CONSORTIA:  # type: ignore[operator]
        return ""
    return f"{given!r:.80} is not a number of consortia from 0 to {MOST_CONSORTIA}"


def _refused_factors(factors: Mapping[str, object]) -> Iterable[str]:
    for goal, factor in factors.items():
        if goal not in GOALS:
            yield _refused_goal(goal)
        elif not _is_factor(factor):
            yield f"{goal}: a factor is from 0 to {MOST_TIMES}, {factor!r:.80} is not"


def _is_factor(given: object) -> bool:
    number = isinstance(given, Real) and not isinstance(given, bool)
    return number and isfinite(given) and 0 <= given <= MOST_TIMES  # type: ignore[arg-type, operator]


def _refused_goal(given: str) -> str:
    near = did_you_mean(given, GOALS) or f"; there are {', '.join(GOALS)}"
    return f"no goal '{given}'{near}"
