"""README is held true: its links lead somewhere, its commands and examples run."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from matcher.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
LINKS = re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", README)
FILES = re.findall(r"`((?:matcher|web|data|tests)/[\w./]*)`", README)
SHELL = {"", "bash", "console", "sh", "shell"}
COMMANDS = [
    line.strip().removeprefix("$ ")
    for language, text in BLOCKS
    if language in SHELL
    for line in text.replace("\\\n", " ").splitlines()
]
MATCHER_COMMANDS = sorted(
    {
        match[1]
        for line in [*COMMANDS, *re.findall(r"`([^`\n]+)`", README)]
        if (match := re.search(r"(?:^|/|&& )(matcher [^&|>#]+)", line))
    }
)


def _headings() -> set[str]:
    titles = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", t).strip().lower().replace(" ", "-") for t in titles
    }


def test_every_link_leads_somewhere() -> None:
    for link in LINKS:
        path, _, anchor = link.partition("#")
        assert (ROOT / path).exists(), link
        assert path or anchor in _headings(), link


def test_every_file_named_exists() -> None:
    assert [path for path in FILES if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("line", MATCHER_COMMANDS)
def test_a_command_named_exists_with_its_options(line: str) -> None:
    command = get_command(app)
    words = shlex.split(line, comments=True)[1:]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    groups = getattr(command, "commands", {})
    assert not groups or not words or words[0].startswith("-"), f"no such: {words[0]}"
    options = {name for param in command.params for name in param.opts}
    options |= {name for param in command.params for name in param.secondary_opts}
    given = {word.partition("=")[0] for word in words if word.startswith("-")}
    assert given <= options | {"--help"}


def test_the_two_commands_for_a_fresh_machine_are_there() -> None:
    for wanted in ("pip install --quiet .", "matcher serve", "python3 tests/gate.py"):
        assert any(wanted in line for line in COMMANDS), wanted


def test_the_python_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for language, text in BLOCKS:
        if language == "python":
            exec(compile(text, "README.md", "exec"), names)
    capsys.readouterr()


def test_the_change_log_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_ci_script_is_the_second_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec python3 tests/gate.py" in script
