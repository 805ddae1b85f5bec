"""A list narrowed by what its records have, with counts of what is left.

In: ids of records, facets, and what is chosen in each. Out: the ids that fit, and for
every facet its choices, each with how many records would be found with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from matcher_web.listing.facets import Facet


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
