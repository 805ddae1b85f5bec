"""What was found: codes, with the term that was met and how sure it is.

In: meanings of terms, and the kinds of codes that are wanted. Out: codes, each once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from matcher.registry.finding.index import Meaning
from matcher.registry.vocabulary import Term, Vocabulary

Match = Literal["exact", "phrase", "near"]
CODE_LISTS = {
    "sectors": "sector",
    "technologies": "technology",
    "markets": "market",
    "countries": "country",
    "ecosystems": "ecosystem",
}
"""What one code of each list is called; of equals, those of earlier lists are first."""

EVERY_KIND = tuple(CODE_LISTS.values())


class FoundCode(NamedTuple):
    """A code that was found.

    Parameters
    ----------
    kind : {"sector", "technology", "market", "country", "ecosystem"}
    code : str
    label : str
        What people read for it.
    term : str
        The term that was met: what it means is the code.
    match : {"exact", "phrase", "near"}
        Whether the term is the whole entry, stands in it, or is a guess.
    """

    kind: str
    code: str
    label: str
    term: str
    match: Match

    @property
    def is_guess(self) -> bool:
        """Whether it should be looked at before it is believed."""
        return self.match == "near"


class Wanted:
    """The codes of some kinds.

    Parameters
    ----------
    vocabulary : Vocabulary
    kinds : collection of str
    """

    def __init__(self, vocabulary: Vocabulary, kinds: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self.kinds = kinds
        self._codes: dict[str, Mapping[str, Term]] = {
            kind: getattr(vocabulary, name)
            for name, kind in CODE_LISTS.items()
            if kind in kinds
        }

    def kind(self, meaning: Meaning) -> str:
        """What a code is of, among the wanted kinds; empty if of none of them.

        A country outside the European Union is a market first.
        """
        if meaning.kind != "market":
            known = self._codes.get(meaning.kind, ())
            return meaning.kind if meaning.code in known else ""
        if "market" in self.kinds and meaning.code in self._vocabulary.markets:
            return "market"
        is_country = meaning.code in self._vocabulary.countries
        return "country" if is_country and "country" in self.kinds else ""

    def among(self, meanings: Iterable[Meaning]) -> list[Meaning]:
        """Those that are wanted."""
        return [one for one in meanings if self.kind(one)]

    def codes(self, meanings: Iterable[Meaning], match: Match) -> list[FoundCode]:
        """Codes of the wanted kinds, each once; where it is sure, in order of kinds."""
        label = self._vocabulary.label
        found = [
            FoundCode(kind, one.code, label(one.code), one.term, match)
            for one in meanings
            if (kind := self.kind(one))
        ]
        if match != "near":
            found.sort(key=_place)
        return once(found)

    def listed(self) -> list[FoundCode]:
        """All codes of the wanted kinds, in their order; a market is no country too."""
        found: dict[tuple[str, str], FoundCode] = {}
        for kind, terms in self._codes.items():
            for code, term in terms.items():
                area = "area" if kind in ("market", "country") else kind
                one = FoundCode(kind, code, term.label, term.label, "exact")
                found.setdefault((area, code), one)
        return [*found.values()]


def once(found: Iterable[FoundCode]) -> list[FoundCode]:
    """The first of each code."""
    kept: dict[tuple[str, str], FoundCode] = {}
    for one in found:
        kept.setdefault((one.kind, one.code), one)
    return [*kept.values()]


def _place(found: FoundCode) -> tuple[bool, int]:
    """What is called so comes before what is also called so, then the order of kinds.

    Two letters may be a country's code, but rarely mean it; an ecosystem is no choice.
    """
    names = [found.label.lower(), *([found.code] if found.code.islower() else [])]
    is_name = found.kind != "ecosystem" and found.term.lower() in names
    return not is_name, EVERY_KIND.index(found.kind)


class Part(NamedTuple):
    """Words of a text, and the codes that they mean together; none, of one word.

    Parameters
    ----------
    words : tuple of str
        Folded.
    codes : tuple of FoundCode
    """

    words: tuple[str, ...]
    codes: tuple[FoundCode, ...]
