"""The command line: arguments in; tables, JSON and files out.

Each floor imports from those below it::

    questions  consortium  codes  pairs  learning                     the commands
    data  importing  serving
    answering  pair_job                     in words or as JSON; the longest work
    typed                                   what may be typed, was, and means
    drawn                                   what people see
    helped                                  what stands below the options in the help

`errors` ends every command with a message and a code instead of a traceback. Slow
libraries are imported by the commands that need them, when they run.
"""

from __future__ import annotations

from typing import Annotated

import typer

from matcher.cli.codes import codes
from matcher.cli.consortium import building
from matcher.cli.data import data, drawing, forms
from matcher.cli.errors import Commands
from matcher.cli.importing import importing
from matcher.cli.learning import learning
from matcher.cli.pairs import pairing
from matcher.cli.questions import questions
from matcher.cli.serving import serving
from matcher.cli.typed.said import SaidCommand
from matcher.release import package_version

app = typer.Typer(
    cls=Commands,
    epilog="Start with: matcher suggest inovcluster",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
_ROOT = (questions, building, codes, serving, data, pairing, learning, drawing)
_BELOW_DATA = (importing, forms)
for group in _BELOW_DATA:
    data.add_typer(group)
for group in _ROOT:
    app.add_typer(group)
for group in (*_ROOT, *_BELOW_DATA):
    for command in group.registered_commands:
        command.cls = SaidCommand


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matcher {package_version()}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Print the version.", is_eager=True, callback=_print_version
    ),
]


@app.callback()
def main(version: Version = False) -> None:
    """Finds partners for European cluster partnerships, with the reasons."""
