"""Answers as tables: the same records as the page, one row each.

In: records with scores. Out: a `Table`, which `spreadsheets` writes as CSV or XLSX.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher import Cluster, Score, Suggestion
from matcher_web.clusters.compare import Comparison
from matcher_web.listing.listing import Listing
from matcher_web.partnerships.listing import Composed
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.pair_facts import Pair

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """Rows under named columns, to be taken away as a file.

    Parameters
    ----------
    name : str
        Name of the file without its ending, and of the sheet.
    columns : tuple of str
    rows : sequence of sequences
        As many cells each as there are columns; None where nothing is recorded.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


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


def suggestions_table(
    suggestions: Iterable[Suggestion], name: str = "suggestions"
) -> Table:
    """Suggestions, best first."""
    return Table(name, SUGGESTION_COLUMNS, [*map(_suggestion_row, suggestions)])


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


def clusters_table(snapshot: Snapshot, listing: Listing[Cluster]) -> Table:
    """All clusters found, not only those of one page."""
    columns = (
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
            len(snapshot.registry.partnerships_of[cluster.id]),
            ";".join(cluster.sources),
        ]
        for cluster in listing.found
    ]
    return Table("clusters", columns, rows)


def compare_table(comparison: Comparison) -> Table:
    """Clusters side by side, one a column; scores between them come last."""
    clusters = comparison.clusters
    rows: list[list[Cell]] = [["name", *(cluster.name for cluster in clusters)]]
    rows += [[field.name, *field.values] for field in comparison.plain]
    rows += [
        [f.name, *(";".join(codes) for codes in f.codes)] for f in comparison.coded
    ]
    for left in clusters:
        scores = (comparison.pairs.get((left.id, right.id)) for right in clusters)
        rows.append(
            [f"score with {left.id}", *(s.score if s else None for s in scores)]
        )
    return Table("compare", ("field", *(cluster.id for cluster in clusters)), rows)


def partnerships_table(listing: Listing[Composed]) -> Table:
    """All partnerships found, not only those of one page."""
    columns = (
        "id",
        "acronym",
        "name",
        "programme",
        "generation",
        "call",
        "strand",
        "start",
        "end",
        "members",
        "n_members",
        "countries",
        "ecosystems",
        "sectors",
        "technologies",
        "target_markets",
        "focus",
        "sme_count",
        "sources",
    )
    rows: list[list[Cell]] = []
    for composed in listing.found:
        p = composed.partnership
        rows.append(
            [
                p.id,
                p.acronym,
                p.name,
                p.programme,
                p.generation,
                p.call,
                p.strand,
                p.start,
                p.end,
                ";".join(member.id for member in composed.members),
                len(composed.members) or None,
                ";".join(composed.countries),
                ";".join(composed.ecosystems),
                ";".join(p.sectors),
                ";".join(p.technologies),
                ";".join(p.target_markets),
                p.focus,
                p.sme_count,
                ";".join(p.sources),
            ]
        )
    return Table("partnerships", columns, rows)


def pair_table(pair: Pair) -> Table:
    """How the score of a pair of clusters adds up."""
    return score_table(pair.suggestion, "pair")


def score_table(score: Score, name: str) -> Table:
    """How a score adds up, one signal a row; the score comes last."""
    total = score.intercept
    columns = (
        "signal",
        "title",
        "kind",
        "value",
        "reference",
        "weight",
        "contribution",
        "total",
    )
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
    return Table(name, columns, rows)
