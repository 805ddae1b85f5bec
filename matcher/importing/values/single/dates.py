"""Dates and years, as people write them in eight languages.

In: the text of a cell. Out: a date as exactly as it is sure, or the year of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.files.listed import meanings_in
from matcher.importing.values.reading import Gathered
from matcher.importing.word_lists import word_list
from matcher.registry.columns import Column
from matcher.registry.package.cells import date_problem
from matcher.registry.package.spreadsheets import dates_in
from matcher.text import fold

_WORDS = "importing/values/single/dates.toml"
_BEFORE = re.compile(
    r"^(?:since|from|as of|founded(?: in)?|established(?: in)?|est\.?|in|on|"
    r"year|start(?:ed)?|"
    r"seit|ab|gegrundet(?: am| im)?|gegr\.|vom|am|jahr|im|depuis|des|a partir de|le|en|"
    r"cree en|annee|fonde en|desde|a partir del|el|fundado en|fundada en|ano|"
    r"creado en|dal|da|"
    r"dall'|nel|anno|fondato nel|sinds|vanaf|sedert|opgericht in|jaar|od|w|"
    r"rok|zalozony w|"
    r"fundado em|fundada em|em|din|anul|infiintat in|until|till|to|bis|"
    r"jusqu'en|hasta|fino al|"
    r"tot|do|ate|ca\.?|circa|c\.|um|okolo|vers|hacia|rond)"
    r"(?![^\W\d_])\s*:?\s*(?=\S)"
)
_ABOUT = re.compile(
    r"^(?:[~≈]|ca\.?|circa|c\.|um|about|around|rund|etwa|vers|hacia|okolo|rond)"
    r"(?![^\W\d_])\s*"
)
_BEHIND = re.compile(r"\s*(?:r\.?|roku|jahr|e\.?v\.?|year|\.)$")
_YEAR = re.compile(
    r"(?<![0-9.,])(?:1[0-9]{3}|20[0-9]{2}|2100)(?![0-9]|[.,][0-9]|'?s|er)"
)
_YEAR_OF_A_DATE = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]|'?s|er)")
_FIRST_SERIAL = 25_569
"""The first day of 1970 as spreadsheets count: smaller ones are misspelt years."""
_IN_WORDS = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:\.|er|st|nd|rd|th|o|º|ª)?[\s/.-]*(?:de\s+|of\s+)?)?"
    r"(?P<month>[a-z]{3,12})\.?,?[\s/.'-]*(?P<late>[0-9]{1,2}(?:st|nd|rd|th)?,\s*)?"
    r"(?:de\s+|del\s+|of\s+|do\s+)?(?P<year>(?:19|20)?[0-9]{2})"
)
_SHORT = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{2})")
_TIME = re.compile(
    r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*[ap]m)?(?:Z|"
    r"[+-][0-9:]+)?$",
    re.I,
)
_LOOK = "look whether that is meant"


def read_date(column: Column, text: str, gathered: Gathered) -> str | None:
    """The date that a plain text says, as YYYY, YYYY-MM or YYYY-MM-DD.

    None, and why, where it is none; without a word where nothing has ended.
    """
    folded = fold(text)
    if column.name == "end" and folded in word_list("no_end"):
        return None
    found = [*dict.fromkeys(_dates(folded))]
    if not found:
        return _one_of_years(column, text, folded, gathered)
    if len(found) > 1:
        told = f"the day may stand first or the month; the day is taken so; {_LOOK}"
        gathered.doubt(text, found[0], found, told)
    elif _is_short(folded):
        gathered.doubt(text, found[0], (), f"the century is a guess; {_LOOK}")
    elif re.fullmatch("[0-9]{5}", folded):
        gathered.doubt(
            text, found[0], (), f"is taken as days of a spreadsheet; {_LOOK}"
        )
    return found[0]


def _one_of_years(
    column: Column, text: str, folded: str, gathered: Gathered
) -> str | None:
    """A year out of a text that is no date; of several the first, or last of an end."""
    years: list[str] = [
        *dict.fromkeys(
            y for y in _YEAR_OF_A_DATE.findall(folded) if not date_problem(y)
        )
    ]
    if not years or len(folded) > 60:
        gathered.unread(text, f"no date; accepted is {column.refusal('')}")
        return None
    chosen = years[-1] if column.name == "end" else years[0]
    told = f"only this year is taken of it; {_LOOK}"
    gathered.doubt(text, chosen, years, told)
    return chosen


def read_year(column: Column, text: str, gathered: Gathered) -> int | None:
    """The year that a plain text says; None, and why, where it is none."""
    folded = fold(text)
    about = _ABOUT.match(folded)
    bare = re.sub(r"[.,]0+$", "", _stripped(folded))
    found = [bare] if re.fullmatch("[0-9]{4}", bare) else []
    if re.fullmatch("[12][.,][0-9]{3}", bare):
        found = [re.sub("[.,]", "", bare)]
        gathered.doubt(text, found[0], (), f"is taken as a year; {_LOOK}")
    dates = [] if found else [*_dates(folded)]
    if dates:
        found = [dates[0][:4]]
        if _is_short(folded) or re.fullmatch("[0-9]{5}", folded):
            gathered.doubt(text, found[0], (), f"the year is a guess; {_LOOK}")
    elif not found and len(folded) <= 80:
        found = [*dict.fromkeys(_YEAR.findall(folded))]
        if found:
            told = f"the first year in it is taken; {_LOOK}"
            gathered.doubt(text, found[0], found, told)
    if not found or column.refusal(found[0]):
        problem = f"no year; accepted is {column.refusal('')}"
        empty = Gathered()
        gathered.__dict__.update(empty.__dict__)
        gathered.unread(text, problem)
        return None
    if about:
        gathered.doubt(text, found[0], (), f"is told as uncertain; {_LOOK}")
    return int(found[0])


def _stripped(folded: str) -> str:
    before = None
    while before != folded:
        before = folded
        folded = _BEHIND.sub("", _BEFORE.sub("", folded).lstrip("~≈ "))
    return folded.strip(" ()")


def _is_short(folded: str) -> bool:
    """Whether the century is not written."""
    return not re.search("[0-9]{4}", folded)


def _dates(folded: str) -> Iterator[str]:
    """Every date that a folded text may be as a whole, the likeliest first."""
    bare = _stripped(_TIME.sub("", folded))
    bare = re.sub(r"\s*([./-])\s*", r"\1", bare).rstrip(".")
    found = [*dates_in(bare)]
    if short := _SHORT.fullmatch(bare):
        found += dates_in(f"{short[1]}{short[2]}{short[3]}{short[2]}{_full(short[4])}")
    elif short := re.fullmatch("([0-9]{1,2})[/-]([0-9]{2})", bare):
        found += dates_in(f"{short[1]}/{_full(short[2])}")
    elif short := re.fullmatch("['’]([0-9]{2})", bare):
        found.append(_full(short[1]))
    elif words := _IN_WORDS.fullmatch(bare):
        month = meanings_in(_WORDS, "months").get(words["month"], "")
        day = words["day"] or re.sub("[^0-9]", "", words["late"] or "")
        if month and not (words["day"] and words["late"]):
            year = words["year"]
            year = year if len(year) == 4 else _full(year)
            found.append("-".join([year, month, *([day.zfill(2)] if day else [])]))
    if bare.isdigit() and len(bare) == 5 and int(bare) < _FIRST_SERIAL:
        return
    yield from (one for one in found if not date_problem(one))


def _full(year: str) -> str:
    """A year of two digits in full: those to come are of the last century."""
    return ("20" if int(year) < 50 else "19") + year
