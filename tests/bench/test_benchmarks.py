"""The benchmarks run: at a tiny size, since their figures are for people to judge."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

pytestmark = pytest.mark.slow


def figures(script: str, *arguments: str) -> Any:
    """What a benchmark prints as JSON."""
    done = subprocess.run(
        [sys.executable, HERE / script, *arguments, "--json"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_all_contenders_agree() -> None:
    found = figures("all_pairs.py", "--n", "300", "--rounds", "1", "--times-only")
    rows = found["contenders"]
    assert len(rows) == 8
    assert rows[0]["name"] == "this engine"
    assert [row["fault"] for row in rows] == [""] * 7 + [None]
    assert all(row["seconds"] > 0 for row in rows)


def test_growth_counts_what_is_left_out() -> None:
    found = figures(
        "growth.py", "--sizes", "200", "300", "--memory", "300", "--rounds", "1"
    )
    for size in found["sizes"]:
        assert size["whole"]["products"] == size["n"] * size["n_tiles"]
        assert 0 < size["pruned"]["products"] <= size["whole"]["products"]
    names = [name for name, _, _ in found["memory"]["300"]]
    assert names == ["start", "load_registry", "fit", "pair_vectors", "BestK"]
    for _, seconds in found["million"]["best_k"].values():
        assert seconds > 0


def test_dask_gives_the_same_and_its_costs_are_told_apart() -> None:
    found = figures("dask_overhead.py", "--sizes", "300", "--rounds", "1")
    assert found["start"] > 0
    (size,) = found["sizes"]
    assert size["equal"]
    for name in ("threads", "dask", "first_dask", "send", "lay_out", "bundle"):
        assert size[name] > 0


def test_every_question_has_a_time() -> None:
    against = str(HERE.parents[1])
    arguments = ("--rounds", "1", "--times", "3", "--against", against)
    found = figures("suggesting.py", *arguments)["milliseconds"]
    assert found.keys() == {"this", "other"}
    assert found["this"].keys() == found["other"].keys()
    assert all(spent > 0 for spent in found["this"].values())


def test_starting_has_a_time_by_clock_and_processor() -> None:
    against = str(HERE.parents[1])
    found = figures("starting.py", "--times", "1", "--against", against)["milliseconds"]
    assert found.keys() == {"this", "other"}
    assert all(0 < spent["processor"] for spent in found.values())
    assert all(0 < spent["clock"] for spent in found.values())


def test_consortia_are_the_same_by_a_general_solver() -> None:
    small = ("--synth", "60", "--questions", "2", "--highs", "2", "--highs-size", "4")
    found = figures("consortia.py", *small)  # fails where the values differ
    assert found["highs"]["ratio"] > 0
    for one in found["milliseconds"].values():
        assert one["proven"] == 2
        assert one["median"] > 0


def test_an_import_has_a_time_and_a_size() -> None:
    found = figures("importing.py", "--workbook", "20", "--text", "50")["files"]
    assert found.keys() == {"xlsx", "csv"}
    for told in found.values():
        for what in ("seconds", "processor_seconds", "megabytes"):
            assert 0 < told["read"][what] < told["imported"][what]
