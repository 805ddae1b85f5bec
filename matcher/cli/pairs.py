"""The command `pairs`: every pair, or the best of everybody, as a table.

In: what was typed. Out: CSV on standard output, or a file that is written in parts
and goes on after a stop.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli import queries
from matcher.cli.asked import Asked, takes
from matcher.cli.options import FILTERING, FORCE, SCORING, flag, option, value
from matcher.cli.terms import learn
from matcher.errors import DatasetError
from matcher.registry.filters import Filters
from matcher.registry.options import FILTERS
from matcher.registry.reading import load_registry
from matcher.release import PACKAGE

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

WORKING = [
    option("memory", str, "1GB",
           "What lists and working blocks may take beside the registry, as 500MB.",
           "SIZE", _WORK),
    option("threads", int | None, None,
           "So many at a time; all processors where not given.", None, _WORK, min=1),
    option("engine", str | None, None,
           "Threads, or Dask workers of this machine or a cluster.",
           "threads|dask", _WORK),
    option("scheduler", str | None, None,
           "A Dask cluster, as tcp://host:8786.", "ADDRESS", _WORK),
]  # fmt: skip

WITH_TOP = (
    "against", *(option.name for option in FILTERS), "threads", "engine", "scheduler",
)  # fmt: skip
"""Options that say who may be among the best, or where the best are looked for."""

Out = Annotated[
    Path | None, value("FILE", "Write here: the name ends in .csv or .parquet.")
]
Top = Annotated[
    int | None,
    typer.Option(min=1, show_default=False,
                 help="Keep pairs where either is among the other's best so many; "
                 "quick, whatever the size."),
]  # fmt: skip
Against = Annotated[
    Path | None,
    value("FOLDER", "Find partners for ours in another data package; with --top."),
]
MinScore = Annotated[
    float | None, value("NUMBER", "Keep pairs with this score or a higher one.")
]
Contributions = Annotated[
    bool,
    typer.Option(
        "--contributions/--no-contributions", help="Open every score into columns."
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with what a stopped run has left.")
]

pairing = typer.Typer()


@pairing.command(epilog=PAIRS_EPILOG)
@takes(FORCE, *FILTERING, *WORKING, *SCORING)
def pairs(
    asked: Asked,
    out: Out = None,
    top: Top = None,
    against: Against = None,
    min_score: MinScore = None,
    contributions: Contributions = True,
    resume: Resume = False,
) -> None:
    """Score every pair of clusters, or the best of each; as CSV, or in a file."""
    # Parquet's library, once loaded, would keep 70 MB in a store of its own.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from matcher.cli.progress import watch
    from matcher.pairs.checkpoint import folder_beside, kept_in
    from matcher.pairs.engines.threads import engine_of
    from matcher.pairs.export.job import print_table, write_table
    from matcher.pairs.export.question import PairQuestion, job_facts, pairs_asked
    from matcher.pairs.export.table import check_target
    from matcher.pairs.memory import give_back
    from matcher.pairs.search.best_k import FEW

    n_bytes = _checked(asked)
    if out and resume and out.exists() and not folder_beside(out).exists():
        whole = f"{out} is whole: there is nothing to go on with"
        asked.answer({"out": str(out), "told": whole}, lambda: whole)
        return
    if out and not (resume and folder_beside(out).exists()):
        check_target(out, force=asked["force"])
    known = asked.registry
    recommender, terms = learn(asked)
    give_back()
    with _elsewhere(against):
        other = load_registry(against) if against else None
    registries = [known, other] if other else [known]
    chosen = queries.read_filters(asked.typed, *registries)
    filters = Filters.of(queries.keywords(chosen), *registries)
    question = PairQuestion(top, min_score, contributions, filters, other)
    workers = engine_of(asked["engine"], asked["scheduler"], asked["threads"])
    with _elsewhere(against):
        source, table = pairs_asked(recommender.scorer, question, workers, n_bytes)
    n_clusters = len(known.clusters)
    if n_clusters > FEW and top:
        _hint_at_numba()
    elif n_clusters > FEW and min_score is None:
        _hint_at_top(n_clusters)
    if not out:
        print_table(source, table, sys.stdout, watch)
        return
    job = job_facts(recommender.scorer, question, out)
    try:
        n_pairs = write_table(
            source, table, out, job, resume=resume, force=asked["force"], watch=watch
        )
    except KeyboardInterrupt:
        kept = folder_beside(out)
        typer.echo(f"Stopped. {kept_in(kept) if kept.exists() else ''}", err=True)
        raise typer.Exit(130) from None
    told = {"out": str(out), "pairs": n_pairs, "columns": table.columns}
    asked.answer(told | terms, lambda: f"Wrote {n_pairs:,} pairs to {out}")


def _checked(asked: Asked) -> int:
    """The bytes of --memory, if all options go together."""
    from matcher.pairs.export.table import FORMS
    from matcher.pairs.memory import read_size

    out: Path | None = asked["out"]
    if out and out.suffix.lower() not in FORMS:
        asked.refuse(f"--out must end in {' or '.join(FORMS)}: '{out}'")
    if asked["min_score"] != asked["min_score"]:
        asked.refuse("--min-score: a number is accepted, nan is not")
    if asked["json"] and not out:
        asked.refuse("--json tells what was written to a file: give --out too")
    if asked["resume"] and not out:
        asked.refuse("--resume goes on with a file: give --out too")
    if not asked["top"]:
        for name in WITH_TOP:
            if asked[name]:
                asked.refuse(f"{flag(name)} goes with --top")
    try:
        return read_size(asked["memory"])
    except ValueError as error:
        asked.refuse(f"--memory: {error}")


@contextmanager
def _elsewhere(folder: Path | None) -> Iterator[None]:
    """Name the folder in faults that are found in it."""
    try:
        yield
    except DatasetError as error:
        if not folder:
            raise
        faults = [replace(f, file=str(folder / f.file)) for f in error.faults]
        raise DatasetError(faults) from None


def _hint_at_top(n_clusters: int) -> None:
    n_pairs = n_clusters * (n_clusters - 1) // 2
    typer.echo(
        f"Hint: these are {n_pairs:,} pairs; CSV takes some 0.3 GB a million. "
        "--top keeps the best of each, and takes seconds.",
        err=True,
    )


def _hint_at_numba() -> None:
    if not find_spec("numba"):
        typer.echo(
            "Hint: numba makes this many times faster; install the extra 'speed': "
            f"pip install '{PACKAGE}[speed]'",
            err=True,
        )
