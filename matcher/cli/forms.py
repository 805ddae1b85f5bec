"""The commands that write workbooks for people: `data template` and `data export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.data import TABLES, counts
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import FORCE, JSON, REGISTRY
from matcher.files.writing import check_file, writing_file

TEMPLATE_EPILOG = """Examples:
  matcher data template list.xlsx
  matcher data template list.xlsx --registry my-data --force

A row for each organisation: lists to choose from offer the labels of the
registry, and a sheet explains each column. Once it is filled in, take it with
matcher data import list.xlsx --into my-data

--json prints one object: out, sheets and as_of, the date of the facts."""

EXPORT_EPILOG = """Examples:
  matcher data export --xlsx registry.xlsx
  matcher data export --xlsx mine.xlsx --registry my-data

All organisations, partnerships and members, with labels instead of codes.
Imported into the same registry again it changes nothing; what you add or change
in it, does. What you empty stays: an import takes nothing away. Same registry:
same bytes.

--json prints one object: out, counts (clusters, partnerships, members) and
as_of, the date of the facts."""

NewFile = Annotated[
    Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to make.")
]
NewXlsx = Annotated[
    Path, typer.Option("--xlsx", metavar="OUT.xlsx", help="The workbook to make.")
]

forms = typer.Typer()


@forms.command(epilog=TEMPLATE_EPILOG)
@takes(FORCE, REGISTRY, JSON)
def template(asked: Asked, out: NewFile) -> None:
    """Write a workbook to fill in, with lists to choose from, for `data import`."""
    _check(asked, out)
    from matcher.importing.forms.template import SHEETS, template_workbook

    _write(asked, out, template_workbook(asked.registry.vocabulary))
    told = ", ".join(SHEETS)
    asked.answer(
        {"out": str(out), "sheets": [*SHEETS]}, f"Wrote {out}, with sheets for {told}."
    )


@forms.command(epilog=EXPORT_EPILOG)
@takes(FORCE, REGISTRY, JSON)
def export(asked: Asked, xlsx: NewXlsx) -> None:
    """Write a registry as a workbook, with labels instead of codes."""
    _check(asked, xlsx)
    from matcher.importing.forms.export import registry_workbook

    _write(asked, xlsx, registry_workbook(asked.registry))
    known = counts(asked.registry)
    found = {name: known[name] for name in TABLES}
    told = ", ".join(f"{number:,} {name}" for name, number in found.items())
    asked.answer({"out": str(xlsx), "counts": found}, f"Wrote {told} to {xlsx}")


def _check(asked: Asked, out: Path) -> None:
    asked.check_apart(out)
    check_file(out, force=asked["force"])


def _write(asked: Asked, out: Path, content: bytes) -> None:
    with writing_file(out, force=asked["force"]) as stream:
        stream.write(content)
