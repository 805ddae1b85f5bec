"""Facts as records for pages: values in words, the pages that say so, what is doubtful.

In: values and numbered sources. Out: a `Sheet`, which lists them for a page and tells
the evidence for JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matcher import Fact

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
