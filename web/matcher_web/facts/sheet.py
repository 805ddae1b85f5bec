"""Facts as records for pages: values in words, the pages that say so, what is doubtful.

In: values and numbered sources. Out: a `Sheet`, which lists them for a page and tells
the evidence for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matcher import Fact


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
