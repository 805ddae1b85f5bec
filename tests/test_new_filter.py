"""A new filter is a line in the table of options and its rule, and is everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

ASKED_WITH_A_TOY_FILTER = """
import json
from matcher.registry import options

early = options.Option("only_early", "flag", "Early", "Nobody after D.", chip="Early")
options.FILTERS += (early,)
options.OPTIONS["only_early"] = early

from matcher.registry.filters import RULES

RULES["only_early"] = lambda one, _: one.id > "d", "its name comes late"

from typer.testing import CliRunner
from matcher.cli import app
from matcher_web import create_app

command = lambda *words: CliRunner().invoke(app, ["suggest", *words]).stdout
pages = create_app().test_client()
address = "?cluster=inovcluster&only_early=yes"
print(json.dumps({
    "help": command("--help"),
    "command": json.loads(command("inovcluster", "--only-early", "--json")),
    "form": pages.get("/").text,
    "page": pages.get("/suggestions" + address).text,
    "twin": pages.get("/suggestions.json" + address).json,
}))
"""


@pytest.fixture(scope="module")
def shown() -> Any:
    code = [sys.executable, "-c", ASKED_WITH_A_TOY_FILTER]
    done = subprocess.run(code, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.slow
def test_the_help_and_the_page_name_it(shown: Any) -> None:
    assert "--only-early" in shown["help"]
    assert "Nobody after D." in shown["help"]
    assert '</span>Early <span aria-hidden="true">×</span></a>' in shown["page"]
    assert 'name="only_early" value="1"' in shown["page"]
    assert "Remove filter: </span>Early" in shown["page"]
    assert "only_early=1" in shown["page"]
    assert 'name="only_early"' in shown["form"]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["command", "twin"])
def test_it_holds_back_and_says_why(shown: Any, where: str) -> None:
    document = shown[where]
    assert document["query"]["filters"]["only_early"] is True
    assert max(one["cluster"]["id"] for one in document["suggestions"]) < "d"
    held = {(one["filter"], one["reason"]) for one in document["left_out"]}
    assert held == {("only_early", "its name comes late")}
