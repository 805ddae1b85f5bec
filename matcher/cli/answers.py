"""Shows answers: as JSON for a program, drawn for a terminal.

In: what a recommender found, and the context of the command that asked. Slow libraries
are imported only where something is drawn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli import queries as queries
from matcher.cli.terms import notes

if TYPE_CHECKING:
    from matcher.model.answers.suggestions import Suggestion, Synergy
    from matcher.recommend import PartnerRecommender
    from matcher.registry.records import Profile


def show_suggestions(
    context: typer.Context,
    ask: Callable[..., list[Suggestion]],
    recommender: PartnerRecommender,
    asked: str | list[str] | Profile,
    query: dict[str, Any],
) -> None:
    """The best clusters, and who is left out, by a question of the recommender."""
    filters = queries.read_filters(context.params, recommender.registry)
    k = context.params["k"]
    query = {**query, "k": k, "filters": filters}
    suggestions = ask(recommender, asked, k=k, **queries.keywords(filters))
    left_out = recommender.left_out(asked, k=k, **queries.keywords(filters))
    if context.params["as_json"]:
        found = [suggestion.to_dict() for suggestion in suggestions]
        held = [queries.left_out_dict(one) for one in left_out]
        print_json({"query": query, "suggestions": found, "left_out": held})
        return
    from matcher.cli import terminal
    from matcher.cli.tables import as_text

    best = suggestions[0].cluster.id if suggestions else ""
    shown = terminal.suggestions_found(suggestions, left_out)
    hint = queries.hint(context, query, best)
    typer.echo(as_text(*shown, *notes(query), hint))


def show_synergies(
    context: typer.Context,
    recommender: PartnerRecommender,
    partnership: str,
    query: dict[str, Any],
) -> None:
    """The partnerships that fit a partnership best."""
    filters = queries.read_filters(context.params, recommender.registry)
    k = context.params["k"]
    query = {**query, "k": k, "filters": filters}
    found = recommender.synergies(partnership, k=k, **queries.keywords(filters))
    if context.params["as_json"]:
        print_json({"query": query, "synergies": [s.to_dict() for s in found]})
        return
    from matcher.cli import terminal
    from matcher.cli.tables import as_text

    best = found[0].partnership.id if found else ""
    hint = queries.hint(context, query, best)
    shown = terminal.synergies_found(found)
    typer.echo(as_text(*shown, *notes(query), hint))


def show_why(
    context: typer.Context,
    query: dict[str, Any],
    opened: Suggestion | Synergy,
    left: str,
    right: str,
) -> None:
    """One score, opened; in JSON under the word for what is proposed."""
    if context.params["as_json"]:
        word = type(opened).__name__.lower()
        print_json({"query": query, word: opened.to_dict()})
        return
    from matcher.cli import terminal
    from matcher.cli.tables import as_text

    shown = terminal.waterfall(opened, left, right)
    typer.echo(as_text(shown, *notes(query)))


def print_json(document: dict[str, Any]) -> None:
    """One object on standard output, in letters that it can show."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    plain = encoding != "utf8"  # other encodings lack letters
    typer.echo(json.dumps(document, ensure_ascii=plain, allow_nan=False, indent=2))
