"""Directory: organisations by all that they are known by.

In: the clusters of a registry, and what rows say of them and of new ones. Out: those
that have a name, a short form or a website.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, TypeVar

from matcher.importing.draft import Draft
from matcher.importing.identity.spelling import host_of, is_acronym
from matcher.registry.columns import Value
from matcher.registry.legal_forms import bare_words, words_of
from matcher.registry.records import Cluster
from matcher.text import fold

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


@dataclass(eq=False, slots=True)
class Meant:
    """One of the registry, or a new one, and what rows say of it.

    Parameters
    ----------
    id : str
        Empty for a new one, until all are known.
    drafts : list of Draft
    names : dict of str to None
        All that it is called, in order.
    """

    id: str = ""
    drafts: list[Draft] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What people call it."""
        return next(iter(self.names), self.id)


One = TypeVar("One", bound=Meant)


class Register(Generic[One]):
    """Those that may be meant, known ones first.

    Attributes
    ----------
    all : list of Meant
    by_id : dict of str to Meant
        Of those that have an id.
    """

    def __init__(self) -> None:
        self.by_id: dict[str, One] = {}
        self.all: list[One] = []

    def add(self, one: One) -> None:
        """Take one in; what is known of it is to be learnt."""
        self.all.append(one)
        if one.id:
            self.by_id[one.id] = one


@dataclass(eq=False, slots=True)
class Organisation(Meant):
    """An organisation of the registry, or a new one, and what rows say of it.

    Parameters
    ----------
    record : Cluster, optional
        As it stands in the registry.
    name : str
        What it is called where its row's name alone would not tell.
    is_said : bool
        Whether the user says that it is none of those that are known.
    hosts, countries : dict of str to None
        Its websites and where it sits, in order.
    """

    record: Cluster | None = None
    name: str = ""
    is_said: bool = False
    hosts: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)

    def sits_elsewhere(self, country: str) -> bool:
        """Whether it is known to sit in another country."""
        return bool(country and self.countries) and country not in self.countries


class Directory(Register[Organisation]):
    """Organisations by their ids, names and websites.

    Parameters
    ----------
    clusters : iterable of Cluster
        Those that are known.
    """

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        super().__init__()
        self._by_name: dict[str, list[Organisation]] = {}
        self._by_short_form: dict[str, list[Organisation]] = {}
        self._by_beginning: dict[str, list[Organisation]] = {}
        self._by_bare_name: dict[str, list[Organisation]] = {}
        self._by_host: dict[str, list[Organisation]] = {}
        for cluster in clusters:
            known = Organisation(cluster.id, record=cluster)
            self.add(known)
            self.learn(known, vars(cluster))

    def learn(self, organisation: Organisation, values: Mapping[str, Value]) -> None:
        """What a row says that it is known by."""
        for name, may_be_shared in _names_in(values):
            organisation.names.setdefault(name)
            if may_be_shared:
                index(self._by_short_form, words_of(name), organisation)
                continue
            index(self._by_name, words_of(name), organisation)
            index(self._by_bare_name, bare_words(name), organisation)
            if beginning := _IN_BRACKETS.sub("", name):
                if beginning != name:
                    index(self._by_beginning, words_of(beginning), organisation)
        if host := host_of(text_in(values, "website")):
            organisation.hosts.setdefault(host)
            index(self._by_host, host, organisation)
        if country := text_in(values, "country"):
            organisation.countries.setdefault(country)

    def named(self, name: str) -> list[Organisation]:
        """Those with this full name, former name or id."""
        if name in self.by_id:
            return [self.by_id[name]]
        return self._by_name.get(words_of(name), [])

    def named_with_more(self, name: str) -> list[Organisation]:
        """Those whose name is this and something in brackets."""
        return self._by_beginning.get(words_of(name), [])

    def with_short_form(self, name: str) -> list[Organisation]:
        """Those that are called so for short."""
        return self._by_short_form.get(words_of(name), [])

    def with_bare_name(self, name: str) -> list[Organisation]:
        """Those of this name, whatever legal bodies they are."""
        return self._by_bare_name.get(bare_words(name), [])

    def at(self, website: str) -> list[Organisation]:
        """Those on this host, where it is their own."""
        return self._by_host.get(host_of(website), [])


def text_in(values: Mapping[str, Value], field: str) -> str:
    """A text of a row or record; empty where it is not recorded."""
    value = values.get(field)
    return value if isinstance(value, str) else ""


def texts_in(values: Mapping[str, Value], field: str) -> tuple[str, ...]:
    """A list of texts of a row or record."""
    value = values.get(field)
    return value if isinstance(value, tuple) else ()


def by_worth(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Rows as they are looked at: those that say most first, whatever their order."""
    for _, those in groupby(sorted(drafts, key=_worth), key=_worth):
        alike = [*those]
        yield from sorted(alike, key=_said) if len(alike) > 1 else alike


def _worth(draft: Draft) -> tuple[bool, int, str]:
    values = draft.values
    name = fold(text_in(values, "name") or text_in(values, "cluster"))
    return "id" not in values, -len(values), name


def _said(draft: Draft) -> str:
    return repr({name: draft.values[name] for name in sorted(draft.values)})


def _names_in(values: Mapping[str, Value]) -> Iterator[tuple[str, bool]]:
    """Every name, and whether others may have it too."""
    if name := text_in(values, "name"):
        yield name, False
    if short := text_in(values, "short_name"):
        yield short, True
    for alias in texts_in(values, "aliases"):
        yield alias, is_acronym(alias)


def index(among: dict[str, list[One]], key: str, one: One) -> None:
    """Have one found by a key, once."""
    found = among.setdefault(key, [])
    if one not in found:
        found.append(one)
