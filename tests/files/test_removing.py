"""What dead runs have left goes, and nothing that is not ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from matcher.errors import OutputError
from matcher.files.writing import check_file, check_folder, writing_file
from tests.files.standing import folder_of_others, seen
from tests.files.test_writing import FILES, write_folder


def test_what_a_run_that_died_has_left_goes(tmp_path: Path) -> None:
    out, model = tmp_path / "out.csv", tmp_path / "model"
    half = tmp_path / ".out.csv.0a1b2c3d.part"
    half.write_text("half")
    half_folder = tmp_path / ".model.0a1b2c3d.part"
    half_folder.mkdir()
    (half_folder / FILES[0]).write_text("half")
    check_file(out)
    assert os.listdir(tmp_path) == [half_folder.name]
    check_folder(model, FILES, "a model")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_was_set_aside_when_a_run_died_comes_back(tmp_path: Path) -> None:
    old, model = tmp_path / ".model.0a1b2c3d.old", tmp_path / "model"
    write_folder(model, "before")
    model.rename(old)
    with pytest.raises(OutputError, match="stands there already"):
        check_folder(model, FILES, "a model")
    assert {file.read_text() for file in model.iterdir()} == {"before"}
    assert os.listdir(tmp_path) == ["model"]


def test_what_is_no_left_over_stays(tmp_path: Path) -> None:
    """What another run writes, has another name, or holds what is not ours."""
    names = [".out.csv.part", ".out.csv.0a1b2c3.part", ".other.0a1b2c3d.part"]
    for name in names:
        (tmp_path / name).write_text("precious")
    folder_of_others(tmp_path / ".out.csv.0a1b2c3d.part")
    with writing_file(tmp_path / "out.csv") as stream:
        before = seen(tmp_path)
        check_file(tmp_path / "out.csv")
        check_folder(tmp_path / "out.csv", FILES, "a model")
        assert seen(tmp_path) == before
        stream.write(b"whole")
    assert (tmp_path / "out.csv").read_text() == "whole"
