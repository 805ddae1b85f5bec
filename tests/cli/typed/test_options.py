"""Options of the command line come from the one table."""

from __future__ import annotations

from typer.testing import CliRunner

from matcher import OPTIONS
from matcher.cli import app


def test_every_line_of_the_table_is_told_in_the_help() -> None:
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["suggest", "--help"]).stdout
    for option in OPTIONS.values():
        told = "CLUSTER" if option.kind == "cluster" else option.name.replace("_", "-")
        assert told in shown
        assert option.help in shown
