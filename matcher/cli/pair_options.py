"""What the command `pairs` says of its options in the help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

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

--json prints one object: out, pairs (how many), columns; where given, weights
and model."""

_WORK = "How it works"


def _value(metavar: str, help: str, panel: str | None = None, *names: str) -> Any:
    return typer.Option(
        *names, metavar=metavar, help=help, rich_help_panel=panel, show_default=False
    )


Out = Annotated[
    Path | None, _value("FILE", "Write here: the name ends in .csv or .parquet.")
]
Top = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Keep pairs where either is among the other's best so many; quick, "
        "whatever the size.",
        show_default=False,
    ),
]
Against = Annotated[
    Path | None,
    _value("FOLDER", "Find partners for ours in another data package; with --top."),
]
MinScore = Annotated[
    float | None, _value("NUMBER", "Keep pairs with this score or a higher one.")
]
Contributions = Annotated[
    bool,
    typer.Option(
        "--contributions/--no-contributions", help="Open every score into columns."
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Go on with what a stopped run has left."),
]
Memory = Annotated[
    str,
    typer.Option(
        metavar="SIZE",
        help="What lists and working blocks may take beside the registry, as 500MB.",
        rich_help_panel=_WORK,
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="So many at a time; all processors where not given.",
        show_default=False,
        rich_help_panel=_WORK,
    ),
]
EngineName = Annotated[
    str | None,
    _value(
        "threads|dask", "Threads, or Dask workers of this machine or a cluster.", _WORK
    ),
]
Scheduler = Annotated[
    str | None, _value("ADDRESS", "A Dask cluster, as tcp://host:8786.", _WORK)
]
