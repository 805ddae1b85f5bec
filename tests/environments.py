"""Environments that the gate works in, and programs that its tests drive.

Comes in: `pyproject.toml`, and a package registry to install from. Goes out: folders
with Python and what is declared: `.venv-test` has the newest versions, `.venv-lowest`
the lowest. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.stages import ROOT, SCRIPTS, Gate, GateError

NEWEST = ROOT / ".venv-test"
LOWEST = ROOT / ".venv-lowest"
PYTHON = NEWEST / SCRIPTS / "python"
PIP = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check")
APT = ("apt-get", "install", "-y")
# An editable install: the tests run what stands in the checkout.
WANTED = ("-e", f"{ROOT}[test]")


def make_newest(gate: Gate) -> None:
    """The newest versions, as whoever installs today has them.

    Pip brings uv alone, which takes a fifth of its time for the rest.
    """
    uv = (PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON)
    _make(gate, NEWEST, ("--clear",), (*PIP, "uv>=0.9"), (*uv, *WANTED))


def make_lowest(gate: Gate) -> None:
    """The lowest versions that are declared; of what these need, the newest.

    Pip knows only how to find the newest, so uv installs here.
    """
    uv = (NEWEST / SCRIPTS / "uv", "pip", "install", "--resolution=lowest-direct")
    python = ("--python", LOWEST / SCRIPTS / "python")
    _make(gate, LOWEST, ("--clear", "--without-pip"), (*uv, *python, *WANTED))


def _make(
    gate: Gate, home: Path, options: tuple[str, ...], *installs: tuple[object, ...]
) -> None:
    """Make an environment, or reuse it where nothing it is made from has changed."""
    stamp = home / "installed.txt"
    recipe = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    wanted = f"{sys.version}\n{ROOT}\n{recipe}\n"
    if stamp.exists() and stamp.read_text() == wanted:
        print(f"gate: {home.name} is up to date")
        return
    gate.setup(f"make {home.name}", sys.executable, "-m", "venv", *options, home)
    for install in installs:
        gate.setup(f"install in {home.name}", *install)
    stamp.write_text(wanted)


@dataclass(frozen=True)
class Program:
    """What some tests drive: its commands, and how to come by it."""

    name: str
    commands: tuple[str, ...]
    packages: tuple[tuple[str, ...], ...]
    otherwise: tuple[object, ...] = ()


PROGRAMS = (
    Program(
        "Chromium",
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        # The shell opens pages in half the time, and not every system offers it.
        (("chromium-headless-shell",), ("chromium",)),
        # Playwright keeps its own browser and finds it without a path.
        (PYTHON, "-m", "playwright", "install", "chromium"),
    ),
    Program(
        "LibreOffice",
        ("soffice", "libreoffice"),
        # 90 MB to fetch, 280 MB to keep; the whole office is three times that.
        (("--no-install-recommends", "libreoffice-calc-nogui"),),
    ),
    Program("nginx", ("nginx",), (("--no-install-recommends", "nginx-light"),)),
    Program("OpenSSL", ("openssl",), (("openssl",),)),
)


def find_program(gate: Gate, program: Program) -> None:
    """Have a program where the tests look for it; without it the gate fails."""
    if any(map(shutil.which, program.commands)):
        return
    name = program.name
    if shutil.which("apt-get") and os.geteuid() == 0:
        gate.setup(f"look for {name}", "apt-get", "update")
        *others, last = program.packages
        for packages in others:
            with suppress(GateError):
                gate.setup(f"install {name}", *APT, *packages)
                return
        gate.setup(f"install {name}", *APT, *last)
    elif program.otherwise:
        gate.setup(f"install {name}", *program.otherwise)
    else:
        raise GateError(
            f"{name}: none of {', '.join(program.commands)} is on the PATH, and "
            f"apt-get, which would install it, is not here or needs root"
        )
