"""Facts as records for pages: values in words, the pages that say so, what is doubtful.

In: a cluster or partnership, its evidence and the titles to show. Out: a `Sheet`, which
lists facts for a page, their sources numbered in the order in which it shows them, and
tells the evidence for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matcher import Cluster, Fact, Member, Partnership, columns_of, fold, values_of
from matcher_web.facts.words import in_words
from matcher_web.snapshot import Snapshot

EXPECTED = {
    *("city", "members", "website"),
    *("sectors", "technologies", "target_markets"),
}
"""Facts that readers look for: where one is not recorded, the page says so."""
NAMES = ("name", "acronym")


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
    def is_sourced(self) -> bool:
        """Whether any page says anything of it."""
        return any(said.sources for said in (*self.values, *self.otherwise))


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

    @property
    def listed(self) -> list[Shown]:
        """What a page lists: facts with something to say, and those expected.

        What heads the page is not listed again: the focus never, as it stands there
        with its sources, and names only with the sources that say so.
        """
        return [
            fact
            for name, fact in self.facts.items()
            if name != "focus"
            if name in EXPECTED
            or (fact.is_sourced if name in NAMES else fact.values or fact.otherwise)
        ]

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
