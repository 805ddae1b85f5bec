"""The error tree: everything this package raises on purpose.

::

    MatcherError
    |-- DatasetError (ValueError)       faults in a data package, all of them at once
    |-- FieldsError (ValueError)        what was described has faults, told by field
    |   |-- ProfileError                a profile names a code that does not exist
    |   `-- GoalError                   a goal names what cannot be wanted
    |-- FilterError (ValueError)        a filter cannot be applied
    |   `-- NoConsortium                rules conflict (in `matcher.consortium`)
    |-- RuleError (ValueError)          a rule of a call cannot be read
    |-- UnknownCluster (LookupError)    no cluster has this id
    |-- UnknownPartnership (LookupError)
    |-- UnknownMarket (LookupError)
    |-- UnknownCall (LookupError)
    |-- UnreadableFile (ValueError)     nothing can be taken of a file to import
    |-- NotFitted (RuntimeError)        ask after `fit`
    |-- ModelError (ValueError)         a saved model cannot be used
    |-- EngineError (RuntimeError)      work cannot be done where it was asked for
    `-- OutputError (OSError)           a result could not be written

Each message says what came, where, what is accepted and what to do next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from matcher.text import fold

T = TypeVar("T")

MOST_TOLD = 10
"""So many of a list stand in a sentence."""

MOST_LINES = 100
"""So many faults stand in the message of a `DatasetError`."""

MOST_KEPT = 1_000
"""So many faults of a data package are kept; all are counted."""

_MOST_LETTERS = 1_000  # of what stands in a cell with a fault


class MatcherError(Exception):
    """Root of all errors raised on purpose; the message is fit to show to a user."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in a data package: where it is, what came and what is accepted.

    Parameters
    ----------
    file : str
        Name of the file inside the package.
    line : int
        Line in the file, counted from 1 (the header); 0 for the whole file.
    column : str
        Name of the column; empty for the whole row or file.
    value : str
        What stands there.
    problem : str
        What is wrong, what is accepted and what to do.
    """

    file: str
    line: int
    column: str
    value: str
    problem: str

    def __str__(self) -> str:
        """Place first, then the column, then the problem."""
        where = self.file + (f" line {self.line}" if self.line else "")
        column = f" column '{self.column}'" if self.column else ""
        return f"{where}{column}: {self.problem}"


_IN_ORDER = attrgetter("file", "line", "column", "value", "problem")


class Faults:
    """Gathers the faults of a data package: keeps the first ones, and counts all.

    However many are added, the memory for some `MOST_KEPT` is taken.

    Parameters
    ----------
    found : iterable of Fault, optional
    """

    def __init__(self, found: Iterable[Fault] = ()) -> None:
        self.n_all = 0
        self._kept: list[Fault] = []
        self.add(*found)

    def add(self, *found: Fault) -> None:
        """Count faults, and keep them if they are among the first."""
        self.gather(found)

    def gather(self, found: Iterable[Fault]) -> None:
        """The same for any number, as they are found."""
        for fault in found:
            self.n_all += 1
            if len(fault.value) > _MOST_LETTERS:
                fault = replace(fault, value=fault.value[: _MOST_LETTERS - 1] + "…")
            self._kept.append(fault)
            if len(self._kept) > 2 * MOST_KEPT:
                self._kept = self.first

    @property
    def first(self) -> list[Fault]:
        """The first of all, in file and line order."""
        return sorted(self._kept, key=_IN_ORDER)[:MOST_KEPT]

    @property
    def are_few(self) -> bool:
        """Whether every fault is kept."""
        return self.n_all <= MOST_KEPT

    def refuse(self) -> None:
        """Raise what was gathered, if there is any fault.

        Raises
        ------
        DatasetError
        """
        if self.n_all:
            raise DatasetError(self.first, self.n_all)


class DatasetError(MatcherError, ValueError):
    """A data package has faults.

    Parameters
    ----------
    faults : sequence of Fault
        Kept as `faults`: the first ones, in file and line order.
    n_faults : int, optional
        How many there are; as many as are given where not told.
    """

    def __init__(self, faults: Sequence[Fault], n_faults: int | None = None) -> None:
        self.faults = tuple(faults)
        self.n_faults = len(self.faults) if n_faults is None else n_faults
        noun = "fault" if self.n_faults == 1 else "faults"
        told = first_of(self.faults, str, MOST_LINES, self.n_faults)
        head = f"{self.n_faults:,} {noun} in the data package"
        super().__init__("\n".join([head, *told]))

    def __reduce__(self) -> tuple[object, ...]:
        """Made of the same faults again where another process has raised it."""
        return type(self), (self.faults, self.n_faults)


class FieldsError(MatcherError, ValueError):
    """What was described has faults in some of its fields.

    `faults` maps the field's name to the message that belongs beside the field.
    """

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("; ".join(first_of([*faults.items()], ": ".join)))

    def __reduce__(self) -> tuple[object, ...]:
        """Made of the same faults again where another process has raised it."""
        return type(self), (self.faults,)


class ProfileError(FieldsError):
    """A profile names something that the vocabulary does not have."""


class GoalError(FieldsError):
    """A goal names something that cannot be wanted."""


class FilterError(MatcherError, ValueError):
    """A filter has a value that cannot be applied."""


class RuleError(MatcherError, ValueError):
    """A rule on consortia cannot be read; a line for each."""


class UnknownCluster(MatcherError, LookupError):
    """No cluster of the registry has this id."""


class UnknownPartnership(MatcherError, LookupError):
    """No partnership of the registry has this id."""


class UnknownMarket(MatcherError, LookupError):
    """No market has this code."""


class UnknownCall(MatcherError, LookupError):
    """No funding call of the registry has this id."""


class UnreadableFile(MatcherError, ValueError):
    """Nothing at all can be taken of a file to import; one line says why."""


class NotFitted(MatcherError, RuntimeError):
    """A recommender was asked before it was fitted."""


class ModelError(MatcherError, ValueError):
    """A saved model is missing, damaged, or does not fit this version or registry."""


class EngineError(MatcherError, RuntimeError):
    """Work cannot be done where it was asked for, as on a cluster out of reach."""


class OutputError(MatcherError, OSError):
    """A result could not be written; nothing half-written is left behind."""


def first_of(
    found: Sequence[T],
    told: Callable[[T], str] = str,
    most: int = MOST_TOLD,
    n_all: int | None = None,
) -> list[str]:
    """The first of a list in words, then how many more there are.

    Every list that is printed and may be of any length ends by this rule.

    Parameters
    ----------
    found : sequence
    told : callable, optional
        What to say of one; only of those that are told is it asked.
    most : int
        So many are told.
    n_all : int, optional
        How many there are, where only the first are given.

    Examples
    --------
    >>> first_of(["a", "b", "c"], most=2)
    ['a', 'b', 'and 1 more']
    >>> first_of(["a", "b"])
    ['a', 'b']
    """
    words = [told(one) for one in found[:most]]
    n_more = (len(found) if n_all is None else n_all) - len(words)
    return [*words, f"and {n_more:,} more"] if n_more else words


N_OFFERED = 3
"""So many known words are offered at most."""

_LEAST_BEGINNING = 3


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A half sentence that offers the nearest known words, or nothing.

    Those that begin with what is given are nearest: it may be half typed.

    Examples
    --------
    >>> did_you_mean("txtile", ["textile", "tobacco"])
    "; did you mean 'textile'?"
    >>> did_you_mean("tobac", ["abacus", "tobacco"])
    "; did you mean 'tobacco'?"
    >>> did_you_mean("zzz", ["textile"])
    ''
    """
    by_folded = {fold(word): word for word in sorted(known, reverse=True)}
    folded = fold(str(given))  # a program may give anything
    begun = [word for word in by_folded if word.startswith(folded)]
    begun = sorted(begun, key=lambda word: (len(word), word))
    if len(folded) < _LEAST_BEGINNING or not begun:
        begun = get_close_matches(folded, by_folded, N_OFFERED, cutoff=0.6)
    return offering(by_folded[word] for word in begun)


def offering(words: Iterable[str]) -> str:
    """A half sentence that offers the first of some words, or nothing.

    Examples
    --------
    >>> offering(["textile", "tobacco"])
    "; did you mean 'textile' or 'tobacco'?"
    """
    offered = " or ".join(f"'{word}'" for word in islice(words, N_OFFERED))
    return f"; did you mean {offered}?" if offered else ""
