"""Markets as tables to take away: the same records as the pages, one row each.

In: the records of `market_answers` and `market_facts`. Out: a `Table` of each.
"""

from __future__ import annotations

from collections.abc import Iterable

from matcher import Activity, Presence
from matcher_web.markets.answers import Absences, Together
from matcher_web.markets.book import MarketBook
from matcher_web.markets.facts import MarketFacts
from matcher_web.markets.query import MarketQuery
from matcher_web.tables import Cell, Table

COUNTS = (
    "partnerships",
    "clusters",
    "partnerships_by_region",
    "clusters_by_region",
)


def reach_table(book: MarketBook, query: MarketQuery) -> Table:
    """Every activity of a kind at every market: how many go, and how many should.

    Notes
    -----
    White spaces come first, most expected first; then the rest in the order of the
    page. Only the rows of the query's activity, if it has one.
    """
    activities: tuple[Activity, ...] = book.reach.active(query.by)
    if query.activity:
        activities = (query.activity,)
    cells = [
        (space.activity, space.market)
        for space in book.white_spaces.ranked(query.by, query.activity)
    ]
    white = set(cells)
    cells += [
        cell
        for activity in activities
        for row in book.rows(query.sort)
        if (cell := (activity, row.code)) not in white
    ]
    columns = ("activity", "activity_label", "market", "market_label", *COUNTS)
    rows: list[list[Cell]] = [
        [
            book.activities.key(activity),
            book.activities.label(activity),
            market,
            book.vocabulary.label(market),
            *book.reach.count(activity, market),
            book.white_spaces.expected(activity, market),
            (activity, market) in white,
        ]
        for activity, market in cells
    ]
    name = f"{query.by}-by-market"
    return Table(name, (*columns, "expected_partnerships", "white_space"), rows)


def rounds_table(book: MarketBook, query: MarketQuery) -> Table:
    """Every market with how many go there, and how many partnerships in each round."""
    columns = ("market", "label", "is_region", *COUNTS)
    names = [one.label.lower().replace(" ", "_") for one in book.rounds]
    rows: list[list[Cell]] = [
        [row.code, row.label, row.is_region, *row.count, *row.by_round]
        for row in book.rows(query.sort)
    ]
    return Table("markets-over-time", (*columns, *names), rows)


def absences_table(found: Absences) -> Table:
    """Markets where one activity is absent and another goes, and who could go."""
    activities, label = found.book.activities, found.book.vocabulary.label
    absent, present = activities.key(found.absent), activities.key(found.present)
    columns = (
        "market",
        "label",
        "absent",
        "absent_partnerships_by_region",
        "absent_clusters_by_region",
        "present",
        "present_partnerships",
        "present_clusters",
        "clusters_that_could_go",
        "reasons",
    )
    rows: list[list[Cell]] = []
    for one in found.found:
        clusters = one.opening.clusters
        rows.append(
            [
                one.gap.market,
                label(one.gap.market),
                absent,
                one.gap.absent.partnerships_by_region,
                one.gap.absent.clusters_by_region,
                present,
                ";".join(p.id for p in one.partnerships),
                ";".join(p.id for p in one.clusters),
                ";".join(prospect.id for prospect in clusters),
                " ".join(reason for p in clusters for reason in p.reasons),
            ]
        )
    return Table("absent-and-present", columns, rows)


def together_table(found: Together) -> Table:
    """Everybody who targets all of some markets."""
    name = "all-of-these-markets"
    return _everyone(found.book, name, found.partnerships, found.clusters)


def market_table(facts: MarketFacts) -> Table:
    """Everybody at a market."""
    name = f"market-{facts.code.lower()}"
    return _everyone(facts.book, name, facts.partnerships, facts.clusters)


def _everyone(
    book: MarketBook,
    name: str,
    partnerships: Iterable[Presence],
    clusters: Iterable[Presence],
) -> Table:
    columns = (
        "kind",
        "id",
        "name",
        "country",
        "start",
        "sectors",
        "by_name",
        "by_region",
        "own_record",
        "partnerships",
        "at_once",
    )
    rows: list[list[Cell]] = []
    for found in partnerships:
        partnership = book.registry.partnership(found.id)
        who: list[Cell] = ["partnership", found.id, partnership.acronym, None]
        rows.append([*who, partnership.start, *_how(partnership.sectors, found)])
    for found in clusters:
        cluster = book.registry.cluster(found.id)
        who = ["cluster", found.id, cluster.name, cluster.country]
        rows.append([*who, None, *_how(cluster.sectors, found)])
    return Table(name, columns, rows)


def _how(sectors: Iterable[str], found: Presence) -> list[Cell]:
    return [
        ";".join(sectors),
        found.by_name,
        ";".join(found.via),
        found.own,
        ";".join(found.partnerships),
        found.at_once,
    ]
