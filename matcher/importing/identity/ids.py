"""Ids from names, in every script: the same for a name, whatever else comes in.

In: what an organisation is called. Out: an id that nobody else has.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from matcher.importing.identity.cooperation import Cooperation
from matcher.importing.identity.directory import Organisation
from matcher.registry.digest import sha256_of
from matcher.registry.package.naming import NAMES_OF_PAGES
from matcher.text import fold

MOST_LETTERS = 60
"""A longer name is cut between two words."""

_LETTERS = str.maketrans(
    {
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
        **{"θ": "th", "χ": "ch", "ψ": "ps"},
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
        **{"ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht"},
        **{"ъ": "a", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "і": "i", "ї": "yi"},
        **{"ґ": "g", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"},
        **{"ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ў": "u", "ё": "yo"},
    }
)
"""Greek and Cyrillic letters once folded, as they are written in Latin ones."""


def id_of(name: str) -> str:
    """A name in small letters, digits and hyphens; empty where none of it can be.

    Examples
    --------
    >>> id_of("Łódź Klaster"), id_of("Ελληνικό Cluster"), id_of("Клъстер Мехатроника")
    ('lodz-klaster', 'elliniko-cluster', 'klaster-mehatronika')
    >>> id_of("株式会社")
    ''
    """
    plain = fold(name).translate(_LETTERS)
    if sum(letter.isalpha() and not letter.isascii() for letter in plain) * 2 > len(
        plain
    ):
        return ""
    found = "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))
    if len(found) <= MOST_LETTERS:
        return found
    return found[: MOST_LETTERS + 1].rpartition("-")[0] or found[:MOST_LETTERS]


def new_id(names: Iterable[str], endings: Iterable[str], taken: Container[str]) -> str:
    """The first id that nobody has yet.

    Parameters
    ----------
    names : iterable of str
        What it is called, the best first; a short name or the host of a website stands
        in where a name cannot be written in Latin letters.
    endings : iterable of str
        What may tell it from another of the same name, as its country.
    taken : container of str
    """
    names = [*names]
    begun = next(filter(None, map(id_of, names)), "")
    begun = begun or f"x-{sha256_of(fold(names[0]).encode())[:8]}"
    return next(one for one in _tried(begun, endings) if one not in taken)


def _tried(begun: str, endings: Iterable[str]) -> Iterator[str]:
    yield begun
    for ending in filter(None, map(id_of, endings)):
        yield f"{begun}-{ending}"
    number = 2
    while True:
        yield f"{begun}-{number}"
        number += 1


def give_ids(
    organisations: Sequence[Organisation], cooperations: Sequence[Cooperation]
) -> None:
    """Give those an id that have none, whatever order they came in."""
    taken = {one.id for one in organisations} | {one.id for one in cooperations}
    taken |= NAMES_OF_PAGES | {
        fold(name) for one in organisations if one.id for name in one.names
    }
    new = [one for one in organisations if not one.id]
    for one in sorted(new, key=_of_organisation):
        names = [one.name] if one.name else [*one.names]
        hosts = [host.partition(".")[0] for host in one.hosts]
        one.id = new_id([*names, *hosts], [*one.countries, *hosts], taken)
        taken |= {one.id, *map(fold, one.names)}
    begun = [one for one in cooperations if not one.id]
    for cooperation in sorted(begun, key=_of_partnership):
        rounds = [f"g{n}" for n in _sorted(cooperation, "generation")]
        years = [*map(str, _sorted(cooperation, "start"))]
        names = [f"{name}-{'-'.join(rounds[:1])}" for name in cooperation.names]
        cooperation.id = new_id(names, [*years, "partnership"], taken)
        taken.add(cooperation.id)


def _of_organisation(one: Organisation) -> tuple[list[str], bool, list[str]]:
    """Of those of one name, who says where it sits has it first."""
    return sorted(one.names), not one.countries, sorted(one.countries)


def _of_partnership(one: Cooperation) -> list[list[str]]:
    facts = [f"{name} {_sorted(one, name)}" for name in sorted(one.facts)]
    return [sorted(one.names), facts]


def _sorted(one: Cooperation, fact: str) -> list[str]:
    return sorted(map(str, one.facts.get(fact, ())))
