"""Facets: by what a list can be narrowed, and what each record counts for in them.

In: a snapshot and records by id. Out: `Facet`, one for each thing that records have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from matcher import fold, widen_markets
from matcher_web.query.names import codes_by_name, read_code
from matcher_web.query.reading import Reading, nothing_read
from matcher_web.query.unknown import explain_unknown
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
    by_name : mapping of str to str
        Codes by all that people call them, as `fold` writes it.
    explain : callable
        What is wrong with a text that names no code.
    many : bool
        Whether a record may have several, so that "all of these" can be asked.
    read : callable
        The code that a text of other words means; empty for none.
    """

    name: str
    title: str
    codes: Mapping[str, Codes]
    listed: Sequence[str]
    label: Callable[[str], str]
    by_name: Mapping[str, str]
    explain: Callable[[str], str]
    many: bool = False
    read: Callable[[str], str] = nothing_read

    def chosen(self, reading: Reading) -> tuple[str, ...]:
        """The codes that an address chooses."""
        return reading.codes(self.name, self.by_name, self.explain, self.read)


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
            by_name=codes_by_name(self._snapshot)[kind],
            explain=partial(explain_unknown, self._snapshot, kind),
            many=many,
            read=partial(read_code, self._snapshot, kind),
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

        label = labels.__getitem__
        return Facet(name, title, found, listed, label, by_name, explain, many)

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
