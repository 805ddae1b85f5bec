"""Area words: letters for countries, and names that mean no one country.

In: words.toml beside this room, and a vocabulary. Out: tables that `meaning` looks
names up in; keys are folded unless they are said to be as written.
"""

from __future__ import annotations

import re

from matcher.files.listed import meanings_in
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold

WORDS = "importing/values/areas/words.toml"

LETTERS_ON_CARS = {
    "A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "H": "HU", "I": "IT",
    "L": "LU", "P": "PT",
}  # fmt: skip
"""Countries by the one letter on their cars, as written."""

ALSO_WORDS = frozenset("no No in is so BD NC NR SD SO".split())
"""As written: codes of countries that are words too, or say that nothing is known."""

NAMIBIA_OR_NOTHING = "NA"
"""Namibia, North America, or what many write for "not available"."""

ISLANDS = frozenset(("island", "islands"))
"""Words that are an English noun inside a name, and Iceland alone."""

SHARED = frozenset("CD CG CN GE GN IE KP KR TW".split())
"""Of these, the name behind "Republic of" is that of another state too."""

FORMAL = re.compile(
    r"^the\s+(?!(?:republic|kingdom|federal|grand)\b)"
    r"|^(?:the\s+)?(?:federal\s+|french\s+|hellenic\s+)?(?:republic|rep\.|kingdom|"
    r"grand duchy)"
    r"\s+of\s+|^(?:bundes)?republik\s+|^k[oö]nigreich\s+|^(?:la\s+)?r[eé]publique\s+"
    r"(?:f[eé]d[eé]rale\s+)?(?:d['’]\s*|de\s+)?|^(?:el\s+)?reino\s+de\s+|"
    r"^rep[uú]blica\s+"
    r"(?:federal\s+)?(?:de\s+|da\s+|do\s+)?|^repubblica\s+(?:di\s+)?|"
    r"^royaume\s+(?:de\s+|"
    r"des\s+|d['’])|^koninkrijk\s+(?:der\s+)?|^republiek\s+|"
    r"^rzeczpospolita\s+|^republika\s+"
    r"|^kr[oó]lestwo\s+|\s+rep(?:ublic)?$",
    re.IGNORECASE,
)
"""What stands before, or after, the name of a state where it is told in full."""


def names_of(vocabulary: Vocabulary) -> dict[str, dict[str, None]]:
    """Codes by folded name of all areas, and by their codes in capitals."""
    found: dict[str, dict[str, None]] = {}
    areas = {**vocabulary.countries, **vocabulary.markets}
    for code, term in areas.items():
        names = [term.label, *([code] if code in vocabulary.regions else [])]
        for name in names:
            found.setdefault(fold(name), {})[code] = None
    for alias, code in vocabulary.country_aliases.items():
        found.setdefault(alias, {})[code] = None
    for name, code in meanings_in(WORDS, "names").items():
        if code in areas:
            found.setdefault(name, {code: None})
    return found
