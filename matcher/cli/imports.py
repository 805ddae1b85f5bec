"""Imports what takes long to import, and is there to stay."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def imports_to_stay() -> Iterator[None]:
    """Let Python never look for garbage among what is imported within.

    Notes
    -----
    scikit-learn and what it needs are a thousand modules: Python would look through
    them dozens of times while they are made, and twice more as the command ends, which
    takes a quarter of all the time of a `matcher suggest`.
    """
    n_before, collects = len(sys.modules), gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > n_before:
            gc.freeze()
        if collects:
            gc.enable()
