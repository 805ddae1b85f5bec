"""Sources: the files of an import, on a disk or given, as sheets.

In: paths, or bytes with a name. Out: sheets, and why some files cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from matcher.errors import UnreadableFile
from matcher.importing.files.opening import read_sheets, sheets_in
from matcher.importing.sheet import Place, Remark, Sheet

Watch = Callable[[int, int], None]
"""To be told how many rows are read, and of how many; it may end the import.
While files are read, it is of none yet; at the end it is told so after each step."""


class Given(NamedTuple):
    """A file that stands on no disk.

    Parameters
    ----------
    name : str
    content : bytes
    """

    name: str
    content: bytes


Source = str | Path | Given
"""A file, wherever it stands."""


def read_sources(
    sources: Sequence[Source], watch: Watch | None
) -> tuple[list[Sheet], list[Remark]]:
    """The sheets of all files, and why some cannot be read."""
    sheets: list[Sheet] = []
    remarks: list[Remark] = []
    for source in sources:
        if watch:
            watch(0, 0)
        try:
            if isinstance(source, Given):
                sheets += sheets_in(*source)
            else:
                sheets += read_sheets(Path(source))
        except UnreadableFile as error:
            problem = str(error).removeprefix(f"{named(source)}: ")
            remarks.append(unread(source, problem))
        except OSError as error:
            remarks.append(unread(source, f"cannot be read: {error.strerror}"))
    return sheets, remarks


def unread(source: Source, problem: str) -> Remark:
    """What a file is told to be, as a whole."""
    return Remark("unread", Place(named(source)), "", problem)


def named(source: Source) -> str:
    """What a file is called, without its folder."""
    return source.name if isinstance(source, Given) else Path(source).name
