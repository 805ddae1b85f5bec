"""Tongues: languages by their names in nine of them and in their own.

In: the text of a cell. Out: codes of ISO 639-1.
"""

from __future__ import annotations

import re

from matcher.files.listed import meanings_in
from matcher.importing.values.plain.cleaning import is_nothing, plain
from matcher.importing.values.plain.mending import Mending
from matcher.importing.values.reading import Gathered
from matcher.text import fold

_BETWEEN = re.compile(r"\s*[;,/|\n&+•·]\s*|\s+(?:and|und|et|y|e|i|en|oraz|si)\s+")
_WORDS = "importing/values/choices/tongues.toml"
_LOOK = "look whether that is meant"


class Tongues:
    """Reads lists of languages."""

    def __init__(self) -> None:
        self._names = meanings_in(_WORDS, "names")
        self._letters = meanings_in(_WORDS, "letters")
        self._mending = Mending(self._names)

    def read(self, text: str, gathered: Gathered) -> tuple[str, ...]:
        """Languages of a cell as codes, in their order."""
        found: dict[str, None] = {}
        for piece in map(plain, _BETWEEN.split(text)):
            if piece and not is_nothing(piece):
                code = self._code(piece, gathered)
                found |= {code: None} if code else {}
        return tuple(found)

    def _code(self, text: str, gathered: Gathered) -> str:
        bare = re.sub(r"\s*[(\[].*|[-_][A-Za-z]{2}$", "", text).strip(" .:")
        key = fold(bare)
        if key in self._names.values() and key != "uk":
            return key
        if code := self._letters.get(key) or self._names.get(key):
            if key in ("uk", "us", "gb", "sp"):
                told = f"is a country's code; {_LOOK}"
                gathered.doubt(text, code, ["uk"] if key == "uk" else (), told)
            return code
        near = {self._names[one] for one in self._mending.near(key)}
        if len(near) == 1:
            code = near.pop()
            gathered.doubt(text, code, (), f"is taken as a misspelt language; {_LOOK}")
            return code
        problem = "no language; accepted are codes of ISO 639-1 and names of languages"
        gathered.unread(text, problem, is_word=True)
        return ""
