"""Uploads are few at once, and bounded together."""

from __future__ import annotations

import pytest

from matcher.importing.report import Report
from matcher.importing.sources import Given
from matcher_web.importing import uploads
from matcher_web.importing.uploads import MOST_ROWS, MOST_UPLOADS, Uploads, named

FILE = Given("list.csv", b"Name\nA\n")


def test_the_one_that_was_opened_longest_ago_makes_room() -> None:
    kept = Uploads()
    first, second, *_ = [kept.add([FILE]) for _ in range(MOST_UPLOADS)]
    kept.get(first.token)
    latest = kept.add([FILE])
    assert len(latest.token) == 32
    assert kept.get(second.token) is None
    assert len(kept.waiting()) == MOST_UPLOADS
    assert kept.waiting()[0] is latest
    assert kept.get(first.token) is first


def test_all_files_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    kept = Uploads()
    small = kept.add([Given("a", b"12"), Given("b", b"34")])
    taken = kept.add([Given("b", b"1234")])
    taken.files = ()
    kept.add([Given("c", b"123456")])
    assert kept.get(small.token) is small  # what is taken over takes no room
    kept.add([Given("d", b"1")])
    assert kept.get(taken.token) is None


def test_all_reports_together_are_bounded() -> None:
    kept = Uploads()
    first, second, third = (kept.add([FILE]) for _ in range(3))
    for one in (first, second, third):
        one.report = Report(n_rows=MOST_ROWS // 2)
    kept.weigh()
    assert kept.waiting() == [third, second]
    third.report = Report(n_rows=MOST_ROWS + 1)
    kept.weigh()
    assert kept.waiting() == [third]


def test_what_is_forgotten_is_gone() -> None:
    kept = Uploads()
    upload = kept.add([FILE])
    kept.remove(upload.token)
    kept.remove(upload.token)
    assert kept.get(upload.token) is None


def test_a_name_is_the_last_part_of_a_path_and_one_alone() -> None:
    files = [
        ("C:\\lists\\a.csv", b"1"),
        ("../a.csv", b"2"),
        ("", b""),
        ("\0\n", b"3"),
        ("x" * 300 + ".xlsx", b"4"),
        (".xlsx", b"5"),
    ]
    names = [one.name for one in named(files)]
    assert names == ["a.csv", "a (2).csv", "file", "x" * 100 + ".xlsx", "xlsx"]
