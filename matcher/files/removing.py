"""What of ours is removed from a disk, and what dead runs have left there.

Only plain files whose names we give ever go, and folders that hold nothing else.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from matcher.files.kinds import FILE, FOLDER, lock, standing_at

Ours = Callable[[str], object]
"""Whether a file of this name is one that we write."""


def stranger_in(folder: Path, ours: Ours) -> str:
    """The first name in a folder that is no plain file of ours; empty for none."""
    for name in sorted(os.listdir(folder)):
        if not ours(name) or standing_at(folder / name) != FILE:
            return name
    return ""


def clear_folder(folder: Path, ours: Ours, last: str = "") -> None:
    """Remove the plain files in a folder that are ours, one of them last."""
    names = [name for name in os.listdir(folder) if ours(name)]
    for name in sorted(names, key=lambda name: name == last):
        if standing_at(folder / name) == FILE:
            os.unlink(folder / name)


def remove_folder(folder: Path, ours: Ours) -> bool:
    """Remove a folder with the files that are ours, if it holds nothing else.

    Returns
    -------
    bool
        Whether it is gone; otherwise something came in, and stays.
    """
    clear_folder(folder, ours)
    with suppress(OSError):
        os.rmdir(folder)
    return not os.path.lexists(folder)


def beside(target: Path, ending: str) -> Path:
    """A name that nobody else has, for what `sweep` may find if a run dies."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.{ending}")


def sweep(target: Path, ours: Ours) -> None:
    """Remove what runs that died have left beside a target; an old folder comes back.

    What another run is at work on stays, and so does all where nobody can say so.
    """
    left = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.(part|old)")
    for path in sorted(target.parent.glob(".*")):  # none where nobody may look
        name = path.name
        with suppress(OSError):
            kind = standing_at(path) if left.fullmatch(name) else ""
            if kind not in (FILE, FOLDER):
                continue
            held = lock(path)
            if held is None:
                continue
            try:
                if kind == FILE and name.endswith(".part"):
                    os.unlink(path)
                elif kind == FOLDER and name.endswith(".old") and not target.exists():
                    os.rename(path, target)
                elif kind == FOLDER and not stranger_in(path, ours):
                    remove_folder(path, ours)
            finally:
                os.close(held)
