"""The command `pairs`: every pair, or the best of everybody, as a table.

In: what was typed. Out: CSV on standard output, or a file that is written in pieces
and goes on after a stop. The work is in `pair_job`, which loads what it needs.
"""

from __future__ import annotations

import os
from pathlib import Path

import typer

from matcher.cli.helped import helped
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import FILTERING, FORCE, SCORING, option

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


@pairing.command(epilog=helped("pairs"))
@takes(*OWN, FORCE, *FILTERING, *WORKING, *SCORING)
def pairs(asked: Asked) -> None:
    """Score every pair of clusters, or the best of each; as CSV, or in a file."""
    # Parquet's library, once loaded, would keep 70 MB in a store of its own.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from matcher.cli.pair_job import run

    run(asked)
