"""Organisations: clusters of the registry and new ones, with what rows say of them.

In: an `Organisation`. Out: its record as it is to be, and what is not as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from matcher.importing.draft import Draft
from matcher.importing.identity.directory import Organisation, text_in, texts_in
from matcher.importing.merging.fields import Held, Told, hold, note
from matcher.importing.sheet import Place
from matcher.registry.columns import Value, columns_of
from matcher.registry.legal_forms import words_of
from matcher.registry.records import Cluster
from matcher.text import fold

_NAMES = ("id", "name", "aliases")
_PLAIN = {one.name: one for one in columns_of(Cluster) if one.name not in _NAMES}


def merge_organisation(
    organisation: Organisation, dropped: Collection[str] = ()
) -> tuple[Cluster, Held]:
    """The record of an organisation with what rows say of it.

    Parameters
    ----------
    organisation : Organisation
        With one row at least.
    dropped : collection of str
        Fields of which rows are not heard.

    Notes
    -----
    A known one keeps its name, unless a row that has its id says otherwise; then the
    former name is kept among the others. Names that it did not have are added to them.
    """
    record = organisation.record
    before: dict[str, Value] = dict(vars(record)) if record else {}
    rows = _rows(organisation.drafts, before)
    held = hold(organisation.id, _PLAIN, before, rows, dropped)
    name = _name(organisation, rows, dropped)
    if record and name != record.name:
        place = next(
            row.where("name") for row in rows if row.values.get("name") == name
        )
        note(held, organisation.id, "name", record.name, name, place)
        held.values["name"] = name
    short = held.values.get("short_name", before.get("short_name"))
    if "aliases" not in dropped:
        _add_aliases(held, organisation, rows, {name, str(short or "")}, dropped)
    if record:
        return replace(record, **held.values), held  # type: ignore[arg-type]
    return Cluster(id=organisation.id, **held.values | {"name": name}), held  # type: ignore[arg-type]


def _rows(drafts: Iterable[Draft], before: Mapping[str, Value]) -> list[Told]:
    """What rows say, and what was derived where nobody says it."""
    said = {name for one in drafts for name in one.values if name not in one.derived}
    said |= {name for name, value in before.items() if value}
    return [
        Told(
            {
                name: value
                for name, value in one.values.items()
                if name not in one.derived or name not in said
            },
            one.places,
            one.place,
        )
        for one in drafts
    ]


def _name(
    organisation: Organisation, rows: list[Told], dropped: Collection[str]
) -> str:
    """What it is called from now on."""
    record = organisation.record
    if record is None:
        return organisation.name or _most_said(rows, organisation.id)
    by_id = [row for row in rows if text_in(row.values, "id") == record.id]
    told = [row for row in by_id if text_in(row.values, "name")]
    if not told or "name" in dropped:
        return record.name
    name = _most_said(told, record.id)
    known = map(words_of, (record.name, record.short_name, *record.aliases))
    return record.name if words_of(name) in known else name


def _most_said(rows: list[Told], id: str) -> str:
    """The name that most rows say, and not as the short one; of equals the longest.

    Rows of members may call it by its id, which is a name only where there is no other.
    """
    names = Counter(text_in(row.values, "name") for row in rows)
    short = {words_of(text_in(row.values, "short_name")) for row in rows}

    def worth(name: str) -> tuple[object, ...]:
        is_id = name == id
        is_short = words_of(name) in short
        return not name, is_id, is_short, -names[name], -len(name), name

    return min(names, key=worth)


def _add_aliases(
    held: Held,
    organisation: Organisation,
    rows: list[Told],
    names: set[str],
    dropped: Collection[str],
) -> None:
    """Every name that it is called by in rows, and its former one."""
    record = organisation.record
    kept = record.aliases if record else ()
    known = {words_of(one) for one in (*names, *kept)}
    if organisation.name:  # its own name is shared, hence the longer one
        known |= {words_of(text_in(row.values, "name")) for row in rows}
    added: dict[str, Place | None] = {}
    said: list[tuple[str, Place | None]] = [(record.name, None)] if record else []
    for row in rows:
        if (one := text_in(row.values, "name")) != organisation.id:
            said += [(one, row.where("name"))]
        others = texts_in(row.values, "aliases")
        said += [(one, row.where("aliases")) for one in others]
    for one, place in said:
        plain = one.replace(";", ",").strip()
        if f"aliases {fold(plain)}" in dropped or not plain:
            continue
        if words_of(plain) not in known:
            known.add(words_of(plain))
            added[plain] = place
    if added:
        whole = tuple(sorted({*kept, *added}))
        places = [place for place in added.values() if place]
        place = places[0] if places else rows[0].where("name")
        note(held, organisation.id, "aliases", kept, whole, place)
        held.values["aliases"] = whole
