"""The shipped tables as they stand in their files, and a copy to change."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from matcher.registry.package.tables import TABLES
from tests.registry.package.copies import DATA, TableRows


@pytest.fixture(scope="session")
def tables() -> dict[str, TableRows]:
    found = {}
    for name, table in TABLES.items():
        with (DATA / table.file).open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder
