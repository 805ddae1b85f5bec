"""Readings: a value, with what was doubtful and what could not be read.

In: values, doubts and what could not be read, one after another. Out: a `Reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matcher.registry.columns import Value


class Doubt(NamedTuple):
    """A piece of a cell that was taken for something, but may mean another thing.

    Parameters
    ----------
    text : str
        The piece.
    chosen : str
        How it was taken, as it stands in a table.
    alternatives : tuple of str
        What else it may mean.
    problem : str
        Why there is a doubt, and what to do.
    """

    text: str
    chosen: str
    alternatives: tuple[str, ...]
    problem: str


class Unread(NamedTuple):
    """A piece of a cell that could not be read.

    Parameters
    ----------
    text : str
    problem : str
        What is with it, what is accepted, and what to do.
    is_word : bool
        Whether it is a word without a code, which a mapping can name once for all.
    """

    text: str
    problem: str
    is_word: bool = False


@dataclass(frozen=True)
class Reading:
    """What a cell says.

    Parameters
    ----------
    value : Value
        As the field of the record holds it: a text, a number, or a tuple of texts;
        None where nothing is recorded.
    doubts : tuple of Doubt
        Of the value, and of what is said of other fields.
    unread : tuple of Unread
    left_out : tuple of Unread
        Pieces that are understood and not taken on purpose: personal data, a market
        inside the European Union.
    also : mapping of str to Value
        What the cell says of other fields of the same record, by their names: a
        technology in a column of sectors, a short name in brackets after a name. Lists
        are to be united with what these fields say; a single value fills one that says
        nothing.
    """

    value: Value = None
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
    left_out: tuple[Unread, ...] = ()
    also: Mapping[str, Value] = field(default_factory=dict)


class Gathered:
    """What a cell says so far; each thing is kept once, in the order it was found."""

    def __init__(self) -> None:
        self.values: dict[str, None] = {}
        self.also: dict[str, dict[str, None]] = {}
        self._also_single: dict[str, Value] = {}
        self._doubts: dict[Doubt, None] = {}
        self._unread: dict[Unread, None] = {}
        self._left_out: dict[Unread, None] = {}

    def take(self, *values: str) -> None:
        """What the field itself holds."""
        self.values |= dict.fromkeys(values)

    def take_for(self, field: str, *values: str) -> None:
        """What another field that is a list holds."""
        self.also.setdefault(field, {}).update(dict.fromkeys(values))

    def tell_also(self, field: str, value: Value) -> None:
        """What another field that holds one value may be filled with."""
        self._also_single[field] = value

    @property
    def has_doubts(self) -> bool:
        """Whether anything may mean another thing."""
        return bool(self._doubts)

    def forget(self) -> None:
        """Take back everything."""
        self.__init__()  # type: ignore[misc]

    def doubt(
        self, text: str, chosen: str, alternatives: Iterable[str], problem: str
    ) -> None:
        """Something was taken that may mean another thing."""
        others = tuple(one for one in dict.fromkeys(alternatives) if one != chosen)
        self._doubts[Doubt(text, chosen, others, problem)] = None

    def unread(self, text: str, problem: str, is_word: bool = False) -> None:
        """Something could not be read."""
        self._unread[Unread(text, problem, is_word)] = None

    def leave_out(self, text: str, problem: str) -> None:
        """Something is not taken on purpose."""
        self._left_out[Unread(text, problem)] = None

    def add(self, other: Gathered) -> None:
        """All that was gathered elsewhere."""
        self.values |= other.values
        for name, values in other.also.items():
            self.also.setdefault(name, {}).update(values)
        self._also_single |= other._also_single
        self._doubts |= other._doubts
        self._unread |= other._unread
        self._left_out |= other._left_out

    def reading(self, value: Value) -> Reading:
        """The reading, with this value."""
        also = {field: tuple(values) for field, values in self.also.items() if values}
        return Reading(
            value,
            tuple(self._doubts),
            tuple(self._unread),
            tuple(self._left_out),
            {**also, **self._also_single},
        )
