"""Compiles functions, and keeps their machine code for the next process where it can.

In: a function that numba (the extra ``speed``) understands. Out: the same, compiled
when it is first called. A disk that is full, gone or damaged costs time, never an
answer.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.core.caching import FunctionCache, IndexDataCacheFile

Function = TypeVar("Function", bound=Callable[..., Any])

_N_SEAL = hashlib.sha256().digest_size


class _Sealed(IndexDataCacheFile):
    """Files that end with what their content sums up to: code is not run on trust."""

    def _dump(self, obj: Any) -> bytes:
        content: bytes = super()._dump(obj)
        return content + hashlib.sha256(content).digest()

    def _load_data(self, name: str) -> Any:
        return _unsealed(Path(self._data_path(name)).read_bytes())

    def _load_index(self) -> Any:
        """What is kept, by signature; nothing where the list itself is damaged."""
        # Damaged bytes may say anything to `pickle`, and make it raise anything.
        with suppress(Exception):
            content = Path(self._index_path).read_bytes()
            version = pickle.dumps(self._version, protocol=-1)
            if content.startswith(version):
                stamp, kept = _unsealed(content[len(version) :])
                return kept if stamp == self._source_stamp else {}
        return {}


def _unsealed(content: bytes) -> Any:
    """What a sealed file holds.

    Raises
    ------
    OSError
        If it holds anything else than was written: numba makes the code anew.
    """
    inside, seal = content[:-_N_SEAL], content[-_N_SEAL:]
    if hashlib.sha256(inside).digest() != seal:
        raise OSError("damaged")
    return pickle.loads(inside)


class _KeptCode(FunctionCache):
    """Code on a disk that may be full, or gone: without it, code is made anew."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file = _Sealed(
            cache_path=self._cache_path,
            filename_base=self._impl.filename_base,
            source_stamp=self._impl.locator.get_source_stamp(),
        )

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
