"""Rules that no consortium can keep to, whoever is in it.

In: rules, with where each stands. Out: a line for each fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from matcher.registry.calls.codes import countries_of
from matcher.registry.calls.grammar import MOST_COUNTED
from matcher.registry.calls.rule import Condition, Rule, in_words
from matcher.registry.records import ORGANISATION_TYPES
from matcher.registry.vocabulary import Vocabulary


def contradiction(rules: Iterable[Rule], vocabulary: Vocabulary) -> str:
    """Why no consortium keeps to all rules; empty if sizes and places allow it."""
    return next(contradictions(dict.fromkeys(rules, ""), vocabulary), "")


def contradictions(found: Mapping[Rule, str], vocabulary: Vocabulary) -> Iterator[str]:
    """Sizes that exclude each other, and rules that ask for what nobody can be.

    Parameters
    ----------
    found : mapping of Rule to str
        Where each stands, for messages; may be empty.
    vocabulary : Vocabulary
    """
    for rule, told in (*_sizes(found), *_of_nobody(found, vocabulary)):
        yield f"{found[rule]}: {told}" if found[rule] else told


def _sizes(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str]]:
    sizes = [
        (rule.least or 1, MOST_COUNTED if rule.most is None else rule.most, rule)
        for rule in rules
        if rule.is_hard and rule.subject == "members" and not rule.conditions
    ]
    for _, most, upper in sizes:
        for least, _, lower in sizes:
            if least > most:
                told = f"'{upper}', yet '{lower}' asks for more; take one of them out"
                yield upper, told


def _of_nobody(
    rules: Iterable[Rule], vocabulary: Vocabulary
) -> Iterator[tuple[Rule, str]]:
    for rule in rules:
        for conditions in (rule.conditions, *rule.seats):
            countries = _countries(conditions, vocabulary)
            types = {*ORGANISATION_TYPES}.intersection(
                *(one.codes for one in conditions if one.kind == "type")
            )
            n_places = _places(rule.subject, countries, vocabulary)
            if not (countries and types):
                told = f"'{in_words(conditions)}' can hold of nobody; take one part out"
                yield rule, told
            elif (rule.least or 0) > n_places:
                told = f"at most {n_places:,} can be '{in_words(conditions)}'"
                yield rule, f"'{rule}' asks for {rule.least}, and {told}"


def _countries(conditions: Iterable[Condition], vocabulary: Vocabulary) -> set[str]:
    """Those that keep to all conditions."""
    countries = {*vocabulary.countries}
    for one in conditions:
        named = {c for code in one.codes for c in countries_of(code, vocabulary)}
        if one.kind == "country" and not one.or_others:
            countries &= named
        elif one.kind == "outside":
            countries -= named
    return countries


def _places(subject: str, countries: set[str], vocabulary: Vocabulary) -> int:
    """How many different ones can be counted, in some countries alone."""
    if subject == "countries":
        return len(countries)
    if subject == "markets":
        held = (vocabulary.regions.get(code, (code,)) for code in vocabulary.markets)
        return sum({*each} <= countries for each in held)
    return MOST_COUNTED
