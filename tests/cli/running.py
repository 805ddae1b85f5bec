"""Runs commands for the tests: in this process, or in one of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from typer import testing
from typer.testing import CliRunner, Result

from matcher.cli import app

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"

# The runner would make every command anew each time.
testing._get_command = cache(testing._get_command)


def matcher(*words: str, **more: Any) -> Result:
    env = {"COLUMNS": "80", "NO_COLOR": "1", "FORCE_COLOR": None}
    return CliRunner(env=env | more.pop("env", {})).invoke(app, list(words), **more)


def answer(*words: str, **more: Any) -> Any:
    """The JSON on standard output."""
    done = matcher(*words, "--json", **more)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refusal(*words: str, **more: Any) -> str:
    """The message of a fault in what was given: stderr alone, exit code 1."""
    done = matcher(*words, **more)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    return done.stderr.removeprefix("Error: ").rstrip("\n")


def usage_error(*words: str) -> str:
    """The text of the box of a usage error: exit code 2."""
    done = matcher(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return "\n".join(
        line.strip("│ ") for line in done.stderr.splitlines() if line.startswith("│")
    )


def process(*words: str, **more: Any) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-m", "matcher", *words]
    return subprocess.Popen(command, cwd=ROOT, **pipes | more)


def package_with(tmp_path: Path, table: str, old: str, new: str) -> Path:
    """A copy of the data with one text replaced, once."""
    shutil.copytree(DATA, tmp_path / "package")
    file = tmp_path / "package" / table
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path / "package"
