"""Every command has help, refuses wrong usage, and never ends with a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from matcher import PartnerRecommender, Registry
from matcher.registry.package.writing import write_registry
from tests.cli.running import (
    DATA,
    ROOT,
    answer,
    matcher,
    process,
    refusal,
    usage_error,
)
from tests.toy import block_registry

# help and usage


@pytest.mark.parametrize(
    "words",
    [[], ["suggest"], ["complete"], ["synergies"], ["consortium"], ["pairs"], ["train"],
     ["backtest"], ["serve"], ["data"], ["data", "check"],
     ["data", "import"], ["data", "export"], ["data", "template"]],
)  # fmt: skip
def test_every_command_has_help(words: list[str]) -> None:
    done = matcher(*words, "--help")
    assert done.exit_code == 0
    assert "Usage: " in done.stdout


@pytest.mark.slow
def test_the_examples_of_the_help_run(tmp_path: Path) -> None:
    (tmp_path / "my.json").write_text('{"sectors": ["textile"]}')
    for command in ("suggest", "complete", "synergies", "consortium", "data check"):
        shown = matcher(*command.split(), "--help").stdout
        examples = re.findall(r"^ +matcher (.*?) *$", shown, re.MULTILINE)
        assert examples
        for example in examples:
            words = [
                {"my.json": str(tmp_path / "my.json"), "my-data": str(DATA)}.get(w, w)
                for w in shlex.split(example)
            ]
            assert matcher(*words).exit_code == 0, example


@pytest.mark.parametrize(
    "words",
    [["sugest", "inovcluster"], ["suggest", "--contry", "PT"],
     ["suggest", "inovcluster", "-k", "0"], ["suggest", "inovcluster", "-k", "many"],
     ["pairs", "--min-score", "high"], ["serve", "--port", "70000"], ["complete"],
     ["data", "import", "list.csv"], ["data", "export"], ["data", "template"]],
)  # fmt: skip
def test_wrong_usage_exits_2(words: list[str]) -> None:
    assert usage_error(*words)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["suggest"], "name a cluster, or describe one"),
        (["suggest", "inovcluster", "--k", "few"], "Invalid value for '--k'"),
        (["suggest", "inovcluster", "--luck"], "No such option: --luck"),
        (["suggets"], "No such command 'suggets'."),
    ],
)
def test_a_program_is_told_of_wrong_usage_in_one_object(
    words: list[str], told: str
) -> None:
    done = matcher(*words, "--json")
    assert done.exit_code == 2
    (error,) = json.loads(done.stdout).values()
    assert error["kind"] == "UsageError"
    assert error["message"].startswith(told)
    assert told in " ".join(done.stderr.split())  # people read it as ever


@pytest.mark.parametrize("number", [2**31, 2**63, 2**64, 10**400])
@pytest.mark.parametrize(
    "words",
    [["suggest", "food-0", "-k"], ["complete", "food-g1", "-k"],
     ["synergies", "food-g1", "-k"], ["pairs", "--no-contributions", "--top"]],
    ids=" ".join,
)  # fmt: skip
def test_more_than_there_are_is_all(words: list[str], number: int, few: str) -> None:
    command, *others = words
    words = [command, "--registry", few, *others]
    done = matcher(*words, str(number))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == _all_there_are(*words)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A registry of two dozen."""
    folder = tmp_path_factory.mktemp("few") / "package"
    write_registry(block_registry(), folder)
    return str(folder)


@cache
def _all_there_are(*words: str) -> str:
    return matcher(*words, "1000").stdout


@pytest.mark.parametrize("number", [2**31, 2**63, 10**12, 10**400, -(2**63), 0.5])
@pytest.mark.parametrize(
    "words",
    [["synth", "--out", "never", "--n"], ["pairs", "--top", "1", "--threads"],
     ["serve", "--port"]],
    ids=" ".join,
)  # fmt: skip
def test_a_number_beyond_all_sense_is_wrong_usage(
    words: list[str], number: float
) -> None:
    assert usage_error(*words, str(number))
    assert usage_error(*words, "9" * 5000)


@pytest.mark.parametrize("command", ["pairs", "backtest"])
def test_a_file_is_kept_before_any_work(command: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("precious")
    words = [command, "--out", str(out)]
    assert refusal(*words) == f"{out}: stands there already; --force replaces it"
    assert out.read_text() == "precious"
    words[2] = "/no/such/out.csv"
    assert refusal(*words) == f"{words[2]}: there is no folder '/no/such'"


@pytest.mark.parametrize("number", ["9" * 400, "1e400", "0." + "9" * 400, "inf"])
def test_a_size_beyond_all_sense_is_wrong_usage(number: str) -> None:
    assert "is not a size" in usage_error("pairs", "--memory", f"{number}GB")


def test_more_than_memory_holds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(self: object, registry: Registry) -> None:
        raise MemoryError

    monkeypatch.setattr(PartnerRecommender, "fit", too_large)
    told = "Error: this takes more memory than there is; ask for less\n"
    done = matcher("suggest", "inovcluster")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", told)


# whole processes


def loaded(*commands: list[str]) -> set[str]:
    """What commands have imported when they are done, one after another."""
    code = (
        "import sys; from matcher.cli import app\n"
        f"for words in {[*commands]}:\n"
        " try: app(words)\n"
        " except SystemExit as end: assert not end.code\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.slow
def test_suggest_loads_nothing_that_it_does_not_need() -> None:
    heavy = {"flask", "waitress", "matcher.evaluation", "matcher.explore"}
    heavy |= {"scipy", "sklearn", "networkx"}
    assert heavy & loaded(["suggest", "inovcluster", "-k", "1"]) == set()


def test_help_and_checks_load_no_model() -> None:
    heavy = {"numpy", "scipy", "sklearn", "flask", "matcher.model", "matcher.pairs"}
    light = (["--help"], ["--version"], ["suggest", "--help"], ["data", "check"])
    assert not heavy & loaded(*light)


@pytest.mark.parametrize(
    "words",
    [["pairs"],
     pytest.param(["suggest", "inovcluster"], marks=pytest.mark.slow),
     pytest.param(["suggest", "inovcluster", "--json"], marks=pytest.mark.slow)],
)  # fmt: skip
def test_a_reader_that_goes_away_is_no_error(words: list[str]) -> None:
    running = process(*words)
    assert running.stdout
    running.stdout.close()
    assert running.stderr
    with running.stderr:
        told = running.stderr.read()
    assert (running.wait(), told) == (141, "")


@pytest.mark.slow
def test_an_old_terminal_gets_plain_letters() -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    with process("suggest", "clusaga", "--why", "inovcluster", env=env) as running:
        shown, told = running.communicate()
    assert (running.returncode, told) == (0, "")
    assert "++" in shown
    with process("suggest", "clusaga", "-k", "9", "--json", env=env) as running:
        shown, _ = running.communicate()
    assert json.loads(shown) == answer("suggest", "clusaga", "-k", "9")


def test_ctrl_c_stops_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: object, registry: Registry) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PartnerRecommender, "fit", interrupted)
    done = matcher("suggest", "inovcluster")
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "Stopped.\n")
