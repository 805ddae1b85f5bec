"""Partnerships and memberships: those of the registry, with what rows say of them.

In: a `Cooperation`, and who is said to be in which. Out: records as they are to be, and
what is not as before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from matcher.importing.identity.cooperation import Cooperation
from matcher.importing.identity.directory import text_in
from matcher.importing.identity.gathered import Membership
from matcher.importing.merging.fields import Held, Told, hold, note
from matcher.registry.columns import Value, columns_of
from matcher.registry.legal_forms import words_of
from matcher.registry.partnerships import Member, Partnership

_COLUMNS = {one.name: one for one in columns_of(Partnership) if one.name != "id"}
_OF_A_MEMBER = {one.name: one for one in columns_of(Member)[2:]}
_NAMES = ("acronym", "name")


def merge_partnership(
    cooperation: Cooperation, dropped: Collection[str] = ()
) -> tuple[Partnership, Held]:
    """The record of a partnership with what rows say of it.

    Parameters
    ----------
    cooperation : Cooperation
        With one row at least.
    dropped : collection of str
        Fields of which rows are not heard.
    """
    record = cooperation.record
    before: dict[str, Value] = dict(vars(record)) if record else {}
    known = {words_of(str(before[name])) for name in _NAMES if before.get(name)}
    rows = []
    for draft in cooperation.drafts:
        values = {
            name: value
            for name, value in draft.values.items()
            if name not in _NAMES or words_of(str(value)) not in known
        }
        rows.append(Told(values, draft.places, draft.place))
    held = hold(cooperation.id, _COLUMNS, before, rows, dropped)
    if record:
        return replace(record, **held.values), held  # type: ignore[arg-type]
    values = {"acronym": held.values.get("name", cooperation.called), **held.values}
    return Partnership(id=cooperation.id, **values), held  # type: ignore[arg-type]


def merge_members(
    known: Iterable[Member],
    memberships: Iterable[Membership],
    dropped: Mapping[str, Collection[str]],
) -> dict[str, tuple[Member, Held]]:
    """The records of all memberships that rows tell of.

    Parameters
    ----------
    known : iterable of Member
        Those in the registry.
    memberships : iterable of Membership
    dropped : mapping of str to collection of str
        By both ids with a space between, fields of which rows are not heard.

    Returns
    -------
    dict of str to tuple of Member and Held
        By both ids.

    Notes
    -----
    Where rows name the coordinator of a partnership, who was it before takes part.
    """
    records = {f"{one.partnership} {one.cluster}": one for one in known}
    rows: dict[str, list[Told]] = {}
    for one in memberships:
        rows.setdefault(one.id, []).append(Told(one.values, {}, one.place))
    for key, row in _former_coordinators(records, rows):
        rows.setdefault(key, []).append(row)
    found = {}
    for key in sorted(rows):
        record = records.get(key)
        before: dict[str, Value] = dict(vars(record)) if record else {}
        held = hold(key, _OF_A_MEMBER, before, rows[key], dropped.get(key, ()))
        if record is None:
            partnership, cluster = key.split()
            note(held, partnership, "member", None, cluster, rows[key][0].place)
            record = Member(partnership=partnership, cluster=cluster)
        found[key] = (replace(record, **held.values), held)  # type: ignore[arg-type]
    return found


def _former_coordinators(
    records: Mapping[str, Member], rows: Mapping[str, Sequence[Told]]
) -> list[tuple[str, Told]]:
    """Who coordinated partnerships that rows name another coordinator of."""
    roles = {
        key: {text_in(row.values, "role"): row for row in told}
        for key, told in rows.items()
    }
    named = {
        key.split()[0]: told["coordinator"]
        for key, told in roles.items()
        if "coordinator" in told
    }
    return [
        (key, Told({"role": "partner"}, {}, named[member.partnership].place))
        for key, member in records.items()
        if member.role == "coordinator"
        and member.partnership in named
        and not any(roles.get(key, ()))
    ]
