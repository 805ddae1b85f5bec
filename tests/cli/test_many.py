"""Lists that people are told end, and no text of theirs is said again whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import matcher

MANY = ",".join(f"nothing-{n}" for n in range(9_000))
LONG = "x" * 100_000
SUGGEST, COMPLETE = ("suggest", "inovcluster"), ("complete", "adpack-g1")


@pytest.mark.slow
@pytest.mark.parametrize("text", [MANY, LONG, ",".join("ab" * 3000 for _ in "xyz")])
@pytest.mark.parametrize(
    "words",
    [
        ("suggest", "--sectors"),
        ("suggest", "--technologies"),
        ("suggest", "--markets"),
        ("suggest", "--country"),
        (*SUGGEST, "--only-countries"),
        (*SUGGEST, "--exclude-countries"),
        (*SUGGEST, "--only-sectors"),
        (*SUGGEST, "--only-markets"),
        (*SUGGEST, "--exclude"),
        (*SUGGEST, "--why"),
        (*SUGGEST, "--weights"),
        ("suggest",),
        ("complete",),
        (*COMPLETE, "--only-countries"),
        ("synergies",),
        ("synergies", "adpack-g1", "--why"),
        ("pairs", "--top", "3", "--only-sectors"),
    ],
    ids=" ".join,
)
def test_a_message_ends_however_much_was_typed(
    words: tuple[str, ...], text: str
) -> None:
    done = matcher(*words, text)
    assert (done.exit_code, done.stdout) == (1, "")
    assert 20 < len(done.stderr) < 3_000


def test_unknown_codes_are_told_first_ten_then_counted() -> None:
    done = matcher("suggest", "--sectors", MANY)
    assert done.exit_code == 1
    assert "no sector 'nothing-0'" in done.stderr
    assert done.stderr.count("no sector") == 10
    assert done.stderr.endswith("; and 8,990 more. See: matcher codes sectors\n")


def test_unknown_codes_and_keys_of_a_profile_end_too(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    for profile in (
        {"sectors": MANY.split(",")},
        {f"key-{n}": [] for n in range(9_000)},
        {LONG: "x", "sectors": [LONG]},
    ):
        file.write_text(json.dumps(profile))
        done = matcher("suggest", "--profile", str(file))
        assert (done.exit_code, done.stdout) == (1, "")
        assert len(done.stderr) < 3_000
