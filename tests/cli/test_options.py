"""Options of the command line come from the one table."""

from __future__ import annotations

import json
import subprocess
import sys

from typer.testing import CliRunner

from matcher import OPTIONS
from matcher.cli import app

TOY_FILTER = """
from matcher.registry import options

options.FILTERS += (
    options.Option("only_early", "flag", "Early ones", "Nobody after D.", chip="Early"),
)
from matcher.registry.filters import RULES

RULES["only_early"] = lambda one, _: one.id > "d", "its name comes late"
"""
ASK = TOY_FILTER + "from matcher.cli import app; app({words})"


def asked_with_a_toy_filter(*words: str) -> str:
    code = ASK.format(words=["suggest", *words])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_line_of_the_table_is_told_in_the_help() -> None:
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["suggest", "--help"]).stdout
    for option in OPTIONS.values():
        told = "CLUSTER" if option.kind == "cluster" else option.name.replace("_", "-")
        assert told in shown
        assert option.help in shown


def test_a_new_filter_is_a_line_in_the_table_and_its_rule() -> None:
    shown = asked_with_a_toy_filter("--help")
    assert "--only-early" in shown
    assert "Nobody after D." in shown
    document = json.loads(
        asked_with_a_toy_filter("inovcluster", "--only-early", "-k", "5", "--json")
    )
    assert document["query"]["filters"]["only_early"] is True
    found = [one["cluster"]["id"] for one in document["suggestions"]]
    assert len(found) == 5
    assert max(found) <= "d"
    held = {(one["filter"], one["reason"]) for one in document["left_out"]}
    assert held == {("only_early", "its name comes late")}
