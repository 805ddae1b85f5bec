"""Makes the sheet of one record: puts each value beside the pages that say so.

In: a cluster or partnership, its evidence and the titles to show. Out: a `Sheet`, whose
sources are numbered in the order in which a page shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matcher import Cluster, Member, Partnership, columns_of, fold, values_of
from matcher_web.facts.sheet import Said, Sheet, Shown, Source
from matcher_web.facts.words import in_words
from matcher_web.snapshot import Snapshot


def make_sheet(
    snapshot: Snapshot,
    record: Cluster | Partnership,
    titles: Mapping[str, str],
    worked_out: Mapping[str, Iterable[str]],
    members: Iterable[Member] = (),
) -> Sheet:
    """The facts of one record, numbered in the order in which they are shown.

    Parameters
    ----------
    snapshot : Snapshot
    record : Cluster or Partnership
    titles : mapping of str to str
        By column, or by the name of what is worked out.
    worked_out : mapping of str to iterable of str
        Codes that follow from facts, and have no evidence of their own.
    members : iterable of Member
        The memberships that are shown with it.
    """
    maker = _Maker(snapshot, record)
    facts = {
        name: maker.fact(name, title, worked_out.get(name))
        for name, title in titles.items()
    }
    memberships = {(m.partnership, m.cluster): maker.membership(m) for m in members}
    pages = maker.pages
    numbered = {page.address for page in pages}
    others = tuple(one for one in record.sources if one not in numbered)
    return Sheet(facts, memberships, pages, others, maker.evidence)


class _Maker:
    """The facts of one record; their sources are numbered as they are asked for."""

    def __init__(self, snapshot: Snapshot, record: Cluster | Partnership) -> None:
        self._snapshot, self._record = snapshot, record
        self._several = {c.name for c in columns_of(type(record)) if c.several}
        self._numbers: dict[str, int] = {}
        self.evidence = snapshot.evidence.get(record.id, ())

    @property
    def pages(self) -> tuple[Source, ...]:
        return self._sources([*self._numbers])

    def _sources(self, addresses: Iterable[str]) -> tuple[Source, ...]:
        numbers = self._numbers
        return tuple(
            Source(numbers.setdefault(address, len(numbers) + 1), address)
            for address in addresses
        )

    def fact(self, name: str, title: str, codes: Iterable[str] | None) -> Shown:
        """A column of the record; or what is worked out, where codes are given."""
        record, several = self._record, codes is not None or name in self._several
        values = values_of(record, name) if codes is None else codes
        values = sorted(values, key=lambda value: fold(self._words(name, value)))
        told = (fact for fact in self.evidence if fact.field == name)
        others = dict.fromkeys(f.value for f in told if not f.stands_in(record))
        said = tuple(self._said(name, value) for value in values)
        otherwise = tuple(self._said(name, value) for value in others)
        return Shown(name, title, several, said, otherwise)

    def _said(self, name: str, value: str) -> Said:
        backing = [f for f in self.evidence if (f.field, f.value) == (name, value)]
        year = next((fact.year for fact in backing if fact.year), None)
        return Said(
            value,
            self._words(name, value, year),
            self._sources(fact.source for fact in backing),
            certain=not backing or any(f.confidence == "high" for f in backing),
            note=next((fact.note for fact in backing if fact.note), ""),
        )

    def _words(self, name: str, value: str, year: int | None = None) -> str:
        registry = self._snapshot.registry
        if name == "successor" and value in registry.index:
            return registry.cluster(value).name
        if name == "partnerships":
            return registry.title_of(value)
        return in_words(self._snapshot.vocabulary, name, value, year)

    def membership(self, member: Member) -> Said:
        """Its role, with the pages that tell of it or since when it has been so."""
        told = (
            fact.source
            for fact in self._snapshot.evidence.get(member.partnership, ())
            if fact.field in ("member", "since")
            and fact.value.split()[0] == member.cluster
        )
        sources = dict.fromkeys(filter(None, (member.source, *told)))
        return Said(
            member.cluster,
            member.role,
            self._sources(sources),
            certain=member.confidence != "medium",
        )
