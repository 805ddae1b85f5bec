"""Facets: by what a list can be narrowed, and what each record counts for in them.

In: a snapshot and records by id. Out: `Facet`, one for each thing that records have; of
what was chosen, who is found, and how many each choice would leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from matcher import fold, widen_markets
from matcher_web.query.reading import Naming, Reading, naming_of
from matcher_web.snapshot import Snapshot

R = TypeVar("R")
Codes = Collection[str]


@dataclass(frozen=True)
class Facet:
    """One thing by which a list can be narrowed.

    Parameters
    ----------
    name : str
        The field of the address.
    title : str
        What people read.
    codes : mapping of str to collection of str
        What each record counts for, by its id; empty where nothing is recorded.
    listed : sequence of str
        Codes that are offered, in order.
    label : callable
        What people read for a code.
    naming : Naming
        How people name the codes.
    many : bool
        Whether a record may have several, so that "all of these" can be asked.
    """

    name: str
    title: str
    codes: Mapping[str, Codes]
    listed: Sequence[str]
    label: Callable[[str], str]
    naming: Naming
    many: bool = False

    def chosen(self, reading: Reading) -> tuple[str, ...]:
        """The codes that an address chooses."""
        return reading.codes(self.name, self.naming)


class Facets(Generic[R]):
    """Makes the facets of some records.

    Parameters
    ----------
    snapshot : Snapshot
    records : mapping of str to record
        By id.
    """

    def __init__(self, snapshot: Snapshot, records: Mapping[str, R]) -> None:
        self._snapshot = snapshot
        self._records = records

    def coded(
        self,
        name: str,
        codes: Callable[[R], Iterable[str]],
        *,
        title: str = "",
        many: bool = True,
    ) -> Facet:
        """A facet of codes of the vocabulary; a region counts for its countries.

        Parameters
        ----------
        name : {"only_countries", "only_sectors", "only_technologies", "only_markets"}
        codes : callable
            What a record has.
        title : str
            What people read, where it is not the usual.
        many : bool
        """
        usual, kind = _CODED[name]
        vocabulary, found = self._snapshot.vocabulary, self._codes(codes)
        used = {code for has in found.values() for code in has}
        if kind == "target_markets":
            found = {i: widen_markets(has, vocabulary) for i, has in found.items()}
        return Facet(
            name=name,
            title=title or usual,
            codes=found,
            listed=sorted(used, key=lambda code: fold(vocabulary.label(code))),
            label=vocabulary.label,
            naming=naming_of(self._snapshot, kind),
            many=many,
        )

    def named(
        self,
        name: str,
        title: str,
        codes: Callable[[R], Iterable[str]],
        labels: Mapping[str, str],
        *,
        many: bool = False,
    ) -> Facet:
        """A facet of a closed list of its own; all that are used are offered.

        Parameters
        ----------
        name, title : str
        codes : callable
            What a record has.
        labels : mapping of str to str
            What people read for each code, in the order of the list.
        many : bool
        """
        found = self._codes(codes)
        used = {code for has in found.values() for code in has}
        listed = [code for code in labels if code in used]
        by_name = {fold(label): code for code, label in labels.items()}
        by_name.update({fold(code): code for code in labels})

        def explain(text: str) -> str:
            return f"there is no '{text}' here; choose one of {', '.join(listed)}"

        naming, label = Naming(by_name, explain), labels.__getitem__
        return Facet(name, title, found, listed, label, naming, many)

    def ecosystems(self, codes: Callable[[R], Iterable[str]]) -> Facet:
        """The facet of ecosystems."""
        terms = self._snapshot.vocabulary.ecosystems.values()
        labels = {term.code: term.label for term in terms}
        return self.named("only_ecosystems", "Ecosystem", codes, labels, many=True)

    def _codes(self, codes: Callable[[R], Iterable[str]]) -> dict[str, Codes]:
        return {i: tuple(filter(None, codes(one))) for i, one in self._records.items()}


_CODED = {
    "only_countries": ("Country", "country"),
    "only_sectors": ("Sector", "sectors"),
    "only_technologies": ("Technology", "technologies"),
    "only_markets": ("Market", "target_markets"),
}


@dataclass(frozen=True)
class Option:
    """One code of a facet, and how many records would be found with it."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """A facet with what is chosen in it and what could be.

    Parameters
    ----------
    name, title : str
    options : tuple of Option
        In label order; those that would find nothing are left out unless chosen.
    all_of : bool
        Whether records must have all chosen codes, not just one of them.
    many : bool
        Whether "all of these" can be asked.
    """

    name: str
    title: str
    options: tuple[Option, ...]
    all_of: bool
    many: bool

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes that are chosen."""
        return tuple(option.code for option in self.options if option.chosen)

    @property
    def joined(self) -> str:
        """The word between choices: "and" if records must have all, else "or"."""
        return "and" if self.all_of else "or"

    @property
    def told(self) -> str:
        """What is chosen, in words; empty if nothing is."""
        labels = [option.label for option in self.options if option.chosen]
        return f"{self.title}: {f' {self.joined} '.join(labels)}" if labels else ""

    def to_dict(self, counted: str) -> list[dict[str, Any]]:
        """The options, for JSON; `counted` names the count ("n_clusters")."""
        return [
            {"code": option.code, "label": option.label, counted: option.count}
            for option in self.options
        ]


def fitting(
    ids: Sequence[str],
    facets: Iterable[Facet],
    chosen: Mapping[str, Sequence[str]],
    all_of: Collection[str] = (),
) -> list[str]:
    """The ids that fit what is chosen, in their order.

    Parameters
    ----------
    ids : sequence of str
    facets : iterable of Facet
    chosen : mapping of str to sequence of str
        Codes by the name of their facet. Facets add up: a record must fit each.
    all_of : collection of str
        Facets of which a record must have all chosen codes; one is enough elsewhere.
    """
    found = list(ids)
    for facet in facets:
        codes = chosen.get(facet.name)
        if codes:
            enough = all if facet.name in all_of else any
            found = [i for i in found if enough(c in facet.codes[i] for c in codes)]
    return found


def narrow(
    ids: Sequence[str],
    facets: Sequence[Facet],
    chosen: Mapping[str, Sequence[str]],
    all_of: Collection[str] = (),
) -> tuple[list[str], tuple[Choices, ...]]:
    """The ids that fit what is chosen, and the choices of every facet.

    Parameters
    ----------
    ids, facets, chosen, all_of
        As in `fitting`.

    Notes
    -----
    A choice counts what would be found with it: where one code is enough, the facet's
    other choices are set aside, for a second one widens the list; where all are asked
    for they are kept, for a second one narrows it.
    """
    found = fitting(ids, facets, chosen, all_of)
    made = []
    for facet in facets:
        together = facet.name in all_of
        counted = found
        if chosen.get(facet.name) and not together:
            counted = fitting(ids, facets, {**chosen, facet.name: ()}, all_of)
        made.append(_choices(facet, counted, chosen.get(facet.name, ()), together))
    return found, tuple(made)


def _choices(
    facet: Facet, counted: Sequence[str], chosen: Sequence[str], together: bool
) -> Choices:
    counts = Counter(chain.from_iterable(map(facet.codes.__getitem__, counted)))
    options = [
        Option(code, facet.label(code), counts[code], code in chosen)
        for code in dict.fromkeys((*facet.listed, *chosen))
        if counts[code] or code in chosen
    ]
    return Choices(facet.name, facet.title, tuple(options), together, facet.many)
