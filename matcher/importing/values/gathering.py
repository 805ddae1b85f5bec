"""Gathering: what a reader finds in the pieces of one cell, until it is a reading.

In: values, doubts and what could not be read, one after another. Out: a `Reading`.
"""

from __future__ import annotations

from collections.abc import Iterable

from matcher.importing.values.reading import Doubt, Reading, Unread
from matcher.registry.columns import Value


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
        for field, values in other.also.items():
            self.also.setdefault(field, {}).update(values)
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
