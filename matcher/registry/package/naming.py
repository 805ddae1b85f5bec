"""Finds names that mean two things: rows of all tables in, faults out.

Whoever types a name means one thing by it, and the first that has it would be a guess.
Short names and acronyms are shared in life: those may be, and are asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from matcher.errors import Fault
from matcher.registry.package.checking import fault_in
from matcher.registry.package.tables import Rows
from matcher.text import fold, shown

_NAMED: Sequence[Mapping[str, tuple[str, ...]]] = (
    {"clusters": ("id", "name", "aliases")},
    {"countries": ("code", "name", "aliases"), "regions": ("code", "label")},
    {"ecosystems": ("code", "label")},
    {"programmes": ("code", "label")},
    {"sectors": ("code", "label")},
    {"technologies": ("code", "label")},
)
"""Tables whose names are looked up together: the columns that hold them, keys first."""

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "clusters": ("name", "short_name", "aliases"),
    "partnerships": ("acronym", "name"),
    "countries": ("name", "aliases"),
    "regions": ("label",),
    "ecosystems": ("label",),
    "programmes": ("label",),
    "sectors": ("label",),
    "technologies": ("label",),
    "terms": ("term",),
}
"""Columns that people read names in, and type them from."""

_SCRIPTS = ("Cyrillic", "Greek", "Latin")
"""Their letters look alike: a name that mixes them is not found as it is seen."""

NAMES_OF_PAGES = frozenset(("compare", "profile"))
"""What stands in addresses where the id of a cluster may stand too."""

_Place = tuple[Rows, int, str]  # a table, a row of it, and its key


def find_shared_names(tables: Mapping[str, Rows]) -> Iterator[Fault]:
    """Every name that an earlier row has, however it is written; once for two rows."""
    for columns_of in _NAMED:
        first: dict[str, _Place] = {}
        told: set[tuple[str, ...]] = set()
        for place, column, name in _names(tables, columns_of):
            other = first.setdefault(fold(name), place)
            pair = (place[2], other[2])
            if place[2] != other[2] and pair not in told:
                told.add(pair)
                problem = _problem(name, place, other)
                yield fault_in(*place[:2], column, problem, name)


def find_misread_names(tables: Mapping[str, Rows]) -> Iterator[Fault]:
    """Every name that cannot be typed as it is seen, and every id that is a page's."""
    read = [(tables[table], of) for table, of in _SHOWN.items() if table in tables]
    for rows, column in ((rows, column) for rows, of in read for column in of):
        for number, cell in enumerate(rows.column(column)):
            names = cell.split(";") if column == "aliases" else [cell]
            for name in filter(None, names):
                if problem := misread(name):
                    yield fault_in(rows, number, column, problem, name)
    clusters = tables["clusters"]
    for number, id in enumerate(clusters.column("id")):
        if id in NAMES_OF_PAGES:
            problem = f"'{id}' is the name of a page; give the cluster another id"
            yield fault_in(clusters, number, "id", problem)


def misread(name: str) -> str:
    """Why nobody finds a name by what they see; empty if they do."""
    if not any(map(str.isalnum, name)):
        return f"'{shown(name)}' has no letter and no digit to be found by"
    # Below stand Latin letters alone, as nearly everywhere.
    for word in () if max(name) < "\u0370" else re.findall(r"\w+", name):
        known = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        mixed = [script for script in _SCRIPTS if script.upper() in known]
        if len(mixed) > 1:
            return f"'{shown(word)}' mixes {' and '.join(mixed)} letters; write one"
    return ""


def _names(
    tables: Mapping[str, Rows], columns_of: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[_Place, str, str]]:
    """Names with their places and columns: all keys, then all names, then others."""
    for position in range(max(map(len, columns_of.values()))):
        for table, columns in columns_of.items():
            if table in tables and position < len(columns):
                rows, column = tables[table], columns[position]
                pairs = rows.beside(columns[0], column)
                for number, (key, cell) in enumerate(pairs):
                    names = cell.split(";") if column == "aliases" else [cell]
                    for name in filter(None, names):
                        if not (table == "clusters" and _may_be_shared(column, name)):
                            yield (rows, number, key), column, name


def _may_be_shared(column: str, name: str) -> bool:
    """Whether it is an acronym; two full names or ids may not be alike."""
    return column == "aliases" and name.isupper() and " " not in name


def _problem(name: str, place: _Place, other: _Place) -> str:
    rows, number, key = other
    called = f"'{shown(name)}' means '{shown(key)}' too"
    at = f"{rows.table.file} line {rows.lines[number]}"
    if rows.table.name != "clusters":
        return f"{called} ({at}); a name has one meaning"
    site, other_site = (_site(*one) for one in (place, other))
    if site and site == other_site:
        return f"{called}, with the same website ({at}): keep one row of them"
    return f"{called} ({at}); say where or since when, or give it as the short name"


def _site(rows: Rows, number: int, _: str) -> str:
    """The website of a row, however its address is written; empty without one."""
    sites = rows.column("website")
    return re.sub("^https?://(www[.])?|/$", "", sites[number].lower()) if sites else ""
