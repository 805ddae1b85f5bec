"""What was asked with a command: all that was typed, and how it is answered.

`takes` gives a command the options that others take too. The command receives them as
one `Asked`, which knows the registry and prints the answer as text or as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cached_property, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any, NoReturn

import typer

from matcher.cli.errors import say
from matcher.cli.typed.words import CodeReader
from matcher.files.writing import check_apart
from matcher.registry.package.reading import load_registry, package_folder
from matcher.registry.registry import Registry


class Asked:
    """All that was typed with a command, by the names of its options.

    Parameters
    ----------
    context : typer.Context
    """

    def __init__(self, context: typer.Context) -> None:
        self.command = str(context.info_name)
        self.typed: dict[str, Any] = context.params
        self._context = context

    def __getitem__(self, name: str) -> Any:
        return self.typed[name]

    @cached_property
    def registry(self) -> Registry:
        """The registry that is asked about, read when it is first needed."""
        return load_registry(self["registry"])

    @cached_property
    def reader(self) -> CodeReader:
        """Reads codes of the registry in people's words."""
        return CodeReader(self.registry)

    def check_apart(self, out: Path) -> None:
        """Refuse to replace a table or a model that this command reads.

        Raises
        ------
        OutputError
        """
        from matcher.model.learning.storage import CONTENT as MODEL_CONTENT
        from matcher.registry.package.writing import FILES

        registries = [package_folder(self["registry"]), self.typed.get("against")]
        read = [(folder, FILES) for folder in registries]
        read.append((self.typed.get("model"), MODEL_CONTENT[0]))
        for folder, files in read:
            if folder:
                check_apart(out, [folder, *(folder / file for file in files)])

    def refuse(self, problem: str) -> NoReturn:
        """End with a usage error."""
        self._context.fail(problem)

    def answer(
        self, document: dict[str, Any] | list[Any], in_words: str | Callable[[], str]
    ) -> None:
        """Print an object or a list for programs, or else the same in words for people.

        Words are sentences, or made by a function that knows how wide they may be.

        An object tells the date of the facts too, as ``as_of``: that of the registry,
        unless the object itself says it; empty where not recorded.
        """
        if not self["json"]:
            if isinstance(in_words, str):
                say(in_words)
            else:
                typer.echo(in_words())
            return
        if isinstance(document, dict) and "as_of" not in document:
            document = {**document, "as_of": self.registry.as_of}
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        plain = encoding != "utf8"  # other encodings lack letters
        text = json.dumps(document, ensure_ascii=plain, allow_nan=False, indent=2)
        typer.echo(text)


def takes(*shared: Parameter) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take options that it shares with others.

    Parameters
    ----------
    *shared : Parameter
        Options in the order of the help, after the command's own.

    Returns
    -------
    callable
        Decorates a command whose first parameter is an `Asked`.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        _, *own = signature(command, eval_str=True).parameters.values()

        @wraps(command)
        def run(context: typer.Context, **typed: Any) -> None:
            command(Asked(context), **{one.name: typed[one.name] for one in own})

        first = Parameter(
            "context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
        )
        run.__signature__ = Signature([first, *own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {}
        return run

    return decorate
