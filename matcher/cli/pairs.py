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
from typing import Any

import typer

from matcher.cli import options as options
from matcher.cli import pair_options as pair_options
from matcher.cli import queries
from matcher.cli.answers import print_json
from matcher.cli.terms import learn
from matcher.errors import DatasetError
from matcher.registry.filters import Filters
from matcher.registry.options import FILTERS
from matcher.registry.reading import load_registry
from matcher.registry.registry import Registry
from matcher.release import PACKAGE

WITH_TOP = (
    "against", *(option.name for option in FILTERS), "threads", "engine", "scheduler",
)  # fmt: skip
"""Options that say who may be among the best, or where the best are looked for."""

pairing = typer.Typer()


@pairing.command(epilog=pair_options.PAIRS_EPILOG)
def pairs(
    context: typer.Context,
    out: pair_options.Out = None,
    top: pair_options.Top = None,
    against: pair_options.Against = None,
    min_score: pair_options.MinScore = None,
    contributions: pair_options.Contributions = True,
    only_countries: options.OnlyCountries = None,
    exclude_countries: options.ExcludeCountries = None,
    only_markets: options.OnlyMarkets = None,
    only_sectors: options.OnlySectors = None,
    exclude: options.Exclude = None,
    new_partners_only: options.NewPartnersOnly = False,
    resume: pair_options.Resume = False,
    force: options.Force = False,
    memory: pair_options.Memory = "1GB",
    threads: pair_options.Threads = None,
    engine: pair_options.EngineName = None,
    scheduler: pair_options.Scheduler = None,
    weights: options.Weights = None,
    model: options.ModelPath = None,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Score every pair of clusters, or the best of each; as CSV, or in a file."""
    from matcher.cli.terminal import watch
    from matcher.pairs.checkpoint import folder_beside, kept_in
    from matcher.pairs.engines.threads import engine_of
    from matcher.pairs.export.job import print_table, write_table
    from matcher.pairs.export.question import PairQuestion, job_facts, pairs_asked
    from matcher.pairs.export.table import check_target
    from matcher.pairs.memory import give_back
    from matcher.pairs.search.best_k import FEW

    n_bytes = _checked(context)
    # Parquet's library would keep 70 MB in a store of its own.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if out and resume and out.exists() and not folder_beside(out).exists():
        whole = f"{out} is whole: there is nothing to go on with"
        if as_json:
            print_json({"out": str(out), "told": whole})
        else:
            typer.echo(whole)
        return
    if out and not (resume and folder_beside(out).exists()):
        check_target(out, force=force)
    known = load_registry(registry)
    recommender, terms = learn(known, model, weights)
    give_back()
    with _elsewhere(against):
        other = load_registry(against) if against else None
    filters = _filters(known, other, context.params)
    question = PairQuestion(top, min_score, contributions, filters, other)
    workers = engine_of(engine, scheduler, threads)
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
            source, table, out, job, resume=resume, force=force, watch=watch
        )
    except KeyboardInterrupt:
        kept = folder_beside(out)
        typer.echo(f"Stopped. {kept_in(kept) if kept.exists() else ''}", err=True)
        raise typer.Exit(130) from None
    if as_json:
        told = {"out": str(out), "pairs": n_pairs, "columns": table.columns}
        print_json(told | terms)
    else:
        typer.echo(f"Wrote {n_pairs:,} pairs to {out}")


def _checked(context: typer.Context) -> int:
    """The bytes of --memory, if all options go together."""
    from matcher.pairs.export.table import FORMS
    from matcher.pairs.memory import read_size

    given = context.params
    out: Path | None = given["out"]
    if out and out.suffix.lower() not in FORMS:
        context.fail(f"--out must end in {' or '.join(FORMS)}: '{out}'")
    if given["min_score"] != given["min_score"]:
        context.fail("--min-score: a number is accepted, nan is not")
    if given["as_json"] and not out:
        context.fail("--json tells what was written to a file: give --out too")
    if given["resume"] and not out:
        context.fail("--resume goes on with a file: give --out too")
    if not given["top"]:
        for name in WITH_TOP:
            if given[name]:
                context.fail(f"--{name.replace('_', '-')} goes with --top")
    try:
        return read_size(given["memory"])
    except ValueError as error:
        context.fail(f"--memory: {error}")


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


def _filters(known: Registry, other: Registry | None, typed: dict[str, Any]) -> Filters:
    """The filters; clusters to exclude may be from either registry."""
    registries = [known, other] if other else [known]
    read = queries.read_filters(typed, *registries)
    return Filters.of(queries.keywords(read), *registries)


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
