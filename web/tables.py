"""Answers as CSV tables: the same records as the page, one row each.

In: records with scores. Out: text that a spreadsheet opens without running anything.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from matcher import Suggestion
from web.answers import Pair
from web.catalogue import Catalogue
from web.listing import ClusterList

Cell = str | int | float | bool | None

_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV text with line feeds.

    Notes
    -----
    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    Numbers stay numbers, in full precision; what is not recorded stays empty.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        safe = "'" + value if value.startswith(_RUNS_AS_FORMULA) else value
        # A lone carriage return would end the row in many readers.
        return safe.replace("\r", " ")
    return repr(float(value)) if isinstance(value, float) else str(value)


SUGGESTION_COLUMNS = (
    "rank",
    "id",
    "name",
    "country",
    "score",
    "strength",
    "percentile",
    "their_rank",
    "alike",
    "complementary",
    "history",
    "agreement",
    "known_partner",
    "partnerships",
    "reasons",
)


def suggestions_csv(suggestions: Iterable[Suggestion]) -> str:
    """Suggestions, best first."""
    return write_csv(SUGGESTION_COLUMNS, map(_suggestion_row, suggestions))


def _suggestion_row(suggestion: Suggestion) -> list[Cell]:
    return [
        suggestion.rank,
        suggestion.cluster.id,
        suggestion.cluster.name,
        suggestion.cluster.country,
        suggestion.score,
        suggestion.strength,
        suggestion.percentile,
        suggestion.their_rank,
        suggestion.alike,
        suggestion.complementary,
        suggestion.history,
        suggestion.agreement,
        suggestion.known_partner,
        ";".join(suggestion.partnerships),
        " ".join(suggestion.reasons),
    ]


def clusters_csv(listed: ClusterList) -> str:
    """All clusters found, not only those of one page."""
    header = (
        "id",
        "name",
        "short_name",
        "country",
        "region",
        "sectors",
        "technologies",
        "target_markets",
        "focus",
        "members",
        "sme_members",
        "website",
        "n_partnerships",
        "sources",
    )
    rows: list[list[Cell]] = [
        [
            cluster.id,
            cluster.name,
            cluster.short_name,
            cluster.country,
            cluster.region,
            ";".join(cluster.sectors),
            ";".join(cluster.technologies),
            ";".join(cluster.target_markets),
            cluster.focus,
            cluster.members,
            cluster.sme_members,
            cluster.website,
            listed.n_partnerships[cluster.id],
            ";".join(cluster.sources),
        ]
        for cluster in listed.found
    ]
    return write_csv(header, rows)


def partnerships_csv(catalogue: Catalogue) -> str:
    """All partnerships, in id order."""
    header = (
        "id",
        "acronym",
        "name",
        "programme",
        "generation",
        "start",
        "end",
        "sectors",
        "technologies",
        "target_markets",
        "focus",
        "members",
        "sources",
    )
    members_of = catalogue.registry.members_of
    rows: list[list[Cell]] = [
        [
            partnership.id,
            partnership.acronym,
            partnership.name,
            partnership.programme,
            partnership.generation,
            partnership.start,
            partnership.end,
            ";".join(partnership.sectors),
            ";".join(partnership.technologies),
            ";".join(partnership.target_markets),
            partnership.focus,
            ";".join(members_of[partnership.id]),
            ";".join(partnership.sources),
        ]
        for partnership in catalogue.registry.partnerships
    ]
    return write_csv(header, rows)


def pair_csv(pair: Pair) -> str:
    """How the score of a pair adds up, one signal a row; the score comes last."""
    score = pair.suggestion
    total = score.intercept
    header = ("signal", "title", "kind", "value", "reference", "weight", "contribution")
    rows: list[list[Cell]] = [
        ["intercept", "", "", None, None, None, score.intercept, total]
    ]
    for part in score.contributions:
        total += part.contribution
        rows.append(
            [
                part.signal,
                part.title,
                part.kind,
                part.value,
                part.reference,
                part.weight,
                part.contribution,
                total,
            ]
        )
    rows.append(["score", "", "", None, None, None, None, score.score])
    return write_csv((*header, "total"), rows)
