"""How a command that asks the recommender answers: in words, or as JSON.

In: what was asked and found. Out: the same, with the conditions and the date of the
facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from matcher.cli.typed.asked import Asked
from matcher.cli.typed.conditions import notes
from matcher.text import as_of_in_words

if TYPE_CHECKING:
    from rich.console import RenderableType


def answer(
    asked: Asked,
    query: dict[str, Any],
    told: dict[str, Any],
    draw: Callable[[], Iterable[RenderableType]],
    hint: str = "",
) -> None:
    """Print what was found, with the conditions; and what to ask next.

    Parameters
    ----------
    asked : Asked
    query : dict
        What was asked, for JSON; of the conditions people are told what they should
        know.
    told : dict
        What was found, for JSON.
    draw : callable
        The same for people; called only where they read it.
    hint : str
        A command to copy.
    """
    as_of = f"{as_of_in_words(asked.registry.as_of)}."
    said = [asked.reader.note] if asked.reader.note else []

    def in_words() -> str:
        from matcher.cli.drawn.tables import as_text, whole

        drawn = (*map(whole, said), *draw(), *notes(query), as_of)
        return as_text(*drawn, command=hint)

    read_as = {"read_as": asked.reader.read_as} if said else {}
    asked.answer({"query": query | read_as} | told, in_words)
