"""Uploads stand in one folder of ours, few at once, and go with their process."""

from __future__ import annotations

import gc
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from matcher import OutputError
from matcher.importing.report import Report
from matcher_web.importing import uploads
from matcher_web.importing.uploads import MOST_ROWS, MOST_UPLOADS, Uploads, clear, named

FILE = ("list.csv", b"Name\nA\n")


def standing(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*"))


def test_files_stand_under_names_of_ours_for_us_alone(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    upload = kept.add([("../../etc/passwd", b"x"), FILE])
    assert upload.names == ("../../etc/passwd", "list.csv")
    assert {place.parent for place in upload.places} == {kept.folder}
    assert [place.read_bytes() for place in upload.places] == [b"x", FILE[1]]
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in upload.places} == {0o600}
    assert len(upload.token) == 32
    assert kept.get(upload.token) is upload
    assert kept.get("another") is None


def test_the_one_that_was_opened_longest_ago_makes_room(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    first, second, *_ = [kept.add([FILE]) for _ in range(MOST_UPLOADS)]
    kept.get(first.token)
    latest = kept.add([FILE])
    assert kept.get(second.token) is None
    assert not second.places[0].exists()
    assert len(kept.waiting()) == MOST_UPLOADS
    assert kept.waiting()[0] is latest
    assert kept.get(first.token) is first


def test_all_files_together_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    kept = Uploads(tmp_path)
    small, taken = kept.add([("a", b"1234")]), kept.add([("b", b"1234")])
    clear(taken)
    assert not taken.places[0].exists()
    kept.add([("c", b"123456")])
    assert kept.get(small.token) is small  # what is taken over takes no room
    kept.add([("d", b"1")])
    assert kept.get(taken.token) is None


def test_all_reports_together_are_bounded(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    first, second, third = (kept.add([FILE]) for _ in range(3))
    for one in (first, second, third):
        one.report = Report(n_rows=MOST_ROWS // 2)
    kept.weigh()
    assert kept.waiting() == [third, second]
    third.report = Report(n_rows=MOST_ROWS + 1)
    kept.weigh()
    assert kept.waiting() == [third]


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    kept.folder.rmdir()
    with pytest.raises(OutputError, match="cannot be kept in .*: No such file"):
        kept.add([FILE])
    assert kept.waiting() == []


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    upload = kept.add([FILE])
    kept.remove(upload.token)
    kept.remove(upload.token)
    assert standing(tmp_path) == [kept.folder.name]


def test_a_folder_goes_with_what_keeps_it(tmp_path: Path) -> None:
    kept = Uploads(tmp_path)
    kept.add([FILE])
    del kept
    gc.collect()
    assert standing(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_nothing_is_left_of_a_process_once_the_next_starts(
    tmp_path: Path, name: str
) -> None:
    code = (
        "import signal, sys, time\n"
        "from pathlib import Path\n"
        "from matcher_web.importing.uploads import Uploads\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit())\n"
        f"kept = Uploads(Path({str(tmp_path)!r}))\n"
        "kept.add([('a', b'x')])\n"
        "print('there', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"there\n"
        (tmp_path / "of-another").write_text("x")
        lives = Uploads(tmp_path)  # of a process that lives, all stays
        assert len(standing(tmp_path)) == 4
        process.send_signal(getattr(signal, name))
    assert len(standing(tmp_path)) == (4 if name == "SIGKILL" else 2)
    next_one = Uploads(tmp_path)
    expected = {"of-another", lives.folder.name, next_one.folder.name}
    assert {*os.listdir(tmp_path)} == expected


def test_a_name_is_the_last_part_of_a_path_and_one_alone() -> None:
    files = [
        ("C:\\lists\\a.csv", b"1"),
        ("../a.csv", b"2"),
        ("", b""),
        ("\0\n", b"3"),
        ("x" * 300 + ".xlsx", b"4"),
        (".xlsx", b"5"),
    ]
    names = [name for name, _ in named(files)]
    assert names == ["a.csv", "a (2).csv", "file", "x" * 100 + ".xlsx", "xlsx"]
