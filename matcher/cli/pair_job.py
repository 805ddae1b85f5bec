"""The work of the command `pairs`: checks what was typed, asks, writes, hints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from matcher.cli.drawn.progress import watch
from matcher.cli.errors import say
from matcher.cli.typed import queries
from matcher.cli.typed.asked import Asked
from matcher.cli.typed.conditions import learn
from matcher.cli.typed.options import flag
from matcher.errors import DatasetError
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.checkpoint import folder_beside, kept_in
from matcher.pairs.engines.threads import engine_of
from matcher.pairs.export.job import PairSource, print_table, write_table
from matcher.pairs.export.question import PairQuestion, job_facts, pairs_asked
from matcher.pairs.export.table import FORMS, PairTable, check_target
from matcher.pairs.memory import give_back, read_size
from matcher.pairs.search.best_k import FEW
from matcher.registry.filters import Filters
from matcher.registry.options import FILTERS
from matcher.registry.package.reading import load_registry
from matcher.release import PACKAGE
from matcher.text import as_of_in_words

WITH_TOP = (
    "against", *(option.name for option in FILTERS), "threads", "engine", "scheduler",
)  # fmt: skip
"""Options that say who may be among the best, or where the best are looked for."""

MOST_SCORE = 1_000_000
"""Scores are far nearer to 0; what is further away is a slip."""


def run(asked: Asked) -> None:
    """Print or write the pairs that are asked for.

    Raises
    ------
    DatasetError, FilterError, ModelError, OutputError, EngineError
    """
    out: Path | None = asked["out"]
    n_bytes = _checked(asked)
    if out:
        asked.check_apart(out)
    begun = out and asked["resume"] and folder_beside(out).exists()
    if out and asked["resume"] and out.exists() and not begun:
        whole = f"{out} is whole: there is nothing to go on with"
        asked.answer({"out": str(out), "told": whole}, whole)
        return
    if out and not begun:
        check_target(out, force=asked["force"])
    recommender, conditions = learn(asked)
    give_back()
    question = _question(asked)
    workers = engine_of(asked["engine"], asked["scheduler"], asked["threads"])
    with _elsewhere(asked["against"]):
        source, table = pairs_asked(recommender.scorer, question, workers, n_bytes)
    if asked.reader.note:
        say(asked.reader.note, err=True)
    _hint(question, len(asked.registry.clusters))
    if not out:
        print_table(source, table, sys.stdout, watch)
        return
    n_pairs = _write(asked, recommender.scorer, question, source, table)
    told = {"out": str(out), "pairs": n_pairs, "columns": table.columns}
    as_of = as_of_in_words(asked.registry.as_of)
    words = f"Wrote {n_pairs:,} pairs to {out}\n{as_of}."
    asked.answer(told | conditions, words)


def _checked(asked: Asked) -> int:
    """The bytes of --memory, if all options go together."""
    out: Path | None = asked["out"]
    if out and out.suffix.lower() not in FORMS:
        asked.refuse(f"--out must end in {' or '.join(FORMS)}: '{out}'")
    least = asked["min_score"]
    if least is not None and not abs(least) <= MOST_SCORE:  # nan is not either
        accepted = f"a number from {-MOST_SCORE:,} to {MOST_SCORE:,} is accepted"
        asked.refuse(f"--min-score: {accepted}, {least} is not")
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


def _question(asked: Asked) -> PairQuestion:
    """Which pairs are asked for; filters take clusters of either registry."""
    against = asked["against"]
    with _elsewhere(against):
        other = load_registry(against) if against else None
    registries = [asked.registry, other] if other else [asked.registry]
    chosen = queries.read_filters(asked.typed, asked.reader, *registries)
    filters = Filters.of(queries.keywords(chosen), *registries)
    return PairQuestion(
        asked["top"], asked["min_score"], asked["contributions"], filters, other
    )


@contextmanager
def _elsewhere(folder: Path | None) -> Iterator[None]:
    """Name the folder in faults that are found in it."""
    try:
        yield
    except DatasetError as error:
        if not folder:
            raise
        faults = [replace(f, file=str(folder / f.file)) for f in error.faults]
        raise DatasetError(faults, error.n_faults) from None


def _write(
    asked: Asked,
    scorer: Scorer,
    question: PairQuestion,
    source: PairSource,
    table: PairTable,
) -> int:
    """Write the file, and say how many pairs are in it; a stop says what is kept."""
    out, again = asked["out"], {"resume": asked["resume"], "force": asked["force"]}
    job = job_facts(scorer, question, out)
    try:
        return write_table(source, table, out, job, **again, watch=watch)
    except KeyboardInterrupt:
        kept = folder_beside(out)
        raise KeyboardInterrupt(kept_in(kept) if kept.exists() else "") from None


def _hint(question: PairQuestion, n_clusters: int) -> None:
    """What makes a large job smaller or quicker."""
    if n_clusters <= FEW:
        return
    if question.top and not find_spec("numba"):
        say(
            "Hint: numba makes this many times faster; install the extra 'speed': "
            f"pip install '{PACKAGE}[speed]'",
            err=True,
        )
    elif not question.top and question.min_score is None:
        n_pairs = n_clusters * (n_clusters - 1) // 2
        say(
            f"Hint: these are {n_pairs:,} pairs; CSV takes some 0.3 GB a million. "
            "--top keeps the best of each, and takes seconds.",
            err=True,
        )
