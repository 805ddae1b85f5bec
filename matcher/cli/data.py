"""The commands for data packages: `data check` reads one, `synth` draws a new one.

`data template` and `data export` write workbooks for people.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.helped import helped
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import FORCE, JSON, REGISTRY, SEED, NewFolder
from matcher.errors import DatasetError
from matcher.files.writing import check_file, writing_file
from matcher.registry.package import tables
from matcher.registry.package.parsing import cells_of
from matcher.registry.package.reading import load_registry
from matcher.registry.package.writing import check_target, write_registry
from matcher.registry.registry import Registry
from matcher.text import as_of_in_words

MOST_CLUSTERS = 1_000_000
"""More than there can be in Europe; as many take some gigabytes of memory."""

TABLES = ("clusters", "partnerships", "members")

PackagePath = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        help="The data package; the one that came along where not given.",
        show_default=False,
    ),
]
NClusters = Annotated[
    int,
    typer.Option(
        "--n",
        min=1,
        max=MOST_CLUSTERS,
        help="How many clusters to draw.",
        show_default=False,
    ),
]

data = typer.Typer(name="data", help="Work with a data package.", no_args_is_help=True)
drawing = typer.Typer()


@data.command(epilog=helped("check"))
@takes(REGISTRY, JSON)
def check(asked: Asked, path: PackagePath = None) -> None:
    """Check a data package; every fault is named by file, line and column."""
    if path and asked["registry"]:
        asked.refuse("give the folder once: as it is, or after --registry")
    try:
        known = load_registry(path or asked["registry"], everything=True)
    except DatasetError as error:
        faults, told = [asdict(fault) for fault in error.faults], str(error)
        n_faults = error.n_faults
        document = {"n_faults": n_faults, "faults": faults, "as_of": ""}
        asked.answer(document, told)
        raise typer.Exit(1) from None
    found = counts(known)
    told = ", ".join(f"{number:,} {name}" for name, number in found.items())
    document = {"n_faults": 0, "faults": [], "counts": found, "as_of": known.as_of}
    as_of = as_of_in_words(known.as_of)
    asked.answer(document, f"No faults: {told}. {as_of}.")


@drawing.command(epilog=helped("synth"))
@takes(SEED, FORCE, REGISTRY, JSON)
def synth(asked: Asked, n: NClusters, out: NewFolder) -> None:
    """Draw a registry of any size that looks like the real one, for load tests."""
    seed, force = asked["seed"], asked["force"]
    asked.check_apart(out)
    check_target(out, force=force)
    known = asked.registry
    from matcher.cli.drawn.progress import progress
    from matcher.registry.synth.drawing import synthesise

    with progress(f"Drawing {n:,} clusters"):
        drawn = synthesise(known, n, seed)
        write_registry(
            drawn,
            out,
            title=f"Synthetic registry (n={n}, seed={seed})",
            description="Made for load tests: no cluster and no partnership in it "
            f"exists. Drawn from a registry of {len(known.clusters)} clusters.",
            force=force,
        )
    found = counts(drawn)
    told = ", ".join(f"{found[name]:,} {name}" for name in TABLES)
    document = {"out": str(out), "seed": seed, "counts": found}
    asked.answer(document, f"Wrote {told} to {out}")


def counts(registry: Registry) -> dict[str, int]:
    """How many records a registry holds, by table; facts are those of evidence."""
    aside = {"facts": "evidence", "calls": "calls", "terms": "terms"}
    lists = registry.vocabulary.lists.items()
    return {
        **{name: len(getattr(registry, name)) for name in TABLES},
        **{
            name: _n_rows(registry, table)
            for name, table in aside.items()
            if table in registry.aside
        },
        **{name: len(records) for name, records in lists},
    }


def _n_rows(registry: Registry, name: str) -> int:
    """How many rows a table has that is read when it is asked for."""
    table = tables.TABLES[name]
    return len(cells_of(table, registry.aside).get(table.key[0], ()))


NewFile = Annotated[
    Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to make.")
]
NewXlsx = Annotated[
    Path, typer.Option("--xlsx", metavar="OUT.xlsx", help="The workbook to make.")
]

forms = typer.Typer()


@forms.command(epilog=helped("template"))
@takes(FORCE, REGISTRY, JSON)
def template(asked: Asked, out: NewFile) -> None:
    """Write a workbook to fill in, with lists to choose from, for `data import`."""
    _check(asked, out)
    from matcher.importing.forms.template import fields_to_fill, template_workbook

    _write(asked, out, template_workbook(asked.registry.vocabulary))
    sheets = [*fields_to_fill()]
    told = f"Wrote {out}, with sheets for {', '.join(sheets)}."
    asked.answer({"out": str(out), "sheets": sheets}, told)


@forms.command(epilog=helped("export"))
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
