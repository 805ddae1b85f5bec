"""A result stands whole at its place or not at all, and replaces what it may."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.errors import OutputError
from matcher.output import check_folder, check_free, replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with replacing(out) as beside:
        beside.write_text("half")
        assert not out.exists()
        beside.write_text("whole")
    assert out.read_text() == "whole"
    assert names(tmp_path) == ["out.csv"]


def test_a_folder_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "model"
    for file in ("first", "second"):
        with replacing(out) as beside:
            beside.mkdir()
            (beside / file).touch()
    assert names(out) == ["second"]
    assert names(tmp_path) == ["model"]


def test_what_stood_there_stays_where_something_fails(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")

    def fail() -> None:
        with replacing(out) as beside:
            beside.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert out.read_text() == "before"
    assert names(tmp_path) == ["out.csv"]


def test_a_folder_comes_back_where_the_new_one_cannot_stand(tmp_path: Path) -> None:
    out = tmp_path / "model"
    out.mkdir()
    with pytest.raises(OutputError) as told, replacing(out):
        pass  # nothing was made
    assert str(told.value) == f"{out}: cannot be written: No such file or directory"
    assert names(tmp_path) == ["model"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("before")
    link.symlink_to(real)
    with replacing(link) as beside:
        beside.write_text("after")
    assert link.is_symlink()
    assert real.read_text() == "after"


def test_a_place_is_refused_before_any_work(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    check_free(out)
    out.touch()
    check_free(out, force=True)
    with pytest.raises(OutputError) as told:
        check_free(out)
    assert str(told.value) == f"{out}: stands there already; --force replaces it"
    nowhere = tmp_path / "no" / "out.csv"
    with pytest.raises(OutputError) as told:
        check_free(nowhere, force=True)
    assert str(told.value) == f"{nowhere}: there is no folder '{nowhere.parent}'"


def test_a_folder_with_anything_else_is_never_replaced(tmp_path: Path) -> None:
    folder, file = tmp_path / "model", tmp_path / "file"
    check_folder(folder, ["weights"], "a model")
    folder.mkdir()
    (folder / "weights").touch()
    check_folder(folder, ["weights"], "a model", force=True)
    (folder / "thesis").touch()
    with pytest.raises(OutputError) as told:
        check_folder(folder, ["weights"], "a model", force=True)
    assert str(told.value) == (
        f"{folder}: holds more than a model ('thesis'); give another folder"
    )
    file.touch()
    with pytest.raises(OutputError, match="is not a folder"):
        check_folder(file, ["weights"], "a model", force=True)
