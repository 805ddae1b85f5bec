"""Each README is held true: links lead somewhere, commands and examples run."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from matcher.cli import app

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("matcher", "web", "data", "tests")
TEXTS = {
    path.relative_to(ROOT): path.read_text(encoding="utf-8")
    for path in [
        ROOT / "README.md",
        *(path for room in ROOMS for path in sorted((ROOT / room).rglob("README.md"))),
    ]
}
README = Path("README.md")
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHELL = {"", "bash", "console", "sh", "shell"}
each_text = pytest.mark.parametrize("path", TEXTS, ids=str)


def _commands(text: str) -> list[str]:
    """Lines of all blocks for a terminal."""
    return [
        line.strip().removeprefix("$ ")
        for language, block in BLOCK.findall(text)
        if language in SHELL
        for line in block.replace("\\\n", " ").splitlines()
    ]


MATCHER_COMMANDS = sorted(
    {
        match[1]
        for text in TEXTS.values()
        for line in [*_commands(text), *re.findall(r"`([^`\n]+)`", text)]
        if (match := re.search(r"(?:^|/|&& )(matcher [^&|>#]+)", line))
    }
)
SCRIPTS = sorted(
    {
        script
        for text in TEXTS.values()
        for script in re.findall(r"python3? ((?:\w+/)+\w+\.py)", text)
    }
)


def _headings(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", t).strip().lower().replace(" ", "-") for t in titles
    }


@each_text
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", TEXTS[path]):
        name, _, anchor = link.partition("#")
        target = (ROOT / path.parent / name).resolve()
        assert target.exists(), link
        told = TEXTS.get(target.relative_to(ROOT)) if name else TEXTS[path]
        assert not anchor or told is None or anchor in _headings(told), link


@each_text
def test_every_file_named_exists(path: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w./]*)`", TEXTS[path])
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", [path for path in TEXTS if path != README], ids=str)
def test_every_module_that_a_room_names_stands_in_it(path: Path) -> None:
    named = re.findall(r"`([\w/]+\.py)`", TEXTS[path])
    own = [one for one in named if one.split("/")[0] not in ROOMS]
    assert [one for one in own if not [*(ROOT / path.parent).rglob(one)]] == []


@each_text
def test_every_test_named_exists(path: Path) -> None:
    rooms = (ROOT / "tests").rglob("test_*.py")
    known = {
        name
        for room in rooms
        for name in re.findall(
            r"^def (test_\w+)", room.read_text("utf-8"), re.MULTILINE
        )
    }
    assert {*re.findall(r"`(test_\w+)`", TEXTS[path])} <= known


def test_each_threat_names_what_holds_it_and_a_test() -> None:
    _, _, table = TEXTS[Path("web/README.md")].partition("| threat |")
    rows = [line.split("|") for line in table.splitlines()[2:] if line[:1] == "|"]
    assert len(rows) > 10
    for _, threat, held, tests, _ in rows:
        assert threat.strip()
        assert held.strip()
        assert re.fullmatch(r" (`test_\w+` )+", tests)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_named_exists(script: str) -> None:
    assert (ROOT / script).exists()


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


def test_the_first_page_is_read_in_five_minutes() -> None:
    assert len(TEXTS[README].split()) < 1200


def test_the_two_commands_for_a_fresh_machine_are_there() -> None:
    commands = _commands(TEXTS[README])
    for wanted in ("pip install --quiet .", "matcher serve", "python3 tests/gate.py"):
        assert any(wanted in line for line in commands), wanted


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [path for path, text in TEXTS.items() if "\nfrom matcher " in text], ids=str
)
def test_the_python_examples_run(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, object] = {}
    for language, block in BLOCK.findall(TEXTS[path]):
        if language == "python":
            exec(compile(block, str(path), "exec"), names)
    capsys.readouterr()


def test_the_change_log_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_ci_script_is_the_second_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec python3 tests/gate.py" in script
