"""A name means one organisation: who keeps it where two have it.

In: organisations of the registry, and as they are to be. Out: names that cannot be
taken, since another has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from matcher.importing.identity.spelling import is_acronym
from matcher.importing.merging.refusing import Refusal
from matcher.registry.records import Cluster
from matcher.text import fold


def find_taken_names(
    known: Iterable[Cluster], merged: Mapping[str, Cluster]
) -> Iterator[Refusal]:
    """Every name of a merged organisation that another one has already.

    Parameters
    ----------
    known : iterable of Cluster
        Of the registry: they keep what they have.
    merged : mapping of str to Cluster
        By id, as they are to be.
    """
    holders: dict[str, str] = {}
    before: dict[str, set[str]] = {}
    for cluster in known:
        mine = before[cluster.id] = {name for _, name in _names(cluster)}
        holders |= dict.fromkeys(mine, cluster.id)
    for wanted in ("id", "name", "aliases"):
        for id in sorted(merged):
            for field, name in _names(merged[id]):
                if field != wanted or name in before.get(id, ()):
                    continue
                holder = holders.setdefault(name, id)
                if holder != id:
                    told = f"'{name}' is what '{holder}' is called too; say where or "
                    told += "since when, or say who is meant"
                    yield Refusal("clusters", id, field, told, name)


def _names(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """All that must mean this one alone, folded, by the fields that hold it."""
    yield "id", fold(cluster.id)
    yield "name", fold(cluster.name)
    for alias in cluster.aliases:
        if not is_acronym(alias):
            yield "aliases", fold(alias)
