"""How long a whole question takes on the command line, from nothing to the answer.

``python tests/bench/starting.py`` asks `matcher suggest inovcluster` of the shipped
data in a new process each time and prints the median milliseconds, by the clock and of
the processor; with ``--against DIR`` also those of another checkout with the data that
stand there, in turns, and the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.measuring import ROOT, in_words, machine, settle

MOST = 1.10
"""How much longer than before it may take, as a share, where the data have grown."""

QUESTION = ("suggest", "inovcluster")


class Spent(NamedTuple):
    """Milliseconds of one process by the clock, and of the processor in it."""

    clock: float
    processor: float


def ask(checkout: Path) -> Spent:
    """What one question costs."""
    paths = os.pathsep.join((str(checkout), str(checkout / "web")))
    command = [sys.executable, "-c", "from matcher.cli import app; app()", *QUESTION]
    # As where it is installed: the turn that warms up writes bytecode.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, start = _processor_seconds(), time.perf_counter()
    subprocess.run(
        command,
        cwd=checkout,
        env={**kept, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    clock, processor = time.perf_counter() - start, _processor_seconds() - before
    return Spent(1000 * clock, 1000 * processor)


def _processor_seconds() -> float:
    """Of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(checkouts: Mapping[str, Path], n_times: int) -> dict[str, Spent]:
    """Of each checkout, asked in turns; the first turn warms up."""
    spent: dict[str, list[Spent]] = {name: [] for name in checkouts}
    for turn in range(n_times + 1):
        for name in sorted(checkouts, reverse=bool(turn % 2)):
            found = ask(checkouts[name])
            if turn:
                spent[name].append(found)
    return {
        name: Spent(*map(median, zip(*found, strict=True)))
        for name, found in spent.items()
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    settle(n_cores=1)
    checkouts = {"this": ROOT} | ({"other": asked.against} if asked.against else {})
    found = medians(checkouts, asked.times)
    if asked.json:
        told = {name: spent._asdict() for name, spent in found.items()}
        print(json.dumps({"machine": machine(), "milliseconds": told}))
        return
    print(in_words(machine()))
    for what in Spent._fields:
        here, *there = (getattr(spent, what) for spent in found.values())
        told = [f"{other:8.0f} there, {here / other:.3f} of it" for other in there]
        print(f"{what:10} {here:8.0f} ms", *told)
    if asked.against:
        print(f"With more data it may be {MOST:.2f} of it.")


if __name__ == "__main__":
    main()
