"""At any width every id stands whole on a line, and every name is there."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

import pytest

from matcher import published_backtest
from matcher.cli.drawn.report import report_found
from matcher.cli.drawn.tables import as_text, records_table
from matcher.cli.errors import say
from tests.cli.running import answer, matcher

WIDTHS = (30, 40, 60, 80, 120)
QUESTIONS = (
    ("suggest", "inovcluster"),
    ("suggest", "inovcluster", "-k", "40", "--only-countries", "DE,FR"),
    ("suggest", "--country", "PT", "--sectors", "textile"),
    ("complete", "adpack-g1"),
    ("synergies", "adpack-g1"),
)
OPENED = (
    ("suggest", "inovcluster", "--why", "clusaga"),
    ("complete", "adpack-g1", "--why", "clusaga"),
    ("synergies", "adpack-g1", "--why", "adpack2-g2"),
)


@cache
def found(words: tuple[str, ...]) -> Any:
    return answer(*words)


def lines_at(width: int, *words: str) -> list[str]:
    done = matcher(*words, env={"COLUMNS": str(width)})
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()


def fits(lines: list[str], width: int) -> bool:
    """Whether no line is longer, but for one long word and commands to copy."""
    drawn = (line for line in lines if not line.startswith("See why: "))
    return all(len(line) <= width or len(line.split()) == 1 for line in drawn)


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_ids_and_names_are_whole_at_any_width(
    words: tuple[str, ...], width: int
) -> None:
    told = found(words)
    proposed = told.get("suggestions") or told["synergies"]
    records = [one.get("cluster") or one["partnership"] for one in proposed]
    lines = lines_at(width, *words)
    there = {word for line in lines for word in line.split()}
    assert {record["id"] for record in records} <= there
    for record in records:
        assert {*(record.get("name") or record["acronym"]).split()} <= there
    assert fits(lines, width)


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", OPENED, ids=" ".join)
def test_an_opened_score_has_every_reason_at_any_width(
    words: tuple[str, ...], width: int
) -> None:
    told = found(words)
    opened = told.get("suggestion") or told["synergy"]
    lines = lines_at(width, *words)
    there = {word for line in lines for word in line.split()}
    for reason in opened["contributions"]:
        assert {*reason["title"].split()} <= there
    assert f"{opened['score']:+.2f}" in there
    assert fits(lines, width)


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_a_report_has_every_system_at_any_width(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    report = published_backtest()
    assert report
    lines = as_text(*report_found(report)).splitlines()
    there = {word for line in lines for word in line.split()}
    assert {word for row in report.rows for word in row.system.split()} <= there
    assert fits(lines, width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("id", ["a", "b-" * 20 + "c", "d-" * 40 + "e"])
def test_a_long_id_is_never_broken(
    id: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    record = {"id": id, "reason": "both work in food and drink", "score": 0.25}
    lines = as_text(records_table([record, {**record, "id": "z"}])).splitlines()
    assert sum(id in line.split() for line in lines) == 1
    assert sum("0.2500" in line for line in lines) == 2
    assert fits(lines, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_command_to_copy_is_one_line(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    command = "matcher suggest inovcluster --why " + "a-" * 60 + "b"
    assert as_text("Facts as of today.", command=command).splitlines()[-1] == command


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("size", ["0", "-1", "²", "wide", " ", "00", "10001", "9" * 99])
def test_a_size_that_no_terminal_has_is_as_none(name: str, size: str) -> None:
    asked = (["codes", "textile"], ["suggest", "--help"], ["suggest", "--k"])
    for words in asked:
        usual = matcher(*words, env={"COLUMNS": None})
        done = matcher(*words, env={"COLUMNS": None, name: size})
        assert done.output.strip()
        assert (done.exit_code, done.output) == (usual.exit_code, usual.output)


@pytest.mark.parametrize("width", WIDTHS)
def test_at_a_terminal_sentences_are_broken_between_words(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "2 faults\na.csv line 2: 'a-long-id-that-is-copied-from-here' is not known"
    monkeypatch.setenv("COLUMNS", str(width))
    ours, theirs = os.openpty()
    with open(ours, "rb", buffering=0) as screen:
        with open(theirs, "w", encoding="utf-8") as terminal:
            monkeypatch.setattr(sys, "stderr", terminal)
            say(told, err=True)
            lines = screen.read(9999).decode().splitlines()
    assert " ".join(lines).split() == told.split()
    assert lines[0] == "2 faults"
    assert fits(lines, width)
