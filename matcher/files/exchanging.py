"""Exchanging: two folders take each other's names in one step, where that can be done.

In: two folders on one disk. Out: whether each stands in the place of the other.
"""

from __future__ import annotations

import os
from pathlib import Path

_HERE = -100  # AT_FDCWD: names are as those of any other call
_BOTH = 2  # RENAME_EXCHANGE


def exchange(left: Path, right: Path) -> bool:
    """Give two folders each other's names, so that at no time one is missing.

    Python has no call for it, and only Linux has one; elsewhere, on disks that do not
    know it, and where one of them is missing, nothing is done.
    """
    import ctypes  # takes its time, and is needed here alone

    names = os.fsencode(left), os.fsencode(right)
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, names[0], _HERE, names[1], _BOTH) == 0)
