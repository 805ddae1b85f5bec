"""The error tree: everything this package raises on purpose.

::

    MatcherError
    |-- DatasetError (ValueError)       faults in a data package, all of them at once
    |-- FieldsError (ValueError)        what was described has faults, told by field
    |   |-- ProfileError                a profile names a code that does not exist
    |   `-- GoalError                   a goal names what cannot be wanted
    |-- FilterError (ValueError)        a filter cannot be applied
    |-- UnknownCluster (LookupError)    no cluster has this id
    |-- UnknownPartnership (LookupError)
    |-- UnknownMarket (LookupError)
    |-- NotFitted (RuntimeError)        ask after `fit`
    |-- ModelError (ValueError)         a saved model cannot be used
    |-- EngineError (RuntimeError)      work cannot be done where it was asked for
    `-- OutputError (OSError)           a result could not be written

Each message says what came, where, what is accepted and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from matcher.text import fold


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


class DatasetError(MatcherError, ValueError):
    """A data package has faults; `faults` holds every one, in file order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        n_faults = len(self.faults)
        head = f"{n_faults} fault{'' if n_faults == 1 else 's'} in the data package"
        super().__init__("\n".join([head, *map(str, self.faults)]))

    def __reduce__(self) -> tuple[object, ...]:
        """Made of the same faults again where another process has raised it."""
        return type(self), (self.faults,)


class FieldsError(MatcherError, ValueError):
    """What was described has faults in some of its fields.

    `faults` maps the field's name to the message that belongs beside the field.
    """

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("; ".join(f"{name}: {text}" for name, text in faults.items()))

    def __reduce__(self) -> tuple[object, ...]:
        """Made of the same faults again where another process has raised it."""
        return type(self), (self.faults,)


class ProfileError(FieldsError):
    """A profile names something that the vocabulary does not have."""


class GoalError(FieldsError):
    """A goal names something that cannot be wanted."""


class FilterError(MatcherError, ValueError):
    """A filter has a value that cannot be applied."""


class UnknownCluster(MatcherError, LookupError):
    """No cluster of the registry has this id."""


class UnknownPartnership(MatcherError, LookupError):
    """No partnership of the registry has this id."""


class UnknownMarket(MatcherError, LookupError):
    """No market has this code."""


class NotFitted(MatcherError, RuntimeError):
    """A recommender was asked before it was fitted."""


class ModelError(MatcherError, ValueError):
    """A saved model is missing, damaged, or does not fit this version or registry."""


class EngineError(MatcherError, RuntimeError):
    """Work cannot be done where it was asked for, as on a cluster out of reach."""


class OutputError(MatcherError, OSError):
    """A result could not be written; nothing half-written is left behind."""


N_OFFERED = 3
"""So many known words are offered at most."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A half sentence that offers the nearest known words, or nothing.

    Parameters
    ----------
    given : str
        What the user typed.
    known : iterable of str
        Words that are accepted.

    Returns
    -------
    str
        ``"; did you mean 'textile'?"`` or the empty string.

    Examples
    --------
    >>> did_you_mean("txtile", ["textile", "tobacco"])
    "; did you mean 'textile'?"
    >>> did_you_mean("zzz", ["textile"])
    ''
    """
    by_folded = {fold(word): word for word in sorted(known, reverse=True)}
    near = get_close_matches(fold(given), by_folded, N_OFFERED, cutoff=0.6)
    return offering(by_folded[word] for word in near)


def offering(words: Iterable[str]) -> str:
    """A half sentence that offers the first of some words, or nothing.

    Examples
    --------
    >>> offering(["textile", "tobacco"])
    "; did you mean 'textile' or 'tobacco'?"
    """
    offered = " or ".join(f"'{word}'" for word in islice(words, N_OFFERED))
    return f"; did you mean {offered}?" if offered else ""
