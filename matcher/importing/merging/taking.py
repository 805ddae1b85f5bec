"""Taking: all records that rows tell of, as they are to be, and what is left out.

In: a registry and a `Gathered`; refusals. Out: records, and the registry with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from matcher.importing.draft import RECORDS, Draft
from matcher.importing.identity.cooperation import Cooperation
from matcher.importing.identity.directory import Organisation
from matcher.importing.identity.gathered import Gathered, Membership
from matcher.importing.merging.fields import Held
from matcher.importing.merging.organisations import merge_organisation
from matcher.importing.merging.partnerships import merge_members, merge_partnership
from matcher.importing.merging.soundness import Refusal
from matcher.importing.sheet import Place, Remark
from matcher.registry.columns import Value, cell
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.text import fold

WHOLE = ""
"""Instead of a field: nothing that rows say of a record is taken."""

Key = tuple[str, str]
"""A table and an id; of a membership both ids, with a space between."""


class Taking:
    """The records that rows tell of.

    Parameters
    ----------
    known : Registry
    gathered : Gathered
    """

    def __init__(self, known: Registry, gathered: Gathered) -> None:
        self.known = known
        self.remarks: list[Remark] = []
        self.held: dict[Key, tuple[Cluster | Partnership | Member, Held]] = {}
        self.told_of: dict[Key, Organisation | Cooperation] = {
            **{("clusters", o.id): o for o in gathered.directory.all},
            **{("partnerships", c.id): c for c in gathered.cooperations.all},
        }
        self._memberships = gathered.memberships
        self._left_out: dict[Key, set[str]] = {}
        for key, told in self.told_of.items():
            if told.drafts:
                self._merge(key)
        self._merge_members()

    def clusters(self) -> dict[str, Cluster]:
        """Organisations that rows tell of, by id."""
        found = (record for record, _ in self.held.values())
        return {one.id: one for one in found if isinstance(one, Cluster)}

    def is_new(self, key: Key) -> bool:
        """Whether the registry does not have it."""
        if key[0] == "members":
            return any(change.field == "member" for change in self.held[key][1].changes)
        return self.told_of[key].record is None

    def registry(self) -> Registry:
        """The registry with these records."""
        tables: dict[str, list[Cluster | Partnership | Member]] = {
            name: [r for r in records if (name, key_of(r)) not in self.held]
            for name in RECORDS
            for records in [getattr(self.known, name)]
        }
        for (table, _), (record, _) in self.held.items():
            tables[table].append(record)
        return replace(self.known, **tables)  # type: ignore[arg-type]

    def changed_fields(self) -> dict[Key, set[str]]:
        """By table and id, the fields that are not as before."""
        return {
            key: {*held.values} | ({"id"} if self.is_new(key) else set())
            for key, (_, held) in self.held.items()
        }

    def leave_out(self, refusals: Iterable[Refusal]) -> bool:
        """Take the records anew without what is refused; whether anything is so now."""
        found = set()
        for refusal in refusals:
            key = (refusal.table, refusal.id)
            field = self._field(refusal)
            left_out = self._left_out.setdefault(key, set())
            if field not in left_out and key in self.held:
                left_out.add(field)
                found.add(key)
                self._tell(key, field, refusal)
        for key in found & self.told_of.keys():
            self._merge(key)
        if found:
            self._merge_members()
        return bool(found)

    def _field(self, refusal: Refusal) -> str:
        key = (refusal.table, refusal.id)
        needed = refusal.field in ("id", "name", "acronym") and self.is_new(key)
        if needed or not refusal.field:
            return WHOLE
        return f"{refusal.field} {refusal.value}" if refusal.value else refusal.field

    def _merge(self, key: Key) -> None:
        told, dropped = self.told_of[key], self._left_out.get(key, set())
        if WHOLE in dropped:
            self.held.pop(key, None)
        elif isinstance(told, Organisation):
            self.held[key] = merge_organisation(told, dropped)
        else:
            self.held[key] = merge_partnership(told, dropped)

    def _merge_members(self) -> None:
        for key in [key for key in self.held if key[0] == "members"]:
            del self.held[key]
        dropped = {key[1]: fields for key, fields in self._left_out.items()}
        heard = [one for one in self._memberships if not self._is_left_out(one)]
        for id, held in merge_members(self.known.members, heard, dropped).items():
            self.held["members", id] = held

    def _is_left_out(self, one: Membership) -> bool:
        sides = (("clusters", one.organisation), ("partnerships", one.cooperation))
        return WHOLE in self._left_out.get(("members", one.id), ()) or any(
            WHOLE in self._left_out.get((table, side.id), ()) and not side.record
            for table, side in sides
        )

    def _tell(self, key: Key, field: str, refusal: Refusal) -> None:
        """Say of every row what of it is not taken."""
        name = field.partition(" ")[0]
        for row in self._rows(key):
            said = row.values.get(name)
            if field == WHOLE:
                self._remark(row.place, _called(row.values), refusal.problem)
            elif name == "aliases":
                values = {n: row.values.get(n) for n in ("name", "aliases")}
                for where, value in values.items():
                    texts = value if isinstance(value, tuple) else (str(value or ""),)
                    for text in texts:
                        if fold(text) == refusal.value or not refusal.value:
                            place = row.places.get(where, row.place)
                            self._remark(place, text, refusal.problem)
            elif said not in (None, "", ()):
                place = row.places.get(name, row.place)
                self._remark(place, cell(said), refusal.problem)

    def _rows(self, key: Key) -> list[Draft]:
        if key[0] != "members":
            return self.told_of[key].drafts
        return [
            Draft("members", one.place, one.values, {})
            for one in self._memberships
            if one.id == key[1]
        ]

    def _remark(self, place: Place, value: str, problem: str) -> None:
        self.remarks.append(Remark("unread", place, value, problem))


def key_of(record: Cluster | Partnership | Member) -> str:
    """The id of a record; of a membership both ids, with a space between."""
    if isinstance(record, Member):
        return f"{record.partnership} {record.cluster}"
    return record.id


def _called(values: Mapping[str, Value]) -> str:
    return next((str(values[n]) for n in ("name", "acronym") if values.get(n)), "")
