"""Writes a table of pairs in parts, so that a stop loses little.

In: a source of pairs (`EveryPair` or `BestPairs`), their table, and where it goes.
Out: a file, whole or not at all; or lines on an open stream.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TextIO

from matcher.errors import EngineError, OutputError
from matcher.output import check_free
from matcher.pairs.blocks import PairBlock
from matcher.pairs.checkpoint import (
    Parts,
    Stage,
    Watch,
    kept_in,
    parts_beside,
    parts_for_now,
    unwatched,
)
from matcher.pairs.export.table import CSV, Form, PairTable, check_target, form_of

WHOLE = "whole"
FINISHED = "finished.json"


class PairSource(Protocol):
    """Something that knows pairs, in parts by their left side."""

    unit: str

    @property
    def needs_disk(self) -> bool:
        """Whether it cannot do without parts on a disk."""
        ...

    @property
    def parts(self) -> list[tuple[int, int]]:
        """First row of left sides of each part, and the row after its last."""
        ...

    def size(self, start: int, stop: int) -> int:
        """How much of its unit a part holds."""
        ...

    def prepare(self, parts: Parts | None, watch: Watch) -> None:
        """Do what has to be done before any pair is known."""
        ...

    def blocks(self, start: int, stop: int) -> Iterator[PairBlock]:
        """The pairs of a part, in id order."""
        ...


def print_table(
    source: PairSource, table: PairTable, stream: TextIO, watch: Watch = unwatched
) -> None:
    """Write all pairs to an open stream, as CSV."""
    form = CSV()
    with parts_for_now(source.needs_disk) as parts:
        source.prepare(parts, watch)
        stream.write(form.head(table))
        for part in source.parts:
            for block in source.blocks(*part):
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
    """Write all pairs to a file; parts stand beside it until it is whole.

    Parameters
    ----------
    source : PairSource
    table : PairTable
    out : Path
        Ends in ``.csv`` or ``.parquet``.
    job : mapping
        All that the bytes of the file depend on, as JSON.
    resume : bool
        Go on with the parts of a run that was stopped.
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
        As from `check_target` and `parts_beside`, or if something cannot be written.
        What stood there before stays as it was, and finished parts stay.
    EngineError
        If the engine of the source is lost.
    """
    with parts_beside(out, job, resume=resume, force=force) as parts:
        n_pairs = _in_place(parts, out)
        if n_pairs is None:
            check_target(out, force=force)
            try:
                n_pairs = _write_parts(source, table, form_of(out), parts, watch)
                _move(parts, out, force=force)
            except (OutputError, EngineError) as error:
                if parts.is_empty:
                    raise
                told = f"{error}\n{kept_in(parts.folder)}"
                raise type(error)(told) from error
        parts.remove()
    return n_pairs


def _write_parts(
    source: PairSource, table: PairTable, form: Form, parts: Parts, watch: Watch
) -> int:
    """Write the parts that are missing, and one file of them all; how many pairs."""
    names = {part: f"rows-{part[0]:09d}.{form.part_ending}" for part in source.parts}
    missing = [part for part, name in names.items() if name not in parts]
    if missing:
        source.prepare(parts, watch)
    sizes = {part: source.size(*part) for part in names}
    stage = Stage.of(
        "Writing pairs", source.unit, [*sizes.values()], [sizes[p] for p in missing]
    )
    with watch(stage) as tell:
        for part in missing:
            with parts.writing(names[part]) as stream:
                form.write_part(stream, table, source.blocks(*part))
            tell(sizes[part])
    stage = Stage("Putting them together", "parts", len(names), len(names))
    with watch(stage) as tell, parts.writing(WHOLE) as stream:
        paths = _each_told([parts.path(name) for name in names.values()], tell)
        n_pairs = form.put_together(stream, table, paths)
    facts = {"n_pairs": n_pairs, "file": _known_by(parts.path(WHOLE))}
    parts.write_json(FINISHED, facts)
    return n_pairs


def _each_told(paths: list[Path], tell: Callable[[int], None]) -> Iterator[Path]:
    for path in paths:
        yield path
        tell(1)


def _known_by(path: Path) -> list[int]:
    """What a file keeps when it moves."""
    found = os.stat(path)
    return [found.st_size, found.st_mtime_ns]


def _in_place(parts: Parts, out: Path) -> int | None:
    """How many pairs the output has, if a run was stopped after its very last step."""
    facts = parts.read_json(FINISHED)
    if facts and WHOLE not in parts and out.exists():
        if facts["file"] == _known_by(out):
            return int(facts["n_pairs"])
    return None


def _move(parts: Parts, out: Path, *, force: bool) -> None:
    check_free(out, force=force)  # somebody may have been quicker
    try:
        os.replace(parts.path(WHOLE), os.path.realpath(out))
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{out}: cannot be written: {reason}") from error
