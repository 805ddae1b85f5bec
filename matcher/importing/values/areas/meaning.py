"""Areas: what a piece of a cell of countries or markets means.

In: a piece. Out: codes of countries and regions, doubts, and markets that are none
because they lie inside the European Union.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from matcher.files.listed import listed, meanings_in, words_in
from matcher.importing.values.areas.letters import (
    code_of_letters,
    is_far,
    loses_an_accent,
)
from matcher.importing.values.areas.words import (
    ALSO_WORDS,
    FORMAL,
    ISLANDS,
    NAMIBIA_OR_NOTHING,
    SHARED,
    WORDS,
    names_of,
)
from matcher.importing.values.plain import splitting
from matcher.importing.values.plain.abbreviated import Abbreviations
from matcher.importing.values.plain.mending import Mending
from matcher.importing.values.reading import Gathered
from matcher.registry.finding.entry import key_of, spelt_out
from matcher.registry.finding.finder import IN_THE_UNION, Finder
from matcher.registry.finding.found import FoundCode
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown

_KINDS = ("market", "country")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FIRST_OF_FLAGS = 0x1F1E6
_CODED = re.compile(r"([A-Za-z]{2,3})\s*(?:[-–—:]\s+|\s[-–—:]\s*)(\S.*)")
_REGION_OF = re.compile("([A-Z]{2})(?:-[A-Z0-9]{1,3}|[0-9][A-Z0-9]{0,2})")
_LISTED = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|und|et|y|e|i|en)\s+")
_LOOK = "look whether that is meant"
_MOST_OFFERED = 5
_MOST_LETTERS = 200


class Areas:
    """Reads the pieces of a column of countries or of markets.

    Parameters
    ----------
    noun : {"country", "market"}
        What the column holds.
    vocabulary : Vocabulary
    finder : Finder
    mending : Mending
    """

    def __init__(
        self, noun: str, vocabulary: Vocabulary, finder: Finder, mending: Mending
    ) -> None:
        self.noun = noun
        self._vocabulary = vocabulary
        self._finder = finder
        self._mending = mending
        self._areas = {**vocabulary.countries, **vocabulary.markets}
        self._names = names_of(vocabulary)
        self._sure: dict[str, tuple[str, ...]] = {}

    def is_name(self, text: str) -> bool:
        """Whether a text with signs in it is a name of an area."""
        return fold(text) in self._names

    def is_sure(self, text: str) -> bool:
        """Whether a text is called so."""
        return bool(self._codes(text)) or _is_europe(text)

    def parts(self, text: str) -> list[str]:
        """Pieces of a text between words for "and"; codes and flags between spaces."""
        words = text.split()
        if len(words) > 1 and all(one.isupper() or _FLAG.match(one) for one in words):
            if all(map(self.is_sure, words)):
                return words
        found = splitting.between_words(text, self.is_sure)
        if any(map(self.is_sure, found)):
            return found
        found = splitting.between_any_words(text)
        return found if all(map(self.is_sure, found)) else [text]

    def may_be_one(self, text: str, parts: Sequence[str]) -> bool:
        """Whether a text that was parted may as well mean one area: none does."""
        return False

    def take(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text surely means; whether it means anything."""
        if text == NAMIBIA_OR_NOTHING:
            told = "may mean Namibia, North America or nothing; write which"
            gathered.unread(text, told)
            return True
        if _is_europe(text):
            self._leave_out(text, gathered)
            return True
        codes = self._codes(text)
        if codes:
            self._keep(text, codes, gathered)
            return True
        outside, inside = splitting.bracketed(text)
        codes = self._codes(outside) if inside else ()
        if codes:
            self._keep_with(text, codes, gathered)
        return bool(codes)

    def _keep(self, text: str, codes: Sequence[str], gathered: Gathered) -> None:
        """Take what a name means; a doubt where it means several, or is shared."""
        if len(codes) > 1:
            self._keep_several(text, codes, gathered)
            return
        key = fold(text).strip(".")
        others = listed(WORDS)["hardly_sure"].get(key, ())
        if others or text in ALSO_WORDS:
            told = f"may mean another thing; {_LOOK}"
            gathered.doubt(text, codes[0], others, told)
        elif self.noun == "country" and is_far(text, codes[0]):
            told = f"is a country outside Europe, or a region's letters; {_LOOK}"
            gathered.doubt(text, codes[0], (), told)
        self._take_area(text, codes[0], gathered)

    def _keep_several(
        self, text: str, codes: Sequence[str], gathered: Gathered
    ) -> None:
        """All countries that a name stands for together; of regions, one."""
        are_countries = self._vocabulary.countries.keys() >= {*codes}
        shared = fold(text) in self._names or not are_countries
        if shared or self.noun == "country":
            told = f"means more than one area; {_LOOK}"
            gathered.doubt(text, codes[0], codes[:_MOST_OFFERED], told)
            self._take_area(text, codes[0], gathered)
            return
        outside = [code for code in codes if code in self._vocabulary.markets]
        if not outside:
            self._leave_out(text, gathered)
            return
        gathered.take(*outside)
        told = (
            f"names no market, but these together, outside the European Union; {_LOOK}"
        )
        gathered.doubt(text, ";".join(outside), outside, told)

    def _keep_with(self, text: str, codes: Sequence[str], gathered: Gathered) -> None:
        """A name with another one, or anything else, in brackets behind it."""
        outside, inside = splitting.bracketed(text)
        found = self._codes(inside)
        if {*found} == {*codes}:
            self._keep(outside, codes, gathered)
            return
        listed = [code for one in _LISTED.split(inside) for code in self._codes(one)]
        told = f"what stands in brackets may mean another area; {_LOOK}"
        if self.noun == "market" and len(listed) > 1:
            for code in (codes[0], *listed):
                self._take_area(text, code, gathered)
            told = f"what stands in brackets is taken too; {_LOOK}"
            gathered.doubt(text, ";".join((codes[0], *listed)), codes, told)
            return
        chosen = found[0] if len(found) == 1 else codes[0]
        gathered.doubt(text, chosen, (*codes, *found)[:_MOST_OFFERED], told)
        self._take_area(text, chosen, gathered)

    def _take_area(self, text: str, code: str, gathered: Gathered) -> None:
        if self.noun == "market" and code in self._vocabulary.eu:
            self._leave_out(text, gathered)
        elif self.noun == "country" and code not in self._vocabulary.countries:
            gathered.unread(text, "a region of several countries; give one country")
        else:
            gathered.take(code)

    def _leave_out(self, text: str, gathered: Gathered) -> None:
        if self.noun == "market":
            gathered.leave_out(text, f"'{shown(text)}' is {IN_THE_UNION}")
        else:
            gathered.unread(text, "no country, but many; give one country")

    def guess(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text may mean, as a doubt; whether there is anything."""
        text_ = text[:_MOST_LETTERS]
        if loses_an_accent(text):
            return False
        ways = self._abbreviations.in_full(text_)
        told = "is taken as short for another name"
        near = [code for way in ways for code in self._codes(way)]
        if len({*near}) != 1:
            ways = self._mending.mended(text_)
            told = "is taken as a misspelt name"
            near = [code for way in ways for code in self._codes(way)]
        named = False
        if not near:
            near, named = self._named_in(text_), True
            told = f"is not called so; a {self.noun} is named in it"
        if self.noun == "country":
            near = [code for code in near if code in self._vocabulary.countries]
        if not near:
            return False
        wanted = [*dict.fromkeys(near)]
        if self.noun == "market" and {*wanted} <= self._vocabulary.eu:
            self._leave_out(text, gathered)
            return True
        if self.noun == "market":
            wanted = [code for code in wanted if code in self._vocabulary.markets]
        is_list = named and self.noun == "market" and len(wanted) <= _MOST_OFFERED
        taken = wanted if is_list else wanted[:1]
        told = f"{told}; {_LOOK}"
        gathered.doubt(text, ";".join(taken), wanted[:_MOST_OFFERED], told)
        gathered.take(*taken)
        return True

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return Abbreviations(sorted({*self._finder.names, *self._names}))

    def _named_in(self, text: str) -> list[str]:
        """Codes of all areas that are named inside a text, in their order."""
        region = _REGION_OF.fullmatch(text)
        if region and self.noun == "country":
            return [*self._codes(region[1])]
        parts = self._finder.parts(text, _KINDS)
        return [
            one.code
            for part in parts
            for one in part.codes
            if not ISLANDS.issuperset(part.words)
        ]

    def _codes(self, text: str) -> tuple[str, ...]:
        if text not in self._sure:
            self._sure[text] = self._looked_up(text[:_MOST_LETTERS])
        return self._sure[text]

    def _looked_up(self, text: str) -> tuple[str, ...]:
        """Codes of a name, however it is written; several where it is shared."""
        text, letters = text.strip(" ."), text.strip(" .")
        if _FLAG.sub("", text, count=1) and len(_FLAG.findall(text)) > 1:
            return ()
        if flag := _FLAG.search(text):
            letters = "".join(chr(ord(c) - _FIRST_OF_FLAGS + ord("A")) for c in flag[0])
            rest = _FLAG.sub("", text).strip()
            agrees = not rest or self._codes(rest) in ((), (letters,))
            return (letters,) if agrees else ()  # of a town it is the flag that tells
        bare = (
            letters.replace(".", "").replace(" ", "") if len(letters) < 9 else letters
        )
        for one in dict.fromkeys((letters, bare)):
            code = code_of_letters(one, self.noun, self._areas)
            if code:
                return (code,)
        if loses_an_accent(text):
            return ()
        named = self._names.get(fold(text))
        if named and len(named) == 1:
            return tuple(named)
        if both := _CODED.fullmatch(text):
            left, right = self._codes(both[1]), self._codes(both[2])
            if left == right:
                return left
        together = meanings_in(WORDS, "together").get(fold(text), "").split()
        return tuple(together) or self._called(text) or self._formally(text)

    def _called(self, text: str) -> tuple[str, ...]:
        """Codes of a term that is written like the text, not of a form of it."""
        keys = {_bare(text), _bare(spelt_out(text))}
        found = self._finder.called(text, _KINDS)
        return tuple(dict.fromkeys(one.code for one in found if _is(one, keys)))

    def _formally(self, text: str) -> tuple[str, ...]:
        """Codes of a name behind "Republic of" and its kin."""
        found = FORMAL.match(text) or FORMAL.search(text)
        if not found:
            return ()
        rest = FORMAL.sub(" ", text).strip()
        codes = self._looked_up(rest) if len(rest) > 1 else ()
        return () if SHARED.intersection(codes) else codes


def _is_europe(text: str) -> bool:
    """Whether a text names what lies in the European Union."""
    return fold(text).strip(".") in words_in(WORDS, "europe")


def _is(found: FoundCode, keys: set[str]) -> bool:
    return not keys.isdisjoint((_bare(found.term), _bare(spelt_out(found.term))))


def _bare(text: str) -> str:
    return key_of(text).replace(" ", "")
