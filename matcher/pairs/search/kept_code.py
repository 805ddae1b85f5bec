"""Compiles functions, and keeps their machine code for the next process where it can.

In: a function that numba (the extra ``speed``) understands. Out: the same, compiled
when it is first called. A disk that is full or gone costs time, never an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

from numba import njit
from numba.core.caching import FunctionCache

Function = TypeVar("Function", bound=Callable[..., Any])


class _KeptCode(FunctionCache):
    """Code on a disk that may be full, or gone: without it, code is made anew."""

    def load_overload(self, *args: Any) -> Any:
        with suppress(OSError):
            return super().load_overload(*args)
        return None

    def save_overload(self, *args: Any) -> None:
        with suppress(OSError):
            super().save_overload(*args)


def compiled(function: Function) -> Function:
    """Machine code of a function, kept for the next process where that may be."""
    made: Any = njit(nogil=True)(function)
    # Neither beside this file nor at home may anything be written.
    with suppress(RuntimeError, OSError):
        made._cache = _KeptCode(function)  # as njit(cache=True) does
    return cast(Function, made)
