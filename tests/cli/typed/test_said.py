"""An empty value is refused after every option, and as every argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from matcher.cli import app
from tests.cli.running import matcher, usage_error


def commands(command: Any, *words: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each command with the words that it is called by."""
    if not hasattr(command, "commands"):
        yield words, command
        return
    for name, below in command.commands.items():
        yield from commands(below, *words, name)


EVERY = dict(commands(get_command(app)))


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_an_empty_value_is_no_option_left_out(words: tuple[str, ...]) -> None:
    for param in EVERY[words].params:
        if getattr(param, "is_flag", False):
            continue
        is_option = param.param_type_name == "option"
        name = param.opts[0] if is_option else param.metavar
        blanks = ["", " \t", *([",", " , "] if is_option and param.multiple else [])]
        for empty in blanks:
            typed = [f"{name}={empty}"] if is_option else ["--", empty]
            told = " ".join(usage_error(*words, *typed).split())
            assert told.startswith(f"{name} is empty: give ")
            assert ("leave it out" in told) != param.required
            assert told.endswith(" ".join((param.help or "").split()))


def test_every_value_of_several_says_something() -> None:
    for typed in (["PT", ""], ["", "PT"], ["PT", ","]):
        words = [f"--only-countries={one}" for one in typed]
        told = usage_error("suggest", "inovcluster", *words)
        assert told.startswith("--only-countries is empty")
    assert usage_error("complete", "inovcluster", "").startswith("PARTNERSHIP |")
    done = matcher("suggest", "inovcluster", "--only-countries=PT,", "-k", "1")
    assert done.exit_code == 0
