"""Names: what is called a sector or a technology for sure, and where lists part.

In: a piece of a cell. Out: codes of terms, labels and values of profiles; its pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from matcher.importing.values.codes.compounds import both, branch, skill
from matcher.importing.values.codes.nace import Nace
from matcher.importing.values.plain.abbreviated import Abbreviations
from matcher.importing.values.plain.mending import Mending
from matcher.importing.values.plain.splitting import (
    between_any_words,
    between_words,
    bracketed,
)
from matcher.plain_words import GENERAL_WORDS
from matcher.registry.finding.entry import key_of
from matcher.registry.finding.finder import Finder
from matcher.registry.finding.found import FoundCode
from matcher.registry.finding.terms import ProfileValue
from matcher.registry.vocabulary import Vocabulary

KINDS = ("sector", "technology", "ecosystem")
MOST_LETTERS = 300


class CodeNames:
    """Knows what sectors and technologies are called.

    Parameters
    ----------
    noun : {"sector", "technology"}
        What the column holds.
    vocabulary : Vocabulary
    finder : Finder
    mending : Mending
    values : sequence of ProfileValue
        What values of profiles on the collaboration platform mean.
    nace : Nace
    """

    def __init__(
        self,
        noun: str,
        vocabulary: Vocabulary,
        finder: Finder,
        mending: Mending,
        values: Sequence[ProfileValue],
        nace: Nace,
    ) -> None:
        self.noun = noun
        self.other = "technology" if noun == "sector" else "sector"
        self.vocabulary = vocabulary
        self.finder = finder
        self.mending = mending
        self.nace = nace
        self.labels = _labels(vocabulary)
        self.values: dict[str, dict[tuple[str, str], None]] = {}
        for one in values:
            key = plain_name(one.value)
            self.values.setdefault(key, {})[one.kind, one.code] = None
        self._sure: dict[str, list[FoundCode]] = {}

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return Abbreviations(self.finder.names)

    def is_name(self, text: str) -> bool:
        """Whether a text with signs in it is a label, or a value of the platform."""
        return plain_name(text) in self.labels or plain_name(text) in self.values

    def is_sure(self, text: str) -> bool:
        """Whether a text is a name, a term or a code of NACE."""
        return (
            self.is_name(text)
            or bool(self.exact(text))
            or (self.noun == "sector" and bool(self.nace.sectors(text, True)))
        )

    def parts(self, text: str) -> list[str]:
        """Pieces of a text between words for "and", if all of them are called so.

        Between spaced strokes one is enough, and elsewhere one may be misspelt.
        Words as "services" say nothing by themselves: they belong to what is before.
        """
        at_and = between_words(text, self.is_sure)
        ways = [w for w in (at_and, both(text), text.split("-")) if len(w) > 1]
        ways += [w for w in [between_any_words(text)] if len(w) > 1]
        found = next((w for w in ways if all(map(self._is_called, w))), [])
        if not found and len(at_and) > 1 and any(map(self._is_called, at_and)):
            if " / " in text or all(map(self._is_nearly_called, at_and)):
                found = at_and
        if not found:
            return [text]
        plain_words = any(
            GENERAL_WORDS.issuperset(key_of(one).split()) for one in found
        )
        return [text] if plain_words else found

    def _is_called(self, text: str) -> bool:
        """Whether a text is called so, but for what stands in brackets."""
        return self.is_sure(text) or self.is_sure(bracketed(text)[0])

    def _is_nearly_called(self, text: str) -> bool:
        """The same of a text with a typo, or an abbreviation."""
        mended = self.mending.mended
        is_near = any(map(self.coded, mended(text))) or self.in_full(text)
        return self._is_called(text) or bool(is_near)

    def may_be_one(self, text: str, parts: Sequence[str]) -> bool:
        """Whether a text that was parted may be one thing, as "toys and games"."""
        return "/" not in text and not all(map(self.is_name, parts))

    def coded(self, text: str) -> list[FoundCode]:
        """Sectors and technologies that are called so."""
        return [one for one in self.exact(text) if one.kind in KINDS[:2]]

    def in_full(self, text: str) -> str:
        """What an abbreviation most likely stands for; empty where it is none."""
        names = self._abbreviations.in_full(text)
        coded = {name: codes[0] for name in names if (codes := self.coded(name))}
        own = {name: one for name, one in coded.items() if one.kind == self.noun}
        found = {name: one.code for name, one in (own or coded).items()}
        most = Counter(found.values()).most_common(1)
        return next((name for name in found if found[name] == most[0][0]), "")

    def exact(self, text: str) -> list[FoundCode]:
        """Codes of all kinds whose term a whole text is, most apt first.

        The branch or the technology of a term is what the term is.
        """
        if text not in self._sure:
            self._sure[text] = self._called(text[:MOST_LETTERS])
        return self._sure[text]

    def _called(self, text: str) -> list[FoundCode]:
        if found := self.finder.called(text, KINDS):
            return found
        for what in branch(text):
            if found := self.finder.called(what, KINDS[:1]):
                return found
        for what in skill(text):
            if found := self.finder.called(what, KINDS[1:2]):
                return found
        return []


def plain_name(text: str) -> str:
    """How names are compared: signs and the way to write "and" do not count."""
    return key_of(text.replace("&", " and ").replace(" + ", " and "))


def _labels(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    """Codes by kind, by folded code and label."""
    found: dict[str, dict[str, str]] = {}
    for kind, terms in (
        ("sector", vocabulary.sectors),
        ("technology", vocabulary.technologies),
    ):
        for code, term in terms.items():
            for name in (code, term.label, code.replace("-", " ")):
                found.setdefault(plain_name(name), {}).setdefault(kind, code)
    return found
