"""Texts: names, towns and sentences, fit for a cell of a table.

In: the text of a cell. Out: the same as its column accepts it; short names that stand
in brackets behind a name; lists of names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from matcher.importing.values.plain.cleaning import is_nothing, paragraph, plain
from matcher.importing.values.plain.personal import is_person, without_personal
from matcher.importing.values.plain.splitting import lines_of, town_in
from matcher.importing.values.reading import Gathered
from matcher.importing.word_lists import word_list
from matcher.registry.columns import Column
from matcher.registry.package.cells import text_problem
from matcher.registry.package.naming import misread
from matcher.text import fold, shown

_ACRONYM = re.compile(r"[^\W_][\w&+.!/ -]*")
_POST_CODE = re.compile(
    r"(?:[A-Z]{1,3}[- ]?)?[0-9]{2}[0-9]?[- ]?[0-9]{1,3}(?: [A-Z]{2})? +(?=[^\W\d_]{2})"
)
_BESIDE_TOWN = re.compile(
    r"\s+\((?!(?:Oder|Saale|Main|Spree|Havel|Donau|Breisgau|Westf)\b)[^()]*\)$"
)
"""Where a town is, but for the rivers and lands that are of its name."""
_CEDEX = re.compile(r"\s+cedex(?:\s+[0-9]+)?$", re.IGNORECASE)
_NOT_SHORT = frozenset(
    "lead coordinator leader partner former formerly old new".split()
)
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)
_FOOTNOTE = re.compile(
    r"(?<=[^\W_]|[).”\"])(?:\s?\*{1,3}|\s?[¹²³⁴⁵⁶⁷⁸⁹†‡]+|\s?\[[0-9]{1,2}\]|\s[0-9]{1,2}\))$"
)
_LOOK = "look whether that is meant"
NAMES = frozenset(
    "name short_name aliases acronym successor cluster partnership coordinator".split()
)
"""Fields that people find records by."""
_OF_ORGANISATIONS = {"name", "cluster", "coordinator", "members"}


def read_text(column: Column, text: str, gathered: Gathered) -> str | None:
    """A text as its column accepts it; None, and why, where it cannot be."""
    one = paragraph(text) if column.kind == "paragraph" else plain(text)
    if column.name in NAMES and is_person(one):
        gathered.leave_out(one, "a person; nobody keeps one")
        return None
    is_name = column.name in NAMES
    one = without_personal(one, gathered, persons=not is_name)
    one = paragraph(one) if column.kind == "paragraph" else plain(one)
    if is_name and one[:1] == "(" and one.find(")") == len(one) - 1:
        one = one[1:-1].strip()
    if is_name:
        one = _without_footnote(one, gathered)
    if not one or is_nothing(one):
        return None
    return _accepted(column, one, gathered)


def _without_footnote(text: str, gathered: Gathered) -> str:
    """A name without the mark of a footnote behind it: "Silicon Alps*", "Alpha 1)"."""
    found = _FOOTNOTE.search(text)
    if not found or (" " not in text and not text.endswith("*")):
        return text  # as "AdPack²" is
    bare = text[: found.start()].strip()
    gathered.doubt(text, bare, (text,), f"ends in the mark of a footnote; {_LOOK}")
    return bare


def read_town(column: Column, text: str, gathered: Gathered) -> str | None:
    """A town, without the post code that stands before it in addresses."""
    one = _BESIDE_TOWN.sub("", plain(town_in(text) or text))
    one = _CEDEX.sub("", _POST_CODE.sub("", one))
    return read_text(column, one, gathered)


def _accepted(column: Column, text: str, gathered: Gathered) -> str | None:
    if column.several:
        text = text.replace(";", ",")
    if problem := text_problem(column, text):
        gathered.unread(shown(text), problem)
        return None
    if column.name in _OF_ORGANISATIONS and not any(map(str.isalpha, text)):
        gathered.unread(text, "is no name, as it has no letter; give the name")
        return None
    if column.name in NAMES and (problem := misread(text)):
        one = text.translate(_ALIKE)
        if misread(one):
            gathered.unread(text, problem)
            return None
        gathered.doubt(text, one, (), f"mixes letters that look alike; {_LOOK}")
        return one
    return text


def read_name(
    column: Column, text: str, gathered: Gathered, short_field: str = ""
) -> str | None:
    """A name, without the short form that stands in brackets behind it.

    Parameters
    ----------
    column : Column
    text : str
    gathered : Gathered
    short_field : str
        Which field of the record holds the short form; it is dropped where empty.
    """
    name = read_text(column, text, gathered)
    whole, short = _apart(name or "")
    if not name or not short:
        return name
    if not _is_short_form(short) or misread(short) or misread(whole):
        return name
    if text_problem(column, whole) or text_problem(column, short):
        return name
    if not short_field:
        return whole
    gathered.tell_also(short_field, short)
    if not _is_drawn_from(short, whole):
        told = f"stands in brackets, and is taken as the short name; {_LOOK}"
        gathered.doubt(name, short, (), told)
    return whole


def _apart(name: str) -> tuple[str, str]:
    """A name, and what stands in the brackets that it ends in; empty if in none."""
    whole, bracket, short = name.removesuffix(")").rpartition("(")
    if not (bracket and name.endswith(")")) or {*short} & {*"()[]"}:
        return name, ""
    return whole.strip(" ,-–"), short.strip()


def _is_short_form(text: str) -> bool:
    """Whether a text is an acronym: mostly capitals, no legal form, no remark."""
    letters = [c for c in text if c.isalpha()]
    plain_letters = "".join(filter(str.isalnum, fold(text)))
    if not _ACRONYM.fullmatch(text) or len(letters) < 2 or len(text.split()) > 2:
        return False
    if plain_letters in word_list("never_short") or plain_letters in _NOT_SHORT:
        return False
    n_capitals = sum(map(str.isupper, letters))
    return len(letters) > 2 and (
        n_capitals == len(letters) or (n_capitals > 1 and " " not in text)
    )


def _is_drawn_from(short: str, whole: str) -> bool:
    """Whether the letters of a short form stand in a name in their order."""
    rest = iter(fold(whole))
    return all(letter in rest for letter in fold(short) if letter.isalpha())


def read_names(
    column: Column,
    text: str,
    is_known: Callable[[str], bool],
    is_country: Callable[[str], bool],
    gathered: Gathered,
) -> tuple[str, ...]:
    """Names that stand in one cell, as a list.

    Between commas only where no other sign parts them; then it is a doubt unless all
    are known. A country behind a comma stays with the name before it.
    """
    whole = plain(text)
    pieces = [whole] if is_known(whole) else lines_of(text)
    if len(pieces) == 1 and "," in whole and not is_known(whole):
        pieces = _between_commas(whole, is_country)
        told = f"is parted at its commas; {_LOOK}"
        if len(pieces) > 1 and not all(map(is_known, pieces)):
            gathered.doubt(whole, ";".join(pieces), [whole], told)
    is_of_partners = column.name == "members"
    if len(pieces) == 1 and is_of_partners and " / " in whole and not is_known(whole):
        pieces = [one.strip() for one in whole.split(" / ") if one.strip()]
        gathered.doubt(whole, ";".join(pieces), [whole], f"is parted at /; {_LOOK}")
    found: dict[str, None] = {}
    for piece in pieces:
        one = read_text(column, piece, gathered)
        if one:
            found[one] = None
    return tuple(found)


def _between_commas(text: str, is_country: Callable[[str], bool]) -> list[str]:
    """Pieces between commas; a country stays with what stands before it."""
    pieces: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        if pieces and is_country(piece) and not {*piece} & {*"([/"}:
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces
