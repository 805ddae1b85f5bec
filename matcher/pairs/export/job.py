"""Writes a table of pairs in pieces, so that a stop loses little.

In: a source of pairs (`EveryPair` or `BestPairs`), their table, and where it goes.
Out: a file, whole or not at all; or lines on an open stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from matcher.errors import EngineError, OutputError
from matcher.files.writing import move_file
from matcher.pairs.best_pairs import BestPairs
from matcher.pairs.checkpoint import (
    Checkpoint,
    checkpoint_beside,
    checkpoint_for_now,
    kept_in,
)
from matcher.pairs.every_pair import EveryPair
from matcher.pairs.export.table import CSV, Form, PairTable, check_target, form_of
from matcher.pairs.progress import Stage, Watch, unwatched

WHOLE = "whole"
FINISHED = "finished.json"


PairSource = EveryPair | BestPairs
"""Knows pairs, in spans of their left sides; `prepare` comes first."""


def print_table(
    source: PairSource, table: PairTable, stream: TextIO, watch: Watch = unwatched
) -> None:
    """Write all pairs to an open stream, as CSV."""
    form = CSV()
    with checkpoint_for_now(source.needs_disk) as checkpoint:
        source.prepare(checkpoint, watch)
        stream.write(form.head(table))
        for span in source.spans:
            for block in source.blocks(*span):
                stream.write(form.lines(table, block))


def write_table(
    source: PairSource,
    table: PairTable,
    out: Path,
    job: Mapping[str, Any],
    *,
    resume: bool = False,
    force: bool = False,
    watch: Watch = unwatched,
) -> int:
    """Write all pairs to a file; pieces stand beside it until it is whole.

    Parameters
    ----------
    source : PairSource
    table : PairTable
    out : Path
        Ends in ``.csv`` or ``.parquet``.
    job : mapping
        All that the bytes of the file depend on, as JSON.
    resume : bool
        Go on with the pieces of a run that was stopped.
    force : bool
        Replace a file that stands there.
    watch : Watch
        Is told how far it is.

    Returns
    -------
    int
        How many pairs were written.

    Raises
    ------
    OutputError
        As from `check_target` and `checkpoint_beside`, or if something cannot be
        written. What stood there before stays as it was, and finished pieces stay.
    EngineError
        If the engine of the source is lost.
    """
    with checkpoint_beside(out, job, resume=resume, force=force) as checkpoint:
        n_pairs = _in_place(checkpoint, out)
        if n_pairs is None:
            check_target(out, force=force)
            try:
                n_pairs = _write_pieces(source, table, form_of(out), checkpoint, watch)
                move_file(checkpoint.path(WHOLE), out, force=force)
            except (OutputError, EngineError) as error:
                if checkpoint.is_empty:
                    raise
                told = f"{error}\n{kept_in(checkpoint.folder)}"
                raise type(error)(told) from error
        checkpoint.remove()
    return n_pairs


def _write_pieces(
    source: PairSource,
    table: PairTable,
    form: Form,
    checkpoint: Checkpoint,
    watch: Watch,
) -> int:
    """Write the pieces that are missing, and one file of them all; how many pairs."""
    names = {span: f"rows-{span[0]:09d}.{form.piece_ending}" for span in source.spans}
    missing = [span for span, name in names.items() if name not in checkpoint]
    if missing:
        source.prepare(checkpoint, watch)
    stage = Stage.of("Writing pairs", source.unit, names, missing, source.size)
    with watch(stage) as tell:
        for span in missing:
            with checkpoint.writing(names[span]) as stream:
                form.write_piece(stream, table, source.blocks(*span))
            tell(source.size(*span))
    stage = Stage("Putting them together", "parts", len(names), len(names))
    with watch(stage) as tell, checkpoint.writing(WHOLE) as stream:
        paths = _each_told([checkpoint.path(name) for name in names.values()], tell)
        n_pairs = form.put_together(stream, table, paths)
    checkpoint.write_json(FINISHED, {"n_pairs": n_pairs})
    return n_pairs


def _each_told(paths: list[Path], tell: Callable[[int], None]) -> Iterator[Path]:
    for path in paths:
        yield path
        tell(1)


def _in_place(checkpoint: Checkpoint, out: Path) -> int | None:
    """How many pairs the output has, if a run was stopped after its very last step."""
    if FINISHED in checkpoint and checkpoint.ledger.vouches_for(WHOLE, out):
        return int(checkpoint.read_json(FINISHED)["n_pairs"])
    return None
