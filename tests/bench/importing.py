"""How long an import takes on the command line, and how much memory.

``python tests/bench/importing.py`` makes a workbook of 1,500 organisations and a CSV of
100,000, as people keep them, imports each into a new folder in a process of its own,
and prints seconds and megabytes, beside those of reading the file alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import load_registry
from matcher.files.workbook import Sheet, workbook
from tests.bench.measuring import ROOT, in_words, machine, settle

HEADER = (
    "No", "Cluster name", "Short name", "Country", "City", "Sectors", "Technologies",
    "Target markets", "Members", "Website", "Founded", "Description",
)  # fmt: skip
READING = "from matcher.importing.files.opening import read_sheets; from pathlib "
READING += "import Path; import sys; read_sheets(Path(sys.argv[1]))"
IMPORTING = "from matcher.cli import app; app()"


def rows(n: int) -> Iterator[list[str]]:
    """Organisations that could be, in words of the registry; the same for one n."""
    known = load_registry()
    rng = random.Random(n)
    vocabulary = known.vocabulary
    words = sorted({word for one in known.clusters for word in one.name.split()})
    real = [one for one in known.clusters if one.country and one.sectors]
    for number in range(1, n + 1):
        one = rng.choice(real)
        name = " ".join(rng.sample(words, 3))
        yield [
            str(number),
            f"{name} {number}",
            "",
            vocabulary.label(one.country),
            one.city,
            "; ".join(map(vocabulary.label, one.sectors)),
            "; ".join(map(vocabulary.label, one.technologies)),
            ", ".join(map(vocabulary.label, one.target_markets)),
            str(rng.randrange(10, 500)),
            f"www.c{number}.example.org",
            str(rng.randrange(1990, 2024)),
            one.focus,
        ]


class Spent(NamedTuple):
    """What a process took: seconds by the clock and of the processor, and memory."""

    seconds: float
    processor_seconds: float
    megabytes: float


def run(code: str, *words: str) -> Spent:
    """What a process takes."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'web'}"},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{words}: exit code {child.returncode}")
    most = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime, most)


def measured(n_of_workbook: int, n_of_text: int) -> dict[str, dict[str, Any]]:
    """What each file takes, read alone and imported."""
    found: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as home:
        for name, n in (("xlsx", n_of_workbook), ("csv", n_of_text)):
            file = Path(home) / f"list.{name}"
            if name == "xlsx":
                made = [*rows(n)]
                widths = [20] * len(HEADER)
                file.write_bytes(workbook([Sheet("List", HEADER, made, widths)]))
            else:
                with file.open("w", encoding="utf-8", newline="") as stream:
                    csv.writer(stream, delimiter=";").writerows([HEADER, *rows(n)])
            into = str(Path(home) / name)
            read = run(READING, str(file))
            taken = run(IMPORTING, "data", "import", str(file), "--into", into)
            found[name] = {
                "rows": n,
                "megabytes_of_file": file.stat().st_size / 1e6,
                "read": read._asdict(),
                "imported": taken._asdict(),
            }
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbook", type=int, default=1_500, help="its rows")
    parser.add_argument("--text", type=int, default=100_000, help="its rows")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    settle(n_cores=1)
    found = measured(asked.workbook, asked.text)
    if asked.json:
        print(json.dumps({"machine": machine(), "files": found}))
        return
    print(in_words(machine()))
    for name, told in found.items():
        print(f"{name}: {told['rows']:,} rows, {told['megabytes_of_file']:.1f} MB")
        for what in ("imported", "read"):
            spent = Spent(**told[what])
            print(
                f"  {what:8} {spent.seconds:6.1f} s, {spent.processor_seconds:6.1f} s "
                f"of the processor, {spent.megabytes:5.0f} MB"
            )


if __name__ == "__main__":
    main()
