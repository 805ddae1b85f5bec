"""Nothing but plain files of a sensible size is read, whatever it is read as."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from matcher import PartnerRecommender, save_model
from matcher.files.reading import read_file
from tests.cli.running import DATA, refusal
from tests.files.standing import WRONG, called

WRONG_TO_READ = {kind: make for kind, make in WRONG.items() if kind != "a link"}


def refused(path: Path, most_bytes: int = 10) -> str | None:
    with pytest.raises(OSError, match="it is ") as told:
        read_file(path, most_bytes)
    return told.value.strerror


def huge(path: Path) -> None:
    """A file that says it holds four terabytes, and takes no room."""
    path.touch()
    os.truncate(path, 1 << 42)


def test_a_plain_file_is_read_whole(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"0123456789")
    link.symlink_to(file)
    assert read_file(file, 10) == read_file(link, 10) == b"0123456789"
    assert refused(link, 9) == "it is larger than 9 bytes"
    file.write_bytes(b"")
    assert read_file(file) == b""


@pytest.mark.parametrize("kind", WRONG_TO_READ)
def test_what_is_no_plain_file_is_never_read(kind: str, tmp_path: Path) -> None:
    WRONG[kind](tmp_path / "there")
    told = f"it is {called(kind)}, where a plain file is meant"
    assert refused(tmp_path / "there") == told


def test_a_file_in_proc_that_says_it_is_empty_ends_too() -> None:
    assert refused(Path("/proc/self/maps")) == "it is larger than 10 bytes"


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*WRONG_TO_READ, "a huge file"])
@pytest.mark.parametrize("name", ["sectors.csv", "datapackage.json", "evidence.csv"])
def test_a_table_is_a_plain_file(kind: str, name: str, tmp_path: Path) -> None:
    package = Path(shutil.copytree(DATA, tmp_path / "package"))
    (package / name).unlink()
    WRONG_TO_READ.get(kind, huge)(package / name)
    told = refusal("suggest", "inovcluster", "--registry", str(package))
    assert f"\n{name}: cannot be read: " in told


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*WRONG_TO_READ, "a huge file"])
@pytest.mark.parametrize("name", ["model.npz", "model.json"])
def test_a_model_is_plain_files(
    kind: str, name: str, recommender: PartnerRecommender, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    save_model(recommender, model)
    (model / name).unlink()
    WRONG_TO_READ.get(kind, huge)(model / name)
    told = refusal("suggest", "inovcluster", "--model", str(model))
    assert told.startswith(f"{model / name}: cannot be read: ")


@pytest.mark.parametrize("kind", [*WRONG_TO_READ, "a huge file"])
def test_a_profile_is_a_plain_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    WRONG_TO_READ.get(kind, huge)(path)
    told = refusal("suggest", "--profile", str(path))
    assert told.startswith(f"{path}: cannot be read: ")
    if "pipe" in kind:
        assert told.endswith("; to read what a command prints, give - and pipe it in")
