"""Activities: what a piece of a cell of sectors or technologies means.

In: a piece. Out: codes of its column, those of the other column, doubts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from matcher.importing.values.codes.compounds import (
    about,
    both,
    in_compound,
    starts,
)
from matcher.importing.values.codes.nace import Nace
from matcher.importing.values.plain.mending import Mending
from matcher.importing.values.plain.splitting import between_words, bracketed
from matcher.importing.values.reading import Gathered
from matcher.plain_words import GENERAL_WORDS
from matcher.registry.finding.entry import key_of
from matcher.registry.finding.finder import Finder
from matcher.registry.finding.found import FoundCode
from matcher.registry.finding.terms import ProfileValue
from matcher.registry.vocabulary import Vocabulary
from matcher.text import shown

FIELDS = {"sector": "sectors", "technology": "technologies"}
_KINDS = ("sector", "technology", "ecosystem")
_LOOK = "look whether that is meant"
_BARE_NACE = re.compile(r"[0-9]{2}(?:\.[0-9]{1,2})?(?:\s.*)?", re.DOTALL)
_VAGUE = re.compile(
    r"(?:in+o[vw]a|servi|us[łl]ug|dienst)[^\W\d_]*|research|forschung|manufacturing",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"^bran[żz][ae]\s+", re.IGNORECASE)  # Romanian for cheese
_MOST_OFFERED = 5
_MOST_LETTERS = 300

Codes = Sequence[tuple[str, str]]  # kind and code


class Activities:
    """Reads the pieces of one column of sectors or technologies.

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
        self._other = "technology" if noun == "sector" else "sector"
        self._vocabulary = vocabulary
        self._finder = finder
        self._mending = mending
        self._nace = nace
        self._names = _names(vocabulary)
        self._values: dict[str, dict[tuple[str, str], None]] = {}
        for one in values:
            key = _name(one.value)
            self._values.setdefault(key, {})[one.kind, one.code] = None
        self._sure: dict[str, list[FoundCode]] = {}

    def is_name(self, text: str) -> bool:
        """Whether a text with signs in it is a label, or a value of the platform."""
        return _name(text) in self._names or _name(text) in self._values

    def is_sure(self, text: str) -> bool:
        """Whether a text is a name, a term or a code of NACE."""
        return (
            self.is_name(text)
            or bool(self._exact(text))
            or (self.noun == "sector" and bool(self._nace.sectors(text, True)))
        )

    def parts(self, text: str) -> list[str]:
        """Pieces of a text between words for "and", if all of them are called so.

        Words as "services" say nothing by themselves: they belong to what is before.
        """
        ways = between_words(text, self.is_sure), both(text), text.split("-")
        found = next((w for w in ways if len(w) > 1 and all(map(self.is_sure, w))), [])
        if not found:
            return [text]
        plain_words = any(
            GENERAL_WORDS.issuperset(key_of(one).split()) for one in found
        )
        return [text] if plain_words else found

    def may_be_one(self, text: str, parts: Sequence[str]) -> bool:
        """Whether a text that was parted may be one thing, as "toys and games"."""
        return "/" not in text and not all(map(self.is_name, parts))

    def take(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text surely means; whether it means anything."""
        if self._take_whole(text, gathered):
            return True
        outside, inside = bracketed(text)
        if inside and self._take_whole(outside, gathered):
            self._take_inside(inside, gathered)
            return True
        return False

    def _take_whole(self, text: str, gathered: Gathered) -> bool:
        key = _name(text)
        named = dict(self._names.get(key, {}))
        if self.noun in named:
            gathered.take(named[self.noun])
            return True
        if self._other in named:
            self._take_other(text, [named[self._other]], gathered)
            return True
        if key in self._values and self._take_value(
            text, [*self._values[key]], gathered
        ):
            return True
        if self.noun == "sector" and (found := self._nace.sectors(text, True)):
            self._choose(text, found, gathered, "belongs to several sectors")
            return True
        return self._take_term(text, gathered)

    def _take_value(self, text: str, codes: Codes, gathered: Gathered) -> bool:
        """All codes of a value of the platform; those of the other column too."""
        mine = [code for kind, code in codes if kind == self.noun]
        others = [code for kind, code in codes if kind == self._other]
        if not mine and not others:
            return False
        if mine:
            gathered.take(*mine)
            terms = [one.code for one in self._exact(text) if one.kind == self.noun]
            if len(mine) == 1 and terms:
                told = f"may mean more than one {self.noun}"
                self._choose(text, [*mine, *terms], gathered, told)
            elif len(mine) > 1:
                told = f"is wider than one {self.noun}: all of these are taken; {_LOOK}"
                gathered.doubt(text, ";".join(mine), mine, told)
        if others:
            gathered.take_for(FIELDS[self._other], *others)
            told = f"speaks of a {self._other} too, which is taken; {_LOOK}"
            gathered.doubt(text, ";".join(others), (), told)
        return True

    def _take_term(self, text: str, gathered: Gathered) -> bool:
        found = self._exact(text)
        mine = [one.code for one in found if one.kind == self.noun]
        if mine:
            told = f"may mean more than one {self.noun}"
            if _VAGUE.fullmatch(text):
                told = "is a wide word"
            self._choose(text, mine, gathered, told)
            self._take_too(text, gathered)
            return True
        others = [one.code for one in found if one.kind == self._other]
        if others:
            self._take_other(text, others, gathered)
            return True
        wide = [one for one in found if one.kind == "ecosystem"]
        if wide and len(self.parts(text)) > 1:
            return False
        if wide:
            self._tell_wide(text, wide[0].code, gathered)
        return bool(wide)

    def _take_too(self, text: str, gathered: Gathered) -> None:
        """A technology that is a sector only as a whole entry, as "E-Mobilität"."""
        kept = self._finder.called(text[:_MOST_LETTERS], _KINDS[:2], anywhere=True)
        if kept and self.noun == "sector" and kept[0].kind == self._other:
            gathered.take_for(FIELDS[self._other], kept[0].code)
            told = f"speaks of a {self._other} too, which is taken; {_LOOK}"
            gathered.doubt(text, kept[0].code, (), told)

    def _take_other(self, text: str, codes: Sequence[str], gathered: Gathered) -> None:
        gathered.take_for(FIELDS[self._other], codes[0])
        told = f"is a {self._other}, no {self.noun}, and taken as one; {_LOOK}"
        gathered.doubt(text, codes[0], codes, told)

    def _tell_wide(self, text: str, ecosystem: str, gathered: Gathered) -> None:
        """An ecosystem: wider than a sector, unless it has only one."""
        sectors = [
            one.code
            for one in self._vocabulary.sectors.values()
            if ecosystem in one.parents
        ]
        if len(sectors) == 1 and self.noun == "sector":
            self._choose(text, sectors, gathered, "")
            return
        told = f"is an ecosystem, wider than a sector; name one of {', '.join(sectors)}"
        gathered.unread(text, told, is_word=True)

    def _take_inside(self, text: str, gathered: Gathered) -> None:
        """What stands in brackets, as far as it is called a name of either column."""
        for one in self._exact(text)[:1]:
            if one.kind == self.noun and one.code not in gathered.values:
                gathered.take(one.code)
            elif one.kind == self._other:
                gathered.take_for(FIELDS[self._other], one.code)
            else:
                return
            told = f"stands in brackets, and is taken too; {_LOOK}"
            gathered.doubt(text, one.code, (), told)

    def guess(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text may mean, as a doubt; whether there is anything."""
        is_code = self.noun == "sector" and _BARE_NACE.fullmatch(text)
        if is_code and (found := self._nace.sectors(text, only_if_sure=False)):
            self._choose(text, found, gathered, "is taken as a code of NACE")
            return True
        text_ = text[:_MOST_LETTERS]
        near, told = self._near(text_)
        mine = [one.code for one in near if one.kind == self.noun]
        others = [one.code for one in near if one.kind == self._other]
        if mine:
            self._choose(text, mine, gathered, told)
        elif others:
            gathered.take_for(FIELDS[self._other], others[0])
            told = f"may be a {self._other}, and is taken as one; {_LOOK}"
            gathered.doubt(text, others[0], others[:_MOST_OFFERED], told)
        if mine or others:
            return True
        sure = [one for one in between_words(text_, self.is_sure) if self.is_sure(one)]
        for one in sure:
            self.take(one, gathered)
            told = f"only this part of '{shown(text)}' is called so; {_LOOK}"
            gathered.doubt(one, ";".join(gathered.values), (), told)
        return bool(sure)

    def _near(self, text: str) -> tuple[Sequence[FoundCode], str]:
        """What is like a text, or is named in it, and why that is a doubt."""
        of_part = f"is not called so; its part means a {self.noun}"
        if near := [one for what in about(text) for one in self._exact(what)]:
            return near, of_part
        for before, head in in_compound(text):
            if (near := self._coded(head)) and self._is_start(before):
                return near, of_part
        mended = self._mending.mended(text)
        if near := [one for way in mended for one in self._exact(way)]:
            return near, f"is taken as a misspelt {self.noun}"
        named = _BRANCH.sub("", text)
        if near := self._finder.find(named, _KINDS[:2], guess=False):
            return near, f"is not called so; a {self.noun} is named in it"
        return next(filter(None, map(self._coded, starts(text))), []), of_part

    def _is_start(self, text: str) -> bool:
        """Whether a compound may begin with a text: a term, and what joins it."""
        joined = text[:-1] if text[-1:] in ("n", "s") else text
        return bool(self._coded(text) or self._coded(joined))

    def _coded(self, text: str) -> list[FoundCode]:
        """Sectors and technologies that are called so."""
        return [one for one in self._exact(text) if one.kind in _KINDS[:2]]

    def _choose(
        self, text: str, codes: Sequence[str], gathered: Gathered, problem: str
    ) -> None:
        """Take the most apt code; a doubt where there are others, or it is a guess."""
        codes = [*dict.fromkeys(codes)]
        gathered.take(codes[0])
        if len(codes) > 1 or problem.startswith("is "):
            told = f"{problem}; {_LOOK}"
            gathered.doubt(text, codes[0], codes[:_MOST_OFFERED], told)

    def _exact(self, text: str) -> list[FoundCode]:
        if text not in self._sure:
            self._sure[text] = self._finder.called(text[:_MOST_LETTERS], _KINDS)
        return self._sure[text]


def _name(text: str) -> str:
    """How names are compared: signs and the way to write "and" do not count."""
    return key_of(text.replace("&", " and ").replace(" + ", " and "))


def _names(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    """Codes by kind, by folded code and label."""
    found: dict[str, dict[str, str]] = {}
    for kind, terms in (
        ("sector", vocabulary.sectors),
        ("technology", vocabulary.technologies),
    ):
        for code, term in terms.items():
            for name in (code, term.label, code.replace("-", " ")):
                found.setdefault(_name(name), {}).setdefault(kind, code)
    return found
