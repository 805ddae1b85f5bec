"""Fields of a record with what rows say of them.

In: a record or none, and values with their places. Out: the values to hold from now
on, the cells that are not as before, and doubts where rows contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from matcher.importing.identity.spelling import site_of
from matcher.importing.regions import names_in
from matcher.importing.report import Change
from matcher.importing.sheet import Place, Remark, in_order
from matcher.registry.columns import Column, Value, cell
from matcher.text import fold

_ADDRESSES = ("website", "source")
_SEVERAL_ROWS = "rows say different things of it; say in one of them what holds"


class Said(NamedTuple):
    """What a row says of a field, and where."""

    value: Value
    place: Place


class Choice(NamedTuple):
    """The value to take.

    Parameters
    ----------
    value : Value
    place : Place
        Of the first row that says it.
    others : tuple of str
        What else rows say, as it stands in a table.
    """

    value: Value
    place: Place
    others: tuple[str, ...]


def choose(field: str, said: Sequence[Said], before: Value = None) -> Choice:
    """What most rows say; of equals what the registry has, then what says most.

    Parameters
    ----------
    field : str
    said : sequence of Said
        One at least.
    before : Value
        What the registry has.
    """
    if len(said) == 1:
        return Choice(*said[0], ())
    n_times = Counter(alike(field, one.value) for one in said)
    n_written = Counter(one.value for one in said)
    kept = alike(field, before)

    def worth(one: Said) -> tuple[object, ...]:
        key, value = alike(field, one.value), one.value
        most = -value if isinstance(value, int) else -len(cell(value))
        written = -n_written[value], cell(value), in_order(one.place)
        return -n_times[key], key != kept, most, *written

    best = min(said, key=worth)
    chosen = alike(field, best.value)
    others = {cell(one.value) for one in said if alike(field, one.value) != chosen}
    return Choice(best.value, best.place, tuple(sorted(others)))


def alike(field: str, value: Value) -> object:
    """What is equal where two values say the same.

    Examples
    --------
    >>> alike("website", "https://www.textils.cat/"), alike("city", "Łódź")
    ('textils.cat', 'lodz')
    """
    if not isinstance(value, str):
        return value
    if field == "region":
        return names_in(value)
    return site_of(value) if field in _ADDRESSES else fold(value)


def is_said_by(field: str, before: Value, value: Value) -> bool:
    """Whether what the registry has says all that a value says.

    Examples
    --------
    >>> is_said_by("region", "Munich (Bavaria)", "Bayern")
    True
    """
    known, said = alike(field, before), alike(field, value)
    if isinstance(known, frozenset) and isinstance(said, frozenset):
        return said <= known
    return known == said


class Told(NamedTuple):
    """A row with the place of each value."""

    values: Mapping[str, Value]
    places: Mapping[str, Place]
    place: Place

    def where(self, field: str) -> Place:
        """Where a value stands."""
        return self.places.get(field, self.place)


class Held(NamedTuple):
    """What a record is to hold.

    Parameters
    ----------
    values : dict of str to Value
        Of the fields that are not as before.
    changes : list of Change
        What became of the cells of a record that is known.
    doubts : list of Remark
    """

    values: dict[str, Value]
    changes: list[Change]
    doubts: list[Remark]


def hold(
    id: str,
    columns: Mapping[str, Column],
    before: Mapping[str, Value],
    rows: Sequence[Told],
    dropped: Collection[str] = (),
) -> Held:
    """All that a record is to hold, of the columns that are given.

    Parameters
    ----------
    id : str
    columns : mapping of str to Column
        By their names.
    before : mapping of str to Value
        Of the record in the registry; empty for a new one.
    rows : sequence of Told
    dropped : collection of str
        Fields of which rows are not heard.

    Notes
    -----
    A list is united with what is said and never gets shorter. A single value that is
    said replaces one that was recorded.
    """
    if not before and len(rows) == 1:
        return Held(_alone(columns, rows[0], dropped), [], [])
    held = Held({}, [], [])
    for name in dict.fromkeys(chain.from_iterable(row.values for row in rows)):
        column = columns.get(name)
        if column is None or name in dropped:
            continue
        said = [
            Said(row.values[name], row.where(name)) for row in rows if _says(row, name)
        ]
        if said and column.several:
            _unite(held, id, name, before.get(name) or (), said)
        elif said:
            _replace(held, id, name, before.get(name), said)
    return held


def _alone(
    columns: Mapping[str, Column], row: Told, dropped: Collection[str]
) -> dict[str, Value]:
    """What the only row on a new record says, as most are."""
    return {
        name: tuple(sorted({*value})) if isinstance(value, tuple) else value
        for name, value in row.values.items()
        if name in columns and name not in dropped and value not in (None, "", ())
    }


def _says(row: Told, field: str) -> bool:
    return row.values.get(field) not in (None, "", ())


def _unite(
    held: Held, id: str, field: str, before: Value, said: Iterable[Said]
) -> None:
    kept = before if isinstance(before, tuple) else ()
    known = {alike(field, one) for one in kept}
    added: dict[str, Place] = {}
    for one in said:
        for value in one.value if isinstance(one.value, tuple) else ():
            if alike(field, value) not in known:
                known.add(alike(field, value))
                added[value] = one.place
    if added:
        whole = tuple(sorted({*kept, *added}))
        note(held, id, field, kept, whole, min(added.values(), key=in_order))
        held.values[field] = whole


def _replace(
    held: Held, id: str, field: str, before: Value, said: Sequence[Said]
) -> None:
    chosen = choose(field, said, before)
    if chosen.others:
        value = cell(chosen.value)
        held.doubts.append(
            Remark("doubt", chosen.place, value, _SEVERAL_ROWS, value, chosen.others)
        )
    is_new = before in (None, "")
    if is_new or not is_said_by(field, before, chosen.value):
        note(held, id, field, before, chosen.value, chosen.place)
        held.values[field] = chosen.value


def note(
    held: Held, id: str, field: str, before: Value, after: Value, place: Place
) -> None:
    """Keep what a cell was and is."""
    held.changes.append(Change(id, field, cell(before), cell(after), place))
