"""Fields: what a column of a sheet may be taken for, in words.

In: the records of the registry. Out: choices for a select, by table.
"""

from __future__ import annotations

from collections.abc import Mapping

from matcher import Cluster, Member, Partnership, Vocabulary, columns_of
from matcher_web.facts.words import OF_CLUSTERS, OF_PARTNERSHIPS

TABLES: Mapping[str, str] = {
    "clusters": "Clusters, one a row",
    "partnerships": "Partnerships, one a row",
    "members": "Who is in which partnership",
    "": "No list: leave it out",
}
"""What a sheet may hold."""

NOTHING = "Leave it out"
PERSONAL = "personal"
"""Persons and how to reach them, which nobody keeps."""

CODED = ("country", "sectors", "technologies", "target_markets")
"""Fields that hold codes, of which a word without one can be given one."""

LISTS = frozenset(
    column.name
    for record in (Cluster, Partnership)
    for column in columns_of(record)
    if column.several
)
"""Fields that hold several values."""

_MORE = {
    "id": "Id",
    "sources": "Pages that say so",
    "nace": "Codes of NACE",
    "coordinator": "Coordinator",
    "cluster": "Organisation",
    "partnership": "Partnership",
    PERSONAL: "Person or contact: left out",
}
_OF = {
    "clusters": (Cluster, OF_CLUSTERS, ("nace", PERSONAL)),
    "partnerships": (
        Partnership,
        OF_PARTNERSHIPS,
        ("coordinator", "members", "nace", PERSONAL),
    ),
    "members": (Member, {}, ("partnership", "cluster", PERSONAL)),
}


def titles(table: str) -> dict[str, str]:
    """What each field of a table is called, in the order of its page.

    Parameters
    ----------
    table : {"clusters", "partnerships", "members", ""}
    """
    record, ordered, more = _OF.get(table, (Cluster, {}, ()))
    if not table:
        return {}
    known = [column.name for column in columns_of(record)]
    names = ["name", *(name for name in ordered if name in known), *known, *more]
    found = {**_MORE, "members": "Members", **ordered}
    return {
        name: found.get(name, name.replace("_", " ").capitalize())
        for name in dict.fromkeys(names)
        if name in known or name in more
    }


def titled(field: str) -> str:
    """What a field of any table is called."""
    known = titles("partnerships") | titles("clusters")
    return known.get(field, field.replace("_", " ").capitalize())


def choice(field: str, code: str) -> str:
    """A field as a mapping and a form write it, with the code of a yes or no."""
    return f"{field} {code}".rstrip()


def choices(table: str, chosen: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Values and words of what a column may be taken for.

    Parameters
    ----------
    table : str
    chosen : str
        As from `choice`; it is among them, whatever it is.
    vocabulary : Vocabulary
    """
    called = titles(table)
    if chosen not in ("", *called):
        field, _, code = chosen.partition(" ")
        title = called.get(field, field.replace("_", " ").capitalize())
        of = f": {vocabulary.label(code)}, where it says yes" if code else ""
        called = {chosen: title + of, **called}
    return [("", NOTHING), *called.items()]
