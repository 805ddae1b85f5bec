"""Partnerships: which one a row or a name means.

In: what a row says, and the partnerships that are known. Out: one of them, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matcher.importing.identity.directory import Meant, Register, index, text_in
from matcher.registry.columns import Value
from matcher.registry.legal_forms import words_of
from matcher.registry.partnerships import Partnership
from matcher.text import fold

_FAR_APART = 2  # years between the starts of two partnerships of one acronym

_TELLING = ("generation", "call", "grant_id")
"""Fields that tell partnerships of one acronym apart."""

Values = Mapping[str, Value]


@dataclass(eq=False, slots=True)
class Cooperation(Meant):
    """A partnership of the registry, or a new one, and what rows say of it.

    Parameters
    ----------
    record : Partnership, optional
        As it stands in the registry.
    facts : dict of str to set of Value
        What tells it from others of its acronym.
    """

    record: Partnership | None = None
    facts: dict[str, set[Value]] = field(default_factory=dict)


class CooperationMatch(NamedTuple):
    """Which partnership is meant.

    Parameters
    ----------
    cooperation : Cooperation, optional
        None for one that is not known.
    problem : str
        Why there is a doubt; empty where there is none.
    others : tuple of Cooperation
        Which may be meant instead.
    """

    cooperation: Cooperation | None = None
    problem: str = ""
    others: tuple[Cooperation, ...] = ()


class Cooperations(Register[Cooperation]):
    """Partnerships by their ids, acronyms and names.

    Parameters
    ----------
    partnerships : iterable of Partnership
        Those that are known.
    said : mapping of str to str
        Ids by folded names, as of `Mapping.partnerships`.
    """

    def __init__(
        self, partnerships: Iterable[Partnership], said: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._said = said
        self._by_name: dict[str, list[Cooperation]] = {}
        for partnership in partnerships:
            known = Cooperation(partnership.id, record=partnership)
            self.add(known)
            self.learn(known, vars(partnership))

    def learn(self, cooperation: Cooperation, values: Values) -> None:
        """What a row says that it is known by."""
        for name in (text_in(values, "acronym"), text_in(values, "name")):
            if name:
                cooperation.names.setdefault(name)
                index(self._by_name, words_of(name), cooperation)
        for name, value in _facts(values).items():
            cooperation.facts.setdefault(name, set()).add(value)

    def said(self, name: str) -> str | None:
        """The id that the user gives a name; None where nothing is said."""
        return self._said.get(fold(name))

    def recognise(self, values: Values) -> CooperationMatch:
        """Which partnership is meant."""
        names = [text_in(values, "acronym"), text_in(values, "name")]
        for name in filter(None, names):
            said = self.said(name)
            if said is not None:
                return CooperationMatch(self.by_id.get(said))
        for id in (text_in(values, "id"), names[0]):
            if id in self.by_id:
                return CooperationMatch(self.by_id[id])
        for name in filter(None, names):
            if found := self._by_name.get(words_of(name), []):
                return self._among(found, _facts(values))
        return CooperationMatch()

    def _among(
        self, found: list[Cooperation], facts: Mapping[str, Value]
    ) -> CooperationMatch:
        fitting = [one for one in found if not _contradicts(one, facts)]
        if len(fitting) == 1:
            return CooperationMatch(fitting[0])
        same = [one for one in fitting if _agrees(one, facts)]
        if len(same) == 1:
            return CooperationMatch(same[0])
        told = "several are called so" if fitting else ""
        return CooperationMatch(None, told, tuple(fitting))


def _facts(values: Values) -> dict[str, Value]:
    """What tells a partnership from others of its acronym, as far as recorded."""
    told = {name: values.get(name) for name in _TELLING}
    told["start"] = text_in(values, "start")[:4]
    return {name: value for name, value in told.items() if value not in (None, "")}


def _contradicts(cooperation: Cooperation, facts: Mapping[str, Value]) -> bool:
    """Whether another round of a programme, call or grant is meant."""
    for name, value in facts.items():
        known = cooperation.facts.get(name)
        if known and (_is_far(value, known) if name == "start" else value not in known):
            return True
    return False


def _is_far(year: Value, known: Iterable[Value]) -> bool:
    return all(abs(int(str(year)) - int(str(one))) >= _FAR_APART for one in known)


def _agrees(cooperation: Cooperation, facts: Mapping[str, Value]) -> bool:
    return any(facts[name] in cooperation.facts.get(name, ()) for name in facts)
