"""Choosing: one value of several that rows say, whatever their order.

In: what rows say of one field, and what the registry has. Out: the value to take, and
the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from matcher.importing.identity.spelling import site_of
from matcher.importing.regions import names_in
from matcher.importing.sheet import Place, in_order
from matcher.registry.columns import Value, cell
from matcher.text import fold

_ADDRESSES = ("website", "source")


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
