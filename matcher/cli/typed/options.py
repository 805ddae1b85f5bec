"""What may be typed: the table of options as Typer reads it, and what programs add.

`matcher.registry.options` says what a question may hold. Here each of its lines gets
hyphens and a panel of the help; groups of options go to commands by `asked.takes`.
"""

from __future__ import annotations

from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from matcher.registry.options import (
    CLUSTER,
    DESCRIPTION,
    FILTERS,
    GOALS,
    MUST,
    VARIETY,
    WEIGHTS,
    Option,
)
from matcher.registry.options import K as COUNT

Codes = list[str] | None

_DESCRIBE = "Describe a cluster (several codes: a,b)"
_WANT = "What you want of a partner (several codes: a,b)"
_FILTER = "Filters (several codes: a,b)"


def flag(name: str) -> str:
    """An option as it is typed."""
    return "--" + name.replace("_", "-")


def option(
    name: str,
    kind: Any,
    default: object,
    help: str,
    metavar: str | None = None,
    panel: str | None = None,
    **more: Any,
) -> Parameter:
    """An option that commands share, as Typer reads it from their signatures.

    Parameters
    ----------
    name, help : str
        The name of a switch may end in what turns it off, as ``open/--shut``.
    kind : type
    default : object
        Told in the help where there is any.
    metavar, panel : str, optional
        What stands for the value; the panel of the help that names the option.
    **more
        As `typer.Option` takes it.
    """
    names = [flag(name), f"-{name}"] if len(name) == 1 else [flag(name)]
    told: Any = typer.Option(
        default, *names, metavar=metavar, help=help, rich_help_panel=panel,
        show_default=default != "", **more,
    )  # fmt: skip
    word = name.partition("/")[0]
    return Parameter(word, Parameter.KEYWORD_ONLY, default=told, annotation=kind)


def _typed(line: Option, panel: str | None = None) -> Parameter:
    """A line of the table as it is typed: texts and numbers, not yet read."""
    if line.kind == "number":
        least = min(line.default, 1)  # where none is the default, none may be typed
        return option(line.name, int, line.default, line.help, panel=panel, min=least)
    if line.kind == "flag":
        return option(line.name, bool, False, line.help, panel=panel)
    several = line.kind in ("codes", "clusters", "factors", "choices")
    kind, default = (Codes, None) if several else (str, "")
    return option(line.name, kind, default, line.help, _METAVARS[line.kind], panel)


_METAVARS = {
    "code": "CODE",
    "codes": "CODES",
    "clusters": "IDS",
    "text": "TEXT",
    "factors": "NAME=NUMBER",
    "choices": "NAMES",
}

DESCRIBING = [
    *(_typed(line, _DESCRIBE) for line in DESCRIPTION),
    option("profile", str, "",
           "All of these from a JSON object in a file (- for standard input) with any "
           f"of the keys {', '.join(line.argument for line in DESCRIPTION)}.",
           "FILE", _DESCRIBE),
]  # fmt: skip
HISTORY = option("history", str, "",
                 "The cluster that you describe anew: what it did before counts too.",
                 "CLUSTER", _DESCRIBE)  # fmt: skip
WANTING = [_typed(line, _WANT) for line in (*GOALS, MUST, VARIETY)]
FILTERING = [_typed(line, _FILTER) for line in FILTERS]
REGISTRY = option("registry", Path | None, None,
                  "Another data package than the one that came along.",
                  "FOLDER")  # fmt: skip
MODEL = option("model", Path | None, None,
               "Use a model of `matcher train` instead of learning.",
               "FOLDER")  # fmt: skip
JSON = option("json", bool, False, "Print JSON, for a program to read.")
SEED = option("seed", int, 0, "For everything that is drawn.", min=0)
FORCE = option("force", bool, False, "Replace what stands there.")
SCORING = [_typed(WEIGHTS), MODEL, REGISTRY, JSON]
ANSWERING = [
    *FILTERING,
    _typed(COUNT),
    option("why", str, "",
           "Open one score, whatever the filters: a bar for each reason.", "ID"),
    *SCORING,
]  # fmt: skip


ClusterName = Annotated[
    str, typer.Argument(metavar="CLUSTER", help=CLUSTER.help, show_default=False)
]
NewFolder = Annotated[
    Path, typer.Option("--out", metavar="FOLDER", help="The folder to make.")
]
