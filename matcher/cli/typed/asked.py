"""What was asked with a command: all that was typed, and how it is answered.

`takes` gives a command the options that others take too. The command receives them as
one `Asked`, which knows the registry and prints the answer as text or as JSON.

`CodeReader` reads codes in people's words: a text that means one code is read as that
code, and the answer says so; any other is refused with the codes that it may mean.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any, NoReturn

import typer

from matcher.cli.errors import say
from matcher.errors import FilterError, first_of
from matcher.files.writing import check_apart
from matcher.registry.finding.finder import IN_THE_UNION
from matcher.registry.options import Option
from matcher.registry.package.reading import load_registry, package_folder
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import PROFILE_LISTS
from matcher.text import shown


class CodeReader:
    """Reads codes, and remembers the words that it has read as codes.

    Parameters
    ----------
    registry : Registry
        Its codes and its terms hold.

    Attributes
    ----------
    read_as : dict of str to str
        Codes by the words they were read from; codes as such are not among them.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.read_as: dict[str, str] = {}

    def codes(self, texts: Iterable[str], kind: str) -> list[str]:
        """The code that each text means.

        Parameters
        ----------
        texts : iterable of str
        kind : {"country", "sectors", "technologies", "target_markets"}
            Which list they are from.

        Raises
        ------
        FilterError
            If a text means none, or several.
        """
        found = {text: self._code(text, kind) for text in texts}
        unknown = [text for text, code in found.items() if not code]
        if unknown:
            raise FilterError(self._refusal(unknown, kind))
        return [*dict.fromkeys(found.values())]

    @staticmethod
    def text(typed: str, option: Option) -> str:
        """A text without the blanks around it.

        Raises
        ------
        FilterError
            If it is longer than is read.
        """
        if problem := option.too_long(typed.strip()):
            raise FilterError(problem)
        return typed.strip()

    @property
    def note(self) -> str:
        """What was read as what, for people; empty where all were codes."""
        label = self._registry.vocabulary.label
        told = first_of(
            [*self.read_as.items()],
            lambda read: f"'{shown(read[0])}' as {read[1]} ({label(read[1])})",
        )
        return f"Read {', '.join(told)}." if told else ""

    def _code(self, text: str, kind: str) -> str:
        """The code that a text is but for case, or means; empty where there is none."""
        terms = self._registry.vocabulary.terms(kind)
        for code in (text, text.upper(), text.lower()):
            if code in terms:
                return code
        noun, _ = PROFILE_LISTS[kind]
        meant = self._registry.finder.meant(text, noun)
        if meant:
            self.read_as[text] = meant
        return meant

    def _refusal(self, texts: Sequence[str], kind: str) -> str:
        noun, name = PROFILE_LISTS[kind]
        finder = self._registry.finder

        def refused(text: str) -> str:
            return finder.refusal(text, noun, lambda one: f"'{one.code}'")

        told = first_of(texts, refused)
        whole = "; ".join(told)
        if all(IN_THE_UNION in one for one in told):
            return whole
        return f"{whole}{'' if whole.endswith('?') else '.'} See: matcher codes {name}"


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
