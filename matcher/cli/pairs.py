"""The command `pairs`: every pair, or the best of everybody, as a table.

In: what was typed. Out: CSV on standard output, or a file that is written in pieces
and goes on after a stop. The work is in `pair_job`, which loads what it needs.
"""

from __future__ import annotations

import os
from pathlib import Path

import typer

from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import FILTERING, FORCE, SCORING, option

PAIRS_EPILOG = """Examples:
  matcher pairs --out pairs.parquet
  matcher pairs --top 10 --min-score 0 > pairs.csv
  matcher pairs --top 50 --registry load --out best.parquet
  matcher pairs --top 5 --against their-data --out ours-and-theirs.csv

Columns: left, right (ids), score, intercept, left_rank (place of right in
left's list), right_rank, alike, complementary, history, and contribution_...
for each signal; score = intercept + the sum of the contributions.
--no-contributions leaves left, right, score and the ranks.

With --top a pair stands once if either is among the other's best; a rank is
empty where it is not. With --against left is ours, right is one of its best
among theirs, and filters hold theirs back.

While a file is written, what is done stays beside it, in the folder
FILE.parts: after a stop the same command with --resume goes on there, to the
same bytes. That takes as much disk as the file; every pair of more than 2,000
clusters takes four bytes more for each of them with each (1.2 GB for 17,000).

Every pair is scored. With --top who has merged or been dissolved is in nobody's
best, and has none; --include-gone lets them in.

--json prints one object: out, pairs (how many), columns, as_of (the date of the
facts, also in the metadata of Parquet; CSV would
only grow by it); where given, weights and model."""

OWN = [
    option("out", Path | None, None,
           "Write here: the name ends in .csv or .parquet.", "FILE"),
    option("top", int | None, None,
           "Keep pairs where either is among the other's best so many; quick, "
           "whatever the size.", min=1),
    option("against", Path | None, None,
           "Find partners for ours in another data package; with --top.", "FOLDER"),
    option("min_score", float | None, None,
           "Keep pairs with this score or a higher one.", "NUMBER"),
    option("contributions/--no-contributions", bool, True,
           "Open every score into columns."),
    option("resume", bool, False, "Go on with what a stopped run has left."),
]  # fmt: skip

_WORK = "How it works"

MOST_THREADS = 1024
"""More than any machine has processors."""

WORKING = [
    option("memory", str, "1GB",
           "What lists and working blocks may take beside the registry, as 500MB.",
           "SIZE", _WORK),
    option("threads", int | None, None,
           "So many at a time; all processors where not given.", None, _WORK, min=1,
           max=MOST_THREADS),
    option("engine", str | None, None,
           "Threads, or Dask workers of this machine or a cluster.",
           "threads|dask", _WORK),
    option("scheduler", str | None, None,
           "A Dask cluster, as tcp://host:8786.", "ADDRESS", _WORK),
]  # fmt: skip

pairing = typer.Typer()


@pairing.command(epilog=PAIRS_EPILOG)
@takes(*OWN, FORCE, *FILTERING, *WORKING, *SCORING)
def pairs(asked: Asked) -> None:
    """Score every pair of clusters, or the best of each; as CSV, or in a file."""
    # Parquet's library, once loaded, would keep 70 MB in a store of its own.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from matcher.cli.pair_job import run

    run(asked)
