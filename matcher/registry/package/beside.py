"""What a data package holds beside its tables, and keeps when they are written anew.

In: a folder. Out: what datapackage.json says of the whole, and how files were imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matcher.errors import Faults
from matcher.files.reading import MOST_BYTES_OF_JSON, read_file
from matcher.registry.package.description import read_description

MAPPING_FILE = "import.toml"
"""What a user says of the files that are imported; nothing else reads it."""

_OF_THE_TABLES = ("profile", "resources")


@dataclass(frozen=True)
class Beside:
    """What stands beside the tables.

    Parameters
    ----------
    facts : mapping of str to Any
        What datapackage.json says of the whole: title, licenses and so on.
    mapping : str
        The text of import.toml; empty without it.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    mapping: str = ""


def read_beside(folder: Path) -> Beside:
    """What stands beside the tables of a data package that is sound.

    Raises
    ------
    DatasetError
        If it cannot be read.
    OSError
        If import.toml cannot be read.
    UnicodeDecodeError
        If it is not in UTF-8.
    """
    faults = Faults()
    found = read_description(folder, faults)
    faults.refuse()
    facts = {name: told for name, told in found.items() if name not in _OF_THE_TABLES}
    try:
        raw = read_file(folder / MAPPING_FILE, MOST_BYTES_OF_JSON)
    except FileNotFoundError:
        raw = b""
    return Beside(facts, raw.decode("utf-8-sig"))
