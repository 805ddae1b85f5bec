"""Nations: whether a text is the name of a country, and not of a town in it.

In: a text, folded. Out: yes or no. The finder knows towns and regions too: what they
mean is their country, but a column of towns is none of countries.
"""

from __future__ import annotations

import re

from matcher.files.listed import meanings_in, words_in
from matcher.importing.values.areas.words import WORDS
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold

_CODED = re.compile(r"^[a-z]{2}\s*[-–:]\s+(?=\w{4})")
_WORDS = "importing/columns/held/nations.toml"


class Nations:
    """The names of countries.

    Parameters
    ----------
    vocabulary : Vocabulary
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = vocabulary.countries.values()
        self._names = {
            *meanings_in(WORDS, "names"),
            *words_in(_WORDS, "of_people"),
            *words_in(_WORDS, "short"),
            *vocabulary.country_aliases,
            *(fold(name) for term in terms for name in (term.label, term.code)),
        }

    def has(self, text: str) -> bool:
        """Whether a text is the name or the code of a country, or says it of a town.

        Examples
        --------
        >>> from matcher import load_registry
        >>> nations = Nations(load_registry().vocabulary)
        >>> nations.has("Niemcy"), nations.has("München"), nations.has("Graz (Austria)")
        (True, False, True)
        >>> nations.has("12 rue de Marseille, 1002 Tunis, Tunisie")
        True
        """
        folded = _CODED.sub("", fold(text).rstrip(". "))
        return folded in self._names or any(
            piece.strip() in self._names
            for sign in ",(/;"
            for piece in folded.replace(")", "").split(sign)[-1:]
            if len(piece.strip()) > 1
        )
