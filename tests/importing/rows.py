"""Rows as they are once read, and what an import makes of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from matcher import Registry
from matcher.importing.draft import Draft
from matcher.importing.identity.gathering import gather
from matcher.importing.identity.near import find_near
from matcher.importing.mapping import Mapping
from matcher.importing.merging.merge import Merged, merge
from matcher.importing.report import Near
from matcher.importing.sheet import Place, Remark
from tests.toy import registry_of

NOTHING_SAID = Mapping()


def cluster(name: str, row: int = 1, **values: Any) -> Draft:
    """A row on an organisation."""
    return _draft("clusters", row, {"name": name, **values})


def partnership(acronym: str, row: int = 1, **values: Any) -> Draft:
    """A row on a partnership."""
    return _draft("partnerships", row, {"acronym": acronym, **values})


def member(partnership: str, cluster: str, row: int = 1, **values: Any) -> Draft:
    """A row on an organisation in a partnership."""
    sides = {"partnership": partnership, "cluster": cluster}
    return _draft("members", row, {**sides, **values})


def _draft(table: Any, row: int, values: dict[str, Any]) -> Draft:
    places = {name: Place("list.csv", "", row, name, name) for name in values}
    return Draft(table, Place("list.csv", "", row), values, places)


class Import(NamedTuple):
    """What an import of rows comes to."""

    merged: Merged
    near: tuple[Near, ...]

    @property
    def registry(self) -> Registry:
        return self.merged.registry

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.registry.clusters]

    @property
    def states(self) -> dict[str, str]:
        return {entry.id: entry.state for entry in self.merged.entries}

    def remarks(self, kind: str) -> list[Remark]:
        return [remark for remark in self.merged.remarks if remark.kind == kind]


def importing(
    *drafts: Draft, known: Registry | None = None, said: Mapping = NOTHING_SAID
) -> Import:
    """Take rows into a registry; a new one where none is given."""
    known = known or registry_of()
    gathered = gather(drafts, known, said)
    return Import(merge(known, gathered), find_near(gathered.directory))
