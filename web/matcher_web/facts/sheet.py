"""The facts of one record, each with the pages that say so, which are numbered.

In: a cluster or partnership, its evidence and the titles to show. Out: a `Sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matcher import Cluster, Fact, Member, Partnership, columns_of, values_of
from matcher_web.facts.words import WORKED_OUT, in_words
from matcher_web.snapshot import Snapshot


@dataclass(frozen=True)
class Source:
    """A page, and the number by which facts refer to it: from 1, as they come."""

    number: int
    address: str


@dataclass(frozen=True)
class Said:
    """One value with the pages that say so.

    Parameters
    ----------
    value : str
        As the table holds it.
    text : str
        As people read it.
    sources : tuple of Source
        Empty where it rests on the sources of the whole entry.
    certain : bool
        False where every page named only lets it be gathered.
    note : str
        Why the entry says otherwise, where it does.
    """

    value: str
    text: str
    sources: tuple[Source, ...] = ()
    certain: bool = True
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """One fact of a record: what it is called, what is recorded, who says otherwise.

    Parameters
    ----------
    name : str
        Column of its table.
    title : str
    several : bool
        Whether it can have more values than one.
    values : tuple of Said
        As the entry has them, in the order of their words; empty where not recorded.
    otherwise : tuple of Said
        What other pages say.
    """

    name: str
    title: str
    several: bool
    values: tuple[Said, ...]
    otherwise: tuple[Said, ...]

    @property
    def certain(self) -> tuple[Said, ...]:
        """The values that pages state."""
        return tuple(said for said in self.values if said.certain)

    @property
    def doubtful(self) -> tuple[Said, ...]:
        """The values that are only gathered from pages."""
        return tuple(said for said in self.values if not said.certain)

    @property
    def by_value(self) -> dict[str, Said]:
        """The values of the entry, as its table holds them."""
        return {said.value: said for said in self.values}

    @property
    def is_told(self) -> bool:
        """Whether the entry or any page says anything of it."""
        return bool(self.values or self.otherwise)

    @property
    def is_sourced(self) -> bool:
        """Whether any page says anything of it."""
        said = (*self.values, *self.otherwise)
        return any(one.sources for one in said)


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


@dataclass(frozen=True)
class Sheet:
    """The facts of one record with their sources.

    Parameters
    ----------
    facts : mapping of str to Shown
        By column, in the order of their titles.
    memberships : mapping of (str, str) to Said
        By partnership and cluster: the role of each, with its sources.
    pages : tuple of Source
        What the facts refer to, by number.
    others : tuple of str
        Further addresses that the whole entry rests on.
    evidence : tuple of Fact
    """

    facts: Mapping[str, Shown]
    memberships: Mapping[tuple[str, str], Said]
    pages: tuple[Source, ...]
    others: tuple[str, ...]
    evidence: tuple[Fact, ...]

    def __getitem__(self, name: str) -> Shown:
        return self.facts[name]

    def shown(
        self,
        expected: Iterable[str],
        headings: Iterable[str],
        after: Mapping[str, Shown],
    ) -> list[Shown]:
        """What to list: facts with something to say, and those expected.

        The focus heads its page with its sources, and is not listed again.

        Parameters
        ----------
        expected : iterable of str
            What readers look for: where it is not recorded, the page says so.
        headings : iterable of str
            What heads the page; listed again only with the sources that say so.
        after : mapping of str to Shown
            What is worked out of facts, to stand after the fact named.
        """
        listed: list[Shown] = []
        for name, fact in self.facts.items():
            told = fact.is_sourced if name in headings else fact.is_told
            if name != "focus" and (told or name in expected):
                listed.append(fact)
            if name in after and after[name].values:
                listed.append(after[name])
        return listed

    @property
    def has_doubts(self) -> bool:
        """Whether anything on it is not certain."""
        facts = self.facts.values()
        said = [one for fact in facts for one in (*fact.values, *fact.otherwise)]
        return not all(one.certain for one in (*said, *self.memberships.values()))

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """The evidence by column, for JSON: what each page says, and how sure it is."""
        found: dict[str, list[dict[str, Any]]] = {}
        for fact in self.evidence:
            told = asdict(fact)
            del told["id"]
            found.setdefault(told.pop("field"), []).append(told)
        return found


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
