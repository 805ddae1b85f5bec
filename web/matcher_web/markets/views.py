"""Markets: who goes where, where nobody goes, and one market opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for

from matcher_web.markets.answers import Absences, Together, answer
from matcher_web.markets.book import ORDERS, MarketBook, market_book
from matcher_web.markets.market import MarketFacts
from matcher_web.markets.overview import OverTime, Overview
from matcher_web.markets.query import (
    BY_DEFAULT,
    FIRST_ORDER,
    LABELS,
    MAX_K,
    MarketQuery,
    read_query,
)
from matcher_web.markets.reach_picture import reach_picture
from matcher_web.markets.words import QUESTION, everybody, only_by_region
from matcher_web.query.activities import KINDS
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot
from matcher_web.twins import TABLES, Page, page

MORE = 20


def _asked(
    snapshot: Snapshot, sent: Sent
) -> tuple[MarketBook, MarketQuery, dict[str, str]]:
    book, reading = market_book(snapshot), Reading(sent)
    return book, read_query(reading, book), reading.faults


@page("/markets")
def markets(snapshot: Snapshot, sent: Sent) -> Page:
    """Who goes where; or who is absent where others go; or who targets all of some."""
    book, query, faults = _asked(snapshot, sent)
    found = answer(book, query)
    return Page(
        found,
        "markets.html",
        lambda: {
            **_frame(book, query),
            "heading": QUESTION if faults else found.heading,
            **({} if faults else _shown(found)),
        },
        query.parameters(),
        faults,
    )


def _frame(book: MarketBook, query: MarketQuery) -> dict[str, Any]:
    """What stands around any answer: the forms, and links to other questions."""

    def link(**changes: object) -> str:
        return url_for("markets", **query.parameters(**changes))

    chosen = query.parameters()
    swapped = {"absent": chosen.get("present"), "present": chosen.get("absent")}
    return {
        "book": book,
        "query": query,
        "labels": LABELS,
        "choices": book.choices,
        "chosen": chosen,
        "rows": book.rows(FIRST_ORDER),
        "kinds": _kinds(lambda kind: link(by=kind, activity="")),
        "orders": {order: link(sort=order) for order in ORDERS},
        "swap": link(**swapped),
        "more": link(k=min(query.k + MORE, MAX_K)),
    }


def _kinds(address: Callable[[str], str]) -> list[tuple[str, str]]:
    """Each kind of activity with the page that shows it."""
    return [(kind, address("" if kind == BY_DEFAULT else kind)) for kind in KINDS[::-1]]


def _shown(found: Overview | Absences | Together) -> dict[str, Any]:
    """An answer under its name, with its links and pictures."""
    if isinstance(found, Absences):
        return {"absences": found}
    if isinstance(found, Overview):
        picture = None if found.query.activity else reach_picture(found)
        return {"overview": found, "picture": picture}
    return {
        "together": found,
        "only_by_region": only_by_region(found.there.count),
        "without": [
            (
                code,
                url_for("markets", all=[c for c in found.markets if c != code]),
                everybody(count),
            )
            for code, count in found.without
        ],
    }


@page("/markets/over-time", TABLES)
def markets_over_time(snapshot: Snapshot, sent: Sent) -> Page:
    """How many partnerships go where, round by round."""
    book, query, faults = _asked(snapshot, sent)
    return Page(OverTime(book, query), faults=faults)


@page("/markets/<code>")
def market(snapshot: Snapshot, sent: Sent, code: str) -> Page:
    """One market: everyone there, and who could join; or one activity at it."""
    book, query, faults = _asked(snapshot, sent)
    facts = MarketFacts(book, query, book.markets.checked(code))
    return Page(
        facts,
        "market.html",
        lambda: {
            "book": book,
            "query": query,
            "labels": LABELS,
            "wider": only_by_region(facts.there.count),
            "kinds": _kinds(lambda kind: url_for("market", code=code, by=kind or None)),
        },
        query.parameters(),
        faults,
    )
