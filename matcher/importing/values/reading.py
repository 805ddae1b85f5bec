"""Readings: a value, with what was doubtful and what could not be read.

In: nothing. Out: the records that readers of cells give.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    unread : tuple of Unread
    """

    value: Value = None
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
