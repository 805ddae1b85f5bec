"""Activities: what a piece of a cell of sectors or technologies means.

In: a piece. Out: codes of its column, those of the other column, doubts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.importing.values.codes.code_names import (
    KINDS,
    MOST_LETTERS,
    CodeNames,
    plain_name,
)
from matcher.importing.values.codes.compounds import (
    about,
    in_compound,
    starts,
)
from matcher.importing.values.plain.splitting import (
    between_words,
    bracketed,
)
from matcher.importing.values.reading import Gathered
from matcher.registry.finding.found import FoundCode
from matcher.text import shown

FIELDS = {"sector": "sectors", "technology": "technologies"}
_LOOK = "look whether that is meant"
_BARE_NACE = re.compile(r"[0-9]{2}(?:\.[0-9]{1,2})?(?:\s.*)?", re.DOTALL)
_VAGUE = re.compile(
    r"(?:in+o[vw]a|servi|us[łl]ug|dienst|te[ck]h?nol[oó]g)[^\W\d_]*|research|forschung|"
    r"manufacturing",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"^bran[żz][ae]\s+", re.IGNORECASE)  # Romanian for cheese
_MOST_OFFERED = 5

Codes = Sequence[tuple[str, str]]  # kind and code


class Activities(CodeNames):
    """Reads the pieces of one column of sectors or technologies.

    It takes what `CodeNames` does.
    """

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
        key = plain_name(text)
        named = dict(self.labels.get(key, {}))
        if self.noun in named:
            gathered.take(named[self.noun])
            return True
        mine = {one.code for one in self.exact(text) if one.kind == "sector"}
        if self.other in named and (self.other == "sector" or len(mine) != 1):
            self._take_other(text, [named[self.other]], gathered)
            return True
        if key in self.values and self._take_value(text, [*self.values[key]], gathered):
            return True
        if self.noun == "sector" and (found := self.nace.sectors(text, True)):
            self._choose(text, found, gathered, "belongs to several sectors")
            return True
        return self._take_term(text, gathered)

    def _take_value(self, text: str, codes: Codes, gathered: Gathered) -> bool:
        """All codes of a value of the platform; those of the other column too."""
        mine = [code for kind, code in codes if kind == self.noun]
        others = [code for kind, code in codes if kind == self.other]
        if not mine and not others:
            return False
        if mine:
            gathered.take(*mine)
            terms = [one.code for one in self.exact(text) if one.kind == self.noun]
            if len(mine) == 1 and terms:
                told = f"may mean more than one {self.noun}"
                self._choose(text, [*mine, *terms], gathered, told)
            elif len(mine) > 1:
                told = f"is wider than one {self.noun}: all of these are taken; {_LOOK}"
                gathered.doubt(text, ";".join(mine), mine, told)
        if others:
            gathered.take_for(FIELDS[self.other], *others)
            told = f"speaks of a {self.other} too, which is taken; {_LOOK}"
            gathered.doubt(text, ";".join(others), (), told)
        return True

    def _take_term(self, text: str, gathered: Gathered) -> bool:
        found = self.exact(text)
        mine = [one.code for one in found if one.kind == self.noun]
        if mine:
            if self._take_several(text, mine, gathered):
                return True
            told = f"may mean more than one {self.noun}"
            if _VAGUE.fullmatch(text):
                told = "is a wide word"
            self._choose(text, mine, gathered, told)
            self._take_too(text, gathered)
            return True
        others = [one.code for one in found if one.kind == self.other]
        if others:
            self._take_other(text, others, gathered)
            return True
        wide = [one for one in found if one.kind == "ecosystem"]
        if wide and len(self.parts(text)) > 1:
            return False
        if wide:
            self._tell_wide(text, wide[0].code, gathered)
        return bool(wide)

    def _take_several(
        self, text: str, codes: Sequence[str], gathered: Gathered
    ) -> bool:
        """All codes of a term that says each by itself: "Forst und Holz"."""
        parts = self.parts(text) if len({*codes}) > 1 else []
        named = [one for part in parts for one in self.exact(part)[:1]]
        if {one.code for one in named if one.kind == self.noun} != {*codes}:
            return False
        gathered.take(*codes)
        told = f"names several {FIELDS[self.noun]}, and all are taken; {_LOOK}"
        gathered.doubt(text, ";".join(codes), (), told)
        return True

    def _take_too(self, text: str, gathered: Gathered) -> None:
        """A technology that is a sector only as a whole entry, as "E-Mobilität"."""
        kept = self.finder.called(text[:MOST_LETTERS], KINDS[:2], anywhere=True)
        if kept and self.noun == "sector" and kept[0].kind == self.other:
            gathered.take_for(FIELDS[self.other], kept[0].code)
            told = f"speaks of a {self.other} too, which is taken; {_LOOK}"
            gathered.doubt(text, kept[0].code, (), told)

    def _take_other(self, text: str, codes: Sequence[str], gathered: Gathered) -> None:
        gathered.take_for(FIELDS[self.other], codes[0])
        told = f"is a {self.other}, no {self.noun}, and taken as one; {_LOOK}"
        gathered.doubt(text, codes[0], codes, told)

    def _tell_wide(self, text: str, ecosystem: str, gathered: Gathered) -> None:
        """An ecosystem: wider than a sector, unless it has only one."""
        sectors = [
            one.code
            for one in self.vocabulary.sectors.values()
            if ecosystem in one.parents
        ]
        if len(sectors) == 1 and self.noun == "sector":
            self._choose(text, sectors, gathered, "")
            return
        told = f"is an ecosystem, wider than a sector; name one of {', '.join(sectors)}"
        gathered.unread(text, told, is_word=True)

    def _take_inside(self, text: str, gathered: Gathered) -> None:
        """What stands in brackets, as far as it is called a name of either column."""
        for one in self.exact(text)[:1]:
            if one.kind == self.noun and one.code not in gathered.values:
                gathered.take(one.code)
            elif one.kind == self.other:
                gathered.take_for(FIELDS[self.other], one.code)
            else:
                return
            told = f"stands in brackets, and is taken too; {_LOOK}"
            gathered.doubt(text, one.code, (), told)

    def guess(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text may mean, as a doubt; whether there is anything."""
        is_code = self.noun == "sector" and _BARE_NACE.fullmatch(text)
        if is_code and (found := self.nace.sectors(text, only_if_sure=False)):
            self._choose(text, found, gathered, "is taken as a code of NACE")
            return True
        if (full := self.in_full(text)) and self._take_whole(full, gathered):
            taken = gathered.values or gathered.also.get(FIELDS[self.other], {})
            told = f"is taken as short for '{full}'; {_LOOK}"
            gathered.doubt(text, ";".join(taken), (), told)
            return True
        text_ = text[:MOST_LETTERS]
        near, told = self._near(text_)
        mine = [one.code for one in near if one.kind == self.noun]
        others = [one.code for one in near if one.kind == self.other]
        if mine:
            self._choose(text, mine, gathered, told)
        elif others:
            gathered.take_for(FIELDS[self.other], others[0])
            told = f"may be a {self.other}, and is taken as one; {_LOOK}"
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
        if near := [one for what in about(text) for one in self.exact(what)]:
            return near, of_part
        for before, head in in_compound(text):
            if (near := self.coded(head)) and self._is_start(before):
                return near, of_part
        mended = self.mending.mended(text)
        if near := [one for way in mended for one in self.exact(way)]:
            return near, f"is taken as a misspelt {self.noun}"
        named = _BRANCH.sub("", text)
        if near := self.finder.find(named, KINDS[:2], guess=False):
            return near, f"is not called so; a {self.noun} is named in it"
        return next(filter(None, map(self.coded, starts(text))), []), of_part

    def _is_start(self, text: str) -> bool:
        """Whether a compound may begin with a text: a term, and what joins it."""
        joined = text[:-1] if text[-1:] in ("n", "s") else text
        return bool(self.coded(text) or self.coded(joined))

    def _choose(
        self, text: str, codes: Sequence[str], gathered: Gathered, problem: str
    ) -> None:
        """Take the most apt code; a doubt where there are others, or it is a guess."""
        codes = [*dict.fromkeys(codes)]
        gathered.take(codes[0])
        if len(codes) > 1 or problem.startswith("is "):
            told = f"{problem}; {_LOOK}"
            gathered.doubt(text, codes[0], codes[:_MOST_OFFERED], told)
