"""The command that takes the data that people have: `data import`."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.helped import helped
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.given_file import STANDARD_INPUT, standard_input
from matcher.cli.typed.options import FORCE, JSON, option
from matcher.errors import UnreadableFile
from matcher.files.writing import check_apart, check_file, writing_file

if TYPE_CHECKING:
    from matcher.importing.sources import Source

IMPORTING = [
    option("registry", str, "",
           "What a new folder begins with: a data package, or 'packaged' for the one "
           "that came along. Nothing where not given.", "FOLDER"),
    option("mapping", Path | None, None,
           "What you say of columns, words and names; kept in the folder.", "FILE"),
    option("dry_run", bool, False, "Write nothing but a draft of the mapping."),
    option("report", Path | None, None, "Write the whole report here, as JSON.",
           "FILE"),
    FORCE,
    JSON,
]  # fmt: skip

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Spreadsheets, exports and lists; - for standard input.",
        show_default=False,
    ),
]
Into = Annotated[
    Path,
    typer.Option(
        "--into", metavar="FOLDER", help="The data package to make or add to."
    ),
]

importing = typer.Typer()


@importing.command("import", epilog=helped("import"))
@takes(*IMPORTING)
def import_(asked: Asked, files: Files, into: Into) -> None:
    """Take spreadsheets, exports and lists into a data package, with a report."""
    from matcher.cli.drawn.progress import progress
    from matcher.importing.running import import_files

    out: Path | None = asked["report"]
    sources = _sources(asked, files)
    if out:
        check_apart(out, [*map(Path, files), into])
        check_file(out, force=asked["force"])
    draft = _draft(asked)
    with _no_rings_sought(), progress("Reading rows") as tell:
        report = import_files(
            sources,
            into,
            registry=asked["registry"] or None,
            mapping=asked["mapping"] if draft is None else None,
            dry_run=asked["dry_run"],
            watch=tell,
        )
    if draft:
        with writing_file(draft, force=False) as stream:
            stream.write(report.mapping.encode())
    document = report.document()
    if out:
        with writing_file(out, force=asked["force"]) as stream:
            told = json.dumps(document, ensure_ascii=False, indent=2)
            # a name of a file may hold halves of letters, which JSON writes so
            stream.write(f"{told}\n".encode(errors="backslashreplace"))

    def in_words() -> str:
        from matcher.cli.drawn.imported import imported

        return imported(report, dry_run=asked["dry_run"], out=out, draft=draft)

    asked.answer(document, in_words)
    if not report.entries:
        raise typer.Exit(1)


@contextmanager
def _no_rings_sought() -> Iterator[None]:
    """Leave the garbage collector out: of a great many records none is in a ring.

    To look through all of them again and again takes a fourth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sources(asked: Asked, files: list[str]) -> list[Source]:
    """The files, with what comes from standard input.

    Raises
    ------
    UnreadableFile
        If that cannot be read.
    """
    from matcher.importing.files.limits import MOST_BYTES
    from matcher.importing.sources import Given

    if files.count(STANDARD_INPUT) > 1:
        asked.refuse("standard input (-) can be read once")
    if STANDARD_INPUT not in files:
        return [*map(Path, files)]
    try:
        content = standard_input(MOST_BYTES + 1)
    except OSError as error:
        told = f"standard input: cannot be read: {error.strerror}"
        raise UnreadableFile(told) from None
    given = Given("standard input", content)
    return [given if file == STANDARD_INPUT else Path(file) for file in files]


def _draft(asked: Asked) -> Path | None:
    """Where a dry run is to write a draft of the mapping, if it is."""
    path: Path | None = asked["mapping"]
    if path is None or not asked["dry_run"] or path.exists():
        return None
    check_file(path)
    return path
