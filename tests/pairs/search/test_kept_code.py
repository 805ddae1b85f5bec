"""Compiled code is kept where that may be, and made anew where it may not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba")
ROOT = Path(__file__).resolve().parents[3]

PAIRS = """
from matcher.cli import app
from matcher.pairs.search import best_k
best_k.FEW = 0  # so that few are enough for compiled code
app(["pairs", "--top", "2", "--no-contributions"])
"""
# Nobody can write beside the code or at home, whoever runs the tests.
NOWHERE = """
import numba.core.caching as caching
caching.CompileResultCacheImpl._locator_classes = []
"""


def printed(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
def test_a_read_only_installation_finds_the_same_pairs() -> None:
    assert printed(NOWHERE + PAIRS) == printed(PAIRS)
