"""Numbers, as people write them: "1.200", "ca. 85", "85+", "80-100".

In: the text of a cell. Out: a whole number, with a doubt where it may be another.
"""

from __future__ import annotations

import re

from matcher.importing.values.reading import Gathered
from matcher.registry.columns import Column
from matcher.text import fold

_ABOUT = re.compile(
    r"^(?:(?:c(?:a|irc)?a?\.?|approx(?:\.|imately)?|around|about|roughly|some|"
    r"almost|nearly|"
    r"rund|rd\.?|etwa|ungefahr|zirka|circa|knapp|env(?:\.|iron)?|pres de|autour de|"
    r"unos|unas|"
    r"alrededor de|aprox(?:\.|imadamente)?|aproximadamente|cerca de|cerca di|quasi|"
    r"n\.|anzahl|"
    r"ongeveer|zo'n|plm\.?|okolo|ok\.?|prawie|aproximativ|cca\.?|in totale|"
    r"total|gesamt|"
    r"insgesamt|totaal|razem)\s*:?\s*(?=[0-9<>~])|[~≈≃±=]\s*)+"
)
_AT_LEAST = re.compile(
    r"^(?:>=?|≥|\+(?=\s*[0-9])|more than|over|at least|min(?:\.|destens)?|"
    r"mehr als|uber|"
    r"ueber|plus de|au moins|mas de|al menos|piu di|oltre|almeno|meer dan|"
    r"ruim|minstens|"
    r"ponad|powyzej|co najmniej|wiecej niz|mais de|pelo menos|peste)\s*(?=[0-9])"
)
_AT_MOST = re.compile(
    r"^(?:<=?|≤|less than|up to|under|fewer than|max(?:\.|imum|imal)?|weniger als|"
    r"bis zu|unter|hochstens|moins de|jusqu'a|menos de|hasta|meno di|fino a|minder dan|"
    r"tot|maximaal|mniej niz|ponizej|do|ate|sub)\s*(?=[0-9])"
)
_NUMBER = (
    r"[0-9]{1,3}(?:[.,'’][0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+"
)
_ONE = re.compile(
    rf"({_NUMBER})(?:[.,]0+(?![0-9]))?\s*(k\b|tsd\.?|tys\.?|mil\b|thousand)?\s*\+?"
)
_THOUSANDS = re.compile(r"([0-9]+)[.,]([0-9]{1,2})\s*(?:k|tsd\.?|tys\.?)\b\s*\+?")
_RANGE = re.compile(
    rf"(?:(?:zwischen|between|entre|tra|tussen|od|von|from|de|da|intre|miedzy)\s+)?"
    rf"({_NUMBER})(?:\s*[-/]\s*|\s+(?:to|bis|a|y|e|i|und|and|en|et|tot|do|al|si)\s+)"
    rf"({_NUMBER})(?![0-9.,]*[0-9])"
)
_WORDS_BEHIND = re.compile(r"[^\W\d_][\w\s.,()/&'*:-]*|\([^)]*\)|[.:*]*")
_GLUED = re.compile(
    r"(?<=[0-9])(?!(?:k|st|nd|rd|th)\b)[a-z]|\s*(?:[%‰€$£]|(?:mio|million|mln|milion|"
    r"millones|milioni|millions|milhao|milhoes|mrd|billion|per cent|percent|prozent|"
    r"eur|usd|gbp|pln|euros?|millionen|hundert|hundred)\b)"
)
"""What makes another number of the one before it, or no number of anybody."""
_LOOK = "look whether that is meant"


def read_number(column: Column, text: str, gathered: Gathered) -> int | None:
    """The number that a plain text says; None, and why, where it is none.

    Parameters
    ----------
    column : Column
    text : str
    gathered : Gathered
    """
    found = _read(fold(text), text, gathered)
    if found is None:
        problem = f"no number; accepted is {column.refusal('')}"
        gathered.unread(text, problem)
        return None
    if problem := column.refusal(str(found)):
        refused = Gathered()
        gathered.__dict__.update(refused.__dict__)
        gathered.unread(text, f"'{found}' is not {problem}")
        return None
    return found


def _read(folded: str, text: str, gathered: Gathered) -> int | None:
    about = _ABOUT.match(folded)
    rest = folded[about.end() :] if about else folded
    bound = _AT_LEAST.match(rest) or _AT_MOST.match(rest)
    rest = rest[bound.end() :].strip() if bound else rest.strip()
    if found := _RANGE.match(rest):
        if _is_behind(rest[found.end() :]):
            low, high = _digits(found[1]), _digits(found[2])
            if int(low) < int(high):
                told = f"a range, of which the lower end is taken; {_LOOK}"
                gathered.doubt(text, low, [high], told)
                return int(low)
        return None
    if found := _THOUSANDS.match(rest):
        number = int(found[1]) * 1000 + int(found[2].ljust(3, "0"))
        gathered.doubt(text, str(number), (), f"is taken in thousands; {_LOOK}")
        return number if _is_behind(rest[found.end() :]) else None
    return _one(rest, text, bound is not None, gathered)


def _one(rest: str, text: str, has_bound: bool, gathered: Gathered) -> int | None:
    found = _ONE.match(rest)
    if not found or len(found[1]) > 15 or _GLUED.match(rest, found.end()):
        return None
    number, behind = (
        int(_digits(found[1])),
        rest[found.end() :].removeprefix(",-").strip(),
    )
    if found[2]:
        number *= 1000
        gathered.doubt(text, str(number), (), f"is taken in thousands; {_LOOK}")
    if not _is_behind(behind):
        return None
    if has_bound and rest.startswith("<"):
        has_bound = True
    others = [_digits(one) for one in re.findall(_NUMBER, behind)]
    if others:
        told = f"the first of several numbers is taken; {_LOOK}"
        gathered.doubt(text, str(number), others, told)
    elif has_bound:
        told = f"a bound, of which the number is taken; {_LOOK}"
        gathered.doubt(text, str(number), (), told)
    return number


def _is_behind(text: str) -> bool:
    """Whether what stands behind a number says no other: words, or what it is of."""
    return bool(_WORDS_BEHIND.fullmatch(text.strip()))


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
