"""The command that lists and finds codes: `codes`.

In: a kind of codes, words, or both. Out: the codes as a table or as JSON, and a
sentence where they are guesses or where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.cli.helped import helped
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import JSON, REGISTRY
from matcher.registry.finding.found import CODE_LISTS, FoundCode

if TYPE_CHECKING:
    from rich.console import RenderableType

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=f"[{'|'.join(CODE_LISTS)}] [WORDS]",
        help="Which codes, and what people call them; all of them where not given.",
        show_default=False,
    ),
]

codes = typer.Typer()


@codes.command("codes", epilog=helped("codes"))
@takes(REGISTRY, JSON)
def list_codes(asked: Asked, words: Words = None) -> None:
    """List the codes of sectors, technologies and markets, or find them by words."""
    list_name, text = _asked_for(words or [])
    kinds = [CODE_LISTS[list_name]] if list_name else [*CODE_LISTS.values()]
    finder = asked.registry.finder
    if text:
        found = finder.find(text, kinds)
    else:
        found = finder.listed(kinds)

    def in_words() -> str:
        from matcher.cli.drawn.tables import as_text

        told = finder.told(text, kinds, found) if text else ""
        where = f"All codes: matcher codes {list_name or 'sectors'}"
        return as_text(*_table(found), *filter(None, (told, "" if found else where)))

    asked.answer([one._asdict() for one in found], in_words)


def _asked_for(words: Sequence[str]) -> tuple[str, str]:
    """The list that is named, if any, and the other words."""
    named = bool(words) and words[0].lower() in CODE_LISTS
    return words[0].lower() if named else "", " ".join(words[named:]).strip()


def _table(found: Sequence[FoundCode]) -> Iterable[RenderableType]:
    """A row for each code; the code in one piece, fit to be copied."""
    from matcher.cli.drawn.tables import empty_table

    if not found:
        return
    table = empty_table()
    table.add_column("Kind", no_wrap=True)
    longest = max(len(one.code) for one in found)
    table.add_column("Code", no_wrap=True, min_width=longest)
    table.add_column("Name", ratio=2, overflow="fold")
    table.add_column("Found by", ratio=1, overflow="fold")
    for one in found:
        by = "" if one.term == one.label else one.term
        table.add_row(one.kind, one.code, one.label, by)
    yield table
