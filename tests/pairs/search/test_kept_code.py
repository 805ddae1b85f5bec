"""Compiled code is kept where that may be, and made anew where it may not."""

from __future__ import annotations

import os
import pickle
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba")
from matcher.pairs.search.kept_code import compiled  # noqa: E402
from tests.cli.running import matcher  # noqa: E402

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


ONE = """
import numpy as np
from matcher.pairs.search.compiled import kth_largest
print(kth_largest(np.array([3.0, 1.0, 2.0]), 2))
"""
# Files may be made, but nothing written into them.
FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
"""


def printed(code: str, **variables: str) -> str:
    command, env = [sys.executable, "-c", code], os.environ | variables
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
def test_a_read_only_installation_finds_the_same_pairs() -> None:
    """As without compiled code, which so few do not take."""
    usual = matcher("pairs", "--top", "2", "--no-contributions")
    assert printed(NOWHERE + PAIRS) == usual.stdout


@pytest.mark.slow
def test_a_disk_that_is_full_or_full_by_now_costs_no_answer(tmp_path: Path) -> None:
    for code, n_kept in ((FULL + ONE, 0), (ONE, 2), (FULL + ONE, 2), (ONE, 2)):
        assert printed(code, NUMBA_CACHE_DIR=str(tmp_path)) == "2.0\n"
        assert len([*tmp_path.glob("*/*.nb?")]) == n_kept


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["the folder", "every file", "what is below it"])
def test_where_something_else_stands_code_is_made_anew(
    broken: str, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    if broken == "the folder":
        kept.touch()
    else:
        printed(ONE, NUMBA_CACHE_DIR=str(kept))
        (folder,) = kept.iterdir()
        files = [*folder.iterdir()]
        assert files
        for file in files:
            file.unlink()
            file.mkdir()
        if broken == "what is below it":
            shutil.rmtree(folder)
            folder.touch()
    assert printed(ONE, NUMBA_CACHE_DIR=str(kept)) == "2.0\n"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_damaged_code_is_made_anew_and_never_run(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("numba.core.config.CACHE_DIR", "")  # beside the module
    module = tmp_path / "doubling.py"
    module.write_text("def twice(x):\n    return 2 * x\n")
    twice = runpy.run_path(str(module))["twice"]

    def answered() -> tuple[float, int]:
        made = compiled(twice)
        return made(2.0), sum(made.stats.cache_hits.values())

    assert (answered(), answered()) == ((4.0, 0), (4.0, 1))
    (file,) = tmp_path.glob(f"*/*.{ending}")
    whole = file.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for content in (
        *(b"", b"garbage", b"\x80", bytes(len(whole)), whole + b"x", flipped),
        *(whole[:9], whole[:middle], whole[:-1], whole[9:]),
        *map(pickle.dumps, (None, {}, "0.1", [whole])),
    ):
        file.write_bytes(content)
        assert (answered(), answered()) == ((4.0, 0), (4.0, 1)), content[:20]
