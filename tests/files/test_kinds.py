"""What stands at a path is called by its name, and belongs to one run at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from matcher.files.kinds import lock, standing_at
from tests.files.standing import NO_FILES


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_stands_at_a_path_is_named(kind: str, tmp_path: Path) -> None:
    NO_FILES[kind](tmp_path / "there")
    assert standing_at(tmp_path / "there") == kind


def test_nothing_has_no_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert standing_at(tmp_path / "file") == "a file"
    assert standing_at(Path("/dev/null")) == "a device"
    assert standing_at(tmp_path / "nothing") == ""
    assert standing_at(tmp_path / "file" / "below") == ""


def test_one_run_is_at_work_at_a_time(tmp_path: Path) -> None:
    held = lock(tmp_path)
    with pytest.raises(BlockingIOError):
        lock(tmp_path)
    assert held is not None
    os.close(held)
    os.close(lock(tmp_path) or 0)
