"""Codes in rules: a word in, the code that it means out, or why it means none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from matcher.errors import did_you_mean
from matcher.registry.calls.rule import CLASSES, CONDITIONS, GROUPS
from matcher.registry.records import ORGANISATION_TYPES
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown

_PLACES = ("country", "outside", "market")
_NOUNS = {
    "outside": "country",
    "market": "market",
    "class": "class of regions",
    "theme": "sector, technology or ecosystem",
}
_MOST_LISTED = 20
_EXAMPLES = {
    "country": "EU|NO",
    "outside": "BY|RU",
    "market": "JP|BR",
    "type": "cluster|network",
    "class": "less-developed|transition",
    "sector": "textile",
    "technology": "photonics",
    "ecosystem": "health",
    "theme": "photonics",
}


def code_of(kind: str, texts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """The first text that means a code in a condition of some kind, and that code.

    Case does not count, and a country's name does as well as its code. Both are empty
    if none means one.
    """
    if kind == "market":
        markets, places = vocabulary.markets, vocabulary.places.items()
        known = {word: code for word, code in places if code in markets}
    elif kind in _PLACES:
        known = vocabulary.places | {fold(group): group for group in GROUPS}
    else:
        known = {fold(code): code for code in _words(kind, vocabulary)}
    means = ((text, known.get(fold(text), "")) for text in texts)
    return next((found for found in means if found[1]), ("", ""))


def countries_of(code: str, vocabulary: Vocabulary) -> Collection[str]:
    """The countries that a code in a condition stands for: a group's, or itself."""
    return vocabulary.eu if code == "EU" else vocabulary.regions.get(code, (code,))


def unknown_code(kind: str, word: str, vocabulary: Vocabulary) -> str:
    """Why a word is refused, with those that are spelt like it."""
    words = _words(kind, vocabulary)
    codes = sorted({*words.values()})
    near = did_you_mean(word, codes) or did_you_mean(word, words)
    listed = len(codes) <= _MOST_LISTED
    accepted = f"; one of: {', '.join(codes)}" if listed else ""
    if not listed and not near:
        accepted = f"; {len(codes)} codes are accepted"
    return f"no {_NOUNS.get(kind, kind)} '{shown(word)}'{near}{accepted}"


def example(kind: str) -> str:
    """How a condition of some kind is written."""
    return f"{CONDITIONS[kind][0]} {_EXAMPLES[kind]}"


def _words(kind: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Codes by the words that mean them."""
    lists = {
        "type": ORGANISATION_TYPES,
        "class": CLASSES,
        "sector": vocabulary.sectors,
        "technology": vocabulary.technologies,
        "ecosystem": vocabulary.ecosystems,
        "theme": (
            *vocabulary.sectors,
            *vocabulary.technologies,
            *vocabulary.ecosystems,
        ),
    }
    if kind not in _PLACES:
        return {code: code for code in lists[kind]}
    countries = vocabulary.countries
    if kind == "market":
        countries = {c: one for c, one in countries.items() if c in vocabulary.markets}
    names = {one.label: one.code for one in countries.values()}
    aliases = vocabulary.country_aliases.items()
    names |= {name: code for name, code in aliases if code in countries}
    groups = () if kind == "market" else GROUPS
    codes = (*countries, *vocabulary.regions, *groups)
    return names | {code: code for code in codes}
