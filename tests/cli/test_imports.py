"""What is imported to stay is left alone by the search for garbage."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from matcher.cli.imports import imports_to_stay


def test_python_looks_for_garbage_again_afterwards() -> None:
    assert gc.isenabled()
    with imports_to_stay():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ImportError), imports_to_stay():
        raise ImportError
    assert gc.isenabled()


def test_only_new_modules_are_left_alone() -> None:
    code = (
        "import gc; from matcher.cli.imports import imports_to_stay\n"
        "with imports_to_stay(): import colorsys\n"
        "print(gc.get_freeze_count() > 0)\n"
        "gc.unfreeze()\n"
        "with imports_to_stay(): import colorsys\n"
        "print(gc.get_freeze_count() > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]
