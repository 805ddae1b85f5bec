"""The date of the facts stands in every answer of the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from matcher import load_registry
from matcher.cli import app
from tests.cli.running import answer, matcher

pyarrow = pytest.importorskip("pyarrow.parquet")

AS_OF = "2026-11-28"
ANSWERED = {
    "suggest": "suggest inovcluster -k 1",
    "complete": "complete adpack-g1 -k 1",
    "synergies": "synergies adpack-g1 -k 1",
    "consortium": "consortium --start inovcluster -k 1",
    "pairs": "pairs --top 1 --no-contributions --out OUT/pairs.csv",
    "train": "train --out OUT/model",
    "backtest": "backtest --by-generation-only --registry OUT/small",
    "data check": "data check",
    "data export": "data export --xlsx OUT/registry.xlsx",
    "data import": "data import OUT/list.csv --into OUT/new --registry packaged",
    "data template": "data template OUT/list.xlsx",
    "synth": "synth --n 20 --out OUT/drawn",
}
"""A command of each that prints JSON."""


def with_json(command: Any, words: str = "") -> set[str]:
    """All commands below one that print JSON."""
    if hasattr(command, "commands"):
        below = command.commands.items()
        return {
            found
            for name, one in below
            for found in with_json(one, f"{words} {name}".strip())
        }
    takes_it = any("--json" in parameter.opts for parameter in command.params)
    return {words} if takes_it else set()


def test_each_command_is_asked() -> None:
    # `codes` answers with a list, whose items are all that programs are promised.
    assert with_json(get_command(app)) == {*ANSWERED, "codes"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_in_json_tells_it(name: str, tmp_path: Path) -> None:
    if "small" in ANSWERED[name]:
        small(tmp_path / "small")
    (tmp_path / "list.csv").write_text("name;country\nAlpen Holz;Austria\n")
    words = ANSWERED[name].replace("OUT", str(tmp_path)).split()
    assert answer(*words)["as_of"] == AS_OF


def small(folder: Path) -> None:
    """A registry that a back-test is quick on, with the date of the packaged one."""
    assert matcher("synth", "--n", "60", "--out", str(folder)).exit_code == 0
    described = folder / "datapackage.json"
    facts = json.loads(described.read_text(encoding="utf-8"))
    described.write_text(json.dumps(facts | {"as_of": AS_OF}), encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["suggest", "complete", "synergies", "consortium", "data check"]
)
def test_people_read_it_too(name: str) -> None:
    assert "Facts as of 28 November 2026." in matcher(*ANSWERED[name].split()).stdout


def test_a_package_with_faults_has_no_date(tmp_path: Path) -> None:
    done = matcher("data", "check", str(tmp_path), "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["as_of"] == ""


def test_a_file_of_pairs_tells_it(tmp_path: Path) -> None:
    assert load_registry().as_of == AS_OF
    out = tmp_path / "pairs.parquet"
    told = matcher("pairs", "--top", "1", "--out", str(out)).stdout
    assert told.endswith(f" to {out}\nFacts as of 28 November 2026.\n")
    assert pyarrow.read_schema(out).metadata[b"as_of"] == AS_OF.encode()
