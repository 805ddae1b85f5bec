"""Writes `data/datapackage.json` anew, as the fields of the records have it.

``python tests/describe.py``: run it whenever a column is added or changed.
"""

from __future__ import annotations

import json
from pathlib import Path

from matcher.registry.package.description import describe

FILE = Path(__file__).resolve().parent.parent / "data" / "datapackage.json"


def described_anew() -> str:
    """What the file has to say: its facts as they stand, its tables as they are."""
    facts = json.loads(FILE.read_bytes())
    del facts["profile"], facts["resources"]
    return describe(**facts)


if __name__ == "__main__":
    FILE.write_text(described_anew(), encoding="utf-8")
