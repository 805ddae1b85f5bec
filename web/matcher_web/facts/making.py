"""Makes the sheet of one record: puts each value beside the pages that say so.

In: a cluster or partnership, its evidence and the titles to show. Out: a `Sheet`, whose
sources are numbered in the order in which a page shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from matcher import Cluster, Fact, Member, Partnership, columns_of, values_of
from matcher_web.facts.sheet import Said, Sheet, Shown, Source
from matcher_web.facts.words import WORKED_OUT, in_words
from matcher_web.snapshot import Snapshot


def make_sheet(
    snapshot: Snapshot,
    record: Cluster | Partnership,
    titles: Mapping[str, str],
    members: Iterable[Member] = (),
) -> Sheet:
    """The facts of one record, numbered in the order in which they are shown.

    Parameters
    ----------
    snapshot : Snapshot
    record : Cluster or Partnership
    titles : mapping of str to str
        By column.
    members : iterable of Member
        The memberships that are shown with it.
    """
    evidence = snapshot.evidence
    mine = evidence.get(record.id, ())
    pages = _Pages()
    several = {column.name for column in columns_of(type(record)) if column.several}
    facts = {
        name: _shown(snapshot, record, name, title, name in several, mine, pages)
        for name, title in titles.items()
    }
    memberships = {
        (member.partnership, member.cluster): Said(
            member.cluster,
            member.role,
            tuple(map(pages.numbered, _pages_of(member, evidence))),
            certain=member.confidence != "medium",
        )
        for member in members
    }
    return Sheet(
        facts=facts,
        memberships=memberships,
        pages=tuple(pages),
        others=tuple(one for one in record.sources if one not in pages),
        evidence=mine,
    )


class _Pages:
    """Addresses, numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbered(self, address: str) -> Source:
        number = self._numbers.setdefault(address, len(self._numbers) + 1)
        return Source(number, address)

    def __iter__(self) -> Iterator[Source]:
        return map(self.numbered, [*self._numbers])

    def __contains__(self, address: str) -> bool:
        return address in self._numbers


def _shown(
    snapshot: Snapshot,
    record: Cluster | Partnership,
    name: str,
    title: str,
    several: bool,
    evidence: Sequence[Fact],
    pages: _Pages,
) -> Shown:
    facts = [fact for fact in evidence if fact.field == name]
    registry = snapshot.registry

    def words(value: str, year: int | None = None) -> str:
        if name == "successor" and value in registry.index:
            return registry.cluster(value).name
        return in_words(snapshot.vocabulary, name, value, year)

    def said(value: str) -> Said:
        backing = [fact for fact in facts if fact.value == value]
        year = next((fact.year for fact in backing if fact.year), None)
        return Said(
            value,
            words(value, year),
            tuple(pages.numbered(fact.source) for fact in backing),
            certain=not backing or any(f.confidence == "high" for f in backing),
            note=next((fact.note for fact in backing if fact.note), ""),
        )

    values = sorted(values_of(record, name), key=lambda v: words(v).casefold())
    others = dict.fromkeys(f.value for f in facts if not f.stands_in(record))
    return Shown(
        name, title, several, tuple(map(said, values)), tuple(map(said, others))
    )


def _pages_of(
    member: Member, evidence: Mapping[str, tuple[Fact, ...]]
) -> Iterable[str]:
    """The addresses that tell of a membership, or since when it has been one."""
    told = (
        fact.source
        for fact in evidence.get(member.partnership, ())
        if fact.field in ("member", "since") and fact.value.split()[0] == member.cluster
    )
    return dict.fromkeys(filter(None, (member.source, *told)))


def worked_out(name: str, words: Iterable[str]) -> Shown:
    """What follows from facts, as a page lists it beside them.

    Parameters
    ----------
    name : str
        One of `WORKED_OUT`.
    words : iterable of str
        Its values, as people read them.
    """
    said = tuple(Said(text, text) for text in sorted(words, key=str.casefold))
    return Shown(name, WORKED_OUT[name], True, said, ())
