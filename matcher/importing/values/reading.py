"""Readings: a value, with what was doubtful and what could not be read.

In: nothing. Out: the records that readers of cells give.
"""

from __future__ import annotations

from collections.abc import Mapping
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
